"""How `{{ form }}` is drawn everywhere: label, hint, error and control, tied together for all."""

from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from vaka.law.verdict import Verdict
from vaka.web import words

_PLAIN_TYPES = frozenset(
    {"text", "email", "number", "password", "search", "tel", "url", "date", "file", "time"}
)


class Refusable(forms.Form):
    """A form that tells what a rule refuses beside the field that it is about."""

    def refuse(self, verdict: Verdict) -> None:
        """Put each refusal at its field; one without a field stands over the form."""
        for refusal in verdict.refusals:
            place = refusal.code if refusal.code in self.fields else None
            self.add_error(place, f"{refusal.words} {refusal.way_out}".strip())


def area(rows: int = 3) -> forms.Textarea:
    """Give a text box of some rows."""
    return forms.Textarea(attrs={"rows": rows})


class VakaFormRenderer(DjangoTemplates):
    """Draws forms with Vaka's templates and gives every text-like control its class."""

    form_template_name = "web/form/form.html"
    field_template_name = "web/form/field.html"

    @cached_property
    def engine(self) -> Any:
        """Give the template engine that knows Django's widgets and the apps' own templates."""
        return self.backend(
            {
                "APP_DIRS": True,
                "DIRS": [Path(forms.__file__).parent / "templates"],
                "NAME": "vaka-forms",
                "OPTIONS": {},
            }
        )

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        """Render a form part; a widget first gets its class and its native type."""
        if widget := context.get("widget"):
            _dress(widget)
        return super().render(template_name, context, request)


def _dress(widget: dict[str, Any]) -> None:
    """Dates get the native picker (it shows and sends ÅÅÅÅ-MM-DD); controls get `ds-input`.

    A placeholder goes away just when it is needed, so none is drawn.
    """
    widget["attrs"].pop("placeholder", None)
    if str(widget.get("template_name", "")).endswith("/date.html"):
        widget["type"] = "date"
    own_look = widget.get("type") in _PLAIN_TYPES or _is_area_or_select(widget)
    if own_look and "ds-input" not in str(widget["attrs"].get("class", "")):
        widget["attrs"]["class"] = f"ds-input {widget['attrs'].get('class', '')}".strip()


def _is_area_or_select(widget: dict[str, Any]) -> bool:
    return str(widget.get("template_name", "")).endswith(("/textarea.html", "/select.html"))


class Segmented(forms.RadioSelect):
    """A few short choices side by side; they fold under each other on a phone."""

    is_segmented = True


class UploadField(forms.FileField):
    """A file whose kinds and largest size are said before it is chosen."""

    def __init__(self, *, kinds: tuple[str, ...], max_bytes: int, **kwargs: Any) -> None:
        self.kinds = kinds
        self.max_bytes = max_bytes
        limits = _("%(kinds)s, högst %(size)s.")
        said = {"kinds": ", ".join(kinds), "size": words.file_size(max_bytes)}
        kwargs.setdefault("help_text", str(limits) % said)
        kwargs.setdefault(
            "widget", forms.FileInput(attrs={"accept": ",".join(f".{k.lower()}" for k in kinds)})
        )
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> UploadedFile[bytes] | None:
        """Refuse what is larger than said, before anything reads it."""
        file: UploadedFile[bytes] | None = super().clean(data, initial)
        if file is not None and (file.size or 0) > self.max_bytes:
            raise forms.ValidationError(
                _("Filen är %(size)s. Den får vara högst %(max)s."),
                params={
                    "size": words.file_size(file.size or 0),
                    "max": words.file_size(self.max_bytes),
                },
                code="too_large",
            )
        return file
