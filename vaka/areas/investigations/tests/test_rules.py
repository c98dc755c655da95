"""Rules of investigations: every (from, to, role), independence, what must be there, dated law."""

from datetime import date

import pytest

from vaka.areas.investigations import outlines, rules
from vaka.areas.investigations.rules import TRANSITIONS, Closing, Form, State
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import fits

WAYS = {
    "appoint": ({"opened", "investigating"}, "investigating"),
    "submit": ({"investigating"}, "ready"),
    "send_back": ({"ready"}, "investigating"),
    "decide": ({"investigating", "ready"}, "decided"),
    "notify": ({"decided"}, "notified"),
    "file_answer": ({"notified", "answered"}, "answered"),
    "close": ({"decided", "notified", "answered"}, "closed"),
    "reopen": ({"closed"}, "investigating"),
}
LEADS = {
    Form.LEX_SARAH: {"sas", "provider_manager"},
    Form.LEX_MARIA: {"mas", "mar"},
    Form.EVENT_ANALYSIS: {"sas", "mas", "mar", "quality_developer"},
}
CASES = [
    (form, verb, state, to, role)
    for form in Form for verb in WAYS for state in State for to in State for role in all_roles()
]  # fmt: skip


def test_every_from_to_and_role():
    wrong = [case for case in CASES if _allowed(*case) != _expected(*case)]
    assert not wrong


def _expected(form, verb, state, to, role) -> bool:
    if form is Form.EVENT_ANALYSIS and verb in {"notify", "file_answer"}:
        return False
    ways, end = WAYS[verb]
    return state in ways and to == end and role in LEADS[form]


def _allowed(form, verb, state, to, role) -> bool:
    for one in TRANSITIONS[form]:
        if one.verb == f"investigation.{verb}" and one.to_state == to:
            return fits(one, state, "skäl", state).ok and one.capability in all_roles()[role].can
    return False


@pytest.mark.parametrize("verb", ["send_back", "decide", "close", "reopen"])
def test_a_reason_is_asked_for(verb):
    table = {one.verb: one for one in TRANSITIONS[Form.LEX_SARAH]}
    one = table[f"investigation.{verb}"]
    assert fits(one, one.from_states[0], " ", "läge").codes == ("words",)


@pytest.mark.parametrize(
    ("named", "manages", "provider", "codes"),
    [
        (False, "", False, ()),
        (True, "", False, ("named",)),
        (False, "Almen", False, ("dependent",)),
        (True, "Almen", False, ("named", "dependent")),
        (False, "Rönnen", True, ()),
        (True, "Rönnen", True, ("named",)),
    ],
)
def test_an_investigator_is_independent(named, manages, provider, codes):
    verdict = rules.may_lead(name="Bo", named=named, manages=manages, by_provider=provider)
    assert verdict.codes == codes
    assert all("Bo" in one.words for one in verdict.refusals)


@pytest.mark.parametrize("named", [True, False])
def test_who_is_named_neither_decides_nor_writes(named):
    codes = ("named",) if named else ()
    assert rules.may_decide_as(name="Bo", named=named).codes == codes
    assert rules.may_contribute(name="Bo", named=named).codes == codes


@pytest.mark.parametrize(
    ("form", "law", "named", "contracted", "provides", "codes"),
    [
        (Form.LEX_SARAH, "SoL", False, False, False, ()),
        (Form.LEX_SARAH, "HSL", False, False, False, ("law",)),
        (Form.LEX_SARAH, "LSS", True, False, False, ("named",)),
        (Form.LEX_SARAH, "SoL", False, True, False, ("provider",)),
        (Form.LEX_SARAH, "SoL", False, True, True, ()),
        (Form.LEX_MARIA, "HSL", False, True, False, ()),
        (Form.EVENT_ANALYSIS, "SoL", False, True, False, ()),
    ],
)
def test_who_may_start_what(form, law, named, contracted, provides, codes):
    verdict = rules.may_start(
        form=form, law=law, named=named, contracted=contracted, provides=provides
    )
    assert verdict.codes == codes


@pytest.mark.parametrize(
    ("form", "law", "day", "paragraph"),
    [
        (Form.LEX_SARAH, "SoL", date(2025, 6, 30), "SoL (2001:453) 14 kap. 6 §"),
        (Form.LEX_SARAH, "SoL", date(2025, 7, 1), "SoL (2025:400) 27 kap. 5 §"),
        (Form.LEX_SARAH, "LSS", date(2026, 1, 1), "LSS (1993:387) 24 e §"),
        (Form.LEX_MARIA, "HSL", date(2026, 1, 1), "PSL (2010:659) 3 kap. 3 §"),
        (Form.EVENT_ANALYSIS, "SoL", date(2026, 1, 1), "SOSFS 2011:9 5 kap. 6 §"),
    ],
)
def test_the_law_is_that_of_the_events_day(form, law, day, paragraph):
    assert rules.law_basis(form, law, day).text == paragraph


