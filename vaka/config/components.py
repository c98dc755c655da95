"""The list of components (SBOM, CycloneDX 1.6) out of the locks: what Vaka is made of, in one file.

    python -m vaka.config.components build/vaka.cdx.json     (`make sbom`)

Versions and digests are those of `requirements/core.txt` and `package-lock.json`: the list is of
what is built, not of what happens to be installed. Any scanner for known flaws that reads CycloneDX
can be pointed at it (docs/how-to/scan-for-known-flaws.md). Needs the tools of development.
"""

import base64
import json
import re
import sys
import uuid
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cyclonedx.model.component import Component

ROOT = Path(__file__).parents[2]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s\\;]+)")
DIGEST = re.compile(r"--hash=sha256:([0-9a-f]{64})")
SHA512 = "sha512-"


@dataclass(frozen=True)
class Part:
    """One component of a lock; `digests` are SHA-256 in hex, of each of its files."""

    ecosystem: str
    name: str
    version: str
    licence: str = ""
    digests: tuple[str, ...] = ()
    sha512: str = ""


def python_parts(lock: str) -> list[Part]:
    """Give what a lock of pip's form holds, in its order."""
    found = []
    for block in re.split(r"\n(?=\S)", lock):
        if match := PINNED.match(block):
            name, version = match[1].lower(), match[2]
            found.append(Part("pypi", name, version, _licence(name), tuple(DIGEST.findall(block))))
    return found


def npm_parts(lock: str) -> list[Part]:
    """Give what npm's lock holds and ships; what only development needs is left out."""
    found = []
    for place, one in json.loads(lock)["packages"].items():
        if not place or one.get("dev"):
            continue
        integrity = one.get("integrity", "")
        digest = base64.b64decode(integrity.removeprefix(SHA512)).hex() if integrity else ""
        name = place.rpartition("node_modules/")[2]
        found.append(Part("npm", name, one["version"], one.get("license", ""), (), digest))
    return found


def parts() -> list[Part]:
    """Give every component of the product as it is locked."""
    python = python_parts((ROOT / "requirements" / "core.txt").read_text("utf-8"))
    return python + npm_parts((ROOT / "package-lock.json").read_text("utf-8"))


def document(found: list[Part]) -> str:
    """Give the list as CycloneDX 1.6 JSON; the same parts get the same serial number."""
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.output.json import JsonV1Dot6

    vaka = Component(name="vaka", version=metadata.version("vaka"), bom_ref="vaka",
                     type=ComponentType.APPLICATION)  # fmt: skip
    bom = Bom(components=[_component(one) for one in found])
    bom.metadata.component = vaka
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(map(repr, found)))
    bom.register_dependency(vaka, list(bom.components))
    return JsonV1Dot6(bom).output_as_string(indent=1)


def faults(text: str) -> list[str]:
    """Give what the schema of CycloneDX 1.6 says against a document; none when it is valid."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    return [] if fault is None else [str(fault)]


def _component(one: Part) -> "Component":
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model import HashAlgorithm, HashType, Property
    from cyclonedx.model.component import Component
    from packageurl import PackageURL

    space, _, name = one.name.rpartition("/")
    url = PackageURL(one.ecosystem, space or None, name, one.version)
    hashes = [HashType(alg=HashAlgorithm.SHA_512, content=one.sha512)] if one.sha512 else []
    return Component(
        name=name, group=space or None, version=one.version, purl=url, bom_ref=url.to_string(),
        licenses=[LicenseFactory().make_from_string(one.licence)] if one.licence else [],
        hashes=hashes,
        properties=[Property(name="vaka:file:sha256", value=each) for each in one.digests],
    )  # fmt: skip


def _licence(name: str) -> str:
    """The licence a package gives of itself where it is installed; empty when it is silent."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    named = (told[key] for key in ("License-Expression", "License") if key in told)
    short = next((one for one in named if one), "")
    return short if len(short) < 80 and "\n" not in short else ""


def main(arguments: list[str]) -> None:
    """Write the list to a file. Raises SystemExit when it is not valid."""
    text = document(parts())
    if wrong := faults(text):
        raise SystemExit("\n".join(wrong))
    target = Path(arguments[0])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    sys.stdout.write(f"{target}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
