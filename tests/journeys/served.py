"""The demo municipality as a person gets it: built and served by the command, in its own folder."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

VAKA = Path(sys.executable).parent / "vaka"
PATIENCE_SECONDS = 120


class NotServed(RuntimeError):
    """The demo did not answer in time; the message ends with its log."""


def built(folder: Path) -> Path:
    """Build the demo in a folder unless it stands; whoever comes meanwhile waits. Gives its data.

    Raises:
        subprocess.CalledProcessError: when the command refuses, with what it said.
    """
    data = folder / "var"
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (data / "demo.json").exists():
            command = [VAKA, "--data", data, "--json", "demo", "--no-serve"]
            subprocess.run(command, check=True, capture_output=True, env=environment())
    return data


def copied(data: Path, to: Path) -> None:
    """Copy a built demo with its keys, as a data folder of one's own."""
    nowhere = shutil.ignore_patterns("*.pipe", "*.lock")
    shutil.copytree(data, to, ignore=nowhere)
    if (keys := data.with_name(f"{data.name}.keys")).is_dir():
        shutil.copytree(keys, to.with_name(f"{to.name}.keys"))


def environment() -> dict[str, str]:
    """Give this process's environment without what tells Vaka or Django where to look."""
    ours = ("VAKA_", "DATABASE_", "DJANGO_")
    return {k: v for k, v in os.environ.items() if not k.startswith(ours)}


def free_port() -> int:
    """Give a port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def demo(folder: Path, port: int = 0) -> Iterator[str]:
    """Serve the demo in a folder, built first if need be; give its address, stop it afterwards."""
    port = port or free_port()
    log, url = folder / "demo.log", f"http://127.0.0.1:{port}"
    command = [VAKA, "--data", folder / "var", "demo", "--port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env=environment())
        try:
            _wait(url, process, log)
            yield url
        finally:
            process.terminate()
            process.wait(30)


def _wait(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up and process.poll() is None:
        try:
            with urlopen(url, timeout=10):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise NotServed(log.read_text("utf-8", "replace")[-2000:])
