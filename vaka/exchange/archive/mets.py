"""The two METS files of a package, by CSIP and SIP 2.1.0 (numbers as in the specifications)."""

from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from vaka.exchange.archive.names import identity
from vaka.exchange.archive.package import Content, Submission

METS = "http://www.loc.gov/METS/"
CSIP = "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"
SIP = "https://DILCIS.eu/XML/METS/SIPExtensionMETS"
LINK = "http://www.w3.org/1999/xlink"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
PROFILE = "https://earksip.dilcis.eu/profile/E-ARK-SIP-v2-1-0.xml"
SCHEMAS = (
    "http://www.loc.gov/METS/ http://www.loc.gov/standards/mets/mets.xsd "
    f"{CSIP} https://earkcsip.dilcis.eu/schema/DILCISExtensionMETS.xsd "
    f"{SIP} https://earksip.dilcis.eu/schema/DILCISExtensionSIPMETS.xsd"
)
E = ElementMaker(
    namespace=METS,
    nsmap={None: METS, "csip": CSIP, "sip": SIP, "xlink": LINK, "xsi": INSTANCE},
)
Node = Any  # lxml tells no types


def of_whole(
    one: Submission, representation: str, described: Content, kept: Content, inner: Content
) -> bytes:
    """Give the root METS: what the package is, who hands it over, where its parts are."""
    dmd, amd = identity(one, "dmd"), identity(one, "digiprov")
    groups = [_group(one, f"Representations/{representation}", [
        (f"representations/{representation}/METS.xml", inner)])]  # fmt: skip
    if one.documentation:
        places = [(f"documentation/{file.name}", file) for file in one.documentation]
        groups.append(_group(one, "Documentation", places))
    root = _root(one, one.name, one.label)
    root.extend([
        _header(one),
        E.dmdSec(_reference(one, "metadata/descriptive/dc.xml", described, "DC"),
                 ID=dmd, CREATED=_at(one), STATUS="CURRENT"),
        E.amdSec(E.digiprovMD(
            _reference(one, "metadata/preservation/premis.xml", kept, "PREMIS"),
            ID=amd, CREATED=_at(one), STATUS="CURRENT")),
        E.fileSec(*groups, ID=identity(one, "fileSec")),
        _map(one, one.name, _divisions(one, representation, dmd, amd)),
    ])  # fmt: skip
    return _said(root)


def of_representation(one: Submission, representation: str) -> bytes:
    """Give the METS of the one representation: its files."""
    root = _root(one, representation, one.label)
    places = [(f"data/{file.name}", file) for file in one.files]
    group = _group(one, "Data", places)
    root.extend([
        E.metsHdr({f"{{{CSIP}}}OAISPACKAGETYPE": "SIP"}, CREATEDATE=_at(one), RECORDSTATUS="NEW"),
        E.fileSec(group, ID=identity(one, "repFileSec")),
        _map(one, representation, [
            E.div(E.fptr(FILEID=group.get("ID")), ID=identity(one, "divData"), LABEL="Data")]),
    ])  # fmt: skip
    return _said(root)


def _root(one: Submission, name: str, label: str) -> Node:
    return E.mets({
        "OBJID": name, "LABEL": label, "TYPE": "Textual works – Digital", "PROFILE": PROFILE,
        f"{{{CSIP}}}CONTENTINFORMATIONTYPE": "MIXED", f"{{{INSTANCE}}}schemaLocation": SCHEMAS,
    })  # fmt: skip


def _header(one: Submission) -> Node:
    """Who wrote the package (CSIP10-16) and who hands it over (SIP15-20)."""
    version = E.note(one.software.rpartition(" ")[2], {f"{{{CSIP}}}NOTETYPE": "SOFTWARE VERSION"})
    software = E.agent(
        E.name(one.software.rpartition(" ")[0]), version,
        ROLE="CREATOR", TYPE="OTHER", OTHERTYPE="SOFTWARE",
    )  # fmt: skip
    agents = [software, _organisation(one, "ARCHIVIST"), _organisation(one, "CREATOR")]
    return E.metsHdr({f"{{{CSIP}}}OAISPACKAGETYPE": "SIP"}, *agents, CREATEDATE=_at(one),
                     LASTMODDATE=_at(one), RECORDSTATUS="NEW")  # fmt: skip


def _organisation(one: Submission, role: str) -> Node:
    who = one.archivist
    note = [E.note(who.code, {f"{{{CSIP}}}NOTETYPE": "IDENTIFICATIONCODE"})] if who.code else []
    return E.agent(E.name(who.name), *note, ROLE=role, TYPE="ORGANIZATION")


def _group(one: Submission, use: str, files: list[tuple[str, Content]]) -> Node:
    return E.fileGrp(
        *(_file(one, place, file) for place, file in files), ID=identity(one, use), USE=use
    )


def _file(one: Submission, place: str, file: Content) -> Node:
    return E.file(
        E.FLocat({f"{{{LINK}}}type": "simple", f"{{{LINK}}}href": place}, LOCTYPE="URL"),
        ID=identity(one, place), **_facts(file),
    )  # fmt: skip


def _reference(one: Submission, place: str, file: Content, kind: str) -> Node:
    return E.mdRef(
        {f"{{{LINK}}}type": "simple", f"{{{LINK}}}href": place},
        ID=identity(one, f"ref:{place}"), LOCTYPE="URL", MDTYPE=kind, **_facts(file),
    )  # fmt: skip


def _facts(file: Content) -> dict[str, str]:
    kind = "application/xml" if file.name.endswith(".xml") else file.media_type
    return {
        "MIMETYPE": kind, "SIZE": str(len(file.content)),
        "CREATED": file.created.isoformat(timespec="seconds"),
        "CHECKSUM": file.digest, "CHECKSUMTYPE": "SHA-256",
    }  # fmt: skip


def _divisions(one: Submission, representation: str, dmd: str, amd: str) -> list[Node]:
    use = f"Representations/{representation}"
    pointer = E.mptr({
        f"{{{LINK}}}type": "simple", f"{{{LINK}}}title": identity(one, use),
        f"{{{LINK}}}href": f"representations/{representation}/METS.xml",
    }, LOCTYPE="URL")  # fmt: skip
    found = [E.div(ID=identity(one, "divMeta"), LABEL="Metadata", DMDID=dmd, ADMID=amd)]
    if one.documentation:
        found.append(E.div(E.fptr(FILEID=identity(one, "Documentation")),
                           ID=identity(one, "divDoc"), LABEL="Documentation"))  # fmt: skip
    return [*found, E.div(pointer, ID=identity(one, "divRep"), LABEL=use)]


def _map(one: Submission, label: str, divisions: list[Node]) -> Node:
    top = E.div(*divisions, ID=identity(one, f"div:{label}"), LABEL=label)
    return E.structMap(top, ID=identity(one, f"map:{label}"), TYPE="PHYSICAL", LABEL="CSIP")


def _at(one: Submission) -> str:
    return one.made_at.isoformat(timespec="seconds")


def _said(root: Node) -> bytes:
    found: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return found
