"""The app of web/offline."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfflineConfig(AppConfig):
    """Found by Django under the label `offline`."""

    name = "vaka.web.offline"
    label = "offline"
    verbose_name = _("Telefoner")

    def ready(self) -> None:
        """Hear who signs in on an enrolled phone, and show the phones to those who enrol them."""
        from vaka.web import nav
        from vaka.web.offline import signals  # noqa: F401 - connects itself

        nav.register(
            nav.NavItem(label=_("Telefoner"), url_name="offline:devices", order=78,
                        capability="device.enrol", icon="devices", rare=True)
        )  # fmt: skip
