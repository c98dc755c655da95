"""The app of areas/places: its place in the menu and what it offers on decisions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Platser"), url_name="places:list", capability="place.see", order=31, icon="house",
    rare=True,
)  # fmt: skip


class PlacesConfig(AppConfig):
    """Found by Django under the label `places`."""

    name = "vaka.areas.places"
    label = "places"
    verbose_name = _("Platser")

    def ready(self) -> None:
        """Tell the spine what is offered on decisions."""
        from vaka.areas.places import rules
        from vaka.foundation.cases.kinds import OnwardAction, register_onward

        register_onward(
            OnwardAction("decision", _("Behov och önskemål"), "places:need", rules.MATCH)
        )
        register_onward(OnwardAction("decision", _("Var personen vistas"), "places:situation",
                                  rules.MATCH))  # fmt: skip
        nav.register(NAV)
