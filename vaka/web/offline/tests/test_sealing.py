import dataclasses

import pytest

from vaka.web.offline import sealing
from vaka.web.offline.sealing import CannotOpen


def test_what_is_sealed_opens_with_the_same_clear_fields():
    box = sealing.sealed({"answers": {"text": "Föll"}}, "a|b|c")
    assert "Föll" not in str(box)
    assert sealing.opened(box, "a|b|c") == {"answers": {"text": "Föll"}}


@pytest.mark.parametrize("change", [
    {"box": "AAAA"}, {"nonce": "AAAAAAAAAAAAAAAA"}, {"epk": "AAAA"}, {"key": "seal-99"},
    {"key": "../django-secret"}, {"key": "field-1"}, {"box": "ö"},
])  # fmt: skip
def test_a_changed_box_does_not_open(change):
    box = sealing.sealed({"answers": {}}, "a")
    with pytest.raises(CannotOpen):
        sealing.opened(dataclasses.replace(box, **change), "a")


def test_a_box_is_bound_to_its_clear_fields():
    box = sealing.sealed({"answers": {}}, "id|deviation|2026")
    with pytest.raises(CannotOpen):
        sealing.opened(box, "id|deviation|2027")


def test_two_boxes_of_the_same_report_share_nothing():
    one, two = sealing.sealed({"answers": {}}, "a"), sealing.sealed({"answers": {}}, "a")
    assert one.epk != two.epk
    assert one.box != two.box
