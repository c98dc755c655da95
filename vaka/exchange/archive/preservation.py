"""Dublin Core about the whole, and PREMIS 3 about each file and what was done."""

from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from vaka.exchange.archive.names import identity
from vaka.exchange.archive.package import Content, Event, Submission

DC = "http://purl.org/dc/elements/1.1/"
OAI = "http://www.openarchives.org/OAI/2.0/oai_dc/"
PREMIS = "http://www.loc.gov/premis/v3"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
P = ElementMaker(namespace=PREMIS, nsmap={None: PREMIS, "xsi": INSTANCE})
Node = Any  # lxml tells no types


def dublin_core(one: Submission) -> bytes:
    """Give the description, one element for each that has words."""
    root = etree.Element(f"{{{OAI}}}dc", nsmap={"oai_dc": OAI, "dc": DC})
    for name, words in one.described.items():
        if words:
            etree.SubElement(root, f"{{{DC}}}{name}").text = words
    return _said(root)


def premis(one: Submission) -> bytes:
    """Give each file with its digest and size, each event and who did it."""
    root = P.premis(version="3.0")
    root.extend(_object(one, file) for file in one.files)
    root.extend(_event(one, number, event) for number, event in enumerate(one.events))
    root.extend(_agent(one, name) for name in dict.fromkeys(event.by for event in one.events))
    return _said(root)


def _object(one: Submission, file: Content) -> Node:
    return P.object(
        _identifier(one, "object", file.name),
        P.objectCharacteristics(
            P.fixity(P.messageDigestAlgorithm("SHA-256"), P.messageDigest(file.digest)),
            P.size(str(len(file.content))),
            P.format(P.formatDesignation(P.formatName(file.media_type))),
        ),
        P.originalName(file.name),
        {f"{{{INSTANCE}}}type": "file"},
    )


def _event(one: Submission, number: int, event: Event) -> Node:
    linked = [
        P.linkingAgentIdentifier(*_pair(one, "linkingAgentIdentifier", event.by)),
        *(P.linkingObjectIdentifier(*_pair(one, "linkingObjectIdentifier", file.name))
          for file in one.files),
    ]  # fmt: skip
    return P.event(
        _identifier(one, "event", f"{number}"),
        P.eventType(event.kind),
        P.eventDateTime(event.at.isoformat(timespec="seconds")),
        P.eventDetailInformation(P.eventDetail(event.words)),
        *linked,
    )


def _agent(one: Submission, name: str) -> Node:
    return P.agent(_identifier(one, "agent", name), P.agentName(name))


def _identifier(one: Submission, kind: str, of: str) -> Node:
    return P(f"{kind}Identifier", *_pair(one, f"{kind}Identifier", of))


def _pair(one: Submission, name: str, of: str) -> list[Node]:
    return [P(f"{name}Type", "local"), P(f"{name}Value", identity(one, f"premis:{of}"))]


def _said(root: Node) -> bytes:
    found: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return found
