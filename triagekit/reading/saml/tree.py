"""Small reading aids over the XML tree of a message: namespaces, names, values as a careful receiver reads them."""

from collections.abc import Iterator
from typing import Any

SAMLP = "urn:oasis:names:tc:SAML:2.0:protocol"
SAML = "urn:oasis:names:tc:SAML:2.0:assertion"
MD = "urn:oasis:names:tc:SAML:2.0:metadata"
DS = "http://www.w3.org/2000/09/xmldsig#"
DS11 = "http://www.w3.org/2009/xmldsig11#"
XENC = "http://www.w3.org/2001/04/xmlenc#"
XENC11 = "http://www.w3.org/2009/xmlenc11#"
SOAP = ("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope")
OLD = ("urn:oasis:names:tc:SAML:1.0:protocol", "urn:oasis:names:tc:SAML:1.0:assertion")
"""Namespaces of SAML 1.0 and 1.1."""


def name(element: Any) -> str:
    """The local name; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def space(element: Any) -> str:
    """The namespace; empty when there is none."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def is_(element: Any, namespace: str, *names: str) -> bool:
    """Whether it is an element of that namespace and one of those names."""
    tag = element.tag
    return isinstance(tag, str) and any(tag == f"{{{namespace}}}{n}" for n in names)


def child(element: Any, namespace: str, wanted: str) -> Any:
    """The first direct child of that name, or None."""
    return None if element is None else element.find(f"{{{namespace}}}{wanted}")


def children(element: Any, namespace: str, wanted: str) -> list[Any]:
    """All direct children of that name."""
    return [] if element is None else element.findall(f"{{{namespace}}}{wanted}")


def path(element: Any, *steps: tuple[str, str]) -> Any:
    """Follow first children by (namespace, name); None where one is missing."""
    for namespace, wanted in steps:
        element = child(element, namespace, wanted)
        if element is None:
            return None
    return element


def below(element: Any, namespace: str, wanted: str) -> Iterator[Any]:
    """All elements of that name inside, in document order, itself included."""
    if element is not None:
        yield from element.iter(f"{{{namespace}}}{wanted}")


def value(element: Any) -> str:
    """The whole text content as canonicalization sees it: a comment inside does not end it (CERT VU#475445)."""
    return "" if element is None else str(element.xpath("string()"))


def first_text(element: Any) -> str:
    """The text up to the first comment, instruction or element: what careless programs take for the whole."""
    return "" if element is None else (element.text or "")


def split_by_comment(element: Any) -> bool:
    """Whether a comment or a processing instruction stands inside the value."""
    return element is not None and any(not isinstance(node.tag, str) for node in element.iterdescendants())


def attribute(element: Any, wanted: str) -> str | None:
    """An attribute without namespace; None when absent."""
    found = None if element is None else element.get(wanted)
    return None if found is None else str(found)


def where(element: Any) -> str:
    """The element's place as an XPath of names and positions, such as /Response/Assertion[2]/Subject."""
    steps: list[str] = []
    while element is not None and len(steps) < 40:
        label = name(element) or "node()"
        before = sum(1 for s in element.itersiblings(preceding=True) if s.tag == element.tag)
        after = next((True for s in element.itersiblings() if s.tag == element.tag), False)
        steps.append(f"{label}[{before + 1}]" if before or after else label)
        element = element.getparent()
    return "/" + "/".join(reversed(steps))
