"""The sixth to ninth parts kept apart, by ones who had not seen the rules: forms as data.

`apart6_*.toml` to `apart9_*.toml` hold papers a form. A figure may be named, `{a=57}`, and what
is planted stands as `{right~wrong}`; `holds` reckons from the names and the tables, and is asked
by the tests alone. A line begins with `#` for a heading, `>` for a paragraph of its own, `T:` for
a table's caption, `|` for its rows, `N:` for a note under it; `=====` parts the papers. Most papers
also hold a sound passage about something else, from the part's own `scenes_*.toml`.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.planted.cases import Block, Case, Draft, H, P, T

HERE = Path(__file__).parent
WITHOUT_SCENES = ("contents", "numbering", "papers")
SLOT = re.compile(r"\{(?:([a-z]\w*)=)?([^{}~]*)(?:~([^{}]*))?\}")
NEXT_TO = {
    "sum": "text_table share", "share": "text_table", "change": "direction text_table",
    "direction": "change text_table", "text_table": "sum share change twice direction",
    "twice": "text_table", "papers": "twice", "numerator": "more_than_all share",
    "more_than_all": "numerator share", "answer_rate": "share", "unit": "name_units twice",
    "name_units": "unit twice", "date": "weekday period", "weekday": "date", "period": "date",
    "contents": "numbering", "numbering": "contents", "hundred": "sum", "chain": "text_table",
}  # fmt: skip


@dataclass(frozen=True)
class Form:
    """One form of words, in the layouts that it comes in.

    Attributes:
        text: the papers as they stand in the file, with slots.
        holds: what is true of the printed figures when the paper is sound.
        can_be_wrong: it has something planted; else it only looks wrong.
        also: rules that see the same in this form, beside those next to its own.
    """

    rule: str
    name: str
    text: str
    holds: str
    layouts: tuple[str, ...]
    printed: tuple[str, ...]
    also: tuple[str, ...] = ()

    @property
    def can_be_wrong(self) -> bool:
        """Say whether anything is planted in it."""
        return any(slot[3] is not None for slot in SLOT.finditer(self.text))

    def figures(self, *, is_wrong: bool) -> dict[str, str]:
        """Give what is printed in each named slot."""
        return {slot[1]: _side(slot, is_wrong) for slot in SLOT.finditer(self.text) if slot[1]}

    def draft(self, *, is_wrong: bool) -> Draft:
        """Give the papers, sound or with what is planted."""
        slots = [slot for slot in SLOT.finditer(self.text) if slot[3] is not None]
        planted = [_bare(slot[3]) for slot in slots if slot[3].strip()]
        text = SLOT.sub(lambda slot: _side(slot, is_wrong), self.text)
        papers = [_blocks(part) for part in text.split("=====\n")]
        also = (*NEXT_TO.get(self.rule, "").split(), *self.also)
        return Draft(papers, (*planted, *self.printed), also)


def forms(part: str = "apart6") -> list[Form]:
    """Give every form of a part, in the order of its files."""
    found: list[Form] = []
    for path in sorted(HERE.glob(f"{part}_*.toml")):
        for rule, some in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found += [_form(rule, name, row) for name, row in some.items()]
    scenes = tomllib.loads((HERE / f"scenes_{part}.toml").read_text(encoding="utf-8"))["scenes"]
    return [_within(form, scenes[at % len(scenes)]) for at, form in enumerate(found)]


def cases(part: str = "apart6") -> Iterator[Case]:
    """Give each form of a part wrong and sound in each of its layouts, or only sound."""
    for form in forms(part):
        for layout in form.layouts:
            for is_wrong in (True, False) if form.can_be_wrong else (False,):
                end = "near" if not form.can_be_wrong else "wrong" if is_wrong else "sound"
                name = f"{form.rule}-{form.name}-{layout}-{end}"
                yield Case(name, form.rule, is_wrong, layout, form.draft(is_wrong=is_wrong))


def _form(rule: str, name: str, row: dict[str, Any]) -> Form:
    printed = tuple(row.get("printed", ()))
    text = row["text"].replace("{T}", "\t")
    also = tuple(row.get("also", "").split())
    return Form(rule, name, text, row["holds"], tuple(row["in"].split()), printed, also)


def _within(form: Form, scene: str) -> Form:
    if form.rule in WITHOUT_SCENES:
        return form
    return replace(form, text=f"{form.text}\n{scene}")


def _side(slot: re.Match[str], is_wrong: bool) -> str:
    return slot[3] if is_wrong and slot[3] is not None else slot[2]


def _bare(text: str) -> str:
    return text.strip().lstrip("#>|").rstrip("|").strip()


def _blocks(text: str) -> list[Block]:
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", text.strip()):
        lines = part.splitlines()
        if lines[0].startswith(("T:", "|")):
            found.append(_table(lines))
        elif lines[0].startswith((">", "#")):
            found += [_line(line) for line in lines]
        else:
            found.append(P(" ".join(lines)))
    return found


def _line(line: str) -> Block:
    if line.startswith("#"):
        marks, words = line.split(" ", 1)
        return H(words.strip(), len(marks))
    return P(line.removeprefix(">").strip())


def _table(lines: list[str]) -> T:
    caption = lines[0].removeprefix("T:").strip() if lines[0].startswith("T:") else ""
    rows = [[cell.strip() for cell in line.strip()[1:-1].split("|")]
            for line in lines if line.startswith("|")]  # fmt: skip
    notes = [line.removeprefix("N:").strip() for line in lines if line.startswith("N:")]
    return T(caption, rows[0], rows[1:], notes)
