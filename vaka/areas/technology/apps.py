"""The app of areas/technology: its kind of case, its duties, what the menu shows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Välfärdsteknik"), url_name="technology:list", capability="technology.see", order=75,
    icon="device-mobile", rare=True,
)  # fmt: skip


class TechnologyConfig(AppConfig):
    """Found by Django under the label `technology`."""

    name = "vaka.areas.technology"
    label = "technology"
    verbose_name = _("Välfärdsteknik")

    def ready(self) -> None:
        """Tell the spine about trials, the wheel about their days."""
        from vaka.areas.technology import queries, rules, words
        from vaka.foundation import duties
        from vaka.foundation.cases.kinds import CaseKind, register

        register(
            CaseKind(
                code="trial", prefix="TEK", label=_("försök"), label_plural=_("försök"),
                url_name="technology:trial", state_label=words.state_label, todo=words.todo,
                handle=rules.TRY, transitions=rules.TRANSITIONS,
            )
        )  # fmt: skip
        duties.register(queries.duties)
        nav.register(NAV)
