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
SUMMER = nav.NavItem(
    label=_("Sommar"), url_name="competence:seasons", capability="season.see", order=63
)
NEEDS = nav.NavItem(
    label=_("Kompetensbehov"), url_name="competence:needs", capability="need.see", order=75,
    icon="certificate", rare=True,
)  # fmt: skip
POSTS = nav.NavItem(
    label=_("Ombud och uppdrag"), url_name="competence:posts", capability="post.see", order=76,
    icon="users", rare=True,
)  # fmt: skip
GUIDES = nav.NavItem(
    label=_("Guider och frågor"), url_name="competence:guides", capability="guide.see", order=77,
    icon="question", rare=True,
)  # fmt: skip


class CompetenceConfig(AppConfig):
    """Found by Django under the label `competence`."""

    name = "vaka.areas.competence"
    label = "competence"
    verbose_name = _("Kompetens")

    def ready(self) -> None:
        """Tell the spine about these kinds of case, and the wheel about their days."""
        from vaka.areas.competence import need_queries, queries, staff_queries, summer_queries
        from vaka.areas.remedies import causes
        from vaka.foundation import duties

        self._register_kinds()
        duties.register(queries.duties)
        duties.register(staff_queries.duties)
        duties.register(summer_queries.duties)
        duties.register(need_queries.duties)
        causes.register("season", summer_queries.causes_of)
        nav.register(DELEGATIONS, STAFF, SUMMER, NEEDS, POSTS, GUIDES)

    def _register_kinds(self) -> None:
        from vaka.areas.competence import rules, summer_queries, summer_rules, words
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
        register(
            CaseKind(
                code="season", prefix="SOM", label=_("sommarbemanning"),
                label_plural=_("sommarbemanningar"), url_name="competence:season",
                list_url_name="competence:seasons", state_label=words.season_state_label,
                todo=words.season_todo, handle=summer_rules.HANDLE,
                transitions=summer_rules.TRANSITIONS, opens=summer_queries.opens,
            )
        )  # fmt: skip
