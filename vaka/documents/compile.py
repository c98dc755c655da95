"""From a report source to files: NAME.pdf, NAME.docx, NAME.html and NAME.data.json."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Format(StrEnum):
    """What a report can be written as; the value is the end of the file's name."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    DATA = "data.json"


@dataclass(frozen=True)
class CompiledReport:
    """The files that were written, and the SHA-256 of each as hexadecimal."""

    files: Mapping[Format, Path]
    digests: Mapping[Format, str]
