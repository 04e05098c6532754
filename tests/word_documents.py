"""Small Word documents put together from their XML, for what no program writes on demand."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OPEN = (
    f'xmlns:w="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = """<?xml version="1.0"?><Types
 xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>
<Override PartName="/word/document.xml" ContentType="{main}"/></Types>"""
RELATED = """<?xml version="1.0"?><Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"""
RELATION = '<Relationship Id="{0}" Type="{1}/{0}" Target="{2}"/>'
STYLES = """
<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="toc1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="outlined"><w:name w:val="Mine"/>
<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="sub"><w:name w:val="Sub"/>
<w:basedOn w:val="outlined"/></w:style>
<w:style w:type="paragraph" w:styleId="counted"><w:name w:val="Counted"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="secret"><w:name w:val="Secret"/>
<w:rPr><w:vanish/></w:rPr></w:style>
"""


def document(
    body: str,
    numbering: str = "",
    footnotes: str = "",
    endnotes: str = "",
    *,
    before: str = "",
    main: str = f"{WORD}.document.main+xml",
    more: dict[str, bytes] | None = None,
    packed: int = ZIP_DEFLATED,
) -> bytes:
    """A .docx file with this XML in its parts; ``before`` stands before the root element."""
    parts = {"styles": STYLES, "numbering": numbering, "footnotes": footnotes, "endnotes": endnotes}
    package = {
        "[Content_Types].xml": TYPES.format(main=main),
        "_rels/.rels": RELATED.format(
            RELATION.format("officeDocument", RELATIONS, "word/document.xml")
        ),
        "word/_rels/document.xml.rels": RELATED.format(
            "".join(RELATION.format(name, RELATIONS, f"{name}.xml") for name in parts)
        ),
        "word/document.xml": f"{before}<w:document {OPEN}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}.xml": f"<w:{name} {OPEN}>{xml}</w:{name}>" for name, xml in parts.items()},
    }
    file = BytesIO()
    with ZipFile(file, "w", packed) as archive:
        for name, text in package.items():
            archive.writestr(name, text)
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return file.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of text with properties such as ``<w:b/>``."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str, style: str = "", properties: str = "") -> str:
    """A paragraph of one run, or of runs if ``text`` is XML."""
    inside = text if text.startswith("<") else run(text)
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{properties}</w:pPr>{inside}</w:p>"


def item(text: str, depth: int = 0, number: int = 1) -> str:
    """A paragraph of the list ``number``."""
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=place)


def control(inside: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def table_row(*cells: str, properties: str = "") -> str:
    """A row of a table, each cell given as its paragraphs."""
    inside = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    return f"<w:tr>{properties}{inside}</w:tr>"


def numbering(*lists: tuple[str, ...], instances: str = "") -> str:
    """Lists 1, 2, …, of levels such as "decimal %1." or, with a start, "lowerLetter (%2) 3"."""
    abstract = ""
    for number, levels in enumerate(lists, start=1):
        inside = ""
        for depth, level in enumerate(levels):
            form, text, start = [*level.split(), "1"][:3]
            inside += (
                f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
                f'<w:lvlText w:val="{text}"/></w:lvl>'
            )
        abstract += f'<w:abstractNum w:abstractNumId="{number}">{inside}</w:abstractNum>'
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in range(1, len(lists) + 1)
    )
    return abstract + nums + instances
