"""Open data as files: CSV, a data package (Frictionless) and a catalogue (DCAT-AP-SE 3.0.1).

Sources: Data Package v1, specs.frictionlessdata.io; DCAT-AP-SE 3.0.1, docs.dataportal.se/dcat.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from vaka.areas.open_data import files
from vaka.areas.open_data.models import Release
from vaka.areas.open_data.queries import COLUMNS, SCHEMA_VERSION
from vaka.areas.open_data.rules import LICENCE_ADDRESSES, LICENCE_LABELS, Licence

NOT_GIVEN = ("low", "high")
GIVEN = tuple(name for name in COLUMNS if name not in NOT_GIVEN)
PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TYPES = {"string": "string", "double": "number", "bool": "boolean"}
TURTLE = "text/turtle; charset=utf-8"


def table(release: Release) -> bytes:
    """Give the rows as CSV; a hidden number is empty."""
    return files.csv_text(GIVEN, ([line[name] for name in GIVEN] for line in release.rows))


def package(release: Release) -> dict[str, Any]:
    """Give the data package's description: licence, contact, columns and definitions."""
    one = release.dataset
    licence = Licence(one.licence)
    return {
        "profile": "tabular-data-package", "name": one.slug, "title": one.title,
        "description": one.description, "version": f"{release.number}.0.0",
        "created": release.published_at.isoformat(),
        "licenses": [{"name": str(licence), "path": LICENCE_ADDRESSES[licence],
                      "title": str(LICENCE_LABELS[licence])}],
        "contributors": [{"title": one.contact_name, "email": one.contact_email,
                          "role": "publisher"}],
        "sources": [{"title": text} for text in dict.fromkeys(
            found["source"] for found in release.definitions)],
        "schema_version": SCHEMA_VERSION, "smallest_count": release.limit,
        "disclosure": one.method, "hidden_rows": release.hidden, "measures": release.definitions,
        "resources": [{
            "profile": "tabular-data-resource", "name": "data", "path": "data.csv",
            "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
            "bytes": len(table(release)), "schema": schema(),
        }],
    }  # fmt: skip


def schema() -> dict[str, Any]:
    """Give the table schema of the CSV."""
    told = {one["name"]: one for one in files.columns_told()}
    return {
        "fields": [
            {"name": name, "type": TYPES[told[name]["type"]], "title": told[name]["title"]}
            for name in GIVEN
        ],
        "missingValues": [""],
        "primaryKey": ["measure", "unit", "period", "dimension", "group"],
    }  # fmt: skip


def as_json(found: dict[str, Any]) -> bytes:
    """Give a description as a file."""
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def catalogue(releases: Sequence[Release], base: str, publisher: str) -> str:
    """Give all data sets as a DCAT-AP-SE catalogue in Turtle; `base` is the page's address."""
    head = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    refs = " , ".join(f"<{base}{one.dataset.slug}/>" for one in releases)
    about = [
        f"<{base}> a dcat:Catalog", _said("dcterms:title", f"Öppna data från {publisher}"),
        _said("dcterms:description", "Mått ur kvalitetsarbetet i vård och omsorg."),
        f"dcterms:publisher <{base}#utgivare>",
        f"dcterms:license <{LICENCE_ADDRESSES[Licence.CC0]}>",
    ]  # fmt: skip
    if refs:
        about.append(f"dcat:dataset {refs}")
    agent = [f"<{base}#utgivare> a foaf:Agent", f"foaf:name {_text(publisher)}"]
    blocks = [about, agent, *(block for one in releases for block in _blocks(one, base))]
    return "\n".join([*head, "", *(" ;\n\t".join(block) + " .\n" for block in blocks)])


def _blocks(release: Release, base: str) -> list[list[str]]:
    """A data set with its contact and two distributions: the table and the package."""
    one, place = release.dataset, f"{base}{release.dataset.slug}/"
    licence = f"dcterms:license <{LICENCE_ADDRESSES[Licence(one.licence)]}>"
    first, last = f"{one.first_year}-01-01", f"{one.last_year}-12-31"
    return [
        [f"<{place}> a dcat:Dataset", _said("dcterms:title", one.title),
         _said("dcterms:description", one.description),
         f"dcterms:publisher <{base}#utgivare>", f"dcat:contactPoint <{place}#kontakt>",
         f"dcterms:issued {_moment(release.published_at)}",
         f'dcterms:temporal [ a dcterms:PeriodOfTime ; dcat:startDate "{first}"^^xsd:date ; '
         f'dcat:endDate "{last}"^^xsd:date ]',
         f"dcat:distribution <{place}data.csv> , <{place}datapackage.json>"],
        [f"<{place}#kontakt> a vcard:Organization", f"vcard:fn {_text(one.contact_name)}",
         f"vcard:hasEmail <mailto:{one.contact_email}>"],
        [f"<{place}data.csv> a dcat:Distribution", _said("dcterms:title", "CSV"),
         f"dcat:accessURL <{place}>", f"dcat:downloadURL <{place}data.csv>",
         'dcterms:format "text/csv"', licence],
        [f"<{place}datapackage.json> a dcat:Distribution",
         _said("dcterms:title", "Beskrivning av kolumner och mått (Data Package)"),
         f"dcat:accessURL <{place}>", f"dcat:downloadURL <{place}datapackage.json>",
         'dcterms:format "application/json"', licence],
    ]  # fmt: skip


def _said(name: str, words: str) -> str:
    return f"{name} {_text(words)}@sv"


def _text(words: str) -> str:
    """A Turtle string: JSON escapes what Turtle does."""
    return json.dumps(words, ensure_ascii=False)


def _moment(at: datetime) -> str:
    return f'"{at.isoformat(timespec="seconds")}"^^xsd:dateTime'
