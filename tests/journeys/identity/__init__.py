"""Identity providers run on this machine, and a demo that lets people in through them."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.journeys.identity import saml
from tests.journeys.served import VAKA, copied, demo, environment, free_port

NODE = Path(__file__).resolve().parents[3] / ".venv" / "lib" / "node" / "bin" / "node"
LOA2, LOA3 = "http://id.sambi.se/loa/loa2", "http://id.sambi.se/loa/loa3"
OIDC = """
[kommunen]
name = "Vaka kommuns inloggning"
server_url = "{issuer}"
client_id = "vaka"
client_secret = "walks-only-secret-of-thirty-two-signs"
person_claim = "employeeHsaId"
person_field = "username"
levels = ["{loa3}"]
strong = ["{loa3}"]
scope = ["openid", "hsa"]
"""
SAML = """
[kort]
kind = "saml"
name = "kort"
entity_id = "http://localhost:{port}/saml2/idp/metadata.php"
sso_url = "http://localhost:{port}/saml2/idp/SSOService.php"
slo_url = "http://localhost:{port}/saml2/idp/SingleLogoutService.php"
certificate = "{certificate}"
person_claim = "employeeHsaId"
person_field = "username"
levels = ["{loa3}"]
"""
AGED = """
import time
from django.contrib.sessions.models import Session
from vaka.foundation.access import sessions
for row in Session.objects.all():
    told = row.get_decoded()
    if sessions.SIGNED_IN in told:
        for key in {keys}:
            told[getattr(sessions, key)] -= {seconds}
        row.session_data = Session.objects.encode(told)
        row.save()
"""
PATIENCE_SECONDS = 30


@dataclass(frozen=True)
class Municipality:
    """A served demo: its address and its data."""

    url: str
    data: Path

    def age(self, seconds: int, *keys: str) -> None:
        """Make every session's times so much older."""
        env = environment() | {"VAKA_DATA": str(self.data), "VAKA_DEMO": "1",
                               "DJANGO_SETTINGS_MODULE": "vaka.config.settings"}  # fmt: skip
        script = "import django; django.setup()" + AGED.format(keys=keys, seconds=seconds)
        subprocess.run([VAKA.with_name("python"), "-c", script], env=env, check=True)


@contextmanager
def identified(standing: Path, folder: Path) -> Iterator[Municipality]:
    """Serve a copy of a built demo that knows two identity services, which run beside it.

    One speaks OIDC; the other speaks SAML and is, for a browser, another site (`localhost`).
    """
    copied(standing, folder / "var")
    oidc_port, saml_port, own = free_port(), free_port(), free_port()
    vaka = f"http://127.0.0.1:{own}"
    with (
        _oidc(folder, oidc_port, vaka) as issuer,
        _saml(folder / "saml", saml_port, vaka) as certificate,
    ):
        told = OIDC.format(issuer=issuer, loa3=LOA3)
        told += SAML.format(port=saml_port, certificate=certificate, loa3=LOA3)
        (folder / "var.keys" / "identity.toml").write_text(told, "utf-8")
        with demo(folder, own) as url:
            yield Municipality(url, folder / "var")


def _saml(folder: Path, port: int, vaka: str) -> AbstractContextManager[str]:
    """Run the provider; where it cannot be had its walks are left out and its key is nobody's."""
    if not saml.WWW.is_dir():
        return nullcontext("none")
    return saml.provider(folder, port, vaka, {"bo": LOA3, "ada": LOA3, "kim": LOA2})


@contextmanager
def _oidc(folder: Path, port: int, vaka: str) -> Iterator[str]:
    script = Path(__file__).with_name("oidc.mjs")
    issuer = f"http://127.0.0.1:{port}"
    with (folder / "oidc.log").open("wb") as out:
        provider = subprocess.Popen([NODE, script, str(port), vaka], stdout=out, stderr=out)
        try:
            _wait(f"{issuer}/.well-known/openid-configuration")
            yield issuer
        finally:
            provider.terminate()
            provider.wait(10)


def _wait(address: str) -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, OSError):
            if time.monotonic() > give_up:
                raise
            time.sleep(0.1)
