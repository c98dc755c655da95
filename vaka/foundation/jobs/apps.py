"""The app of foundation/jobs."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Found by Django under the label `jobs`."""

    name = "vaka.foundation.jobs"
    label = "jobs"
