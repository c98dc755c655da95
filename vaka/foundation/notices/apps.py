"""The app of foundation/notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Found by Django under the label `notices`."""

    name = "vaka.foundation.notices"
    label = "notices"
