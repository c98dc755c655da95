"""The app of areas/open_data: its places in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = (
    nav.NavItem(
        label=_("Måttflöde"), url_name="open_data:keys", capability="feed.issue", order=85,
        icon="key", rare=True,
    ),
    nav.NavItem(
        label=_("Öppna data"), url_name="open_data:datasets", capability="open_data.publish",
        order=86, icon="globe", rare=True,
    ),
)  # fmt: skip


class OpenDataConfig(AppConfig):
    """Found by Django under the label `open_data`."""

    name = "vaka.areas.open_data"
    label = "open_data"
    verbose_name = _("Öppna data och måttflöde")

    def ready(self) -> None:
        """Take places in the menu."""
        nav.register(*NAV)
