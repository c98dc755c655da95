"""A file that is refused as a whole: nothing of it may be imported."""

from __future__ import annotations

from enum import StrEnum


class Refused(StrEnum):
    """Why a whole file cannot be trusted; stable codes for scripts and tests."""

    MISSING = "file-missing"
    EMPTY = "file-empty"
    TOO_LARGE = "file-too-large"
    WRONG_KIND = "file-wrong-kind"
    PASSWORD = "file-password"  # noqa: S105  a code, not a secret
    TORN = "file-torn"
    BINARY = "file-binary"
    UNDECODABLE = "file-undecodable"
    BOMB = "file-unpacks-too-large"
    BROKEN_ROWS = "file-broken-rows"
    NO_HEADER = "file-no-header"
    DUPLICATE_HEADINGS = "file-duplicate-headings"
    UNKNOWN_HEADINGS = "file-unknown-headings"
    MISSING_COLUMNS = "file-missing-columns"


class FileRefused(Exception):
    """The file as a whole is refused: `message` says why and `hint` what to do, in Swedish."""

    def __init__(self, code: Refused, message: str, hint: str) -> None:
        super().__init__(f"{message} {hint}")
        self.code = code
        self.message = message
        self.hint = hint
