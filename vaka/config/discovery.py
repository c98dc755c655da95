"""Areas are found by their folder, so that a new slice needs no line outside itself."""

from importlib.util import find_spec
from pathlib import Path

AREAS = Path(__file__).resolve().parents[1] / "areas"


def area_apps() -> list[str]:
    """Give the dotted names of all areas, in alphabetical order."""
    folders = sorted(p.parent.name for p in AREAS.glob("*/apps.py"))
    return [f"vaka.areas.{name}" for name in folders]


def modules_named(name: str) -> list[str]:
    """Give each installed area's and foundation package's module of that name (`urls`, `facts`)."""
    from django.conf import settings

    apps = [app for app in settings.INSTALLED_APPS if app.startswith("vaka.")]
    return [f"{app}.{name}" for app in apps if find_spec(f"{app}.{name}") is not None]
