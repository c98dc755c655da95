"""What every page's frame needs: menu, who is here, and the chosen light."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from vaka.foundation import read_only
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.notices.queries import unread_count
from vaka.foundation.organisation.models import Principal
from vaka.web import nav, theme

IN_BAND = 6


def _nobody() -> str:
    return ""


def _none_unread() -> int:
    return 0


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The frame of one page. Its defaults are those of a page that may not ask the database.

    `menu` stands in the band and `more` folded beside it: a band holds only so many words.
    `closed` says why nothing can be saved just now, empty when all can.
    `principal` and `unread` are called by the template, so that only pages that print them ask.
    """

    language: str = "sv"
    scheme: str = "auto"
    schemes: list[tuple[str, str]] = field(default_factory=list)
    path: str = "/"
    menu: list[nav.NavLink] = field(default_factory=list)
    more: list[nav.NavLink] = field(default_factory=list)
    tools: list[nav.NavLink] = field(default_factory=list)
    rare: list[nav.NavLink] = field(default_factory=list)
    person_name: str = ""
    person_role: str = ""
    principal: Callable[[], str] = _nobody
    unread: Callable[[], int] = _none_unread
    is_demo: bool = False
    closed: str = ""
    printed_at: dt.datetime | None = None


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Give the `frame` that `web/base.html` is drawn from."""
    viewer = _viewer(request)
    links = [] if viewer is None else nav.links_for(viewer.may, request.path)
    menu = [link for link in links if not link.icon]
    first = IN_BAND if len(menu) > IN_BAND + 1 else len(menu)
    return {
        "frame": Frame(
            language=(get_language() or "sv").split("-")[0],
            scheme=theme.scheme_of(request),
            schemes=[(key, str(label)) for key, label in theme.SCHEMES.items()],
            path=request.get_full_path(),
            menu=menu[:first],
            more=menu[first:],
            tools=[link for link in links if link.icon and not link.rare],
            rare=[link for link in links if link.rare],
            person_name=viewer.name if viewer else "",
            person_role=role_line(viewer) if viewer else "",
            principal=principal_name,
            unread=partial(unread_count, viewer) if viewer else _none_unread,
            is_demo=bool(getattr(settings, "DEMO", False)),
            closed=closed.words if (closed := read_only.state()) else "",
            printed_at=timezone.localtime(),
        )
    }


def role_line(viewer: Viewer) -> str:
    """Write the role shown beside the name: `enhetschef, Almen`."""
    held = viewer.main
    return "" if held is None else f"{_small(held.role.label)}, {held.unit_name}"


def principal_name() -> str:
    """Give the municipality's name, or nothing before there is one."""
    return Principal.objects.values_list("name", flat=True).first() or ""


def _viewer(request: HttpRequest) -> Viewer | None:
    user = getattr(request, "user", None)
    viewer: Viewer | None = getattr(request, "viewer", None)
    return viewer if user is not None and user.is_authenticated else None


def _small(label: str) -> str:
    """A role stands in the middle of a line; abbreviations like MAS keep their capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
