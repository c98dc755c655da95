"""What a command ends with, and how it is told: words for people, one JSON object for machines."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DONE, REFUSED, BAD_USAGE = 0, 1, 2


@dataclass(frozen=True)
class Outcome:
    """A command's end.

    Attributes:
        data: the JSON shape of design.md section 6.
        words: what people read.
        exit_code: 0 done, 1 refused, partly rejected or with findings.
    """

    data: dict[str, Any]
    words: str = ""
    exit_code: int = DONE


class Refusal(Exception):
    """A command that will not do what was asked, with what to do instead."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


@dataclass
class Session:
    """What stands before the command: where the data is and how the end is told."""

    data_dir: Path
    as_json: bool
    say: Callable[[str], None] = field(default=lambda _words: None)
