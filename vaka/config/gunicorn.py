"""What the web server does in each of its processes."""

import importlib
import threading
from typing import Any


def post_worker_init(_worker: Any) -> None:
    """Load the measure engine beside the first pages: it is slow to load and few pages need it."""
    load = threading.Thread(
        target=importlib.import_module, args=["vaka.metrics.engine"], daemon=True
    )
    load.start()
