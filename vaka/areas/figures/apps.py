"""The app of areas/figures: the door to measures, below every area that shows one."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Found by Django under the label `figures`."""

    name = "vaka.areas.figures"
    label = "figures"
