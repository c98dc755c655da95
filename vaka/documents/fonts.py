"""Fonts of documents: made at set-up from the npm packages, found at run time.

`python -m vaka.documents.fonts NODE_MODULES [OUT]` merges the subsets that npm ships (WOFF2 by
alphabet) into one TTF for each weight and style. Typst and vl-convert read TTF only, and with
the fonts given, the same source yields the same bytes on every machine.
"""

import functools
import os
import sys
from collections.abc import Iterator
from pathlib import Path

FONT_FOLDER_VARIABLE = "VAKA_FONTS"
COVERAGE = "coverage.txt"
_REPOSITORY = Path(__file__).resolve().parents[2]
_SUBSETS = ("latin", "latin-ext", "vietnamese", "greek", "cyrillic", "cyrillic-ext")
_FACES = {
    "atkinson-hyperlegible-next": ("400-normal", "600-normal", "700-normal", "400-italic"),
    "source-serif-4": ("400-normal", "600-normal", "700-normal", "400-italic", "600-italic"),
}


class FontsMissing(RuntimeError):
    """The TTF files of documents are not where they are looked for; says what to run."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"no fonts in {folder}: run `python -m vaka.documents.fonts node_modules {folder}` "
            f"after `npm ci`, or point {FONT_FOLDER_VARIABLE} to them"
        )


def font_folder() -> Path:
    """The folder with the TTF files: `$VAKA_FONTS`, else `build/fonts` in the repository.

    Raises `FontsMissing` when it holds none.
    """
    folder = Path(os.environ.get(FONT_FOLDER_VARIABLE) or _REPOSITORY / "build" / "fonts")
    if not (folder / COVERAGE).is_file():
        raise FontsMissing(folder)
    return folder


@functools.cache
def coverage(folder: Path) -> frozenset[int]:
    """The code points that at least one of the fonts can show.

    PDF/A forbids characters without a glyph, so others are replaced before setting.
    """
    spans = (folder / COVERAGE).read_text("ascii").split()
    bounds = (span.split("-") for span in spans)
    return frozenset(
        point for low, high in bounds for point in range(int(low, 16), int(high, 16) + 1)
    )


def build(node_modules: Path, out: Path) -> list[Path]:
    """Write one TTF for each face into `out` and the list of characters they cover.

    Raises `FileNotFoundError` when a package is not installed.
    """
    out.mkdir(parents=True, exist_ok=True)
    points: set[int] = set()
    written = []
    for family, face in _faces():
        folder = node_modules / "@fontsource" / family / "files"
        path = out / f"{family}-{face}.ttf"
        points |= _merge(sorted_subsets(folder, family, face), path)
        written.append(path)
    (out / COVERAGE).write_text("\n".join(_spans(sorted(points))), "ascii")
    return written


def sorted_subsets(folder: Path, family: str, face: str) -> list[Path]:
    """The WOFF2 files of one face, Latin first so that its metrics win."""
    found = [folder / f"{family}-{subset}-{face}.woff2" for subset in _SUBSETS]
    if not found[0].is_file():
        raise FileNotFoundError(f"{found[0]} is missing; run `npm ci` first")
    return [path for path in found if path.is_file()]


def _faces() -> Iterator[tuple[str, str]]:
    for family, faces in _FACES.items():
        for face in faces:
            yield family, face


def _merge(subsets: list[Path], path: Path) -> set[int]:
    """Merge the subsets into one TTF and return its code points."""
    # fontTools is a requirement of set-up only; nothing at run time imports it.
    import io

    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    parts = []
    for subset in subsets:
        font = TTFont(subset)
        font.flavor = None
        part = io.BytesIO()
        font.save(part)
        part.seek(0)
        parts.append(part)
    merged = Merger().merge(parts)
    merged.save(path, reorderTables=False)
    return set(merged.getBestCmap())


def _spans(points: list[int]) -> Iterator[str]:
    start = previous = points[0]
    for point in [*points[1:], -1]:
        if point != previous + 1:
            yield f"{start:x}-{previous:x}"
            start = point
        previous = point


def main(arguments: list[str]) -> int:
    """The command line: NODE_MODULES and, when not `build/fonts`, the folder to write to."""
    if not 1 <= len(arguments) <= 2:
        sys.stderr.write("usage: python -m vaka.documents.fonts NODE_MODULES [OUT]\n")
        return 2
    out = Path(arguments[1]) if len(arguments) > 1 else _REPOSITORY / "build" / "fonts"
    written = build(Path(arguments[0]), out)
    sys.stdout.write(f"{len(written)} fonts in {out}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
