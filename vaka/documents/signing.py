"""A seal on a PDF (PAdES, EN 319 142-1): the file stays PDF/A-2a and PDF/UA-1, and shows changes.

The key and its certificate stand together as PEM text. No outside clock is asked: the moment is
the signer's own.
"""

import hashlib
import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

FIELD = "Underskrift"
OWN_MADE = "självgjort certifikat, bara för prov"
YEARS_DAYS = 3650


@dataclass(frozen=True)
class Signature:
    """What a signature in a PDF says.

    Attributes:
        is_whole: it covers the whole file and nothing has been changed since.
        is_ours: it was made with the certificate that was asked about.
        is_own_made: the certificate says itself that it proves nothing outside a trial.
    """

    signer: str
    at: datetime | None
    fingerprint: str
    is_whole: bool
    is_ours: bool
    is_own_made: bool


def own_made(name: str = "Vaka") -> str:
    """Make a key and a certificate for trials, which says so in its own name."""
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([
        x509.NameAttribute(NameOID.COMMON_NAME, name),
        x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, OWN_MADE),
    ])  # fmt: skip
    now = datetime.now(UTC)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    made = (
        x509.CertificateBuilder().subject_name(named).issuer_name(named)
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=YEARS_DAYS))
        .add_extension(usage, critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return (private + made.public_bytes(Encoding.PEM)).decode()


def sign(pdf: bytes, pem: str, reason: str) -> bytes:
    """Give the file with a signature added after its end; what stands before is not touched."""
    from asn1crypto import keys
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    class Writer(IncrementalPdfFileWriter):
        def _update_meta(self) -> None:
            """The metadata stays as typeset: written anew it would not be PDF/A any more."""

    private = load_pem_private_key(pem.encode(), None).private_bytes(
        Encoding.DER, PrivateFormat.PKCS8, NoEncryption()
    )
    signer = signers.SimpleSigner(
        signing_cert=_certificate(pem), signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )  # fmt: skip
    told = signers.PdfSignatureMetadata(
        field_name=FIELD, reason=reason, md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
    )  # fmt: skip
    unseen = fields.InvisSigSettings(
        set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True
    )
    place = fields.SigFieldSpec(FIELD, invis_sig_settings=unseen, readable_field_name=FIELD)
    writer = Writer(io.BytesIO(pdf.rstrip() + b"\n"))
    done = signers.PdfSigner(told, signer, new_field_spec=place).sign_pdf(writer)
    return bytes(done.getvalue())


def signatures(pdf: bytes, pem: str = "") -> list[Signature]:
    """Read the signatures of a file, and say whether each is made with the certificate given."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.general import UnacceptableSignerError

    try:
        found = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        return [_read(one, _der(pem) if pem else b"") for one in found]
    except (ValueError, UnacceptableSignerError):
        return []


def _read(one: Any, ours: bytes) -> Signature:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    cert = one.signer_cert
    state = validate_pdf_signature(one, ValidationContext(trust_roots=[cert]))
    der = cert.dump()
    whole = state.coverage == SignatureCoverageLevel.ENTIRE_FILE
    subject = cert.subject.native
    return Signature(
        signer=str(subject.get("common_name", "")), at=state.signer_reported_dt,
        fingerprint=hashlib.sha256(der).hexdigest(),
        is_whole=bool(state.intact and state.valid and whole), is_ours=der == ours,
        is_own_made=OWN_MADE in str(subject.get("organizational_unit_name", "")),
    )  # fmt: skip


def _der(pem: str) -> bytes:
    return x509.load_pem_x509_certificate(pem.encode()).public_bytes(Encoding.DER)


def _certificate(pem: str) -> Any:
    from asn1crypto import x509 as read

    return read.Certificate.load(_der(pem))
