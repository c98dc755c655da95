"""The fifth part kept apart, by one who had not seen the rules: all kinds, and their layouts.

Papers read as reports of Swedish municipalities do, and what is planted lies among sound scenes.
"""

from tests.planted import (
    apart5_answers,
    apart5_contents,
    apart5_forms,
    apart5_sums,
    apart5_tellings,
)
from tests.planted.cases import Kind

SEED = 50529
LAYOUTS = ("docx_tables", "pdf_text", "semicolons", "markdown", "merged_sheet", "docx_tabs",
           "footnotes", "unit_row", "slides", "across")  # fmt: skip
CONTENTS = ("docx_tables", "pdf_text", "markdown", "docx_tabs")
KINDS: list[Kind] = [
    *apart5_sums.KINDS,
    *apart5_tellings.KINDS,
    *apart5_forms.KINDS,
    *apart5_answers.KINDS,
]
OF_CONTENTS: list[Kind] = apart5_contents.KINDS
