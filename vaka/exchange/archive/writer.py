"""A submission as one ZIP; the same submission gives the same bytes."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from vaka.exchange.archive import mets, preservation
from vaka.exchange.archive.package import Content, Submission

REPRESENTATION = "rep1"
_PLAIN = re.compile(r"[A-Za-zÅÄÖåäö0-9][\w.-]*")


def written(one: Submission) -> bytes:
    """Give the package's bytes.

    Raises:
        ValueError: a name that is no plain word, two files of one name, or no file at all.
    """
    _check(one)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for path, content in _members(one):
            member = zipfile.ZipInfo(f"{one.name}/{path}", one.made_at.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(member, content)
    return out.getvalue()


def _check(one: Submission) -> None:
    names = [file.name for file in one.files]
    if not names:
        raise ValueError("a package without files")
    for name in [one.name, *names, *(file.name for file in one.documentation)]:
        if not _PLAIN.fullmatch(name):
            raise ValueError(f"not a plain name: {name!r}")
    if len(set(names)) < len(names):
        raise ValueError("two files of one name")


def _members(one: Submission) -> Iterator[tuple[str, bytes]]:
    """Give each file of the package by its place; the METS of the whole comes last, for it holds
    the digests of the others."""
    described = Content("dc.xml", preservation.dublin_core(one), one.made_at)
    kept = Content("premis.xml", preservation.premis(one), one.made_at)
    inner = Content("METS.xml", mets.of_representation(one, REPRESENTATION), one.made_at)
    for file in one.files:
        yield f"representations/{REPRESENTATION}/data/{file.name}", file.content
    yield f"representations/{REPRESENTATION}/METS.xml", inner.content
    for file in one.documentation:
        yield f"documentation/{file.name}", file.content
    yield "metadata/descriptive/dc.xml", described.content
    yield "metadata/preservation/premis.xml", kept.content
    yield "METS.xml", mets.of_whole(one, REPRESENTATION, described, kept, inner)
