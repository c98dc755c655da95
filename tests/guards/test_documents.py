"""The documents say what is so: decisions, changes, commands, and what is made from code."""

import re

import pytest

from tests.guards import source

DOCS = source.REPOSITORY / "docs"
DECISIONS = sorted((DOCS / "adr").glob("*.md"))
PARTS = ("Date: ", "Status: ", "\n## Context\n", "\n## Decision\n", "\n## Consequences\n")
FRAGMENTS = sorted((source.REPOSITORY / "changelog.d").glob("*"))
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_its_five_parts_and_its_number(path) -> None:
    text = path.read_text("utf-8")
    number = int(path.name[:4])
    assert text.startswith(f"# {number}. ")
    places = [text.find(part) for part in PARTS]
    assert -1 not in places
    assert places == sorted(places)


def test_no_two_decisions_share_a_number() -> None:
    numbers = [path.name[:4] for path in DECISIONS]
    assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("path", FRAGMENTS, ids=lambda path: path.stem)
def test_a_change_is_told_in_two_lines(path) -> None:
    assert re.fullmatch(r"[a-z0-9-]+\.md", path.name)
    lines = [line for line in path.read_text("utf-8").splitlines() if line]
    assert 1 <= len(lines) <= 2
    assert all(len(line) <= 200 for line in lines)


def test_the_readme_gives_exactly_two_commands_and_both_exist() -> None:
    readme = (source.REPOSITORY / "README.md").read_text("utf-8")
    commands = re.findall(r"^```\n(.*?)\n```$", readme, re.MULTILINE | re.DOTALL)
    assert commands == ["make demo", "make test"]
    assert set(re.findall(r"make ([a-z]+)", readme)) <= _targets()


def test_every_make_target_that_a_document_names_exists() -> None:
    pages = [p for p in source.tracked() if p.suffix == ".md"]
    named = {t for page in pages for t in re.findall(r"`make ([a-z]+)`", page.read_text("utf-8"))}
    assert named <= _targets()


def _targets() -> set[str]:
    makefile = (source.REPOSITORY / "Makefile").read_text("utf-8")
    return set(re.findall(r"^([a-z]+):.*##", makefile, re.MULTILINE))


def test_every_link_between_documents_leads_somewhere() -> None:
    pages = [p for p in source.tracked() if p.suffix == ".md" and "templates" not in p.parts]
    broken = [
        f"{source.place(page)} -> {target}"
        for page in pages
        for target in LINK.findall(page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not broken, "\n".join(broken)


def test_publiccode_tells_the_same_version_and_licence_as_the_package() -> None:
    package = (source.REPOSITORY / "pyproject.toml").read_text("utf-8")
    public = (source.REPOSITORY / "publiccode.yml").read_text("utf-8")
    version = re.search(r'^version = "(.+)"', package, re.MULTILINE)
    assert version
    assert f'softwareVersion: "{version[1]}"' in public
    assert "license: EUPL-1.2" in public
