"""The one worker of a data directory: jobs, and the chores that keep the product true."""

import fcntl
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from vaka.areas.administration import reorganise
from vaka.areas.competence import actions as competence
from vaka.areas.entitlements import offer_actions as entitlements
from vaka.areas.feedback import actions as feedback
from vaka.areas.intake import actions as intake
from vaka.areas.journals import actions as journals
from vaka.areas.night_care import municipality_actions as nights
from vaka.areas.proofs import actions as proofs
from vaka.areas.risks import actions as risks
from vaka.areas.routines import actions as routines
from vaka.areas.self_checks import telling as self_checks
from vaka.areas.signals import actions as signals
from vaka.areas.submissions import actions as submissions
from vaka.foundation.access import gate
from vaka.foundation.audit import chain
from vaka.foundation.files import queries as files
from vaka.foundation.jobs import actions as jobs
from vaka.foundation.jobs.loop import Chore, Loop
from vaka.foundation.notices import actions as notices
from vaka.foundation.notices import clocks, digest
from vaka.foundation.questions import actions as questions
from vaka.foundation.snapshot import writer

MINUTE, HOUR = 60.0, 3600.0


class WorkerAlreadyRuns(RuntimeError):
    """Another worker holds this data directory."""


def clean() -> None:
    """Remove what has passed: sessions, files, jobs, read notices, idle drafts and uploads."""
    SessionStore.clear_expired()
    files.sweep()
    jobs.forget_old()
    notices.forget_old()
    questions.forget_old()
    intake.forget_drafts()
    proofs.forget_old()
    submissions.forget_old()
    journals.forget_old()
    gate.forget_old()


def tell_clocks() -> None:
    """Tell owners of last days, managers of what stays late, stand-ins of their turn."""
    clocks.tell_stand_ins()
    clocks.tell_due()
    clocks.escalate()


def send_morning() -> None:
    """Tell the morning's account in the product, then send the letters that count notices."""
    digest.tell_morning()
    digest.send_due()


CHORES = (
    Chore("seal the log", MINUTE, chain.seal, always=True),
    Chore("bring up the snapshot", 15.0, writer.bring_up, when_woken=True),
    Chore("tell clocks", 10 * MINUTE, tell_clocks),
    Chore("send morning letters", 5 * MINUTE, send_morning),
    Chore("wake accepted risks", HOUR, risks.wake_due),
    Chore("warn of decisions that wait", HOUR, entitlements.warn_due),
    Chore("close answered feedback", HOUR, feedback.close_answered),
    Chore("re-organise units", 10 * MINUTE, reorganise.carry_out_due),
    Chore("wake routines", HOUR, routines.wake_due),
    Chore("open and remind of self-checks", HOUR, self_checks.run),
    Chore("look over delegations", HOUR, competence.run),
    Chore("ask changed nights", HOUR, nights.ask_changed),
    Chore("look for silence and repetition", HOUR, signals.run),
    Chore("clean", HOUR, clean),
)


def run() -> None:
    """Work until SIGTERM or SIGINT. Raises WorkerAlreadyRuns."""
    with only_worker():
        writer.bring_up(look=True)
        loop = Loop(CHORES)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: loop.stop())
        loop.run()


@contextmanager
def only_worker() -> Iterator[None]:
    """Hold the data directory's lock; the kernel frees it when the process dies, however."""
    with (Path(settings.DATA_DIR) / "worker.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WorkerAlreadyRuns from None
        yield
