"""The municipality's Word document: read, refused, saved, taken by the reports of its day."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.reports import word_actions, word_queries
from vaka.areas.reports.models import ReferenceDocument
from vaka.documents import word_styles
from vaka.documents.docx import REFERENCE
from vaka.foundation.access.viewer import NotAllowed
from vaka.foundation.audit.models import AuditRow
from vaka.law.verdict import RuleRefused

OWN = REFERENCE.read_bytes()


def changed(add=None, **swap):
    """Vaka's document with parts added, and words in its styles exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(OWN)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "word/styles.xml":
                for before, after in swap.items():
                    content = content.replace(before.encode(), after.encode())
            new.writestr(part.filename, content)
        for name, content in (add or {}).items():
            new.writestr(name, content)
    return io.BytesIO(out.getvalue())


LINKED = {"word/_rels/settings.xml.rels": '<Relationship TargetMode="External" Target="x.dotm"/>'}
REFUSED = [
    (lambda: io.BytesIO(b"inget dokument"), "inget Word-dokument"),
    (lambda: io.BytesIO(OWN[:2000]), "inget Word-dokument"),
    (lambda: changed({"word/vbaProject.bin": b"x"}), "makro"),
    (lambda: changed(LINKED), "makro"),
    (lambda: changed(**{"heading 2": "annat 2"}), "heading 2 saknas"),
]


def save(by, content, days=0):
    day = timezone.localdate() + timedelta(days=days)
    return word_actions.save_reference(by=by, content=content, name="Kommunen.docx", valid_from=day)


@pytest.mark.parametrize(("content", "words"), REFUSED)
def test_what_cannot_lend_its_look_is_refused_and_nothing_is_kept(units, kim, content, words):
    with pytest.raises(RuleRefused, match=words):
        save(kim, content())
    assert not ReferenceDocument.objects.exists()


def test_styles_are_known_by_name_whatever_the_language_of_word():
    swedish = changed(**{'w:styleId="Heading1"': 'w:styleId="Rubrik1"'})
    assert word_styles.missing_of(word_styles.styles_of(swedish.getvalue())) == ()


def test_a_document_holds_from_its_day_and_says_what_it_lacks(units, kim):
    row = save(kim, changed(Notis="Annan"), days=1)
    assert row.missing == ["notis"]
    assert AuditRow.objects.get(verb="report.save_reference").data["name"] == "Kommunen.docx"
    today = timezone.localdate()
    assert word_queries.in_force(today) is None
    assert word_queries.in_force(row.valid_from).read_bytes() != OWN
    with pytest.raises(RuleRefused, match="har varit"):
        save(kim, changed(), days=-1)


def test_the_page_takes_a_document_and_gives_it_back_to_those_who_may(
    units, kim, bo, cecilia, client_as
):
    address = reverse("reports:word")
    upload = changed()
    upload.name = "Kommunen.docx"
    sent = {"file": upload, "valid_from": timezone.localdate().isoformat()}
    assert client_as(kim).post(address, sent).status_code == 302
    row = ReferenceDocument.objects.get()
    shown = client_as(kim).get(address).content.decode()
    assert "ser ut som Kommunen.docx" in shown
    file = reverse("files:download", args=[row.file_id])
    assert b"".join(client_as(kim).get(file).streaming_content)[:2] == b"PK"
    assert client_as(kim).get(reverse("reports:word_own")).content == OWN
    for other in (bo, cecilia):
        assert client_as(other).get(address).status_code == 403
        assert client_as(other).get(reverse("reports:word_own")).status_code == 403
        assert client_as(other).get(file).status_code == 404
    with pytest.raises(NotAllowed):
        save(bo, changed())


def test_no_file_is_said_at_the_field(units, kim, client_as):
    page = client_as(kim).post(reverse("reports:word"), {"valid_from": ""}).content.decode()
    assert "error-summary" in page
