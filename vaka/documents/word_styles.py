"""What a Word document has that ours are made with: read from the package, never opened as Word."""

import io
import re
import zipfile

HEADINGS = ("title", "heading 1", "heading 2", "heading 3")
"""Without these a report's headings would be plain paragraphs."""
OWN = (
    "body text",
    "caption",
    "table caption",
    "brevhuvud",
    "uppgifter",
    "beslut",
    "notis",
    "källa",
)
"""What besides a report looks best with; Word's plain paragraph stands in for what is missing."""
LARGEST_PART = 20 * 1024**2  # bytes, unpacked; a document's styles are some hundred thousand
_STYLE = re.compile(r'<w:style\b[^>]*>\s*<w:name w:val="([^"]{1,80})"')
_OUTSIDE = re.compile(rb'TargetMode\s*=\s*"External"', re.IGNORECASE)
_RUNS = ("vbaProject.bin", "vbaData.xml", "activeX")


class UnreadableWord(ValueError):
    """The file is no Word document of the modern kind."""


class ActiveWord(ValueError):
    """The document holds a macro, or fetches something from elsewhere when it is opened."""


def styles_of(content: bytes) -> frozenset[str]:
    """Give the names of a document's styles in small letters: a name is the same in Word of every
    language, an id is not. Raises `UnreadableWord` and `ActiveWord`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            if "word/document.xml" not in names or "word/styles.xml" not in names:
                raise UnreadableWord("no document or no styles in the package")
            if any(part in name for name in names for part in _RUNS):
                raise ActiveWord("a macro or a control")
            if any(one.file_size > LARGEST_PART for one in package.infolist()):
                raise UnreadableWord("a part is larger than a document's")
            rooted = [name for name in names if name.endswith("settings.xml.rels")]
            if any(_OUTSIDE.search(package.read(name)) for name in rooted):
                raise ActiveWord("a template that is fetched from elsewhere")
            found = _STYLE.findall(package.read("word/styles.xml").decode("utf-8", "replace"))
    except (zipfile.BadZipFile, RuntimeError, EOFError, UnicodeDecodeError) as error:
        raise UnreadableWord(str(error)) from error
    return frozenset(map(str.lower, found))


def missing_of(styles: frozenset[str]) -> tuple[str, ...]:
    """Give what a report would look for and not find, headings first."""
    return tuple(one for one in (*HEADINGS, *OWN) if one not in styles)
