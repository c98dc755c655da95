"""The app of areas/night_care: its kinds of case, its duties, what the menu shows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Natten"), url_name="night_care:list", capability="staffing_decision.see", order=65,
    icon="moon", rare=True,
)  # fmt: skip
PLANS = nav.NavItem(
    label=_("Nattplaner"), url_name="night_care:plans", capability="night_plan.see", order=66,
    icon="bed", rare=True,
)  # fmt: skip


class NightCareConfig(AppConfig):
    """Found by Django under the label `night_care`."""

    name = "vaka.areas.night_care"
    label = "night_care"
    verbose_name = _("Natten")

    def ready(self) -> None:
        """Tell the spine about decisions on staffing, the wheel about their days."""
        from vaka.areas.night_care import plan_queries, plan_rules, queries, rules, words
        from vaka.areas.remedies import causes
        from vaka.foundation import duties
        from vaka.foundation.cases.kinds import CaseKind, register

        register(
            CaseKind(
                code="staffing_decision", prefix="BEM", label=_("beslut om nattbemanning"),
                label_plural=_("beslut om nattbemanning"), url_name="night_care:decision",
                state_label=words.state_label, todo=words.todo, handle=rules.HANDLE,
                transitions=rules.TRANSITIONS,
            )
        )  # fmt: skip
        register(
            CaseKind(
                code="night_plan", prefix="NPL", label=_("nattplan"),
                label_plural=_("nattplaner"), url_name="night_care:plan",
                state_label=words.plan_state_label, todo=words.plan_todo,
                handle=plan_rules.WRITE, transitions=plan_rules.PLAN_TRANSITIONS,
            )
        )  # fmt: skip
        causes.register("staffing_decision", queries.causes_of)
        duties.register(queries.duties)
        duties.register(plan_queries.duties)
        nav.register(NAV, PLANS)
