"""One worker a data directory, and chores that leave what is alive."""

import pytest

from vaka.config import worker
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.snapshot import writer


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path


def test_a_second_worker_is_refused() -> None:
    with worker.only_worker(), pytest.raises(worker.WorkerAlreadyRuns), worker.only_worker():
        pass


def test_the_lock_is_free_again_afterwards() -> None:
    for _turn in range(2):
        with worker.only_worker():
            assert (worker.Path(worker.settings.DATA_DIR) / "worker.lock").exists()


def test_every_chore_does_its_work(bo) -> None:
    written = list(AuditRow.objects.values_list("pk", flat=True))
    for chore in worker.CHORES:
        chore.do()
    assert written
    assert not AuditRow.objects.filter(pk__in=written, place=None).exists()
    assert writer.state() is not None
