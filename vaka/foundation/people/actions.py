"""What people choose for themselves."""

from typing import TYPE_CHECKING

from vaka.foundation.audit.actions import action, note

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer


@action
def choose_language(*, by: "Viewer", language: str) -> None:
    """Choose the language of one's pages; nobody's, for a viewer who is nobody."""
    if by.person is not None:
        by.person.language = language
        by.person.save(update_fields=["language"])
    note(by=by, verb="people.choose_language", object_kind="person", data={"language": language})
