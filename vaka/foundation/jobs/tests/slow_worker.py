"""A worker of its own for the kill test: `slow_worker.py start|work DATA`."""

import os
import signal
import sys
import time
from pathlib import Path

DATA = Path(sys.argv[2])
os.environ |= {"VAKA_DATA": str(DATA), "DJANGO_SETTINGS_MODULE": "vaka.config.settings"}

import django  # noqa: E402 - the environment must stand first

django.setup()

from vaka.foundation.access.viewer import Viewer  # noqa: E402
from vaka.foundation.jobs import actions  # noqa: E402
from vaka.foundation.jobs.kinds import job  # noqa: E402
from vaka.foundation.jobs.loop import Loop  # noqa: E402


def _slow(by, progress) -> dict:
    """The first attempt never ends by itself."""
    mark = DATA / "began"
    first = not mark.exists()
    mark.touch()
    if first:
        time.sleep(600)
    return {"second": True}


job("tests.again", "Igen", repeatable=True)(_slow)
job("tests.once", "En gång")(_slow)

if sys.argv[1] == "start":
    actions.start(by=Viewer.system("tests"), kind=sys.argv[3], label="Prov")
else:
    loop = Loop(())
    signal.signal(signal.SIGTERM, lambda *_: loop.stop())
    loop.run()
