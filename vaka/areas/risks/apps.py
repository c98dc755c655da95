"""The app of areas/risks: registers its kinds of case, its causes, its duties and its menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Risker"),
    url_name="risks:list",
    capability="risk_analysis.see",
    order=26,
    icon="warning-diamond",
    rare=True,
)


class RisksConfig(AppConfig):
    """Found by Django under the label `risks`."""

    name = "vaka.areas.risks"
    label = "risks"
    verbose_name = _("Risker")

    def ready(self) -> None:
        """Tell the spine about risk analyses, and remedies about the risks they may answer."""
        from vaka.areas.remedies import causes
        from vaka.areas.risks import queries, rules, words
        from vaka.foundation.cases.kinds import CaseKind, register

        register(
            CaseKind(
                code="risk_analysis",
                prefix="RIS",
                label=_("riskanalys"),
                label_plural=_("riskanalyser"),
                url_name="risks:case",
                list_url_name="risks:list",
                state_label=words.state_label,
                todo=words.todo,
                handle=rules.HANDLE,
                searchable=words.searchable,
                transitions=rules.TRANSITIONS,
            )
        )
        causes.register("risk_analysis", queries.causes_of)
        _plans()
        nav.register(NAV)


def _plans() -> None:
    """Internal control and continuity plans, with their duties of the year."""
    from vaka.areas.risks import (
        continuity_queries,
        continuity_rules,
        control_queries,
        control_rules,
        queries,
        words,
    )
    from vaka.foundation import duties
    from vaka.foundation.cases.kinds import CaseKind, register

    register(
        CaseKind(
            code="control_plan", prefix="IKP", label=_("internkontrollplan"),
            label_plural=_("internkontrollplaner"), url_name="risks:control",
            state_label=lambda state: control_rules.PLAN_LABELS[control_rules.PlanState(state)],
            todo=lambda state: control_rules.PLAN_STEPS[control_rules.PlanState(state)],
            handle=control_rules.HANDLE, searchable=words.plan_searchable,
            transitions=control_rules.TRANSITIONS,
        )
    )  # fmt: skip
    states = continuity_rules.ContinuityState
    register(
        CaseKind(
            code="continuity_plan", prefix="KON", label=_("kontinuitetsplan"),
            label_plural=_("kontinuitetsplaner"), url_name="risks:continuity",
            state_label=lambda state: continuity_rules.CONTINUITY_LABELS[states(state)],
            todo=lambda state: continuity_rules.CONTINUITY_STEPS[states(state)],
            handle=continuity_rules.HANDLE, searchable=words.continuity_searchable,
            transitions=continuity_rules.TRANSITIONS,
        )
    )  # fmt: skip
    duties.register(queries.duties)
    duties.register(control_queries.duties)
    duties.register(continuity_queries.duties)
