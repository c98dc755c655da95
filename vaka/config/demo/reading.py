"""Reads the small files of the demo: lists/ (invented), facts/ (published), words/ (texts)."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    """The rows of `lists/<name>.csv`."""
    return _csv(_HERE / "lists" / f"{name}.csv")


def facts(name: str) -> list[dict[str, str]]:
    """The rows of `facts/<name>.csv`, as printed in the source."""
    return _csv(_HERE / "facts" / f"{name}.csv")


def words(name: str) -> dict[str, Any]:
    """The word lists of `words/<name>.toml`."""
    return tomllib.loads((_HERE / "words" / f"{name}.toml").read_text(encoding="utf-8"))


def tables(name: str) -> dict[str, Any]:
    """The tables of `lists/<name>.toml`, for rows that hold much text."""
    return tomllib.loads((_HERE / "lists" / f"{name}.toml").read_text(encoding="utf-8"))


def word_files() -> list[str]:
    """The names of all word files."""
    return sorted(path.stem for path in (_HERE / "words").glob("*.toml"))


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
