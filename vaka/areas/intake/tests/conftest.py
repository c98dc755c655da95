"""A small file of deviations and a function that sends it in as a member of the cast."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from vaka.areas.intake.models import ImportRun
from vaka.foundation.jobs import running

HEADINGS = "Ärendenummer;Avvikelsetyp;Händelsedatum;Verksamhet;Rapporterad"
GOOD = "A1;Fall utan skada;2024-02-01;almen-1;2024-02-06"
WARNED = "A2;Fall utan skada;2024-02-02;almen-1;många"
WRONG_DATE = "A3;Fall utan skada;2024-02-40;almen-1;2024-02-06"
UNKNOWN_UNIT = "A4;Fall utan skada;2024-02-04;månen;2024-02-06"
TWICE = "A1;Fall utan skada;2024-02-01;almen-1;2024-02-06"
LINES = (HEADINGS, GOOD, WARNED, WRONG_DATE, UNKNOWN_UNIT, TWICE)
Send = Callable[..., ImportRun]


def content(*lines: str) -> bytes:
    """The lines as a file in Windows-1252, as older systems write it."""
    return "\r\n".join(lines or LINES).encode("cp1252")


@pytest.fixture
def send(client_as) -> Send:
    """Give a function that uploads a file by the page; gives the run that it made."""

    def sent(viewer, data: bytes | None = None, **fields: str) -> ImportRun:
        file = SimpleUploadedFile("avvikelser.csv", content() if data is None else data)
        form = {"kind": "deviations", "unit": "almen", "file": file, **fields}
        answer = client_as(viewer).post(reverse("intake:start"), form)
        assert answer.status_code == 302, answer.content.decode()
        return ImportRun.objects.get(pk=answer.headers["Location"].split("/")[-2])

    return sent


@pytest.fixture
def read_in(client_as) -> Callable[..., ImportRun]:
    """Give a function that confirms a run and lets the worker do it."""

    def done(viewer, run: ImportRun) -> ImportRun:
        address = reverse("intake:confirm", args=[run.pk])
        client_as(viewer).post(address, {"version": run.version})
        run.refresh_from_db()
        assert run.job_id is not None
        running.run(run.job_id)
        run.refresh_from_db()
        return run

    return done
