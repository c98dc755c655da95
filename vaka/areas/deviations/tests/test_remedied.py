"""Closing with the remedies that answer a case: decided ones close, proposals hold it open."""

import uuid

import pytest

from vaka.areas.deviations import actions, standing
from vaka.areas.deviations.rules import ClosedHow, State
from vaka.areas.remedies.queries import Standing
from vaka.foundation.cases.models import Case
from vaka.law.verdict import RuleRefused


@pytest.fixture
def assessed(fall, bo):
    """Give the fall with its risk assessed."""
    return actions.assess(by=bo, case_id=fall.pk, version=1, severity=2, likelihood=2)


@pytest.fixture
def remedied(monkeypatch):
    """Give a function that says how every case's remedies stand."""

    def stand(decided: int, undecided: int) -> None:
        def standing_of(case_id: uuid.UUID) -> Standing:
            return Standing(decided, undecided, 0, 0)

        monkeypatch.setattr(standing.remedies, "standing", standing_of)

    return stand


def _close(by, case):
    now = Case.objects.get(pk=case.pk)
    return actions.close(
        by=by, case_id=case.pk, version=now.version, how=ClosedHow.WITHOUT, words="Tack."
    )


def test_a_decided_remedy_closes_without_a_reason(assessed, bo, remedied):
    remedied(1, 0)
    assert _close(bo, assessed).state == State.CLOSED


def test_a_proposal_must_be_decided_first(assessed, bo, remedied):
    remedied(1, 1)
    with pytest.raises(RuleRefused, match="väntar på beslut"):
        _close(bo, assessed)


def test_without_remedies_or_reason_it_stays_open(assessed, bo, remedied):
    remedied(0, 0)
    with pytest.raises(RuleRefused, match="Ingen åtgärd"):
        _close(bo, assessed)
