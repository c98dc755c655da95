"""The app of foundation/questions."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    """Found by Django under the label `questions`."""

    name = "vaka.foundation.questions"
    label = "questions"
