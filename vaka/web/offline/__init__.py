"""Reports from shared phones: enrolment, PIN, sealed queue, and the door that takes them in.

`offline.register("deviation", accept, form)` is called from an area's `apps.ready`.
"""

from vaka.web.offline.registry import register

__all__ = ["register"]
