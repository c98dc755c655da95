"""A Spark for the tests: Sail, which speaks Spark Connect without Java, or real Spark.

`python -m tests.spark HOME COMMAND…` starts real Spark's Connect server (Java is needed; `make
test-spark` fetches Spark) and runs the command with VAKA_TEST_SPARK set to its address.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

GIVEN = "VAKA_TEST_SPARK"
START_SECONDS = 120
SERVER = "org.apache.spark.sql.connect.service.SparkConnectServer"
NO_JAVA = (
    "Spark behöver Java 17 eller senare, och kommandot java finns inte. Installera till exempel\n"
    "  apt install openjdk-17-jre-headless\n"
    "och kör make test-spark igen. make test behöver ingen Java."
)


@contextmanager
def temporary() -> Iterator[str]:
    """Give the address of a Spark for `VAKA_ANALYTICS`: the one given, else a new Sail."""
    if given := os.environ.get(GIVEN):
        yield f"spark:{given}"
        return
    with _port() as port, _served(
        [sys.executable, "-m", "pysail", "spark", "server", "--ip", "127.0.0.1", "--port", port],
        port, os.environ | {"RUST_LOG": "warn"},
    ):  # fmt: skip
        yield f"spark:sc://127.0.0.1:{port}"


@contextmanager
def real(home: Path) -> Iterator[str]:
    """Give the address of real Spark's Connect server, started from a folder with its jars."""
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": 2,
    }
    conf = [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]
    with _port() as port, _served(
        [str(home / "bin" / "spark-submit"), "--class", SERVER, "--master", "local[2]", *conf,
         "--conf", f"spark.connect.grpc.binding.port={port}", "spark-internal"],
        port, os.environ | {"SPARK_HOME": str(home)},
    ):  # fmt: skip
        yield f"sc://127.0.0.1:{port}"


@contextmanager
def _port() -> Iterator[str]:
    """Give a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = str(probe.getsockname()[1])
    yield free


@contextmanager
def _served(command: Sequence[str], port: str, environment: dict[str, str]) -> Iterator[None]:
    """Run a server in a folder of its own, where its tables lie, until done with."""
    with tempfile.TemporaryDirectory(prefix="vaka-spark-") as folder:
        log = Path(folder) / "log"
        with log.open("w") as out:
            server = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out, env=environment)
        try:
            _wait(server, int(port), log)
            yield
        finally:
            server.terminate()
            server.wait(30)


def _wait(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    for _turn in range(10 * START_SECONDS):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"Spark did not start: {log.read_text()[-2000:]}")


def main(command: Sequence[str]) -> int:
    """Run the command beside real Spark and give its exit code."""
    if shutil.which("java") is None or not command:
        print(NO_JAVA, file=sys.stderr)  # noqa: T201  # what `make` shows
        return 1
    home, *rest = command
    with real(Path(home).resolve()) as address:
        return subprocess.run(rest, env=os.environ | {GIVEN: address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
