"""A typed text within bounds: no text can keep the process of the web busy for long."""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import groupby
from pathlib import Path


@cache
def limits() -> tuple[int, int]:
    """Give how many signs of a text are judged, and of one paragraph or line."""
    text = Path(__file__).parent.with_name("limits.toml").read_text(encoding="utf-8")
    typed = tomllib.loads(text)["typed"]
    return typed["most_signs"], typed["longest_paragraph"]


def bounded(text: str) -> str:
    """Give the beginning of a text with what is too long in one piece blank; lines keep places."""
    most, longest = limits()
    if len(text) <= longest:
        return text
    kept: list[str] = []
    for is_blank, lines in groupby(text[:most].split("\n"), key=lambda line: not line.strip()):
        several = list(lines)
        plain = sum(len(line) for line in several if "|" not in line)
        too_long = plain > longest or max(map(len, several)) > longest
        kept += [""] * len(several) if is_blank or too_long else several
    return "\n".join(kept)
