"""What every page's frame needs: menu, who is here, and the chosen light."""

from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from vaka.web import nav, theme


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The frame of one page. Its defaults are those of a page that may not ask the database."""

    language: str = "sv"
    scheme: str = "auto"
    schemes: list[tuple[str, str]] = field(default_factory=list)
    path: str = "/"
    menu: list[nav.NavLink] = field(default_factory=list)
    tools: list[nav.NavLink] = field(default_factory=list)
    person_name: str = ""
    person_role: str = ""
    principal: str = ""
    is_demo: bool = False
    printed_at: object = None


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Give the `frame` that `web/base.html` is drawn from."""
    viewer = getattr(request, "viewer", None)
    links = [] if viewer is None else nav.links_for(viewer.has, request.path)
    return {
        "frame": Frame(
            language=(get_language() or "sv").split("-")[0],
            scheme=theme.scheme_of(request),
            schemes=[(key, str(label)) for key, label in theme.SCHEMES.items()],
            path=request.get_full_path(),
            menu=[link for link in links if not link.icon],
            tools=[link for link in links if link.icon],
            person_name=getattr(viewer, "name", ""),
            person_role=getattr(viewer, "role_line", ""),
            principal=getattr(viewer, "principal_name", ""),
            is_demo=bool(getattr(settings, "DEMO", False)),
            printed_at=timezone.localtime(),
        )
    }
