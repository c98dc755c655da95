"""The app of foundation/files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Found by Django under the label `files`."""

    name = "vaka.foundation.files"
    label = "files"
