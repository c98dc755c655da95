"""The app of foundation/access."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Found by Django under the label `access`."""

    name = "vaka.foundation.access"
    label = "access"
