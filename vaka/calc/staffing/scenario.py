"""What is asked: a home or several, their residents, staff and rules for one night, as plain data.

Every field says in Swedish what it is; `schema.py` makes a JSON schema of them and reads files by
it. Minutes count from the night's beginning. What is left out has the value of the example, and is
an assumption until the home has measured it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Range = tuple[float, float]


def told(words: str, default: Any = ..., *, least: float = 0, most: float = 1e6,
         among: str = "") -> Any:  # fmt: skip
    """A field with its words, bounds and choices; without a default it has to be given."""
    about = {"words": words, "least": least, "most": most, "among": tuple(among.split())}
    if default is ...:
        return field(metadata=about)
    return field(default=default, metadata=about)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a home: rooms along a corridor, with a place where staff have their base."""

    code: str = told("enhetens beteckning")
    floor: int = told("våning", 0, least=-5, most=60)
    home: str = told("boendets beteckning, när flera delar nattpersonal", "")


@dataclass(frozen=True, slots=True)
class Check:
    """A planned check or help of one resident."""

    start: float = told("tidigast, minut")
    end: float = told("senast, minut")
    form: str = told("tittning, kamera eller hjälp", "look", among="look camera help")
    minutes: float = told("minuter det tar, utan väg", 3.0, most=600)
    cv: float = told("spridning: standardavvikelse genom medelvärde; 0 är alltid lika", 0.0, most=5)
    staff: int = told("hur många som behövs", 1, least=1, most=2)
    skill: str = told("kompetens som krävs", "")
    wake: float = told("risk att väcka, andel", 0.0, most=1)


@dataclass(frozen=True, slots=True)
class Resident:
    """A resident with a room and a night plan."""

    code: str = told("beteckning, aldrig namn eller personnummer")
    unit: str = told("enhetens beteckning")
    at: float = told("rummets läge: minuters väg från enhetens bas", 0.0, most=60)
    alarms: float | None = told("väntade larm per natt; tomt: efter boendets fördelning", None,
                                most=100)  # fmt: skip
    checks: tuple[Check, ...] = told("planerade tillsyner och insatser", ())
    undisturbed: Range | None = told("tid då sömnen inte ska störas: från och till, minut", None)


@dataclass(frozen=True, slots=True)
class Alarms:
    """What comes unplanned."""

    per_night: float = told("väntade larm per natt från alla utan egen uppgift", 25.0, most=5000)
    profile: tuple[float, ...] = told("larmens vikt timme för timme", (1.0,))
    shape: float = told(
        "ojämnhet mellan boende: gammafördelningens form", 0.6, least=0.05, most=1e6
    )
    urgent: float = told("andel brådskande", 0.2, most=1)
    double: float = told("andel som kräver två", 0.1, most=1)
    minutes: float = told("hjälpens längd, medelvärde i minuter", 8.0, least=0.01, most=600)
    cv: float = told("hjälpens spridning: standardavvikelse genom medelvärde", 0.8, most=5)
    law: str = told("fördelning av hjälpens längd", "lognormal", among="lognormal exponential")
    skill: str = told("kompetens som en del av larmen kräver", "")
    skill_share: float = told("andel larm som kräver den", 0.0, most=1)


@dataclass(frozen=True, slots=True)
class Camera:
    """What a look by camera comes to."""

    not_seen: float = told("andel tittningar då den boende inte syns", 0.1, most=1)
    retry: float = told("minuter till nästa försök", 20.0)
    tries: int = told("försök efter det första, innan någon går dit", 1, most=5)
    within: float = told("minuter som ett nytt försök eller besök har på sig", 30.0)
    visit: float = told("minuter som besöket tar", 4.0, most=600)
    visit_wake: float = told("risk att besöket väcker, andel", 0.5, most=1)
    fails: float = told("andel tittningar då tekniken inte fungerar", 0.02, most=1)
    outage: float = told("andel nätter då tekniken är nere hela natten", 0.01, most=1)
    at_base: bool = told("tittningen kräver att personalen går till basen", False)


