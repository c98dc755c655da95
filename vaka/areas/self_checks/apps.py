"""The app of areas/self_checks: its kinds of case, its door, its duties, what the menu shows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Egenkontroll"), url_name="self_checks:start", capability="self_check.report", order=27
)


class SelfChecksConfig(AppConfig):
    """Found by Django under the label `self_checks`."""

    name = "vaka.areas.self_checks"
    label = "self_checks"
    verbose_name = _("Egenkontroll")

    def ready(self) -> None:
        """Tell the spine about these kinds, phones and doors about the form."""
        from vaka.areas.remedies import causes
        from vaka.areas.self_checks import phone, plan_actions, plan_queries, reporting
        from vaka.foundation import duties
        from vaka.foundation.questions import doorways
        from vaka.web.offline import registry as offline

        self._register_kinds()
        doorways.register(
            doorways.Doorway(plan_actions.DOOR, _("Egenkontroll"), "self_checks:fill")
        )
        offline.register(
            "self_check", reporting.accept, phone.fill, "self_checks:fill", "self_checks:thanks",
            is_anonymous=reporting.is_anonymous,
        )  # fmt: skip
        causes.register("finding", plan_queries.causes_of)
        duties.register(plan_queries.duties)
        nav.register(NAV)

    def _register_kinds(self) -> None:
        from vaka.areas.self_checks import rules, words
        from vaka.foundation.cases.kinds import CaseKind, register

        register(
            CaseKind(
                code="self_check", prefix="EGK", label=_("egenkontroll"),
                label_plural=_("egenkontroller"), url_name="self_checks:round",
                state_label=words.state_label, todo=words.todo, handle=rules.HANDLE,
                transitions=rules.TRANSITIONS,
            )
        )  # fmt: skip
        register(
            CaseKind(
                code="finding", prefix="BRI", label=_("brist"), label_plural=_("brister"),
                url_name="self_checks:finding", state_label=words.finding_state_label,
                todo=words.finding_todo, handle=rules.HANDLE_FINDING,
                searchable=words.finding_searchable, transitions=rules.FINDING_TRANSITIONS,
            )
        )  # fmt: skip
