"""The app of areas/routines: registers its kind of case, its pages and what it offers on events."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(label=_("Rutiner"), url_name="routines:list", capability="routine.see", order=28)
COVERAGE = nav.NavItem(
    label=_("Täckning mot föreskriften"), url_name="routines:coverage", capability="routine.write",
    order=60, rare=True, icon="list-checks",
)  # fmt: skip


class RoutinesConfig(AppConfig):
    """Found by Django under the label `routines`."""

    name = "vaka.areas.routines"
    label = "routines"
    verbose_name = _("Rutiner")

    def ready(self) -> None:
        """Tell the spine about this kind, and offer on deviations to say which routine failed."""
        from vaka.areas.routines import rules, standing, words
        from vaka.areas.routines.models import opens
        from vaka.foundation import duties
        from vaka.foundation.cases.kinds import CaseKind, OnwardAction, register, register_onward

        register(
            CaseKind(
                code="routine",
                prefix="RUT",
                label=_("rutin"),
                label_plural=_("rutiner"),
                url_name="routines:case",
                state_label=words.state_label,
                todo=words.todo,
                handle=rules.WRITE,
                searchable=words.searchable,
                transitions=rules.TRANSITIONS,
                opens=opens,
            )
        )
        register_onward(
            OnwardAction(
                "deviation", _("Säg vilken rutin som brast"), "routines:failed", rules.FAIL,
                relation=rules.FAILED,
            )
        )  # fmt: skip
        duties.register(standing.duties)
        nav.register(NAV, COVERAGE)
