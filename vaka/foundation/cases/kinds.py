"""The kinds of case, registered by the areas at start; this storey names none of them."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from django.db.models import Q

    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.cases.models import Case
    from vaka.foundation.cases.transitions import Transition

Words = str | Promise


class UnknownKind(LookupError):
    """A case names a kind that no area has registered."""


def _title(case: "Case") -> str:
    return str(case.title)


def _no_sorts(_cases: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    return {}


@dataclass(frozen=True)
class CaseKind:
    """What the spine must know of one kind.

    Attributes:
        code: stands in `Case.kind` and before `.see` in the capabilities.
        prefix: begins the reference, `AVV` gives `AVV-2026-00041`.
        label: the Swedish word for one.
        label_plural: the Swedish word for several.
        url_name: the page of one case; takes the case's id.
        state_label: gives the Swedish word of a state.
        todo: says what the case waits for in a state, for the worklist.
        handle: the capability of those the work waits for.
        list_url_name: the page that lists cases of this kind and keeps those behind a figure
            (`?matt=&enhet=&period=`); empty when figures do not open.
        searchable: gives the free text of a case that search may find it by.
        transitions: its flow; `docs/reference/flows.md` draws it, the area's tests table it.
        part_transitions: flows of what stands inside a case, by what it is called.
        opens: for a kind whose cases are not all open to the same roles, the condition under which
            a viewer's roles open one; it stands instead of `<code>.see`. Parties come besides.
        sorts: says what sort of case each is where no name may be said, such as at a meeting.
    """

    code: str
    prefix: str
    label: Words
    label_plural: Words
    url_name: str
    state_label: Callable[[str], Words]
    todo: Callable[[str], Words]
    handle: str
    searchable: Callable[["Case"], str] = _title
    list_url_name: str = ""
    transitions: "Sequence[Transition]" = ()
    part_transitions: "Mapping[str, Sequence[Transition]]" = field(default_factory=dict)
    opens: "Callable[[Viewer], Q] | None" = None
    sorts: Callable[[Sequence[uuid.UUID]], Mapping[uuid.UUID, str]] = _no_sorts


EVERY_KIND = "*"
"""An onward action that is offered on cases of every kind but its area's own."""


@dataclass(frozen=True)
class OnwardAction:
    """An action that another area offers on cases of a kind; its page takes `?case=<id>`."""

    on_kind: str
    label: Words
    url_name: str
    capability: str
    relation: str = field(default="")


@dataclass(frozen=True)
class Remark:
    """What an area further up has to say against a case of a kind, whatever page shows it.

    Attributes:
        told: gives the words, none when there is nothing; who may see the case may read them.
    """

    on_kind: str
    told: Callable[[uuid.UUID], Sequence[str]]


_kinds: dict[str, CaseKind] = {}
_remarks: list[Remark] = []
_onward: list[OnwardAction] = []


def register(kind: CaseKind) -> None:
    """Add a kind; the same code again replaces it (Django may load an app twice in tests)."""
    _kinds[kind.code] = kind


def register_onward(offer: OnwardAction) -> None:
    """Add an onward action."""
    if offer not in _onward:
        _onward.append(offer)


def register_remark(remark: Remark) -> None:
    """Add what an area has to say of cases of a kind."""
    if remark not in _remarks:
        _remarks.append(remark)


def remarks_on(code: str) -> list[Remark]:
    """Give the areas' remarks on a kind."""
    return [one for one in _remarks if one.on_kind == code]


def all_kinds() -> list[CaseKind]:
    """Give every registered kind."""
    return list(_kinds.values())


def kind_of(code: str) -> CaseKind:
    """Give one kind. Raises UnknownKind."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownKind(code) from None


def onward_from(code: str) -> list[OnwardAction]:
    """Give the onward actions offered on a kind."""
    own = _area(kind_of(code).url_name)
    return [
        offer
        for offer in _onward
        if offer.on_kind == code or (offer.on_kind == EVERY_KIND and _area(offer.url_name) != own)
    ]


def _area(url_name: str) -> str:
    return url_name.partition(":")[0]
