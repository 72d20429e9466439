"""A copy of a PDF that asks for a password: AES with 256 bits, after PDF 2.0 (revision 6).

Such a copy is no archive: PDF/A forbids encryption, so it no longer claims to be one. Screen readers may read it.
"""

import re
from io import BytesIO

#: What revision 6 takes, in bytes of UTF-8.
LONGEST = 127
_CLAIM = re.compile(rb"<pdfaid:(part|conformance)>[^<]*</pdfaid:\1>\s*")


def protected(content: bytes, password: str) -> bytes:
    """The copy. It differs each time it is made, as its key does. `password`: 1 to LONGEST bytes of UTF-8."""
    import pikepdf

    made = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        metadata = pdf.Root.get("/Metadata")
        if isinstance(metadata, pikepdf.Stream):
            metadata.write(_CLAIM.sub(b"", metadata.read_bytes()))
        if "/OutputIntents" in pdf.Root:
            del pdf.Root.OutputIntents
        # Who may open it may do all that a PDF allows: the password keeps strangers out, it does not bind readers.
        allowed = pikepdf.Permissions(accessibility=True)
        secret = pikepdf.Encryption(owner=password, user=password, R=6, aes=True, metadata=True, allow=allowed)
        pdf.save(
            made, encryption=secret, object_stream_mode=pikepdf.ObjectStreamMode.generate, fix_metadata_version=False
        )
    return made.getvalue()
