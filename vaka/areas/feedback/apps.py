"""The app of areas/feedback: registers its kind of case and what the menu shows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Synpunkter"), url_name="feedback:list", capability="feedback.see", order=23
)
REGISTER = nav.NavItem(
    label=_("För in en synpunkt"), url_name="feedback:new", capability="feedback.register",
    order=90, icon="chat-centered-text", rare=True,
)  # fmt: skip


class FeedbackConfig(AppConfig):
    """Found by Django under the label `feedback`."""

    name = "vaka.areas.feedback"
    label = "feedback"
    verbose_name = _("Synpunkter och klagomål")

    def ready(self) -> None:
        """Tell the spine about this kind."""
        from vaka.areas.feedback import rules, words
        from vaka.foundation.cases.kinds import CaseKind, register

        register(
            CaseKind(
                code="feedback",
                prefix="SYN",
                label=_("synpunkt"),
                label_plural=_("synpunkter"),
                url_name="feedback:case",
                list_url_name="feedback:list",
                state_label=words.state_label,
                todo=words.todo,
                handle=rules.HANDLE,
                searchable=words.searchable,
                transitions=rules.TRANSITIONS,
            )
        )
        nav.register(NAV, REGISTER)
