"""What an independent judge says of a PDF: accessible (PDF/UA-1) and fit to keep (PDF/A-2a)."""

import re

import page

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)


def complaints(content: bytes, profile: page.ValidationProfile) -> list[str]:
    """What the judge objects to, less its one known false alarm.

    It takes a compressed stream that ends in byte 0D for one of the wrong length; such an alarm
    counts only when some stream's stated length is wrong.
    """
    failures = [
        str(failure) for failure in page.validate_pdf_bytes(content, profile=profile).failures
    ]
    if lengths_hold(content):
        failures = [failure for failure in failures if "STREAM-LENGTH-001" not in failure]
    return failures


def lengths_hold(content: bytes) -> bool:
    """Each stream ends where its Length says, followed by an end of line and `endstream`."""
    for found in re.finditer(
        rb"<<(?:(?!>>\s*stream).)*?/Length (\d+)\b.*?>>\s*stream\r?\n", content, re.S
    ):
        rest = content[found.end() + int(found[1]) :]
        if not re.match(rb"\r?\n?endstream", rest):
            return False
    return True
