"""`python -m tests.fuzz 3600 --seed 1`: bent input to every reader, each under limits of time and
memory. A line a reader; what broke one is kept in the run's folder."""

import argparse
import json
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.fuzz.mutate import bent
from tests.fuzz.targets import TARGETS, Target

MOST_SECONDS, MEMORY, A_CHILD = 20, 4 << 30, 200


class Hung(BaseException):
    """A reader took too long; no reader may catch it."""


def one(target: Target, content: bytes, folder: Path) -> str:
    """Give a reader one input; gives what broke, or nothing when it read it or said no."""
    path = folder / f"in{target.suffix}"
    path.write_bytes(content)
    signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)
    try:
        target.read(path)
    except target.answers():
        return ""
    except Hung:
        return f"hung for {MOST_SECONDS} s"
    except BaseException:  # whatever else a reader lets out is what we look for
        return traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return ""


def many(name: str, seed: str, folder: Path, count: int, until: float) -> None:
    """Bend and read, in this process; writes how many and what broke beside the input."""
    signal.signal(signal.SIGALRM, _ring)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    target, chance = TARGETS[name], random.Random(seed)
    seeds, tried = target.seeds(), 0
    for tried in range(1, count + 1):
        content = bent(chance.choice(seeds), chance, chance.choice(seeds))
        (folder / "under-way").write_bytes(content)
        if broke := one(target, content, folder):
            kept = folder / f"broke-{seed}-{tried}{target.suffix}"
            kept.write_bytes(content)
            kept.with_suffix(".txt").write_text(broke)
        if time.monotonic() > until:
            break
    (folder / "tried").write_text(str(tried))


def _ring(*_: Any) -> None:
    raise Hung


def in_child(name: str, seed: str, folder: Path, until: float) -> int:
    """Run one lot in a child, for a reader may take its process with it; gives how many."""
    (folder / "tried").unlink(missing_ok=True)
    child = os.fork()
    if not child:
        code = 1
        try:
            many(name, seed, folder, A_CHILD, until)
            code = 0
        finally:
            os._exit(code)
    status = os.waitstatus_to_exitcode(_waited(child, until))
    if status:
        kept = folder / f"broke-{seed}-dead"
        kept.write_bytes((folder / "under-way").read_bytes())
        kept.with_suffix(".txt").write_text(f"the process ended with {status}")
    tried = folder / "tried"
    return int(tried.read_text()) if tried.exists() else 0


def _waited(child: int, until: float) -> int:
    """Compiled code may not hear the alarm; then the whole process is ended from outside."""
    end = max(until, time.monotonic()) + MOST_SECONDS * 3
    while time.monotonic() < end:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            return status
        time.sleep(0.01)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def main() -> int:
    """Go round the readers until time is up; give 1 when one broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--only", nargs="*", choices=TARGETS, default=list(TARGETS))
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "vaka-fuzz")
    chosen = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    tried, end = dict.fromkeys(chosen.only, 0), time.monotonic() + chosen.seconds
    share, lap = max(2.0, min(30.0, chosen.seconds / len(tried))), 0
    while time.monotonic() < end:
        for name in chosen.only:
            folder = chosen.folder.resolve() / name
            folder.mkdir(parents=True, exist_ok=True)
            until, part = min(end, time.monotonic() + share), 0
            while time.monotonic() < until:
                tried[name] += in_child(name, f"{chosen.seed}-{lap}-{part}", folder, until)
                part += 1
        lap += 1
    broke = {name: len(list((chosen.folder / name).glob("broke-*.txt"))) for name in tried}
    lines = [f"reader={name} tried={tried[name]} broke={broke[name]}" for name in tried]
    told = {"seconds": chosen.seconds, "seed": chosen.seed, "tried": tried, "broke": broke}
    (chosen.folder / "counts.json").write_text(json.dumps(told))
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if any(broke.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
