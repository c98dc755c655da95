"""The kinds of import that the areas offer, found by folder."""

from functools import cache
from importlib import import_module

from vaka.config.discovery import modules_named
from vaka.exchange.kinds import ImportKind, WholeFileKind


@cache
def import_kinds() -> dict[str, ImportKind]:
    """Give every kind by its word on the command line."""
    modules = (import_module(name) for name in modules_named("imports"))
    return {kind.kind: kind for module in modules for kind in module.IMPORTS}


@cache
def whole_file_kinds() -> dict[str, WholeFileKind]:
    """Give every kind whose file is no table, by its word on the command line."""
    modules = (import_module(name) for name in modules_named("imports"))
    return {kind.kind: kind for module in modules for kind in getattr(module, "WHOLE_FILES", ())}
