"""The web server of the soak: killed outright, master and workers, and started anew."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.journeys.served import VAKA
from vaka.config.supervise import web_command

PATIENCE_SECONDS = 90


class Server:
    """One gunicorn on a data directory."""

    def __init__(self, data: Path, port: int, log: Path) -> None:
        self.data, self.port, self._log = data, port, log
        self._process: subprocess.Popen[bytes] | None = None

    def build(self) -> None:
        """Build the demo unless it stands."""
        if not (self.data / "demo.json").exists():
            command = [VAKA, "--data", self.data, "--json", "demo", "--no-serve"]
            subprocess.run(
                command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )

    def start(self) -> None:
        """Start it; it answers some seconds later."""
        environment = os.environ | {
            "VAKA_DATA": str(self.data), "VAKA_DEMO": "1", "DJANGO_SETTINGS_MODULE":
            "vaka.config.settings", "VAKA_KEYS": f"{self.data}.keys",
        }  # fmt: skip
        with self._log.open("ab") as out:
            self._process = subprocess.Popen(
                web_command("127.0.0.1", self.port), stdout=out, stderr=out, env=environment,
                start_new_session=True,
            )  # fmt: skip

    def wait(self) -> None:
        """Wait until it answers."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            with contextlib.suppress(URLError, OSError):
                urlopen(f"http://127.0.0.1:{self.port}/logga-in/", timeout=5).close()
                return
            time.sleep(0.1)
        raise TimeoutError(self._log.read_text("utf-8", "replace")[-2000:])

    def kill(self) -> None:
        """SIGKILL to the whole group at once: nothing is finished, nothing is said."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


if __name__ == "__main__":
    sys.exit("run `make soak`")
