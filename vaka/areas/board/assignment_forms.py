"""Forms of assignments: shape and wording only."""

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from vaka.areas.board import queries
from vaka.areas.board.assignment_actions import NewAssignment
from vaka.areas.board.assignment_queries import AssignmentRow
from vaka.areas.board.models import BoardItem, BoardMeeting
from vaka.web import words
from vaka.web.forms import area
from vaka.web.steps import StepForm, WordsForm


class AssignmentForm(StepForm):
    """What a body told the administration to do."""

    words = forms.CharField(
        label=_("Uppdraget"), max_length=2000, widget=area(3),
        help_text=_("Ordagrant som nämnden beslutade."),
    )  # fmt: skip
    body = forms.ChoiceField(label=_("Organ"))
    decided_date = forms.DateField(label=_("Beslutat den"), widget=forms.DateInput)
    paragraph = forms.CharField(label=_("Paragraf"), required=False, max_length=40,
                                help_text=_("Till exempel § 47."))  # fmt: skip
    responsible = forms.CharField(label=_("Ansvarig roll"), required=False, max_length=200)
    meeting = forms.ChoiceField(label=_("Redovisas senast"), required=False)

    def __init__(self, *args: Any, meetings: list[BoardMeeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = {str(one.pk): one for one in meetings}
        self.choose("body", list(queries.body_names().items()))
        self.choose("meeting", choices(meetings))

    def new(self, item: BoardItem | None) -> NewAssignment:
        """Give what was written, of an item when it came from one."""
        data = self.cleaned_data
        due = self.meetings.get(data["meeting"])
        return NewAssignment(data["body"], data["words"], data["decided_date"], data["paragraph"],
                             data["responsible"], due, item)  # fmt: skip


class MoveForm(WordsForm):
    """Another meeting to be reported at, and why."""

    meeting = forms.ChoiceField(label=_("Redovisas senast"), required=False)
    field_order = ("meeting", "words")

    def __init__(self, *args: Any, meetings: list[BoardMeeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = {str(one.pk): one for one in meetings}
        self.choose("meeting", choices(meetings))


class MergeForm(WordsForm):
    """Which assignment another is followed in, and what was decided."""

    into = forms.ChoiceField(label=_("Följs i"))
    field_order = ("into", "words")

    def __init__(self, *args: Any, rows: list[AssignmentRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("Vilket beslut slår ihop dem? Skriv dag och paragraf.")
        self.choose("into", [(str(row.id), f"{words.day(row.decided_date)} {row.paragraph} "
                              f"{Truncator(row.words).chars(80)}") for row in rows])  # fmt: skip


class RelinkForm(WordsForm):
    """Which item an assignment moves to, and why."""

    number = forms.CharField(
        label=_("Till vilket ärende?"), max_length=40,
        help_text=_("Ärendets nummer eller diarienummer, till exempel VO-2024-00141."),
    )  # fmt: skip
    field_order = ("number", "words")


def choices(meetings: list[BoardMeeting]) -> list[tuple[str, Any]]:
    """Give meetings to choose from, and none."""
    names = queries.body_names()
    told = [(str(one.pk), f"{names.get(one.body, one.body)}, {words.day(one.date)}")
            for one in meetings]  # fmt: skip
    return [("", _("Inte planerat än")), *told]
