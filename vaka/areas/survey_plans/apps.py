"""The app of areas/survey_plans: its kind of case, its duties, what the menu shows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Planer efter undersökningar"), url_name="survey_plans:list",
    capability="survey_plan.see", order=77, icon="list-checks", rare=True,
)  # fmt: skip


class SurveyPlansConfig(AppConfig):
    """Found by Django under the label `survey_plans`."""

    name = "vaka.areas.survey_plans"
    label = "survey_plans"
    verbose_name = _("Planer efter undersökningar")

    def ready(self) -> None:
        """Tell the spine about plans, remedies about weak questions, the wheel about last days."""
        from vaka.areas.remedies import causes
        from vaka.areas.survey_plans import queries, rules, words
        from vaka.foundation import duties
        from vaka.foundation.cases.kinds import CaseKind, register

        register(
            CaseKind(
                code="survey_plan", prefix="UPL", label=_("plan efter undersökning"),
                label_plural=_("planer efter undersökningar"), url_name="survey_plans:plan",
                state_label=words.state_label, todo=words.todo, handle=rules.HANDLE,
                transitions=rules.TRANSITIONS,
            )
        )  # fmt: skip
        causes.register("survey_plan", queries.causes_of)
        duties.register(queries.duties)
        nav.register(NAV)
