"""One change of many cases: looked at first, done case by case, undone while it is fresh.

What can be done is registered, by the spine itself and by the areas for their own kinds. Nothing
is overwritten: a case that another has changed meanwhile is left as it is, and named.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases.actions import ChangedByAnother
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.models import BulkRun, Case
from vaka.law.verdict import RuleRefused, Verdict, require

UNDO_WITHIN = timedelta(minutes=10)
MOST = 500
"""A change of more cases than this is no longer something that a person has looked at."""


class UnknownBulkAction(LookupError):
    """No bulk action is registered under this code."""


class Apply(Protocol):
    """Changes one case. Raises what the action of one case raises."""

    def __call__(self, *, by: Viewer, case_id: uuid.UUID, version: int, value: str) -> Case: ...


@dataclass(frozen=True)
class BulkAction:
    """What can be done with many cases at once.

    Attributes:
        code: the verb, `case.assign`.
        label: what the button says.
        field_label: what the value is called.
        choices: the values that fit all the cases, with their words.
        current: the value that each case has now, which undo gives back.
        verdicts: for each case, whether the viewer may give it a value, and if not why.
        apply: gives one case a value.
        kind: the kind of case it is for; empty for every kind.
    """

    code: str
    label: Words
    field_label: Words
    choices: Callable[[Viewer, Sequence[Case]], Sequence[tuple[str, Words]]]
    current: Callable[[Sequence[Case]], Mapping[uuid.UUID, str]]
    verdicts: Callable[[Viewer, Sequence[Case], str], Mapping[uuid.UUID, Verdict]]
    apply: Apply
    kind: str = ""


@dataclass(frozen=True)
class Look:
    """What would happen to one case."""

    case: Case
    is_same: bool
    verdict: Verdict

    @property
    def changes(self) -> bool:
        """Whether the case would get another value."""
        return self.verdict.ok and not self.is_same


@dataclass(frozen=True)
class Outcome:
    """What a run, or its undoing, did: how many changed, and which were left and why."""

    run: BulkRun
    changed: int
    skipped: list[tuple[str, str]] = field(default_factory=list)


_actions: dict[str, BulkAction] = {}


def register(offer: BulkAction) -> None:
    """Add a bulk action; the same code again replaces it."""
    _actions[offer.code] = offer


def named(code: str) -> BulkAction:
    """Give one bulk action. Raises UnknownBulkAction."""
    try:
        return _actions[code]
    except KeyError:
        raise UnknownBulkAction(code) from None


def offered(kinds: set[str]) -> list[BulkAction]:
    """Give what can be done with cases of these kinds."""
    return [one for one in _actions.values() if not one.kind or one.kind in kinds]


def chosen(viewer: Viewer, ids: Sequence[uuid.UUID], kind: str = "") -> list[Case]:
    """Give the open cases of these that the viewer sees, the oldest first; no more than MOST."""
    found = Case.objects.open().visible_to(viewer).filter(pk__in=list(ids)[:MOST])
    found = found.filter(kind=kind) if kind else found
    return list(found.select_related("unit", "owner").order_by("opened_at", "id"))


def look(viewer: Viewer, offer: BulkAction, cases: Sequence[Case], value: str) -> list[Look]:
    """Say what a value would do to each case; nothing is changed."""
    now, verdicts = offer.current(cases), offer.verdicts(viewer, cases, value)
    return [Look(one, now[one.pk] == value, verdicts[one.pk]) for one in cases]


@action
def run(
    *, by: Viewer, code: str, value: str, picks: Sequence[tuple[uuid.UUID, int]], label: str = ""
) -> Outcome:
    """Give many cases a value.

    Args:
        picks: each case with the version that was looked at.
        label: the value in words, for the one who may want to undo it.
    """
    offer = named(code)
    cases = chosen(by, [case_id for case_id, _version in picks], offer.kind)
    before, versions = offer.current(cases), dict(picks)
    items, skipped = [], []
    for case in (one for one in cases if before[one.pk] != value):
        done, why = _tried(offer, by, case, versions[case.pk], value)
        if done is None:
            skipped.append((case.reference, why))
        else:
            items.append({"case": str(case.pk), "before": before[case.pk], "version": done.version})
    kept = BulkRun.objects.create(person=_person(by), action=code, value=value, label=label[:200],
                                  at=timezone.now(), items=items)  # fmt: skip
    _noted(by, "worklist.bulk", kept, len(items), skipped)
    return Outcome(kept, len(items), skipped)


@action
def undo(*, by: Viewer, run_id: uuid.UUID) -> Outcome:
    """Give the cases of one's own run their values back, but for those changed since.

    Raises:
        NotVisible: the run is not the viewer's.
        RuleRefused: it is undone already, or too old.
    """
    kept = BulkRun.objects.select_for_update().filter(person=by.person, pk=run_id).first()
    if kept is None:
        raise NotVisible(str(run_id))
    require(may_undo(kept.at, kept.undone_at, timezone.now()))
    offer, changed, skipped = named(kept.action), 0, []
    cases = {str(one.pk): one for one in chosen(by, [uuid.UUID(i["case"]) for i in kept.items])}
    for item in kept.items:
        case = cases.get(item["case"])
        if case is None:
            skipped.append((_("Ett ärende"), _("Ärendet är stängt eller inte längre ditt.")))
            continue
        done, why = _tried(offer, by, case, item["version"], item["before"])
        changed += done is not None
        skipped += [] if done else [(case.reference, why)]
    kept.undone_at = timezone.now()
    kept.save(update_fields=["undone_at"])
    _noted(by, "worklist.undo_bulk", kept, changed, skipped)
    return Outcome(kept, changed, skipped)


def may_undo(at: datetime, undone_at: datetime | None, now: datetime) -> Verdict:
    """Say whether a run may still be undone."""
    if undone_at is not None:
        return Verdict.no("undone", _("Ändringen är redan ångrad."))
    if now - at > UNDO_WITHIN:
        return Verdict.no(
            "too_late",
            _("Det har gått mer än tio minuter."),
            _("Ändra ärendena på nytt i stället."),
        )
    return Verdict.yes()


def fresh_runs(viewer: Viewer, now: datetime | None = None) -> list[BulkRun]:
    """Give the viewer's own runs that can still be undone, the latest first."""
    if viewer.person is None:
        return []
    since = (now or timezone.now()) - UNDO_WITHIN
    found = BulkRun.objects.filter(person=viewer.person, at__gte=since, undone_at=None)
    return [one for one in found[:3] if one.items]


def _tried(
    offer: BulkAction, by: Viewer, case: Case, version: int, value: str
) -> tuple[Case | None, str]:
    """The changed case, or why it was left; the action's own transaction is rolled back then."""
    try:
        return offer.apply(by=by, case_id=case.pk, version=version, value=value), ""
    except ChangedByAnother as error:
        who = error.theirs.get("by", "")
        return None, _("%(name)s har ändrat ärendet under tiden.") % {"name": who or _("Någon")}
    except RuleRefused as error:
        return None, str(error)
    except (NotAllowed, NotVisible):
        return None, _("Du får inte ändra ärendet.")


def _person(by: Viewer) -> Any:
    if by.person is None:
        raise NotAllowed("worklist.bulk")
    return by.person


def _noted(
    by: Viewer, verb: str, kept: BulkRun, changed: int, skipped: list[tuple[str, str]]
) -> None:
    note(by=by, verb=verb, object_kind="bulk_run", object_id=kept.pk,
         data={"action": kept.action, "value": kept.value, "changed": changed,
               "cases": [item["case"] for item in kept.items],
               "skipped": [reference for reference, _why in skipped]})  # fmt: skip
