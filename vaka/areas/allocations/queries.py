"""Reads of fees, allocations and allowances paid afterwards."""

import tomllib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from vaka.areas.allocations import rules
from vaka.areas.allocations.models import Allocation, AllocationApplication, AllowancePayment
from vaka.areas.allocations.rules import (
    HANDLE,
    OPERATION_LABELS,
    PAY,
    SEE,
    SETTING_LABELS,
    AllowanceRule,
    Claim,
    Fee,
    FeeRule,
)
from vaka.documents.kinds import WrongGrain
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.law.verdict import Verdict
from vaka.web.words import number

HERE = Path(__file__).parent


class NoFee(WrongGrain):
    """No fee is known of this year; Swedish words."""


@dataclass(frozen=True)
class FeeRow:
    """One municipality: its inhabitants, its fee, and where what SKR has printed differs."""

    municipality: str
    inhabitants: int
    fee: Fee
    differs: Sequence[tuple[str, str, int]] = ()


@dataclass(frozen=True)
class FeePage:
    """A year's fees of all municipalities, in SKR's order."""

    rule: FeeRule
    rows: list[FeeRow]
    years: list[int]

    @property
    def sums(self) -> Fee:
        """What all pay together."""
        fees = [row.fee for row in self.rows]
        return Fee(*(sum(getattr(one, name) for one in fees) for name in NAMES))

    @property
    def differing(self) -> list[FeeRow]:
        """The rows where something printed is not what the rule gives."""
        return [row for row in self.rows if row.differs]

    def of(self, name: str) -> FeeRow | None:
        """Give the municipality that a text names, `Härnösands kommun (jämförelse)` too."""
        asked = name.casefold().partition("(")[0].strip()
        asked = asked.removesuffix(" kommun").removesuffix(" stad").strip()
        known = {row.municipality.casefold(): row for row in self.rows}
        return known.get(asked) or known.get(asked.removesuffix("s"))


NAMES = ("invoice_1", "invoice_2", "total")


def fee_page(viewer: Viewer, year: int | None = None) -> FeePage:
    """Give a year's fees, the newest when none is asked for.

    Raises:
        NotAllowed: the viewer may not see fees.
        NoFee: no rule is known of the year.
    """
    demand(viewer, SEE)
    known = fee_rules()
    rule = known.get(year or max(known))
    if rule is None:
        years = ", ".join(str(one) for one in sorted(known))
        raise NoFee(_("SKR:s avgift för %(year)s är inte känd. Den finns för %(years)s.")
                    % {"year": year, "years": years})  # fmt: skip
    return FeePage(rule, [_fee_row(rule, row) for row in _printed(rule.table)], sorted(known))


def _fee_row(rule: FeeRule, row: Mapping[str, Any]) -> FeeRow:
    inhabitants: int = row["inhabitants"]
    fee = rules.fee(rule, inhabitants)
    differs = [(name, row[name], getattr(fee, name)) for name in NAMES
               if row[name] != str(getattr(fee, name))]  # fmt: skip
    return FeeRow(row["municipality"], inhabitants, fee, differs)


def differing_words(row: FeeRow) -> list[str]:
    """Say each amount that SKR's table prints otherwise than the rule gives."""
    labels = {"invoice_1": _("faktura 1"), "invoice_2": _("faktura 2"), "total": _("totalt")}
    words = _("%(municipality)s, %(column)s: i tabellen står ”%(printed)s”, räknat %(n)s kr.")
    return [
        words
        % {
            "municipality": row.municipality,
            "column": labels[name],
            "printed": text,
            "n": number(n),
        }
        for name, text, n in row.differs
    ]


@cache
def fee_rules() -> dict[int, FeeRule]:
    """Give the fee's rule by year."""
    return {row["year"]: _fee_rule(row) for row in _toml("fees.toml")["year"]}


def _fee_rule(row: dict[str, Any]) -> FeeRule:
    exact = ("invoice_1", "invoice_2", "total", "large_pays", "highest")
    return FeeRule(**row | {name: Decimal(row[name]) for name in exact})


@cache
def _printed(name: str) -> list[dict[str, Any]]:
    columns = ("municipality", "inhabitants", *NAMES)
    return [dict(zip(columns, row, strict=True)) for row in _toml(name)["row"]]


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text("utf-8"))


@dataclass(frozen=True)
class ApplicationRow:
    """One application as a page shows it; share in öre."""

    id: uuid.UUID
    received_date: date
    unit_name: str
    setting: str
    operation: str
    words: str
    reasons: list[str]
    share: int | None


