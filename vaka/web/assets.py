"""Copy what pages need from npm into `build/`: `python -m vaka.web.assets NODE_MODULES`.

Runs at set-up, after `npm ci`. Nothing is fetched; the same input gives the same files.
"""

import json
import re
import sys
from pathlib import Path

BUILD = Path(__file__).resolve().parents[2] / "build"
ICONS_FILE = BUILD / "icons.json"

SCRIPTS = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "vega/build/vega.min.js": "vega.min.js",
    "vega-lite/build/vega-lite.min.js": "vega-lite.min.js",
    "vega-embed/build/vega-embed.min.js": "vega-embed.min.js",
}
STYLES = (
    "@digdir/designsystemet-theme/src/themes/designsystemet.css",
    "@digdir/designsystemet-css/dist/src/index.css",
)
FONTS = ("@fontsource-variable/atkinson-hyperlegible-next", "@fontsource-variable/source-serif-4")
FONT_CUTS = ("latin", "latin-ext")
ICONS = "@phosphor-icons/core/assets/regular"

_MAP_LINE = re.compile(r"(//# sourceMappingURL=\S+|/\*# sourceMappingURL=.*?\*/)")
_FONT_FACE = re.compile(r"@font-face\s*{[^}]*}")
_FONT_FILE = re.compile(r"url\(\./files/([\w-]+\.woff2)\)")
_SVG_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


class MissingPackage(FileNotFoundError):
    """A front-end package is not where `npm ci` puts it."""


def build(node_modules: Path, target: Path = BUILD) -> None:
    """Write `target/static/vendor/…` and `target/icons.json` from the packages.

    Raises `MissingPackage` when a named file is not there.
    """
    vendor = target / "static" / "vendor"
    vendor.mkdir(parents=True, exist_ok=True)
    for source, name in SCRIPTS.items():
        (vendor / name).write_text(_without_map(_read(node_modules / source)), encoding="utf-8")
    styles = [_without_map(_read(node_modules / source)) for source in STYLES]
    (vendor / "designsystemet.css").write_text("\n".join(styles), encoding="utf-8")
    faces = [_font(node_modules / package, vendor) for package in FONTS]
    (vendor / "fonts.css").write_text("\n".join(faces), encoding="utf-8")
    icons = json.dumps(_icons(node_modules / ICONS), sort_keys=True)
    (target / "icons.json").write_text(icons, encoding="utf-8")


def _read(path: Path) -> str:
    if not path.is_file():
        raise MissingPackage(f"{path} is missing; run `npm ci` first")
    return path.read_text(encoding="utf-8")


def _without_map(text: str) -> str:
    """Source maps are not served, and Django's manifest refuses links to files that are not."""
    return _MAP_LINE.sub("", text)


def _font(package: Path, vendor: Path) -> str:
    """Copy the upright cuts for Swedish and its neighbours; give their `@font-face` rules."""
    faces = []
    for face in _FONT_FACE.findall(_read(package / "index.css")):
        file = _FONT_FILE.search(face)
        if file is None or not file[1].endswith(_cut_endings()):
            continue
        (vendor / "fonts").mkdir(exist_ok=True)
        (vendor / "fonts" / file[1]).write_bytes((package / "files" / file[1]).read_bytes())
        faces.append(_FONT_FILE.sub(rf"url(fonts/{file[1]})", face))
    return "\n".join(faces)


def _cut_endings() -> tuple[str, ...]:
    return tuple(f"-{cut}-wght-normal.woff2" for cut in FONT_CUTS)


def _icons(folder: Path) -> dict[str, str]:
    """Give the inner markup of each icon by its name."""
    if not folder.is_dir():
        raise MissingPackage(f"{folder} is missing; run `npm ci` first")
    bodies = {file.stem: _SVG_BODY.search(_read(file)) for file in sorted(folder.glob("*.svg"))}
    return {name: body[1] for name, body in bodies.items() if body is not None}


def main(arguments: list[str]) -> int:
    """Run the build step; give the exit code (2 when the packages cannot be found)."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m vaka.web.assets NODE_MODULES\n")
        return 2
    try:
        build(Path(arguments[0]))
    except MissingPackage as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
