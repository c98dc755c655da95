"""The app of areas/meetings: registers its kind of case, its causes, its duties, its menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = (
    nav.NavItem(label=_("Möten"), url_name="meetings:list", capability="meeting.list", order=66),
)


class MeetingsConfig(AppConfig):
    """Found by Django under the label `meetings`."""

    name = "vaka.areas.meetings"
    label = "meetings"
    verbose_name = _("Möten och besök")

    def ready(self) -> None:
        """Tell the spine about this kind, remedies about its decisions, the wheel about days."""
        from vaka.areas.meetings import queries, rules, words
        from vaka.areas.meetings.models import opens
        from vaka.areas.remedies import causes
        from vaka.foundation import duties
        from vaka.foundation.cases.kinds import CaseKind, register
        from vaka.foundation.files import rules as files

        register(
            CaseKind(
                code="meeting",
                prefix="MOT",
                label=_("möte"),
                label_plural=_("möten"),
                url_name="meetings:case",
                list_url_name="meetings:list",
                state_label=words.state_label,
                todo=words.todo,
                handle=rules.HANDLE,
                searchable=words.searchable,
                transitions=rules.TRANSITIONS,
                opens=opens,
            )
        )
        causes.register("meeting", queries.causes_of)
        duties.register(queries.duties)
        files.register("minutes", queries.may_fetch)
        nav.register(*NAV)
