"""Keeping, fetching and checking files: effect, log, rollback, access."""

import fcntl
import io
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.files import media, queries, rules, store
from vaka.foundation.files.actions import FileOfCase, drop, keep, plain_name
from vaka.foundation.files.models import StoredFile

PDF = b"%PDF-1.7 ett"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path


def _keep(by: Viewer, content: bytes = PDF, **more) -> StoredFile:
    wanted = {"name": "rapport.pdf", "kind": "tests.report", **more}
    return keep(by=by, content=io.BytesIO(content), **wanted)


def test_a_kept_file_lies_under_its_digest_and_is_logged(bo) -> None:
    file = _keep(bo)
    assert store.path_of(file.digest).read_bytes() == PDF
    assert (file.media_type, file.size, file.made_by) == (media.PDF, len(PDF), bo.person)
    row = AuditRow.objects.get(verb="files.keep")
    assert (row.object_id, row.data["digest"]) == (str(file.pk), file.digest)


def test_the_same_bytes_are_stored_once(bo, cecilia) -> None:
    first, second = _keep(bo), _keep(cecilia, name="annan.pdf")
    assert first.digest == second.digest
    assert len(list(store.stored())) == 1


def test_a_path_is_kept_as_a_stream_is(bo, tmp_path) -> None:
    (tmp_path / "in.pdf").write_bytes(PDF)
    file = keep(by=bo, content=tmp_path / "in.pdf", name="in.pdf", kind="tests.report")
    assert queries.fetched(bo, file.pk)[1].read_bytes() == PDF


@pytest.mark.parametrize(
    ("content", "largest", "error"),
    [(b"", 10, store.EmptyFile), (b"x" * 11, 10, store.FileTooLarge),
     (b"MZ\x00", 10, media.UnknownFileType)],
)  # fmt: skip
def test_what_is_refused_leaves_nothing(bo, content, largest, error) -> None:
    with pytest.raises(error):
        _keep(bo, content, largest=largest)
    assert not StoredFile.objects.exists()
    assert not AuditRow.objects.filter(verb="files.keep").exists()
    assert not [p for p in store.root().rglob("*") if p.is_file()]


def test_a_rollback_leaves_bytes_that_the_sweep_takes_a_day_later(bo) -> None:
    with transaction.atomic():
        digest = _keep(bo).digest
        transaction.set_rollback(True)
    assert not StoredFile.objects.exists()
    assert queries.sweep() == 0
    old = store.path_of(digest).stat().st_mtime - queries.IDLE_SECONDS - 1
    os.utime(store.path_of(digest), (old, old))
    assert queries.sweep() == 1
    assert not store.path_of(digest).exists()


def test_the_sweep_leaves_kept_files(bo) -> None:
    path = store.path_of(_keep(bo).digest)
    os.utime(path, (0, 0))
    assert queries.sweep() == 0


def test_whoever_kept_it_may_fetch_it_and_nobody_else(bo, cecilia) -> None:
    file = _keep(bo)
    assert queries.fetched(bo, file.pk)[0] == file
    with pytest.raises(NotVisible):
        queries.fetched(cecilia, file.pk)


def test_a_kinds_rule_decides(bo, cecilia) -> None:
    rules.register("tests.shared", lambda viewer, _file: viewer.may("report.make"))
    file = _keep(bo, kind="tests.shared")
    assert queries.fetched(cecilia, file.pk)[0] == file


def test_a_kinds_rule_stops_some_of_those_who_see_a_files_case(bo, cecilia) -> None:
    rules.register("tests.own", lambda viewer, file: viewer.person == file.made_by)
    own, shared = _keep(bo, kind="tests.own"), _keep(bo, kind="tests.of_case")
    assert rules.lets_through(bo, own)
    assert not rules.lets_through(cecilia, own)
    assert rules.lets_through(cecilia, shared)


def test_a_download_is_an_attachment_that_can_do_nothing_and_is_logged(bo, client_as) -> None:
    file = _keep(bo, b"<html><script>1</script>", name="läge.html")
    response = client_as(bo).get(f"/filer/{file.pk}/")
    assert b"".join(response.streaming_content) == b"<html><script>1</script>"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert AuditRow.objects.filter(verb="file.read", object_id=str(file.pk)).count() == 1


def test_another_units_manager_gets_404(bo, cecilia, client_as) -> None:
    file = _keep(bo)
    assert client_as(cecilia).get(f"/filer/{file.pk}/").status_code == 404
    assert client_as(cecilia).get(f"/filer/{uuid.uuid4()}/").status_code == 404


def test_the_check_names_lost_changed_and_extra_bytes(bo) -> None:
    lost, changed = _keep(bo), _keep(bo, b"%PDF-1.7 annat")
    store.path_of(lost.digest).unlink()
    store.path_of(changed.digest).write_bytes(b"%PDF-1.7 ANNAT")
    extra = store.path_of("ab" + "0" * 62)
    extra.parent.mkdir(exist_ok=True)
    extra.write_bytes(b"x")
    state = queries.check()
    assert (state.missing, state.changed, state.extra) == (
        [lost.digest], [changed.digest], ["ab" + "0" * 62],
    )  # fmt: skip
    assert not state.ok


def test_the_check_is_content_with_what_is_whole(bo) -> None:
    _keep(bo)
    assert queries.check().ok


@pytest.mark.parametrize(
    ("name", "shown"),
    [("../../etc/x.pdf", "x.pdf"), ("C:\\tmp\\a.csv", "a.csv"), ("a\r\nb.pdf", "ab.pdf"),
     ("", "fil"), ("x" * 300 + ".docx", "x" * 195 + ".docx")],
)  # fmt: skip
def test_names_are_made_plain(name: str, shown: str) -> None:
    assert plain_name(name) == shown


def test_a_dropped_file_is_gone_for_all_but_those_who_kept_it_too(bo, cecilia) -> None:
    first, second = _keep(bo), _keep(cecilia)
    drop(by=bo, file=first)
    assert AuditRow.objects.get(verb="files.drop").data["digest"] == second.digest
    assert queries.fetched(cecilia, second.pk)[1].read_bytes() == PDF
    with pytest.raises(NotVisible):
        queries.fetched(bo, second.pk)


def test_a_file_of_a_case_is_not_dropped_by_itself(bo) -> None:
    file = _keep(bo)
    file.case_id = uuid.uuid4()
    with pytest.raises(FileOfCase):
        drop(by=bo, file=file)
    assert StoredFile.objects.filter(pk=file.pk).exists()


def test_a_kept_file_and_each_folder_on_its_way_are_on_disk(
    settings, tmp_path, monkeypatch
) -> None:
    """A power cut takes what was not flushed, a new folder's own name too."""
    flushed: list[Path] = []
    real = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda fd: (flushed.append(Path(os.readlink(f"/proc/self/fd/{fd}"))), real(fd))
    )
    settings.DATA_DIR = tmp_path
    with store.written(io.BytesIO(b"a text")) as new:
        place = store.put(new)
    assert {tmp_path, store.root(), place.parent, new.path} <= set(flushed)
    assert flushed.index(new.path) < flushed.index(place.parent)


def test_a_sweep_waits_for_a_backup(bo, monkeypatch) -> None:
    """What the backup's database names must be in the store until the backup is made."""
    held: list[bool] = []

    def looks() -> Iterator[object]:
        with (store.root() / ".sweep").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                held.append(True)
        yield from ()

    monkeypatch.setattr(store, "stored", looks)
    queries.sweep()
    assert held == [True]
