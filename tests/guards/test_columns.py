"""Every table has a retention class and every column a secrecy class, where the model stands."""

import pytest
from django.apps import apps
from django.db.models import Field, Model

from vaka.foundation.retention.classes import REGISTRY, Secrecy

OURS = [model for model in apps.get_models() if model.__module__.startswith("vaka.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_the_table_is_classed(model: type[Model]) -> None:
    assert model._meta.label_lower in REGISTRY


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_named_column_exists(model: type[Model]) -> None:
    columns = {field.name for field in model._meta.get_fields()}
    assert set(REGISTRY[model._meta.label_lower].columns) <= columns


def test_nothing_classed_has_gone() -> None:
    assert set(REGISTRY) <= {model._meta.label_lower for model in OURS}


def test_what_is_encrypted_is_secret() -> None:
    open_ones = [
        f"{model._meta.label}.{field.name}"
        for model in OURS
        for field in model._meta.get_fields()
        if isinstance(field, Field) and field.get_internal_type() == "BinaryField"
        if REGISTRY[model._meta.label_lower].of(field.name) is not Secrecy.SECRET
    ]
    assert not open_ones
