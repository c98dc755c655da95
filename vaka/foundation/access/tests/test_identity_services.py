"""The identity services' file: read, or refused with what to mend."""

import pytest

from vaka.foundation.access.identity_services import IdentityUnreadable, Oidc, Saml, read

SOUND = """
[kommunen]
name = "Kommunens inloggning"
server_url = "https://logga-in.exempel.se"
client_id = "vaka"
client_secret = "hemlig"
person_claim = "employeeHsaId"
levels = ["loa3", "loa4"]
strong = ["loa4"]
"""


def test_without_a_file_there_is_no_service(tmp_path):
    assert read(tmp_path / "identity.toml") == ()


def test_a_sound_file_gives_its_services(tmp_path):
    (tmp_path / "identity.toml").write_text(SOUND, "utf-8")
    (one,) = read(tmp_path / "identity.toml")
    assert (one.code, one.person_field) == ("kommunen", "hsa_id")
    assert one.way == Oidc("https://logga-in.exempel.se", "vaka", "hemlig", ("openid",))
    assert one.origins == ("https://logga-in.exempel.se",)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("[kommunen]", "[kommunen", "går inte att läsa"),
        ("[kommunen]", '[kommunen]\nkind = "ldap"', "oidc eller saml"),
        ("[kommunen]", '[kommunen]\nkind = "saml"', "saknar entity_id"),
        ('client_id = "vaka"', "", "saknar client_id"),
        ('client_secret = "hemlig"', "client_secret = 4", "saknar client_secret"),
        ('levels = ["loa3", "loa4"]', "", "saknar levels"),
        ('strong = ["loa4"]', 'strong = ["loa5"]', "strong"),
        ('strong = ["loa4"]', 'person_field = "email"', "person_field"),
        ("https://logga", "http://logga", "https"),
    ],
)
def test_a_faulty_file_is_refused_with_what_to_mend(tmp_path, before, after, words):
    assert before in SOUND
    (tmp_path / "identity.toml").write_text(SOUND.replace(before, after), "utf-8")
    with pytest.raises(IdentityUnreadable, match=words):
        read(tmp_path / "identity.toml")


def test_a_local_service_may_do_without_encryption(tmp_path):
    near = SOUND.replace("https://logga-in.exempel.se", "http://127.0.0.1:8080")
    (tmp_path / "identity.toml").write_text(near, "utf-8")
    assert read(tmp_path / "identity.toml")[0].origins == ("http://127.0.0.1:8080",)


def test_a_service_that_speaks_saml_sends_people_to_two_places(tmp_path):
    told = SOUND.replace(
        "[kommunen]",
        """[idp]
kind = "saml"
entity_id = "https://idp.exempel.se/metadata"
sso_url = "https://idp.exempel.se/sso"
slo_url = "https://ut.exempel.se/slo"
certificate = "MIIC"
""",
    )
    (tmp_path / "identity.toml").write_text(told, "utf-8")
    (one,) = read(tmp_path / "identity.toml")
    assert one.way == Saml("https://idp.exempel.se/metadata", "https://idp.exempel.se/sso", "MIIC",
                           "https://ut.exempel.se/slo")  # fmt: skip
    assert one.origins == ("https://idp.exempel.se", "https://ut.exempel.se")
