"""The third part kept apart: `sum`, `text_table` and `contents` by a hand that never saw the rules.

What the kinds share: published numbers, voices, and a proof that is reckoned anew from what is
printed, so that each planted case is wrong and each near-miss sound without asking any rule.
Whoever changes a rule reads neither this module, nor its kinds, nor what it scores wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any

from tests.planted.cases import Draft, H, P

SEED = 4177

# Deviations in health care of one municipality, 2022 and 2023, as published.
HSL = {
    "Avvikelser i vårdkedjan inkommande": (17, 22),
    "Avvikelser i vårdkedjan utgående": (45, 64),
    "Fall med skada": (85, 152),
    "Fall utan skada": (312, 507),
    "Information": (28, 42),
    "Läkemedel fel dos": (22, 36),
    "Läkemedel fel tid": (13, 23),
    "Läkemedel saknas/försvunna": (49, 35),
    "Läkemedel utebliven dos": (181, 249),
    "Vård och behandling": (43, 37),
}
SOL = {
    "Brister i bemötande": 15,
    "Brister i följsamhet till rutin": 64,
    "Brister i informationsöverföring": 19,
    "Brister i omvårdnad": 87,
    "Brister i rutiner": 105,
    "Ej utförda insatser enligt genomförandeplan": 26,
    "Fel och brister i larmhantering": 19,
    "Fel och brister i larmutrustning": 16,
    "Hot och våld": 48,
    "Uteblivet besök": 32,
}
# Deviation from budget in tkr, February 2024: areas, and some with their units.
AREAS = {
    "Förvaltningsledning": -778,
    "Personlig assistans": 497,
    "Individ- och familjeomsorg": -1760,
    "Hemtjänst": -6949,
    "Funktionsstöd": 716,
    "Särskilt boende": -1265,
    "Hälso- och sjukvård": 13,
    "Internt stöd": 281,
}
UNITS = {
    "Hemtjänst": {
        "Kommunal hemtjänst": -3270,
        "Nattpatrull": -516,
        "Hemtjänstpeng och matdistribution": -3163,
    },
    "Internt stöd": {"Administration och service": 524, "Bemanning": -169, "Poolenhet": -74},
    "Individ- och familjeomsorg": {"IFO utom försörjningsstöd": -997, "Försörjningsstöd": -764},
}
MEDICINES = {
    "Särskilt boende": ("7,7", "8,2", "8,7", "8,5", "9,8"),
    "Hemsjukvård": ("7,1", "7,4", "7,0", "7,9", "7,6"),
}
HOMES = ("Gullvivan", "Skogsbrynet", "Hamngläntan", "Linåkern", "Kvarnbacken", "Sjöutsikten")
VOICES = (
    ("Nämndens uppföljning", "Förvaltningen redovisar här läget inom sina verksamheter."),
    ("Bokslut i korthet", "Avsnittet bygger på uppgifter ur verksamhetssystemen."),
    ("Patientsäkerhet", "Vårdgivaren ska varje år beskriva hur arbetet har bedrivits."),
    ("Lägesbild", "Underlaget är framtaget av controller och kvalitetsutvecklare."),
)


@dataclass(frozen=True)
class Proof:
    """What a reader would reckon.

    Attributes:
        how: `sum` (given add up to said), `within` (each given lies in the interval said), `most`
            (of names with numbers, the one said is the highest) or `same` (two lists alike).
    """

    how: str
    given: Sequence[Any]
    said: Any
    slack: float = 0.0

    def off(self) -> float:
        """Give how far apart the two sides are; 0 when they agree."""
        if self.how == "same":
            return float(list(self.given) != list(self.said)) * 100
        if self.how == "most":
            counts = {name: number(value) for name, value in self.given}
            return max(counts.values()) - counts[self.said]
        if self.how == "sum":
            gap = abs(sum(number(one) for one in self.given) - number(self.said))
            return 0.0 if gap <= self.slack + 1e-6 else gap
        low, high = self.said
        return max(max(low - number(one), number(one) - high, 0.0) for one in self.given)


@dataclass(frozen=True)
class Proved(Draft):
    """A draft that carries its proof."""

    proof: Proof | None = None


def number(printed: str) -> float:
    """Read a printed number; a dash is nothing."""
    bare = printed.replace(" ", "").replace("−", "-").replace("%", "").replace(",", ".").lstrip("+")
    return 0.0 if bare in ("–", "") else float(bare)


def opened(r: Random) -> list[H | P]:
    """Open a paper in one of four voices."""
    title, text = r.choice(VOICES)
    return [H(title), P(text)]


def slip(r: Random, low: int, high: int) -> int:
    """Give an error up or down."""
    return r.choice([-1, 1]) * r.randint(low, high)


def split(r: Random, whole: int, count: int) -> list[int]:
    """Split a whole into parts, none of them small."""
    least = max(1, whole // (count * 3))
    cuts = sorted(r.sample(range(1, whole - least * count), count - 1))
    ends = [0, *cuts, whole - least * count]
    return [b - a + least for a, b in pairwise(ends)]
