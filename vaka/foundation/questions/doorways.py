"""Where doors lead: an area registers the form that a door's code opens."""

from dataclasses import dataclass

from django.utils.functional import Promise


class UnknownForm(LookupError):
    """No area has registered the form that a door leads to."""


@dataclass(frozen=True)
class Doorway:
    """A form that doors can lead to; the page takes `?dorr=<code>`."""

    form: str
    label: str | Promise
    url_name: str


_doorways: dict[str, Doorway] = {}


def register(doorway: Doorway) -> None:
    """Add a form; the same again replaces it."""
    _doorways[doorway.form] = doorway


def doorway_of(form: str) -> Doorway:
    """Give a form's doorway. Raises UnknownForm."""
    try:
        return _doorways[form]
    except KeyError:
        raise UnknownForm(form) from None


def doorways() -> list[Doorway]:
    """Give every form that doors can lead to."""
    return list(_doorways.values())
