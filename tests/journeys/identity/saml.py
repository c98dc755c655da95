"""A SAML identity provider for the walks: SimpleSAMLphp of Debian, told where Vaka is."""

import base64
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

PHP, WWW = "php", Path("/usr/share/simplesamlphp/www")
CONFIG = """<?php
$config = [
  'baseurlpath' => 'http://localhost:{port}/', 'certdir' => '{folder}/',
  'loggingdir' => '{folder}/',
  'datadir' => '{folder}/', 'tempdir' => '{folder}/tmp', 'metadatadir' => '{folder}/metadata/',
  'secretsalt' => 'only of the walks', 'auth.adminpassword' => 'only of the walks',
  'technicalcontact_email' => 'na@example.org', 'timezone' => 'UTC',
  'logging.handler' => 'file', 'enable.saml20-idp' => true, 'showerrors' => true,
  'module.enable' => ['exampleauth' => true, 'core' => true, 'saml' => true],
  'session.cookie.secure' => false, 'session.cookie.samesite' => 'Lax',
  'session.phpsession.savepath' => '{folder}/tmp', 'language.default' => 'sv',
  'store.type' => 'phpsession', 'metadata.sources' => [['type' => 'flatfile']],
];
"""
SOURCES = """<?php
$config = ['people' => ['exampleauth:UserPass', {people}]];
"""
PERSON = "'{who}:{word}' => ['employeeHsaId' => ['{who}'], 'level' => ['{level}']]"
HOSTED = """<?php
$metadata['__DYNAMIC:1__'] = [
  'host' => '__DEFAULT__', 'privatekey' => 'idp.pem', 'certificate' => 'idp.crt',
  'auth' => 'people',
  'sign.logout' => true, 'redirect.sign' => true,
  'authproc' => [90 => ['class' => 'core:PHP', 'code' =>
    '$state["saml:AuthnContextClassRef"] = $attributes["level"][0]; unset($attributes["level"]);']],
];
"""
REMOTE = """<?php
$metadata['{vaka}/logga-in/kort/metadata/'] = [
  'AssertionConsumerService' => '{vaka}/logga-in/kort/svar/',
  'SingleLogoutService' => '{vaka}/logga-in/kort/ut/',
];
"""


@contextmanager
def provider(folder: Path, port: int, vaka: str, people: dict[str, str]) -> Iterator[str]:
    """Run it for Vaka's address; give its certificate, as identity.toml wants it.

    Args:
        people: the level at which each sign-in name comes in; the password is the name.
    """
    (folder / "metadata").mkdir(parents=True)
    (folder / "tmp").mkdir()
    rows = ", ".join(PERSON.format(who=who, word=who, level=level) for who, level in people.items())
    (folder / "config.php").write_text(
        CONFIG.replace("{port}", str(port)).replace("{folder}", str(folder)), "utf-8"
    )
    (folder / "authsources.php").write_text(SOURCES.replace("{people}", rows), "utf-8")
    (folder / "metadata" / "saml20-idp-hosted.php").write_text(HOSTED, "utf-8")
    (folder / "metadata" / "saml20-sp-remote.php").write_text(REMOTE.format(vaka=vaka), "utf-8")
    certificate = _certified(folder)
    command = [PHP, "-S", f"localhost:{port}", "-t", str(WWW)]
    env = {"SIMPLESAMLPHP_CONFIG_DIR": str(folder), "PATH": "/usr/bin:/bin",
           "PHP_CLI_SERVER_WORKERS": "2"}  # fmt: skip
    with (folder / "php.log").open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env=env)
        try:
            yield certificate
        finally:
            process.terminate()
            process.wait(10)


def _certified(folder: Path) -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "walks")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name)
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=2))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "idp.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    (folder / "idp.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return base64.b64encode(made.public_bytes(serialization.Encoding.DER)).decode()
