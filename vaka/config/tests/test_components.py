"""The list of components holds what the locks hold, and is valid CycloneDX."""

import json
from importlib.metadata import version

import pytest

from vaka.config import components
from vaka.config.components import ROOT, Part


@pytest.fixture(scope="module")
def listed():
    """The list of this checkout, read back."""
    return json.loads(components.document(components.parts()))


def test_everything_that_is_locked_and_shipped_stands_in_the_list(listed):
    addresses = {one["purl"] for one in listed["components"]}
    core = (ROOT / "requirements" / "core.txt").read_text("utf-8").splitlines()
    pinned = [line.split(" ")[0] for line in core if line[:1].isalnum() and "==" in line]
    assert pinned
    for name, _, number in (one.partition("==") for one in pinned):
        assert f"pkg:pypi/{name.partition('[')[0].lower()}@{number}" in addresses
    shipped = json.loads((ROOT / "package.json").read_text("utf-8"))
    for name, number in shipped["dependencies"].items():
        assert f"pkg:npm/{name.replace('@', '%40')}@{number}" in addresses
    for name in shipped["devDependencies"]:
        assert not any(one.startswith(f"pkg:npm/{name}@") for one in addresses)
    assert listed["metadata"]["component"]["version"] == version("vaka")


def test_each_component_carries_its_digests(listed):
    for one in listed["components"]:
        assert one.get("hashes") or one.get("properties"), one["purl"]


def test_the_list_is_valid_and_a_broken_one_is_not(listed):
    assert components.faults(json.dumps(listed)) == []
    listed = listed | {"components": [{"name": "x"}]}
    assert components.faults(json.dumps(listed))


def test_a_lock_with_extras_and_many_digests_is_read():
    lock = f"A.b[x]==1.0 \\\n    --hash=sha256:{'0' * 64} \\\n    --hash=sha256:{'1' * 64}\nc==2\n"
    found = components.python_parts(lock)
    assert found == [Part("pypi", "a.b", "1.0", "", ("0" * 64, "1" * 64)), Part("pypi", "c", "2")]
