"""`vaka serve`: starts web and worker as children, and starts anew a child that dies."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

SIGNALS = {signal.SIGTERM, signal.SIGINT, signal.SIGCHLD}
GRACE_SECONDS = 20.0
STEADY_SECONDS = 30.0
LONGEST_PAUSE_SECONDS = 30.0
DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


@dataclass
class Child:
    """One process that is to run. A child that dies soon after its start waits longer each time."""

    name: str
    command: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    faults: int = 0
    start_at: float = 0.0

    def start(self) -> None:
        """Start it, tied to this process, so that none is left when the parent is killed."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, preexec_fn=_tied, start_new_session=True)  # noqa: S603 - our own commands; one thread when it forks

    def bury(self) -> int | None:
        """Give the exit code of a child that has died, and set when to start it anew."""
        code = self.process.poll() if self.process else None
        if code is None:
            return None
        lived = time.monotonic() - self.started
        self.faults = 0 if lived > STEADY_SECONDS else self.faults + 1
        pause = min(2.0 ** (self.faults - 1), LONGEST_PAUSE_SECONDS) if self.faults else 0.0
        self.process, self.start_at = None, time.monotonic() + pause
        return code


class Supervisor:
    """Runs children until SIGTERM or SIGINT, then stops them in order."""

    def __init__(self, children: Sequence[Child], say: Callable[[str], None]) -> None:
        self._children = children
        self._say = say

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Block until told to stop; `ready` is called once all children have been started."""
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        try:
            self._start_due()
            ready()
            while self._next_signal() in (signal.SIGCHLD, None):
                self._bury()
                self._start_due()
        finally:
            self._stop()
            signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)

    def _next_signal(self) -> int | None:
        """Wait for a signal, or until a child is to be started."""
        waiting = [child.start_at for child in self._children if child.process is None]
        if not waiting:
            return signal.sigwaitinfo(SIGNALS).si_signo
        found = signal.sigtimedwait(SIGNALS, max(0.0, min(waiting) - time.monotonic()))
        return found.si_signo if found else None

    def _bury(self) -> None:
        for child in self._children:
            if (code := child.bury()) is not None:
                self._say(f"{child.name} slutade ({code}) och startas om.")

    def _start_due(self) -> None:
        now = time.monotonic()
        for child in self._children:
            if child.process is None and child.start_at <= now:
                child.start()

    def _stop(self) -> None:
        running = [child.process for child in self._children if child.process]
        for process in running:
            process.terminate()
        end = time.monotonic() + GRACE_SECONDS
        for process in running:
            try:
                process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def children(data_dir: Path, host: str, port: int, only: str = "") -> list[Child]:
    """Give the children of `vaka serve`: web, worker, or both."""
    me = [sys.executable, "-m", "vaka.config.cli", "--data", str(data_dir)]
    found = {
        "web": Child("web", web_command(host, port)),
        "worker": Child("worker", [*me, "serve", "--only", "worker"]),
    }
    return [child for name, child in found.items() if only in ("", name)]


def web_command(host: str, port: int) -> list[str]:
    """Give the web server's command. Settings are read once, before it forks."""
    size = "--workers 2 --threads 8 --worker-class gthread --graceful-timeout 10"
    way = f"--bind {host}:{port} --preload --no-control-socket --log-level warning"
    way += " --config python:vaka.config.gunicorn"
    server = [sys.executable, "-m", "gunicorn", "vaka.config.wsgi:application"]
    return [*server, *size.split(), *way.split()]


def tell_when_answering(host: str, port: int, say: Callable[[str], None]) -> None:
    """Say the address as soon as the port answers, without holding up the supervisor."""
    place = ("127.0.0.1" if host == "0.0.0.0" else host, port)  # noqa: S104 - compared, not bound
    watcher = threading.Thread(target=_wait_for, args=(place, say), daemon=True)
    watcher.start()


def _wait_for(place: tuple[str, int], say: Callable[[str], None]) -> None:
    for _try in range(600):
        try:
            socket.create_connection(place, timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            say(f"Vaka svarar på http://{place[0]}:{place[1]}/")
            return


def _tied() -> None:
    """In the child, before its command: signals open again, and death with the parent."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGTERM)


def port_is_free(host: str, port: int) -> bool:
    """Say whether the address can be bound."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def allow_host(host: str) -> None:
    """Let requests to the bound address in, beside what VAKA_HOSTS already lets in."""
    known = os.environ.get("VAKA_HOSTS", "127.0.0.1,localhost").split(",")
    if host not in known and host != "0.0.0.0":  # noqa: S104 - compared, not bound
        os.environ["VAKA_HOSTS"] = ",".join([*known, host])
