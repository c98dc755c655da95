"""What a change of the organisation is called in one sentence."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _n

from vaka.areas.administration.models import Reorganisation, ReorganisationState
from vaka.areas.administration.rules import Fate

WITHDRAWN = ReorganisationState.WITHDRAWN
FATES = {
    Fate.KEPT: _n("fortsätter"),
    Fate.CARRIED: _n("följer med"),
    Fate.ENDED: _n("upphör"),
    Fate.LOSES: _n("mister"),
    Fate.GAINS: _n("får till"),
    Fate.BEGINS: _n("börjar"),
}


def sentence(row: Reorganisation) -> str:
    """Say what happens to which units when, in one line without anybody's name."""
    units = [one.name for one in row.units.all()]
    filled = {
        "units": joined(units),
        "target": row.target.name if row.target else "",
        "name": row.name,
        "parts": joined([name for _code, name, _places in row.parts]),
        "day": date_format(row.on_date, "j F Y"),
    }
    told = (_back(row) if row.reverses else _forward(row)) % filled
    return _("Ångrat: %(sentence)s") % {"sentence": told} if row.state == WITHDRAWN else told


def joined(names: list[str]) -> str:
    """Join names as they are said: A, B och C."""
    *first, last = names or [""]
    return (
        _("%(first)s och %(last)s") % {"first": ", ".join(first), "last": last} if first else last
    )


def _forward(row: Reorganisation) -> str:
    return {
        "rename": _("%(units)s heter %(name)s från %(day)s."),
        "move": _("%(units)s flyttas till %(target)s från %(day)s."),
        "merge": _("%(units)s slås ihop med %(target)s från %(day)s."),
        "split": _("%(units)s delas i %(parts)s från %(day)s."),
        "close": _("%(units)s läggs ned från %(day)s."),
    }[row.kind]


def _back(row: Reorganisation) -> str:
    return {
        "rename": _("%(units)s får tillbaka sitt namn från %(day)s."),
        "move": _("%(units)s flyttas tillbaka från %(day)s."),
        "split": _("%(units)s skiljs från %(target)s igen från %(day)s."),
        "merge": _("%(units)s slås samman igen från %(day)s."),
    }[row.kind]