@dataclass(frozen=True)
class AllocationPage:
    """A year's allocation with its applications; öre."""

    allocation: Allocation
    rows: list[ApplicationRow]
    may_handle: bool

    @property
    def eligible(self) -> int:
        """How many share the money."""
        return sum(not row.reasons for row in self.rows)

    @property
    def shared(self) -> int:
        """What the shares add up to."""
        return sum(row.share or 0 for row in self.rows)


@dataclass(frozen=True)
class ListPage:
    """What there is: allocations and allowances, the newest first."""

    allocations: list[AllocationPage]
    payments: list[AllowancePayment]
    may_handle: bool
    may_pay: bool


def list_page(viewer: Viewer) -> ListPage:
    """Give allocations and allowances. Raises NotAllowed."""
    demand(viewer, SEE)
    found = Allocation.objects.prefetch_related("applications")
    return ListPage([_page(viewer, one) for one in found], list(AllowancePayment.objects.all()),
                    viewer.may(HANDLE), viewer.may(PAY))  # fmt: skip


def allocation_page(viewer: Viewer, allocation_id: uuid.UUID) -> AllocationPage:
    """Give one allocation. Raises NotAllowed, NotVisible."""
    demand(viewer, SEE)
    found = Allocation.objects.filter(pk=allocation_id).first()
    if found is None:
        raise NotVisible(str(allocation_id))
    return _page(viewer, found)


def application_of(viewer: Viewer, application_id: uuid.UUID) -> AllocationApplication:
    """Give one application. Raises NotAllowed, NotVisible."""
    demand(viewer, SEE)
    found = AllocationApplication.objects.filter(pk=application_id).first()
    if found is None:
        raise NotVisible(str(application_id))
    return found


def _page(viewer: Viewer, found: Allocation) -> AllocationPage:
    worked_out = shares(found)
    rows = [_application(one, worked_out) for one in found.applications.all()]
    return AllocationPage(found, rows, viewer.may(HANDLE))


def _application(one: AllocationApplication, worked_out: Mapping[uuid.UUID, int]) -> ApplicationRow:
    settings = {str(key): str(label) for key, label in SETTING_LABELS.items()}
    operations = {str(key): str(label) for key, label in OPERATION_LABELS.items()}
    return ApplicationRow(
        one.pk, one.received_date, one.unit_name, settings[one.setting],
        operations[one.operation], one.words,
        [refusal.words for refusal in _eligible(one).refusals],
        one.share if one.share is not None else worked_out.get(one.pk),
    )  # fmt: skip


def shares(found: Allocation) -> dict[uuid.UUID, int]:
    """Give the share in öre of each application that meets the terms: whole kronor, alike."""
    kept = [one.pk for one in found.applications.all() if _eligible(one).ok]
    kronor, rest = divmod(found.amount, 100)
    each = [100 * share for share in rules.equal_shares(kronor, len(kept))]
    if each:
        each[0] += rest
    return dict(zip(kept, each, strict=True))


def _eligible(one: AllocationApplication) -> Verdict:
    return rules.eligible(one.setting, one.operation, fits_purpose=one.fits_purpose)


@dataclass(frozen=True)
class ClaimRow:
    """One reference: what it gets in öre, or why not."""

    reference: str
    months: int
    reasons: list[str]
    amount: int


@dataclass(frozen=True)
class Allowance:
    """A year's grant shared among those who meet the criteria; öre."""

    year: int
    rule: AllowanceRule
    grant: int
    rows: list[ClaimRow]
    each: int
    left: int

    @property
    def persons(self) -> int:
        """How many get it."""
        return sum(not row.reasons for row in self.rows)

    @property
    def refused(self) -> int:
        """How many do not."""
        return len(self.rows) - self.persons


def allowance(year: int, grant: int, claims: Iterable[Claim]) -> Allowance:
    """Work out who gets a year's grant and how much. Raises NoFee for a year without criteria."""
    rule, claims = allowance_rule(year), list(claims)
    verdicts = [rules.entitled(rule, year, one) for one in claims]
    each, left = rules.paid_each(grant, sum(one.ok for one in verdicts))
    rows = [
        ClaimRow(one.reference, len(one.months), [r.words for r in verdict.refusals],
                 each if verdict.ok else 0)
        for one, verdict in zip(claims, verdicts, strict=True)
    ]  # fmt: skip
    return Allowance(year, rule, grant, rows, each, left)


def allowance_rule(year: int) -> AllowanceRule:
    """Give the criteria in force in a year. Raises NoFee."""
    held = [AllowanceRule(**row) for row in _toml("allowances.toml")["rule"]]
    known = [one for one in held if one.since <= date(year, 12, 31)]
    if not known:
        raise NoFee(_("Det finns inga kriterier för %d.") % year)
    return max(known, key=lambda one: one.since)
