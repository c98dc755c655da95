"""The app of areas/plans: registers the rules' duties and its page."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Årshjul"), url_name="plans:wheel", capability="year_wheel.see", order=70,
    icon="calendar-check", rare=True,
)  # fmt: skip


class PlansConfig(AppConfig):
    """Found by Django under the label `plans`."""

    name = "vaka.areas.plans"
    label = "plans"
    verbose_name = _("Årshjul")

    def ready(self) -> None:
        """Give the rules' duties to whoever asks what falls due."""
        from vaka.areas.plans import queries
        from vaka.foundation import duties

        duties.register(queries.duties)
        nav.register(NAV)
