"""What makes a file an archive of itself (PDF/A-3a): its metadata, the meaning of its colours, the files it carries."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import md5
from html import escape
from typing import NamedTuple

from briefpack import __version__
from briefpack.briefing.nodes import Briefing
from briefpack.pdf.colour import srgb_profile
from briefpack.pdf.objects import Document, text_string

MAKER = "briefpack"
#: Who verifies a file must know whether the program that made it would make it again.
PRODUCER = f"{MAKER} {__version__}"


class Attachment(NamedTuple):
    """A file inside the file. `relationship`: Source (what the document was made from), Data or Supplement."""

    name: str
    content: bytes
    mime: str
    description: str
    relationship: str


def moment(iso: str) -> datetime | None:
    """An ISO 8601 date, with or without time, in UTC; a time without offset is taken as UTC. None for ""."""
    if not iso:
        return None
    found = datetime.fromisoformat(iso)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def pdf_date(when: datetime) -> bytes:
    """A moment as a PDF date."""
    return b"(D:%bZ)" % when.strftime("%Y%m%d%H%M%S").encode("ascii")


def catalog_entries(document: Document, briefing: Briefing, files: Sequence[Attachment]) -> bytes:
    """Write the metadata, the output intent and the files; the entries of the catalog that lead to them."""
    # Unfiltered: a program that knows nothing of PDF can find the metadata.
    metadata = document.add_stream(b"/Type/Metadata/Subtype/XML", xmp(briefing), compress=False)
    profile = document.add_stream(b"/N 3", srgb_profile(), compress=True)
    intent = document.add(
        b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)"
        b"/DestOutputProfile %b>>" % profile
    )
    entries = b"/Metadata %b/OutputIntents[%b]" % (metadata, intent)
    if files:
        specs = sorted((file.name.encode("utf-16-be"), _attached(document, file, briefing)) for file in files)
        names = b"".join([b"<FEFF%b>%b " % (name.hex().upper().encode(), spec) for name, spec in specs])
        entries += b"/AF[%b]/Names<</EmbeddedFiles<</Names[%b]>>>>" % (b" ".join([spec for _, spec in specs]), names)
    return entries


def _attached(document: Document, file: Attachment, briefing: Briefing) -> bytes:
    """Write a file; the reference to its specification."""
    when = moment(briefing.created)
    dates = b"/ModDate%b" % pdf_date(when) if when else b""
    parameters = b"/Params<</Size %d/CheckSum<%b>%b>>" % (
        len(file.content),
        md5(file.content, usedforsecurity=False).hexdigest().encode(),
        dates,
    )
    subtype = file.mime.replace("/", "#2F").encode("ascii")
    entries = b"/Type/EmbeddedFile/Subtype/%b%b" % (subtype, parameters)
    # A pack is a zip: what is compressed already only takes longer a second time.
    stream = document.add_stream(entries, file.content, compress=not file.content.startswith(b"PK"))
    name = text_string(file.name)
    return document.add(
        b"<</Type/Filespec/F%b/UF%b/Desc%b/AFRelationship/%b/EF<</F %b/UF %b>>>>"
        % (name, name, text_string(file.description), file.relationship.encode("ascii"), stream, stream)
    )


def information(briefing: Briefing) -> bytes:
    """The document information: only what the briefing says of itself. Its date stands in for the file's two dates."""
    entries = [
        (b"Title", text_string(_written(briefing.title))),
        (b"Subject", text_string(_written(briefing.subject)) if briefing.subject else b""),
        (b"Creator", text_string(MAKER)),
        (b"Producer", text_string(PRODUCER)),
    ]
    when = moment(briefing.created)
    if when:
        entries += [(key, pdf_date(when)) for key in (b"CreationDate", b"ModDate")]
    return b"<<%b>>" % b"".join([b"/%b%b" % entry for entry in entries if entry[1]])


def _written(text: str) -> str:
    """The text as one line, without what XML 1.0 has no way to write, and a title no use for."""
    if text.isprintable():
        return text
    # A reader of XML takes a carriage return for another sign, and the two places would not agree.
    text = re.sub("[\t\n\r]+", " ", text)
    return re.sub("[^\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


def xmp(briefing: Briefing) -> bytes:
    """The metadata as XMP, which says the same as the document information and which standards the file keeps."""
    title, subject = escape(_written(briefing.title), quote=False), escape(_written(briefing.subject), quote=False)
    when = moment(briefing.created)
    dates = ""
    if when:
        day = when.strftime("%Y-%m-%dT%H:%M:%SZ")
        dates = "".join(f"<xmp:{name}>{day}</xmp:{name}>" for name in ("CreateDate", "ModifyDate", "MetadataDate"))
    about = f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>'
    return _XMP.format(
        title=title,
        description=about if subject else "",
        language=escape(briefing.language),
        maker=MAKER,
        producer=PRODUCER,
        dates=dates,
    ).encode()


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>{description}
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{maker}</xmp:CreatorTool>{dates}
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
