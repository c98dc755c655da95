"""The course of writes of one process, as strace wrote it down, played into a disk step by step."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.faults.disk import Disk

CALLS = (
    "openat,open,creat,close,write,pwrite64,lseek,ftruncate,fsync,fdatasync,rename,renameat,"
    "renameat2,unlink,unlinkat,mkdir,mkdirat"
)
FOREIGN = ("writev", "pwritev", "pwritev2", "fallocate", "sendfile", "copy_file_range", "truncate")
LINE = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+|\?)")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
HELD = re.compile(r"<((?:\\x[0-9a-f]{2})+)>")


class UnknownWrite(RuntimeError):
    """The process wrote to the directory in a way that the disk does not know."""


@dataclass(frozen=True)
class Step:
    """One call that matters: its name, the paths and bytes in it, the numbers, what it gave."""

    call: str
    texts: list[bytes]
    held: list[str]
    rest: str
    gave: int


def is_possible() -> bool:
    """Whether the machine has strace and lets it follow a child."""
    return (
        bool(shutil.which("strace"))
        and not subprocess.run(
            ["strace", "-o", "/dev/null", "true"], capture_output=True
        ).returncode
    )


def record(data: Path, told: Path, log: Path, seed: str, turns: int) -> None:
    """Run the load on a directory in a process of its own and write its calls down."""
    command = [
        "strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", "99999999", "-o", str(log),
        "-e", f"trace={CALLS},{','.join(FOREIGN)}",
        sys.executable, "-m", "tests.faults.recorded", str(data), str(told), seed, str(turns),
    ]  # fmt: skip
    subprocess.run(command, check=True)


def steps(log: Path) -> Iterator[Step]:
    """Give the calls in the order in which they ended."""
    begun: dict[str, str] = {}
    with log.open() as lines:
        for line in lines:
            line = line.rstrip("\n")
            process = line.split(" ", 1)[0]
            if line.endswith("<unfinished ...>"):
                begun[process] = line.removesuffix("<unfinished ...>")
                continue
            if " resumed>" in line:
                line = begun.pop(process, "") + line.partition(" resumed>")[2]
            if found := LINE.match(line):
                _process, call, rest, gave = found.groups()
                if gave != "?" and int(gave) >= 0:
                    texts = [_bytes(one) for one in TEXT.findall(rest)]
                    held = [_bytes(one).decode() for one in HELD.findall(rest)]
                    plain = HELD.sub("", TEXT.sub("", rest))
                    yield Step(call, texts, held, plain, int(gave))


def _bytes(written: str) -> bytes:
    return bytes.fromhex(written.replace("\\x", ""))


class Player:
    """Plays steps into a disk; files outside the directory are left out."""

    def __init__(self, data: Path, disk: Disk) -> None:
        self.data, self.disk = data, disk
        self.places: dict[tuple[int, str], int] = {}

    def play(self, step: Step) -> bool:
        """Play one step; says whether it flushed something of the directory."""
        match step.call:
            case "openat" | "open" | "creat":
                self._open(step)
            case "write" | "pwrite64" | "lseek" | "ftruncate":
                self._held(step)
            case "fsync" | "fdatasync":
                if (name := self._name(step.held[0])) is not None:
                    self.disk.flush(name)
                    return True
            case call if call in FOREIGN:
                if step.held and self._name(step.held[0]) is not None:
                    raise UnknownWrite(f"{call} {step.held}")
            case "rename" | "renameat" | "renameat2":
                name, to = (self._name(one.decode()) for one in step.texts[:2])
                if name is not None and to is not None:
                    self.disk.rename(name, to)
            case "unlink" | "unlinkat":
                if (name := self._name(step.texts[0].decode())) is not None:
                    self.disk.remove(name)
            case "mkdir" | "mkdirat":
                if (name := self._name(step.texts[0].decode())) is not None:
                    self.disk.make_folder(name)
        return False

    def _name(self, path: str) -> str | None:
        """Shared memory of the database is made anew at each start and is no one's to keep."""
        if not path.startswith(f"{self.data}/") and path != str(self.data):
            return None
        name = os.path.relpath(path, self.data)
        return None if name.endswith("-shm") else name

    def _open(self, step: Step) -> None:
        name = self._name(step.texts[0].decode())
        if name is None or "O_DIRECTORY" in step.rest:
            return
        if any(flag in step.rest for flag in ("O_WRONLY", "O_RDWR")):
            is_new = "O_CREAT" in step.rest or name in self.disk.now
            if is_new:
                self.disk.open(name, empty="O_TRUNC" in step.rest)
                end = self.disk.length(name) if "O_APPEND" in step.rest else 0
                self.places[step.gave, name] = end

    def _held(self, step: Step) -> None:
        name = self._name(step.held[0])
        if name is None or name not in self.disk.now:
            return
        held = int(step.rest.split(",")[0] or 0)
        numbers = [int(one) for one in re.findall(r"(?<=, )-?\d+", step.rest)]
        if step.call == "lseek":
            self.places[held, name] = step.gave
        elif step.call == "ftruncate":
            self.disk.write(name, numbers[-1], None)
        elif step.call == "pwrite64":
            self.disk.write(name, numbers[-1], step.texts[0][: step.gave])
        else:
            at = self.places.get((held, name), 0)
            self.disk.write(name, at, step.texts[0][: step.gave])
            self.places[held, name] = at + step.gave
