"""The sealed box: anyone may close one with the server's public key, only the server opens it.

P-256 ECDH with a key pair made for each box, HKDF-SHA256, AES-256-GCM: what every browser's
WebCrypto has. The phone forgets its half at once, so it cannot open what it has sealed. The clear
fields beside the box (id, kind, moment) are bound to it as associated data.
"""

import base64
import json
import os
from dataclasses import asdict, dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

SEAL = "seal-"
INFO = b"vaka sealed report 1"


class CannotOpen(ValueError):
    """The box was changed, or its key is not in the key ring."""


@dataclass(frozen=True)
class Box:
    """What a phone sends: key id, the passing public key, nonce and ciphertext, in base64url."""

    key: str
    epk: str
    nonce: str
    box: str

    def as_json(self) -> dict[str, str]:
        """Give it as it is kept."""
        return asdict(self)


def public_key() -> tuple[str, str]:
    """Give the id and the point (base64url of 65 bytes) of the newest key. Raises CannotOpen."""
    ring = settings.KEY_RING.folder
    keys = sorted(ring.glob(f"{SEAL}*"), key=lambda path: int(path.name.removeprefix(SEAL)))
    if not keys:
        raise CannotOpen(SEAL)
    return keys[-1].name, _text(_point(_private(keys[-1].name).public_key()))


def opened(box: Box, bound: str) -> dict[str, Any]:
    """Give what is in a box; `bound` is the text of the clear fields. Raises CannotOpen."""
    private = _private(box.key)
    try:
        passing = _raw(box.epk)
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), passing)
        shared = private.exchange(ec.ECDH(), point)
        key = _derived(shared, passing + _point(private.public_key()))
        clear = AESGCM(key).decrypt(_raw(box.nonce), _raw(box.box), bound.encode())
        content = json.loads(clear)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen(box.key) from error
    if not isinstance(content, dict):
        raise CannotOpen(box.key)
    return content


def sealed(content: dict[str, Any], bound: str) -> Box:
    """Close a box as the browser does; for tests, load and `make soak`."""
    key_id, point = public_key()
    passing = ec.generate_private_key(ec.SECP256R1())
    goal = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _raw(point))
    epk, nonce = _point(passing.public_key()), os.urandom(12)
    key = _derived(passing.exchange(ec.ECDH(), goal), epk + _raw(point))
    closed = AESGCM(key).encrypt(nonce, json.dumps(content).encode(), bound.encode())
    return Box(key_id, _text(epk), _text(nonce), _text(closed))


def _private(key_id: str) -> ec.EllipticCurvePrivateKey:
    if not key_id.startswith(SEAL) or not key_id.removeprefix(SEAL).isdigit():
        raise CannotOpen(key_id)
    try:
        pem = settings.KEY_RING.read(key_id).encode()
    except FileNotFoundError:
        raise CannotOpen(key_id) from None
    key = load_pem_private_key(pem, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise CannotOpen(key_id)
    return key


def _derived(shared: bytes, salt: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=INFO).derive(shared)


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
