"""The app of areas/access_reviews: its place in the menu and in the year wheel."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Behörigheter"), url_name="access_reviews:list", capability="access_review.judge",
    order=89, icon="key", rare=True,
)  # fmt: skip


class AccessReviewsConfig(AppConfig):
    """Found by Django under the label `access_reviews`."""

    name = "vaka.areas.access_reviews"
    label = "access_reviews"
    verbose_name = _("Genomgång av behörigheter")

    def ready(self) -> None:
        """Take a place in the menu, and tell the wheel of what is to be gone through."""
        from vaka.areas.access_reviews import queries
        from vaka.foundation import duties

        duties.register(queries.duties)
        nav.register(NAV)
