"""Lexicoder dictionaries (.lc3): XML with a <cnode name="…"> a category and a <pnode name="…"> a word."""

from __future__ import annotations

from lxml import etree

from trends.codebook.records import Codebook, Entry, Fault, without_wildcards


def read_lexicoder(text: str) -> tuple[list[Entry], list[Fault]]:
    """Categories within categories are codes with a parent."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        return [], [Fault(error.lineno, "不是 Lexicoder 词典", "文件须是 XML，类为 cnode，词为 pnode")]
    entries = []
    faults: list[Fault] = []
    for node in root.iter("cnode"):
        above = node.getparent()
        written = [
            (without_wildcards(word.get("name", ""), word.sourceline), word.sourceline)
            for word in node.findall("pnode")
        ]
        faults += [word for word, _ in written if isinstance(word, Fault)]
        fields = [("words", word, line) for word, line in written if not isinstance(word, Fault)]
        if above is not None and above.tag == "cnode":
            fields.append(("parent", above.get("name", ""), node.sourceline))
        if node.findall("pnode") or not node.findall("cnode"):
            entries.append(Entry(node.sourceline, node.get("name", ""), tuple(fields)))
    none = [] if entries else [Fault(1, "文件里没有类", "类写成 <cnode name=…>，词写成 <pnode name=…>")]
    return entries, faults + none


def write_lexicoder(codebook: Codebook) -> str:
    root = etree.Element("dictionary", style="Lexicoder", name="trends")
    nodes: dict[str, etree._Element] = {}
    for code in sorted(codebook.codes, key=lambda code: code.parent != ""):
        if code.parent and code.parent not in nodes:
            nodes[code.parent] = etree.SubElement(root, "cnode", name=code.parent)
        node = etree.SubElement(nodes.get(code.parent, root), "cnode", name=code.name)
        nodes[code.name] = node
        for word in (part for query in code.words for part in query.split("|")):
            etree.SubElement(node, "pnode", name=word)
    return str(etree.tostring(root, encoding="unicode", pretty_print=True))
