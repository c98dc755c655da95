"""How a line of a case's timeline is said, alike in every area."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.kinds import Words

if TYPE_CHECKING:
    from vaka.foundation.cases.queries import TimelineLine

SPINE: Mapping[str, Words] = {"case.assign": gettext_lazy("Ny ansvarig")}
"""What is done with cases of every kind, by the worklist."""


def said(
    line: "TimelineLine", verbs: Mapping[str, Words], more: str = "", *, with_words: bool = True
) -> str:  # fmt: skip
    """Say one line: what was done, by whom, and the words that went with it.

    A verb's words may ask for what the line tells, by name; what it does not tell is left empty.
    The machine's parts are not named as somebody.
    """
    what = str(verbs.get(line.verb, SPINE.get(line.verb, line.verb)))
    if line.verb == "case.assign":
        more = f": {line.data.get('owner_name') or _('ingen')}"
    if "%(" in what:
        what = what % defaultdict(str, line.data)
    by = f" {_('av')} {line.by_name}" if line.by_name and ":" not in line.by_name else ""
    return f"{what}{more}{by}. {line.words if with_words else ''}".strip()
