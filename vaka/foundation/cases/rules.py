"""What holds for any case, whatever its kind."""

from django.utils.translation import gettext as _

from vaka.law.verdict import Verdict


def may_act_on(named: bool) -> Verdict:
    """Say whether somebody may assess, investigate or decide: never who is named in the event.

    Impartiality: FL 2017:900 16 and 17 §§; SOSFS 2011:5 on who investigates under lex Sarah.
    """
    if not named:
        return Verdict.yes()
    return Verdict.no(
        "named",
        _("Du pekas ut i händelsen och kan inte bedöma, utreda eller besluta i ärendet."),
        _("Be din chef eller kommunens MAS eller SAS att ta över ärendet."),
    )
