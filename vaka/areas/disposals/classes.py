"""The classes of record that may be disposed, from the TOML."""

import tomllib
from functools import cache
from pathlib import Path

from vaka.areas.disposals.rules import READ_LOG, Class
from vaka.foundation.cases.kinds import Words, kind_of


@cache
def classes() -> dict[str, Class]:
    """Give the classes by code, in the file's order."""
    table = tomllib.loads(Path(__file__).with_name("classes.toml").read_text("utf-8"))
    return {code: Class(code, **fields) for code, fields in table.items()}


def label_of(code: str) -> Words:
    """Give a class' Swedish word. Raises UnknownKind."""
    from django.utils.translation import gettext as _

    return _("Läslogg och ändringslogg") if code == READ_LOG else kind_of(code).label_plural
