"""The app of areas/entitlements: registers its kind of case and its place in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Beslut"), url_name="entitlements:list", capability="decision.see", order=30
)
QUARTER = nav.NavItem(
    label=_("Kvartalsrapport"), url_name="entitlements:latest", capability="quarter.send",
    order=31, icon="file-text", rare=True,
)  # fmt: skip


class EntitlementsConfig(AppConfig):
    """Found by Django under the label `entitlements`."""

    name = "vaka.areas.entitlements"
    label = "entitlements"
    verbose_name = _("Beslut om insatser")

    def ready(self) -> None:
        """Tell the spine about this kind."""
        from vaka.areas.entitlements import rules, words
        from vaka.foundation.cases.kinds import CaseKind, register

        register(
            CaseKind(
                code="decision",
                prefix="BES",
                label=_("beslut"),
                label_plural=_("beslut"),
                url_name="entitlements:case",
                list_url_name="entitlements:list",
                state_label=words.state_label,
                todo=words.todo,
                handle="decision.handle",
                searchable=words.searchable,
                transitions=rules.TRANSITIONS,
            )
        )
        nav.register(NAV)
        nav.register(QUARTER)
