"""The app of areas/competence: registers its kinds of case, its causes, its duties, its menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

DELEGATIONS = nav.NavItem(
    label=_("Delegeringar"), url_name="competence:list", capability="delegation.see_own", order=29
)
STAFF = nav.NavItem(
    label=_("Kompetens"), url_name="competence:staff", capability="competence.see", order=62
)


class CompetenceConfig(AppConfig):
    """Found by Django under the label `competence`."""

    name = "vaka.areas.competence"
    label = "competence"
    verbose_name = _("Kompetens")

    def ready(self) -> None:
        """Tell the spine about these kinds of case, and the wheel about their days."""
        from vaka.areas.competence import queries, staff_queries
        from vaka.foundation import duties

        self._register_kinds()
        duties.register(queries.duties)
        duties.register(staff_queries.duties)
        nav.register(DELEGATIONS, STAFF)

    def _register_kinds(self) -> None:
        from vaka.areas.competence import rules, words
        from vaka.foundation.cases.kinds import CaseKind, register

        register(
            CaseKind(
                code="delegation", prefix="DEL", label=_("delegering"),
                label_plural=_("delegeringar"), url_name="competence:case",
                list_url_name="competence:list", state_label=words.state_label, todo=words.todo,
                handle=rules.GIVE, searchable=words.searchable, transitions=rules.TRANSITIONS,
                sorts=words.sorts,
            )
        )  # fmt: skip
