"""Every address as nobody and as some of the cast: closed by default, nothing inferred.

Words are planted in a case of Almen. Whoever may not see that case must never meet them, by page,
search, file, figure or a guessed address. Who of the whole cast gets in where is told by
`tests/matrix`.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import pytest
from django.db import connection
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.leaks.search import Numbers
from vaka.areas.deviations import actions as deviations
from vaka.areas.deviations.actions import NewDeviation
from vaka.areas.deviations.models import Deviation
from vaka.areas.entitlements import offer_actions as offers
from vaka.areas.entitlements.offer_actions import NewDecision
from vaka.areas.reports.models import Report
from vaka.foundation.cases.models import Case
from vaka.foundation.files import actions as files
from vaka.foundation.snapshot import writer

PLANTED = ("kvittrandeblåmes", "Klockstapelrummet")
OPEN = {"account_login", "web:theme", "web:first_password", "web:demo_sign_in", "deviations:thanks"}
# The way to the identity service and back.
OPEN |= {f"web:{name}" for name in "to_service from_service saml_out saml_metadata".split()}
# A watcher of the machine, and whoever has found a flaw.
OPEN |= {"web:alive", "web:ready", "web:security_txt"}
# After the right password, and in its stead.
OPEN |= {"mfa_authenticate", "mfa_login_webauthn"}
# These ask for a proof of their own: the secret of an enrolled phone.
OPEN |= {"offline:worker", "offline:queue", "offline:shell", "offline:leave", "offline:pin"}
# Open by a QR code to an anonymous self-check; its thanks say nothing of what or where.
OPEN |= {"self_checks:fill", "self_checks:thanks"}
OPEN |= {"offline:api:reports", "offline:api:tokens"}
# The feed asks for a key in its header.
OPEN |= {
    f"open_data:feed:{name}"
    for name in ("catalogue", "measure", "measure_file", "fact_columns", "fact_file")
}
# A calendar carries its key in the address, for it can send no header.
OPEN |= {"board:calendar_feed"}
# Open data: only what somebody has published.
OPEN |= {f"open_data:{name}" for name in ("public", "catalogue", "public_dataset", "public_file")}
# Published reports.
OPEN |= {f"reports:{name}" for name in ("public", "public_report", "public_file")}
# Notices and minutes that the board's secretary has published.
OPEN |= {"board:public", "board:public_paper"}
# Whoever has something to say: no sign-in, and a code that opens one case.
OPEN |= {f"feedback:{name}" for name in ("write", "receipt", "follow", "say", "leave", "paper")}
SIGN_IN = "/logga-in/"
SHUT = {403, 404, 405}
PAPER = "grönsiskepapper"
SOMEBODY = Numbers(["19811218-9876"])
HOLDS = {"entitlements:ivo", "entitlements:ivo_file"}
"""Where whom a decision is about is told, and to whom: the case officer's report to IVO."""
OFFICER = "beata"
ON_BOTH = {"bo", "cecilia"}  # who may see, and who may not
TRIED = ("beata", "bo", "cecilia", "pia")
READS_REPORTS = {"pia", "eva", "nora"}
SEES_ALMEN = {"astrid", "bo", "maja", "rut", "sven", "kim"}
QUERIES = ("", "?enhet=almen&period=2026&ar=2026", "?q=kvittrandeblåmes",
           "?matt=deviations&enhet=almen&period=2026")  # fmt: skip
NOBODYS = "00000000-0000-7000-8000-000000000000"


def addresses() -> Iterator[tuple[str, list[str]]]:
    """Give each address's name with the names of its parameters."""
    yield from _walk(get_resolver(), "")


