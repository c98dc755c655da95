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

TONIGHT = nav.NavItem(
    label=_("I natt"), url_name="night_care:tonight", capability="night_round.report", order=64,
    icon="moon-stars",
)  # fmt: skip
NIGHTS = nav.NavItem(
    label=_("Nätterna"), url_name="night_care:nights", capability="night_round.see", order=67,
    icon="moon", rare=True,
)  # fmt: skip


class NightCareConfig(AppConfig):
    """Found by Django under the label `night_care`."""

    name = "vaka.areas.night_care"
    label = "night_care"
    verbose_name = _("Natten")

    def ready(self) -> None:
        """Tell the spine about decisions on staffing, the wheel about their days."""
        from vaka.areas.night_care import plan_queries, queries
        from vaka.areas.remedies import causes
        from vaka.foundation import duties

        self._register_kinds()
        self._register_phone()
        causes.register("staffing_decision", queries.causes_of)
        duties.register(queries.duties)
        duties.register(plan_queries.duties)
        nav.register(TONIGHT, NAV, PLANS, NIGHTS)

    def _register_phone(self) -> None:
        from vaka.areas.night_care import reporting, tonight_work
        from vaka.web.offline import registry as offline

        offline.register("night_round", reporting.accept, tonight_work.tonight,
                         "night_care:tonight")  # fmt: skip
        offline.register("night_note", reporting.accept)

    def _register_kinds(self) -> None:
        from vaka.areas.night_care import plan_rules, rules, tonight_rules, words
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
        register(
            CaseKind(
                code="night_round", prefix="NAT", label=_("natt på en enhet"),
                label_plural=_("nätter på enheter"), url_name="night_care:round",
                state_label=words.round_state_label, todo=words.round_todo,
                handle=tonight_rules.HANDLE_ROUND, transitions=tonight_rules.ROUND_TRANSITIONS,
            )
        )  # fmt: skip
