"""The app of areas/inspections: registers its kind of case, its causes, its duties, its menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Tillsyn och revision"), url_name="inspections:list", capability="inspection.see",
    order=72, icon="gavel", rare=True,
)  # fmt: skip


class InspectionsConfig(AppConfig):
    """Found by Django under the label `inspections`."""

    name = "vaka.areas.inspections"
    label = "inspections"
    verbose_name = _("Tillsyn och revision")

    def ready(self) -> None:
        """Tell the spine about this kind, remedies about its faults, the wheel about its days."""
        from vaka.areas.inspections import queries, rules, words
        from vaka.areas.remedies import causes
        from vaka.foundation import duties
        from vaka.foundation.cases.kinds import CaseKind, register

        register(
            CaseKind(
                code="inspection",
                prefix="TIL",
                label=_("tillsyn"),
                label_plural=_("tillsyner"),
                url_name="inspections:case",
                list_url_name="inspections:list",
                state_label=words.state_label,
                todo=words.todo,
                handle=rules.HANDLE,
                searchable=words.searchable,
                transitions=rules.TRANSITIONS,
            )
        )
        causes.register("inspection", queries.causes_of)
        duties.register(queries.duties)
        nav.register(NAV)