@dataclass(frozen=True, slots=True)
class Break:
    """A break: begun when it is calm, and at its latest minute as soon as it may be."""

    minutes: float = told("rastens längd", 30.0, most=180)
    start: float = told("tidigast, minut", 185.0)
    latest: float = told("då den går före annat än brådskande larm, minut", 300.0)
    end: float = told("efter denna minut ges den inte", 420.0)


@dataclass(frozen=True, slots=True)
class Staff:
    """One of the night's staff."""

    code: str = told("beteckning")
    unit: str = told("enheten där basen är")
    bound: tuple[str, ...] = told("enheter som personen bara arbetar i; tomt: alla", ())
    skills: tuple[str, ...] = told("kompetenser", ())
    start: float = told("passets början, minut", 0.0)
    end: float | None = told("passets slut, minut; tomt: nattens slut", None)
    rest: Break | None = told("rast", None)


@dataclass(frozen=True, slots=True)
class Walking:
    """Minutes between places: by units, or as a matrix measured at the home."""

    same_floor: float = told("mellan enheter på samma våning", 0.6, most=120)
    other_floor: float = told("mellan våningar, med hiss eller trappa", 2.0, most=120)
    other_home: float = told("mellan boenden, med bil", 12.0, most=240)
    door: float = told("låst dörr mellan enheter", 0.0, most=10)
    matrix: tuple[tuple[float, ...], ...] = told(
        "uppmätt: rum i de boendes ordning, sedan baser i enheternas ordning", ())  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hold:
    """Minutes after which one who is free is kept for a job that needs two."""

    urgent: float = told("brådskande larm", 0.0)
    alarm: float = told("annat larm", 0.0)
    check: float = told("planerad tillsyn", 30.0)


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of the night's work."""

    who: str = told("vem som går", "nearest", among="nearest unit_first lowest")
    order: tuple[str, ...] = told("i vilken ordning", ("urgent", "alarm", "overdue", "check"),
                                  among="urgent alarm overdue check")  # fmt: skip
    interrupt: bool = told("ett brådskande larm får avbryta en tillsyn", False)
    go_ahead: bool = told("en går före och väntar på den andra", False)
    return_to_base: bool = told("den som är ledig går tillbaka till sin bas", False)
    keep_floor: bool = told("ingen lämnar ett våningsplan tomt för annat än brådskande larm", False)
    hold_after: Hold = told("när en ledig hålls kvar för dubbelbemanning", Hold())
    breaks_at_once: int = told("raster samtidigt, högst", 1, most=62)
    awake: int = told("som minst i arbete under en rast", 1, most=62)
    missed_after: float = told("minuter efter sin tid då en tillsyn räknas som utebliven", 60.0)


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is asked of an adequate staffing; what is left out is not asked. A person decides it."""

    share: float | None = told("minst så många procent av larmen inom sin gräns", 80.0, most=100)
    urgent_share: float | None = told("minst så många procent av brådskande larm", None, most=100)
    late: float | None = told("högst så många sena tillsyner per natt", None)
    missed: float | None = told("högst så många uteblivna tillsyner per natt", None)
    breaks_missed: float | None = told("högst så många raster som inte ges, per natt", None)
    zone: float = told("procentenheter under målet som räknas som uppfyllt", 0.0, most=10)


@dataclass(frozen=True, slots=True)
class Limits:
    """Minutes within which somebody shall be there."""

    urgent: float = told("brådskande larm", 10.0)
    alarm: float = told("annat larm", 10.0)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A night: everything the simulation is told."""

    name: str = told("vad frågan gäller")
    units: tuple[Unit, ...] = told("enheter")
    residents: tuple[Resident, ...] = told("boende")
    staff: tuple[Staff, ...] = told("nattens personal, i den ordning de läggs till")
    minutes: float = told("nattens längd i minuter", 600.0, least=1, most=1e7)
    alarms: Alarms = told("larm", Alarms())
    camera: Camera = told("digital tillsyn", Camera())
    walking: Walking = told("väg", Walking())
    policy: Policy = told("arbetssätt", Policy())
    limits: Limits = told("svarstider", Limits())
    criteria: Criteria = told("vad som krävs", Criteria())
    assumed: tuple[str, ...] = told("uppgifter som är antagna, inte uppmätta", ())
    count_from: float = told("räkna från denna minut", 0.0, most=1e7)
