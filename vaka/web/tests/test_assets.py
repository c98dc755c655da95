import json
import re

import pytest

from vaka.web import assets


def _package(root, path, text):
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def node_modules(tmp_path):
    """The smallest set of packages that the build step reads."""
    root = tmp_path / "node_modules"
    for source in assets.SCRIPTS:
        _package(root, source, "code();\n//# sourceMappingURL=x.js.map\n")
    for source in assets.STYLES:
        _package(root, source, "@layer x{}")
    for package in assets.FONTS:
        name = package.split("/")[1]
        faces = [
            f"@font-face {{ src: url(./files/{name}-{cut}-wght-normal.woff2); }}"
            for cut in ("cyrillic", "latin-ext", "latin")
        ]
        _package(root, f"{package}/index.css", "\n".join(faces))
        for cut in ("latin-ext", "latin"):
            _package(root, f"{package}/files/{name}-{cut}-wght-normal.woff2", "font")
    _package(root, f"{assets.ICONS}/clock.svg", '<svg viewBox="0"><path d="M0"/></svg>')
    return root


def test_build_copies_only_what_is_served(node_modules, tmp_path):
    assets.build(node_modules, tmp_path / "build")
    vendor = tmp_path / "build" / "static" / "vendor"
    assert not any("sourceMappingURL" in f.read_text() for f in vendor.glob("*.js"))
    fonts = (vendor / "fonts.css").read_text()
    named = re.findall(r"url\((fonts/[^)]+)\)", fonts)
    assert len(named) == 4
    assert all((vendor / name).is_file() for name in named)
    icons = json.loads((tmp_path / "build" / "icons.json").read_text())
    assert icons == {"clock": '<path d="M0"/>'}


def test_missing_packages_are_said_and_bad_usage_too(tmp_path, capsys):
    assert assets.main([str(tmp_path)]) == 2
    assert "npm ci" in capsys.readouterr().err
    assert assets.main([]) == 2
