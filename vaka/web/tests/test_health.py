"""What a watcher asks is answered without sign-in, and tells nothing else."""

from collections import namedtuple
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from vaka.web import health

Usage = namedtuple("Usage", "total used free")


def test_whoever_asks_hears_that_it_lives_and_is_ready(client, db) -> None:
    assert client.get("/halsa/liv/").json() == {"alive": True}
    answer = client.get("/halsa/redo/")
    assert answer.json() == {"ready": True, "database": True, "disk": True}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("gone", ["database", "disk"])
def test_what_cannot_work_says_so_and_still_lives(client, db, monkeypatch, gone: str) -> None:
    def away(*_: object) -> object:
        raise OperationalError("the host's name")

    if gone == "database":
        monkeypatch.setattr(health, "connection", SimpleNamespace(cursor=away))
    else:
        monkeypatch.setattr(health.shutil, "disk_usage", lambda _: Usage(1, 1, 0))
    answer = client.get("/halsa/redo/")
    assert (answer.status_code, answer.json()[gone]) == (503, False)
    assert b"host" not in answer.content
    assert client.get("/halsa/liv/").status_code == 200


def test_whom_to_tell_of_a_flaw_is_told_when_the_operator_said_so(client, db, settings) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:sakerhet@kommunen.example"
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:sakerhet@kommunen.example\n" in text
    assert "Expires: 2" in text
    assert "Canonical: http://testserver/.well-known/security.txt" in text
