"""Message catalogues without GNU gettext: gather the Swedish words, list gaps, compile.

`python -m vaka.config.catalogues gather|missing|compile`, run by `make words`, `make check` and at
set-up. Babel reads Python; templates first go through Django's own `templatize`.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
LOCALES = PACKAGE / "locale"
COMPLETE = "en"  # easy Swedish may have gaps, for it falls back to Swedish
CONTEXT_FIRST = ((1, "c"), 2)
KEYWORDS = {
    **dict.fromkeys(("_", "_now", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), CONTEXT_FIRST),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (*CONTEXT_FIRST, 3)),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)|\{(\w+)\}")
# Written by hand, for Babel's own header holds a date that would change with every run.
HEADER = b"""\
# The message ids are the Swedish words; see CONTRIBUTING.md.
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def _sources() -> Iterator[tuple[Path, str]]:
    """Give each file with words and its text as Python that the extractor understands."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.relative_to(PACKAGE).parts):
            yield path, path.read_text("utf-8")
    for path in sorted(
        [*PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("templates/**/*.txt")]
    ):
        python = templatize(path.read_text("utf-8"), origin=str(path))
        yield path, "\n".join(line.strip() for line in python.splitlines())


def spoken() -> Catalog:
    """Give all words said in code and templates, each with the files that say it."""
    catalog = Catalog()
    for path, text in _sources():
        found = extract("python", BytesIO(text.encode()), keywords=KEYWORDS)
        for _, message, _, context in found:
            place = (str(path.relative_to(PACKAGE)), 0)
            catalog.add(message, locations=[place], context=context)
    return catalog


def translated(path: Path) -> Catalog:
    """Give a catalogue file's words."""
    with path.open("rb") as file:
        return read_po(file)


def gather() -> None:
    """Bring each catalogue up to the words now said; translations that still apply are kept."""
    for path in files():
        known, fresh = translated(path), Catalog()
        for message in _entries(spoken()):
            if old := _entry(known, message):
                message.string = old.string
            if COMPLETE in path.parts or _translations(message):
                fresh[message.id] = message
        _write(path, fresh)


def _write(path: Path, catalog: Catalog) -> None:
    with path.open("wb") as file:
        file.write(HEADER)
        write_po(file, catalog, 100, omit_header=True, sort_output=True, include_lineno=False)


def missing(catalog: Catalog, said: Catalog) -> list[str]:
    """Give a line for each word without translation, with other placeholders, or no longer said."""
    gaps = [line for message in _entries(said) for line in _gaps(message, catalog)]
    gone = [_first(m.id) for m in _entries(catalog) if _entry(said, m) is None]
    return gaps + [f"no longer said: {word}" for word in gone]


def _gaps(message: Message, catalog: Catalog) -> Iterator[str]:
    entry, word = _entry(catalog, message), _first(message.id)
    texts = _translations(entry) if entry else []
    if not texts:
        yield f"not translated: {word}  ({message.locations[0][0]})"
    elif any(_placeholders(text) - _placeholders(message.id) for text in texts):
        yield f"other placeholders: {word}"


def compile_all() -> None:
    """Write the binary file beside each catalogue."""
    for path in files():
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, translated(path))


def files() -> list[Path]:
    """Give every catalogue of the repository."""
    return sorted(LOCALES.glob("*/LC_MESSAGES/django.po"))


def _entries(catalog: Catalog) -> list[Message]:
    """Give all messages but the header, which has no id."""
    return [message for message in catalog if message.id]


def _entry(catalog: Catalog, message: Message) -> Message | None:
    return catalog.get(_first(message.id), message.context)


def _translations(message: Message) -> list[str]:
    """Give one text, or one for each plural form; none unless all are there."""
    texts = message.string if isinstance(message.string, tuple | list) else [message.string or ""]
    return list(texts) if all(texts) else []


def _first(message_id: str | Iterable[str]) -> str:
    return message_id if isinstance(message_id, str) else next(iter(message_id))


def _placeholders(text: str | Iterable[str]) -> set[str]:
    whole = text if isinstance(text, str) else " ".join(text)
    return {name for pair in PLACEHOLDER.findall(whole) for name in pair if name}


def main(verb: str) -> int:
    """Do what `make` asks; exit 1 when `missing` found something."""
    if verb == "missing":
        gaps = missing(translated(LOCALES / COMPLETE / "LC_MESSAGES" / "django.po"), spoken())
        sys.stderr.writelines(f"{line}\n" for line in gaps)
        return 1 if gaps else 0
    {"gather": gather, "compile": compile_all}[verb]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
