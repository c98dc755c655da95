"""What may not stand in the repository: this machine's paths, registries, unexplained parts."""

import json
import re

import pytest

from tests.guards import source

TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".json",
    ".sh",
    ".html",
    ".css",
    ".js",
    ".yml",
    ".po",
    ".log",
    "",
}
# Split, so that this file does not find itself.
FORBIDDEN = {
    "a path of one machine": re.compile(r"/(?:home|root|work|Users)" + r"/\w|/op" + r"t/\w"),
    "a package registry": re.compile(
        r"(?:pypi|pythonhosted)"
        + r"\.org|registry\.(?:npmjs|yarnpkg)"
        + r"\.|deb\.debian"
        + r"\.org"
    ),
    "a merge mark": re.compile(r"^(?:<{7}|>{7})", re.MULTILINE),
    "a promise": re.compile(r"(?:#|//|<!--).*\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b"),
}
REASONS = sorted((source.REPOSITORY / "requirements").glob("*.in"))


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    files = [p for p in source.tracked() if p.suffix in TEXT and p.name != "LICENSE"]
    found = [source.place(p) for p in files if FORBIDDEN[what].search(p.read_text("utf-8"))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", REASONS, ids=lambda p: p.name)
def test_every_dependency_says_why_it_is_there(path) -> None:
    lines = [line for line in path.read_text().splitlines() if line and line[0] not in "#-"]
    assert lines
    assert not [line for line in lines if not re.search(r"\s# \S+ ?\S+", line)]


@pytest.mark.parametrize("path", REASONS, ids=lambda p: p.name)
def test_every_locked_requirement_has_a_hash_and_no_address(path) -> None:
    lock = path.with_suffix(".txt").read_text()
    pins = re.split(r"\n(?=\S)", lock.strip())
    assert all("--hash=sha256:" in pin for pin in pins)
    assert "://" not in lock


@pytest.mark.parametrize("path", REASONS, ids=lambda p: p.name)
def test_every_asked_requirement_is_locked(path) -> None:
    asked = re.findall(r"^([A-Za-z][\w.-]*)", path.read_text(), re.MULTILINE)
    locked = {
        _plain(n) for n in re.findall(r"^([\w.-]+)==", path.with_suffix(".txt").read_text(), re.M)
    }
    assert {_plain(name) for name in asked} <= locked


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_npm_lock_has_digests_and_no_addresses() -> None:
    packages = json.loads((source.REPOSITORY / "package-lock.json").read_text())["packages"]
    own = packages.pop("")
    assert not [name for name, entry in packages.items() if "resolved" in entry]
    assert all("integrity" in entry for entry in packages.values())
    exact = re.compile(r"\d+\.\d+\.\d+$")
    assert all(exact.match(v) for v in (own["dependencies"] | own["devDependencies"]).values())
