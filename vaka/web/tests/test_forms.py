import re

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from vaka.web.forms import Segmented, UploadField


class Form(forms.Form):
    room = forms.CharField(label="Var?", help_text="Skriv rummet.")
    day = forms.DateField(label="Dag")
    harm = forms.ChoiceField(label="Skada", choices=[("n", "Nej")], widget=Segmented)
    story = forms.CharField(
        label="Berätta",
        widget=forms.Textarea(attrs={"placeholder": "Skriv här"}),
        required=False,
    )
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_label_hint_and_control_are_tied_together():
    html = str(Form())
    assert '<label for="id_room">Var?' in html
    assert re.search(r'<input type="text"[^>]*aria-describedby="id_room_helptext"', html)
    assert 'id="id_room_helptext">Skriv rummet.' in html
    assert html.index("id_room_helptext") < html.index('id="id_room"')


def test_date_uses_the_native_picker_and_iso_value():
    html = str(Form(initial={"day": "2026-10-15"})["day"])
    assert 'type="date"' in html
    assert 'value="2026-10-15"' in html


def test_no_placeholder_stands_in_for_a_label():
    assert "placeholder" not in str(Form())


def test_optional_is_said_and_hidden_is_hidden():
    html = str(Form())
    assert "Berätta <span" in html
    assert html.count('name="secret"') == 1
    assert 'for="id_secret"' not in html


def test_errors_come_first_and_link_to_what_can_take_focus():
    html = str(Form({"day": "2024-01-0"}))
    assert html.index("ds-error-summary") < html.index('class="field')
    assert 'href="#id_room">Var? ' in html
    assert 'href="#id_harm_0">Skada: ' in html
    assert html.count('aria-invalid="true"') >= 3
    assert re.search(r'aria-describedby="id_room_helptext id_room_error"', html)


def test_a_form_without_errors_has_no_summary():
    assert "ds-error-summary" not in str(Form())


def test_error_of_the_whole_form_is_listed_without_link():
    form = Form({"room": "1", "day": "2026-01-01", "harm": "n"})
    form.add_error(None, "Raden finns redan.")
    assert "<li>Raden finns redan.</li>" in str(form)


@pytest.mark.parametrize(("size_bytes", "is_fine"), [(10, True), (11, False)])
def test_upload_says_and_keeps_its_limit(size_bytes, is_fine):
    class Upload(forms.Form):
        file = UploadField(label="Fil", kinds=("CSV", "XLSX"), max_bytes=10)

    file = SimpleUploadedFile("a.csv", b"x" * size_bytes)
    form = Upload({}, {"file": file})
    assert "CSV, XLSX, högst 10\u00a0byte." in str(form)
    assert 'accept=".csv,.xlsx"' in str(form)
    assert form.is_valid() is is_fine
