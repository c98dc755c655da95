"""One step of a case as a page: its form, a rule's refusals beside their fields, and the way back.

The view says which form, what is done and where it leads; nothing here decides what may be done.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vaka.law.verdict import RuleRefused
from vaka.web.forms import Refusable

Words = str | Promise


class StepForm(Refusable):
    """A form of one step, with the version that its page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def choose(self, name: str, choices: Sequence[tuple[str, Words]]) -> None:
        """Give a choice field what may be chosen."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class WordsForm(StepForm):
    """The reason that goes with a step."""

    words = forms.CharField(
        label=_("Varför?"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SureForm(StepForm):
    """Nothing but the step itself, with room for a comment."""

    words = forms.CharField(
        label=_("Kommentar"), required=False, max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


@dataclass(frozen=True)
class StepPage:
    """The words of a step's page.

    Attributes:
        way_back: the address it leads to when done, and by its crumbs and cancel.
        crumbs: words and addresses of what stands above, the nearest last.
    """

    heading: Words
    button: Words
    message: Words
    way_back: str
    crumbs: Sequence[tuple[Words, str]] = ()
    context_line: Words = ""
    lead: Words = ""
    more: dict[str, Any] = field(default_factory=dict)
    template: str = "web/step.html"


@dataclass(frozen=True)
class Step:
    """One step as an area lists it by its address: the action, its form and words."""

    do: Callable[..., Any]
    form: type[StepForm]
    heading: Words
    button: Words
    message: Words
    lead: Words = ""


Done = Callable[[dict[str, Any]], object]


def take(request: HttpRequest, form: StepForm, page: StepPage, done: Done) -> HttpResponse:
    """Show a step's form, or take it. What a rule refuses is told in the form.

    `done` may give the address to go to; anything else leads back by `page.way_back`.
    """
    if request.method == "POST" and form.is_valid():
        try:
            led = done(form.cleaned_data)
        except RuleRefused as refused:
            form.refuse(refused.verdict)
        else:
            messages.success(request, str(page.message))
            return redirect(led if isinstance(led, str) else page.way_back)
    return render(request, page.template, {"form": form, "page": page, **page.more})
