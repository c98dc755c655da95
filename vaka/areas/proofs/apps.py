"""The app of areas/proofs: papers looked over for figures that contradict each other."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Siffergranskning"), url_name="proofs:start", capability="proof.make", order=72,
    icon="check", rare=True,
)  # fmt: skip


class ProofsConfig(AppConfig):
    """Found by Django under the label `proofs`."""

    name = "vaka.areas.proofs"
    label = "proofs"
    verbose_name = _("Siffergranskning")

    def ready(self) -> None:
        """Put the page in the menu of those who write papers."""
        nav.register(NAV)
