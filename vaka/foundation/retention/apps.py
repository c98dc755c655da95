"""The app of foundation/retention."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """Found by Django under the label `retention`."""

    name = "vaka.foundation.retention"
    label = "retention"