def test_a_provider_rests_on_its_own_paragraph():
    found = rules.law_basis(Form.LEX_SARAH, "SoL", date(2026, 1, 1), by_provider=True)
    assert found.text == "SoL (2025:400) 17 kap. 10 §"


@pytest.mark.parametrize(
    ("form", "code", "told"),
    [
        (Form.LEX_SARAH, "none", False), (Form.LEX_SARAH, "misconduct", False),
        (Form.LEX_SARAH, "risk", False), (Form.LEX_SARAH, "serious", True),
        (Form.LEX_SARAH, "serious_risk", True), (Form.LEX_MARIA, "injury", False),
        (Form.LEX_MARIA, "serious", True), (Form.EVENT_ANALYSIS, "proposals", False),
    ],
)  # fmt: skip
def test_the_serious_goes_to_ivo(form, code, told):
    assert code in rules.classifications(form, date(2026, 1, 1))
    assert rules.must_notify(form, code) is told


def test_the_outline_is_that_of_the_day():
    old = outlines.outline(Form.LEX_SARAH, date(2025, 6, 30))
    new = outlines.outline(Form.LEX_SARAH, date(2025, 7, 1))
    assert "account" not in [one.code for one in old.sections]
    assert "account" in [one.code for one in new.sections]
    assert outlines.outline(Form.LEX_MARIA, date(2010, 1, 1)).form is Form.LEX_MARIA
    assert "Orsaker" in outlines.missing(new, {"facts"})
    assert "Den enskildes berättelse" not in outlines.missing(new, {"facts"})


@pytest.mark.parametrize(
    ("code", "missing", "later", "codes"),
    [
        ("misconduct", [], False, ()),
        ("misconduct", ["Orsaker"], False, ("sections",)),
        ("misconduct", ["Orsaker"], True, ("not_serious",)),
        ("serious", ["Orsaker"], False, ("sections",)),
        ("serious", ["Orsaker"], True, ()),
    ],
)
def test_only_the_serious_is_decided_before_it_is_written(code, missing, later, codes):
    verdict = rules.may_settle(
        form=Form.LEX_SARAH, classification=code, missing=missing, sent_later=later
    )
    assert verdict.codes == codes


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize(("later", "sent"), [(False, False), (True, False), (True, True)])
def test_when_sections_are_open(state, later, sent):
    early = state in {"opened", "investigating", "ready"}
    open_ = early or (state != "closed" and later and not sent)
    assert rules.may_write(state=state, sent_later=later, sent=sent).ok is open_


@pytest.mark.parametrize(
    ("own", "name", "codes"),
    [(True, "Sven", ()), (False, "", ("no_decision_maker",)), (False, "Sven", ("decision_maker",))],
)
def test_only_the_decision_maker_decides(own, name, codes):
    assert rules.may_decide(is_decision_maker=own, decision_maker=name).codes == codes


DONE = {"form": Form.LEX_SARAH, "state": State.ANSWERED, "classification": "serious", "missing": [],
        "told": True}  # fmt: skip


@pytest.mark.parametrize(
    ("but", "codes"),
    [
        ({}, ()),
        ({"state": State.DECIDED}, ("notify",)),
        ({"state": State.NOTIFIED}, ("answer",)),
        ({"supplement": True}, ("answer",)),
        ({"investigation_sent": False}, ("investigation_sent",)),
        ({"told": False}, ("inform",)),
        ({"missing": ["Orsaker"]}, ("sections",)),
        ({"undecided": 1}, ("remedies",)),
        ({"state": State.DECIDED, "classification": "none"}, ()),
        ({"state": State.DECIDED, "form": Form.EVENT_ANALYSIS, "classification": "proposals"}, ()),
    ],
)
def test_what_is_asked_before_closing(but, codes):
    assert rules.may_close(Closing(**DONE | but)).codes == codes


@pytest.mark.parametrize(("code", "ok"), [("serious", True), ("misconduct", False)])
def test_only_the_serious_is_notified(code, ok):
    assert rules.may_notify(form=Form.LEX_SARAH, classification=code).ok is ok
