"""The demo municipality as a person gets it: built and served by the command, in its own folder."""

import os
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


@contextmanager
def demo(folder: Path) -> Iterator[str]:
    """Build and serve the demo in a folder, give its address, and stop it afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log, url = folder / "demo.log", f"http://127.0.0.1:{port}"
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("VAKA_", "DATABASE_", "DJANGO_"))
    }
    command = [VAKA, "--data", folder / "var", "demo", "--port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env=environment)
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
