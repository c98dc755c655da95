"""Markdown templates: Jinja in a sandbox, with verbs that leave place markers.

The verbs return markers and the typed objects are carried beside, so a number never passes
through text on its way to the page. Words from people (values and comments) can not become
markup: values are escaped, comments are not parsed at all.
"""

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from jinja2 import DictLoader, StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from vaka.documents import swedish
from vaka.documents.content import Chart, Exhibit, Figure, Manuscript, Table

# Private use characters bound a marker. They are taken out of everything that people write, so
# nobody can forge one.
MARK_START, MARK_END = "\ue000", "\ue001"
_PRIVATE = re.compile("[\ue000-\uf8ff]")
# Characters that XML forbids, and lone surrogates, would break DOCX or UTF-8.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_VERBS = ("figure", "table", "chart", "comment", "exhibit")
_SPACES = re.compile("[^\\S\u00a0\u202f]+")  # a number is not parted from its unit
_SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")


class FigureVerb(Protocol):
    """`figure("deviations", unit="almen")`: looks a measure up and returns one number."""

    def __call__(self, name: str, /, **options: Any) -> Figure: ...


class TableVerb(Protocol):
    """`table("deviations_by_type")`: returns a table."""

    def __call__(self, name: str, /, **options: Any) -> Table: ...


class ChartVerb(Protocol):
    """`chart("deviations_by_month")`: returns a chart with alt text and table."""

    def __call__(self, name: str, /, **options: Any) -> Chart: ...


def _no_exhibit(name: str) -> Exhibit:
    raise NoExhibits(name)


@dataclass(frozen=True)
class Verbs:
    """What a template can ask for. `comment` returns plain text that a person wrote, or "";
    `exhibit` a chart or table with its words, for reports that have them."""

    figure: FigureVerb
    table: TableVerb
    chart: ChartVerb
    comment: Callable[[str], str]
    exhibit: Callable[[str], Exhibit] = _no_exhibit


class NoExhibits(LookupError):
    """The report has no exhibits to show."""


class TemplateRefused(ValueError):
    """The template cannot be read: syntax, an unknown name, or something the sandbox forbids."""


class SameIdTwice(ValueError):
    """Two different tables or charts came with the same id."""


class _Marker(str):
    """A marker made here; every other text is escaped when it is printed."""

    __slots__ = ()


@dataclass
class _Desk:
    """Collects what the verbs return while a template is rendered."""

    verbs: Verbs
    tables: dict[str, Table] = field(default_factory=dict)
    charts: dict[str, Chart] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    def figure(self, name: str, /, **options: Any) -> _Marker:
        self.figures.append(self.verbs.figure(name, **options))
        return _mark("figure", len(self.figures) - 1)

    def table(self, name: str, /, **options: Any) -> _Marker:
        return self._placed(self.tables, "table", self.verbs.table(name, **options))

    def chart(self, name: str, /, **options: Any) -> _Marker:
        return self._placed(self.charts, "chart", self.verbs.chart(name, **options))

    def exhibit(self, name: str, /) -> _Marker:
        """The words with their figures in place, what is lacking, and the picture that shows it."""
        shown = self.verbs.exhibit(name)
        parts = ["".join(self._said(part) for part in shown.words), escape(shown.lacks)]
        if shown.chart is not None:
            parts.append(self._placed(self.charts, "chart", shown.chart))
        elif shown.table is not None:
            parts.append(self._placed(self.tables, "table", shown.table))
        return _Marker("\n\n".join(parts) + "\n\n")

    def _placed(self, kept: dict[str, Any], kind: str, thing: Chart | Table) -> _Marker:
        if kept.setdefault(thing.id, thing) != thing:
            raise SameIdTwice(thing.id)
        return _block(kind, list(kept).index(thing.id))

    def _said(self, part: str | Figure) -> str:
        if isinstance(part, str):
            lead, tail = (" " if part[:1].isspace() else ""), (" " if part[-1:].isspace() else "")
            return f"{lead}{escape(part)}{tail}"
        self.figures.append(part)
        return _mark("figure", len(self.figures) - 1)

    def comment(self, section: str, /) -> _Marker:
        text = clean(self.verbs.comment(section)).strip()
        if not text:
            return _Marker("")
        self.comments.append(text)
        return _block("comment", len(self.comments) - 1)


def render(template: str, verbs: Verbs, values: Mapping[str, Any] | None = None) -> Manuscript:
    """Fill in a template. `values` are names that the template may print or test.

    Raises `TemplateRefused` with the line for what the sandbox or the syntax forbids, and lets
    the errors of the verbs through.
    """
    desk = _Desk(verbs)
    verb_names = {name: getattr(desk, name) for name in _VERBS}
    try:
        page = _compiled(_PRIVATE.sub("", template))
        markdown = page.render({**(values or {}), **verb_names})
    except TemplateError as error:
        number = getattr(error, "lineno", None)
        line = f" (line {number})" if number else ""
        raise TemplateRefused(f"{error.message or error}{line}") from error
    return Manuscript(markdown, desk.tables, desk.charts, tuple(desk.figures), tuple(desk.comments))


def escape(value: object) -> str:
    """A value as Markdown that reads as the value: punctuation escaped, one line, Swedish form."""
    if isinstance(value, _Marker):
        return value
    if isinstance(value, date):
        return swedish.day(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return swedish.number(value, 0 if isinstance(value, int) else 1)
    return _SPECIAL.sub(r"\\\1", _SPACES.sub(" ", clean(str(value))).strip(" "))


def clean(text: str) -> str:
    """Text without marker characters, control characters and lone surrogates."""
    return _FORBIDDEN.sub("", _PRIVATE.sub("", text))


@functools.lru_cache(maxsize=16)
def _compiled(template: str) -> Template:
    """A template's code; a report is made many times before its template changes."""
    return _environment().from_string(template)


def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=DictLoader({}),  # include, import and extends find nothing: no file is read
        finalize=escape,
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _mark(kind: str, index: int) -> _Marker:
    return _Marker(f"{MARK_START}{kind}{index}{MARK_END}")


def _block(kind: str, index: int) -> _Marker:
    """A marker in a paragraph of its own, wherever the verb stood."""
    return _Marker(f"\n\n{_mark(kind, index)}\n\n")
