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
        nav.register(NAV)
