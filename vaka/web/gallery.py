"""The style guide: every component with its states on one page, in the demo only."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vaka.law.verdict import Refusal
from vaka.web import risk
from vaka.web.forms import Segmented, UploadField


class SampleForm(forms.Form):
    """One field of each kind."""

    room = forms.CharField(label="Var hände det?", help_text="Skriv rummet, inte namn.")
    day = forms.DateField(label="Vilken dag?", help_text="ÅÅÅÅ-MM-DD")
    harm = forms.ChoiceField(
        label="Blev någon skadad?",
        choices=[("nej", "Nej"), ("ja", "Ja"), ("vet_inte", "Vet inte")],
        widget=Segmented,
    )
    kind = forms.ChoiceField(
        label="Vad har hänt?",
        choices=[("fall", "Någon har ramlat"), ("larm", "Larm eller teknik")],
        widget=forms.RadioSelect,
    )
    unit = forms.ChoiceField(label="Enhet", choices=[("a", "Almen"), ("b", "Björken")])
    story = forms.CharField(label="Berätta kort", widget=forms.Textarea, required=False)
    attachment = UploadField(
        label="Fil", kinds=("CSV", "XLSX"), max_bytes=50_000_000, required=False
    )
    is_read = forms.BooleanField(label="Jag har läst rutinen", required=False)


def _grade(likelihood: int, severity: int) -> tuple[int, str]:
    if severity == 4:
        return 3, "till MAS"
    product = likelihood * severity
    if product >= 8:
        return 3, "utred"
    return (2, "åtgärda") if product >= 4 else (1, "följ")


def show(request: HttpRequest) -> HttpResponse:
    """Show the page. Outside the demo there is none."""
    if not (settings.DEBUG or getattr(settings, "DEMO", False)):
        raise Http404
    return render(request, "web/gallery.html", _samples(request))


def _samples(request: HttpRequest) -> dict[str, Any]:
    return {
        "form": SampleForm(initial={"room": "Rum 14", "kind": "fall", "harm": "nej"}),
        "wrong_form": SampleForm({"day": "2024-01-0"}, prefix="fel"),
        "queue": _queue(),
        "tiles": _tiles(),
        "types": _types(),
        "events": _events(),
        "choose_risk": risk.choice("risk", _grade, "3-2"),
        "count_risk": risk.counts({(3, 2): 41, (4, 3): 7, (1, 4): None}, _grade),
        "refusals": [
            Refusal("effect", "En åtgärd saknar effekt.", "Skriv effekten", "#"),
            Refusal("answer", "Astrid har inte fått svar.", "Vänta till 12 november."),
        ],
        "page": Paginator(range(230), 10).page(int(request.GET.get("sida", 7))),
        "job": {"step": "Räknar 10 000 nätter", "total": 100, "done": 62, "seconds_left": 4,
                "is_finished": False},
        "spec": _spec(),
    }  # fmt: skip


def _queue() -> list[dict[str, Any]]:
    rows = [
        ("Utebliven kvällsdos, Almen plan 1", "Bedöm risken", "AVV-2026-00871", 33, 30, -2),
        ("Larm som inte gick fram, Almen plan 2", "Besluta åtgärd", "AVV-2026-00902", 26, 30, 3),
        ("Fall vid sängen, rum 14", "Bedöm risken", "AVV-2026-00934", 0, 30, 21),
        ("Rutin för överrapportering", "Godkänn version 3", "RUT-2026-00012", 4, 14, 7),
    ]
    names = ("title", "next_step", "reference", "used_days", "total_days", "working_days_left")
    return [{"url": "#", **dict(zip(names, row, strict=True))} for row in rows]


def _tiles() -> list[dict[str, Any]]:
    falls = [6.4, 7.1, 6.0, 7.0, 5.9, 4.8, 4.6, 3.9, 4.4, 3.8, 4.2, 3.3]
    return [
        {"url": "#", "sentence": "Fallen har minskat sedan larmmattorna kom.", "values": falls,
         "centre": 6.5, "signals": [None] * 5 + ["better"] * 7, "last": "3,3",
         "label": "Fall per 1 000 vårddygn, tolv månader, från 6,4 till 3,3",
         "source": "Förändring, inte slump. Fall per 1 000 vårddygn."},
        {"url": "#", "sentence": "En månad sticker ut.",
         "values": [18, 21, 17, None, 22, 19, 41, 20],
         "centre": 20, "signals": [None] * 6 + ["worse", None], "last": "20",
         "label": "Dagar till stängt ärende, median, från 18 till 20; april saknas",
         "source": "Mediandagar till stängt. April saknas."},
    ]  # fmt: skip


def _types() -> list[dict[str, Any]]:
    return [
        {"label": "Fall", "value": 512, "url": "#"},
        {"label": "Läkemedelshantering", "value": 389, "url": "#"},
        {"label": "Brist i bemötande", "value": 47, "url": ""},
        {"label": "Informationsöverföring mellan vårdgivare", "value": None, "url": ""},
    ]


def _events() -> list[dict[str, Any]]:
    return [
        {"when": _("Nu"), "words": "Bo bedömer", "is_now": True},
        {"when": "I dag 07.14", "words": "Bo öppnade ärendet.", "is_done": True},
        {"when": "I dag 04.05", "words": "Händelsen", "is_done": True},
    ]


def _spec() -> dict[str, Any]:
    months = ["jan", "feb", "mars", "apr", "maj", "juni"]
    values = [{"m": m, "n": n} for m, n in zip(months, [88, 91, 79, 103, 97, 84], strict=True)]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": 720,
        "height": 220,
        "data": {"values": values},
        "mark": {"type": "bar", "color": "#2b4354"},
        "encoding": {
            "x": {
                "field": "m",
                "type": "ordinal",
                "sort": None,
                "title": None,
                "axis": {"labelAngle": 0},
            },
            "y": {"field": "n", "type": "quantitative", "title": None},
        },
        "config": {"axis": {"labelColor": "#475663", "labelFontSize": 14}},
    }