def _walk(resolver: URLResolver, space: str) -> Iterator[tuple[str, list[str]]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _walk(one, f"{space}{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern):
            yield f"{space}{one.name}", list(one.pattern.converters)


NAMES = dict(addresses())


@pytest.fixture
def almen(units, everybody) -> dict[str, str]:
    """Plant what is Almen's, and somebody's decision; give what fills the parameters."""
    new = NewDeviation(
        units["almen"], "HSL", "Fall utan skada", f"Boende föll, {PLANTED[0]} hördes.",
        datetime(2026, 2, 2, 4, 5, tzinfo=UTC), PLANTED[1],
    )  # fmt: skip
    case = deviations.report(by=everybody["astrid"], new=new)
    case = deviations.assess(by=everybody["bo"], case_id=case.pk, version=1, severity=2,
                             likelihood=2, words=PLANTED[0])  # fmt: skip
    report = Report.objects.create(name="avvikelser", title="Avvikelser", unit=units["almen"],
                                   period="2026", as_of=date(2026, 3, 1))  # fmt: skip
    paper = BytesIO(b"%PDF-1.7\n" + PAPER.encode())
    report.files.add(files.keep(by=everybody["bo"], content=paper, name="a.pdf", kind="report"))
    late = NewDecision(units["bistand"], "SoL", "Växelvård", date(2025, 9, 10), "19811218-9876")
    offers.decide(by=everybody[OFFICER], new=late)
    writer.bring_up()
    return {
        "case_id": str(case.pk), "report_id": str(report.pk), "name": "falls",
        "file_id": str(report.files.get().pk), "quarter": "2026Q1",
    }  # fmt: skip


def _address(name: str, values: dict[str, str]) -> str:
    """Fill the parameters in; what is not planted is guessed, as an id or as a number."""
    try:
        return reverse(name, kwargs={key: values.get(key, NOBODYS) for key in NAMES[name]})
    except NoReverseMatch:
        return reverse(name, kwargs={key: values.get(key, "1") for key in NAMES[name]})


def _body(response) -> str:
    """Give a response's text, that of a workbook's parts too."""
    raw = b"".join(response.streaming_content) if response.streaming else response.content
    try:
        with ZipFile(BytesIO(raw)) as parts:
            return " ".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())
    except BadZipFile:
        return raw.decode("utf-8", "ignore")


def _once(user: str) -> None:
    if connection.vendor != "sqlite" and user not in ON_BOTH:
        pytest.skip("who may see is asked alike of both databases; some of the cast try both")


def test_there_are_addresses_to_try():
    assert len(NAMES) > 40


def test_nobody_gets_in_without_signing_in(client, almen):
    told = []
    for name in sorted(NAMES):
        for verb in (client.get, client.post):
            response = verb(_address(name, almen))
            to_sign_in = response.status_code == 302 and response["Location"].startswith(SIGN_IN)
            if not (to_sign_in if name not in OPEN else response.status_code < 500):
                told.append(f"{name}: {response.status_code}")
    assert not told, "\n".join(told)


@pytest.mark.parametrize("user", TRIED)
def test_no_address_fails_or_tells_what_is_not_ones_own(client_as, everybody, almen, user):
    _once(user)
    client, told = client_as(everybody[user]), []
    queries = QUERIES if connection.vendor == "sqlite" else QUERIES[:2]
    for name in sorted(set(NAMES) - {"web:sign_out"}):
        of_one = any(key.endswith("_id") for key in NAMES[name])  # such a page has no filter
        for query in queries[:1] if of_one else queries:
            response = client.get(_address(name, almen) + query)
            text = _body(response)
            if response.status_code >= 500:
                told.append(f"{name}{query}: {response.status_code}")
            # A search page repeats the words that were asked for, so the query itself is no leak.
            words = PLANTED[1:] if "q=" in query else PLANTED
            hidden = () if user in SEES_ALMEN else words
            hidden += () if user in SEES_ALMEN | READS_REPORTS else (PAPER,)
            if SOMEBODY.found(text) and not (user == OFFICER and name in HOLDS):
                told.append(f"{name}{query}: tells whom a decision is about")
            told += [f"{name}{query}: tells of Almen" for word in hidden if word in text]
            if response.status_code in SHUT:
                break  # a page that is shut without a filter is not opened by one
    assert not told, "\n".join(told)


@pytest.mark.parametrize("user", ["cecilia", "pia"])
def test_a_case_of_another_home_does_not_exist(client_as, everybody, almen, user):
    _once(user)
    client = client_as(everybody[user])
    for name, keys in NAMES.items():
        if keys == ["case_id"] and name not in OPEN:  # what is open to all says nothing of a case
            assert client.get(_address(name, almen)).status_code == 404
            assert client.post(_address(name, almen)).status_code == 404


@pytest.mark.parametrize("user", ["cecilia", "pia"])
def test_posting_to_every_address_changes_nothing_of_almen(client_as, everybody, almen, user):
    _once(user)
    client = client_as(everybody[user])
    before = list(Case.objects.values()), list(Deviation.objects.values())
    for name in sorted(
        set(NAMES) - {"web:sign_out", "account_change_password", "account_set_password"}
    ):
        response = client.post(_address(name, almen), {"version": 2})
        _body(response)
        assert response.status_code < 500, name
    assert (list(Case.objects.values()), list(Deviation.objects.values())) == before


def test_the_one_who_handles_the_case_does_meet_the_words(client_as, bo, almen):
    text = client_as(bo).get(_address("deviations:case", almen)).content.decode()
    assert all(word in text for word in PLANTED)


def test_the_case_officer_does_meet_whom_a_decision_is_about(client_as, everybody, almen):
    client = client_as(everybody[OFFICER])
    for name in HOLDS:
        assert SOMEBODY.found(_body(client.get(_address(name, almen)))) == {"8112189876"}


ASKS_FOR_PROOF = {
    *(f"administration:{name}" for name in ("invite", "link", "give", "end", "close_person")),
    "reports:approve", "reports:withdraw", "entitlements:ivo_file",
    "entitlements:named_file", "board:sign",
    *(f"mfa_{name}" for name in ("activate_totp", "deactivate_totp", "add_webauthn",
                                 "remove_webauthn", "generate_recovery_codes")),
}  # fmt: skip


def test_sensitive_acts_ask_for_a_fresh_proof():
    marked = {name for name, view in _views(get_resolver(), "") if asks(view)}
    assert marked == ASKS_FOR_PROOF


def asks(view: object) -> bool:
    """Say whether a view, or one that it wraps, asks for a fresh proof."""
    while view is not None:
        if getattr(view, "asks_for_proof", False):
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def _views(resolver: URLResolver, space: str) -> Iterator[tuple[str, object]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _views(one, f"{space}{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern):
            yield f"{space}{one.name}", one.callback
