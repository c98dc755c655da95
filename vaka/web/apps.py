"""The app of the page frame."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Found by Django under the label `web`."""

    name = "vaka.web"
    label = "web"
