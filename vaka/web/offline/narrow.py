"""A viewer with no more than a reporter's rights: by PIN, by token, or as the phone itself."""

from dataclasses import replace

from django.utils import timezone

from vaka.foundation.access.roles import role
from vaka.foundation.access.viewer import Held, Viewer
from vaka.foundation.organisation.models import Unit
from vaka.web.offline.rules import REPORTER


def as_reporter(viewer: Viewer) -> Viewer:
    """Give the same person, who may now only report and follow their own reports."""
    held = tuple(_narrowed(one) for one in viewer.held)
    return Viewer(viewer.name, viewer.person, viewer.on, held)


def nobody_at(unit: Unit) -> Viewer:
    """Give the viewer that an empty form is drawn for: no person, a reporter's role at a unit."""
    held = Held(role(REPORTER), unit.pk, unit.name)
    return Viewer("", None, timezone.localdate(), (held,))


def _narrowed(held: Held) -> Held:
    kept = {can for can in held.role.can if can.endswith((".report", ".see_own"))}
    kept |= {f"{can}_own" for can in held.role.can if can.endswith(".see") and can != "unit.see"}
    return replace(held, role=replace(held.role, can=frozenset(kept | {"unit.see"})))
