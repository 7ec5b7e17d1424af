"""How two addresses or identifiers differ, in a word that tells where to look."""

from collections.abc import Iterable

from triagekit.reading import urls


def same(found: str, wanted: Iterable[str]) -> bool:
    """Identical to one of them; entity ids are compared byte for byte (SAML Core 8.3.6)."""
    return found in tuple(wanted)


def text(found: str, wanted: str) -> str:
    """Space | case | slash | scheme | kind | part | other: what separates two identifiers; empty when nothing does."""
    if found == wanted:
        return ""
    if found.strip() == wanted.strip():
        return "space"
    if found.lower() == wanted.lower():
        return "case"
    if found.rstrip("/") == wanted.rstrip("/"):
        return "slash"
    if _without_scheme(found) == _without_scheme(wanted):
        return "scheme"
    if found.startswith("urn:") is not wanted.startswith("urn:"):
        return "kind"
    return "part" if _shares(found, wanted) else "other"


def _without_scheme(url: str) -> str:
    return url.partition("://")[2].rstrip("/") if url.startswith(("http://", "https://")) else url


def _shares(found: str, wanted: str) -> bool:
    one, two = urls.split(found), urls.split(wanted)
    return bool(one.host) and one.host == two.host


def same_url(found: str, wanted: str) -> bool:
    """The same address: scheme and host without case, a default port said or not, the rest byte for byte (RFC 3986 6.2.2, 6.2.3)."""
    return found == wanted or not address(found, wanted)


def address(found: str, wanted: str) -> str:
    """Scheme | port | host | slash | case | path | query, joined by +: what separates two addresses; empty when nothing does."""
    one, two = urls.split(found.strip()), urls.split(wanted.strip())
    if not (one.host and two.host):
        return text(found.strip(), wanted.strip())
    words = [word for word, left, right in (("scheme", one.scheme, two.scheme), ("host", one.host, two.host)) if left != right]
    if one.port != two.port and not ("scheme" in words and not one.explicit_port and not two.explicit_port):
        words.append("port")
    if one.path != two.path:
        words.append("slash" if one.path.rstrip("/") == two.path.rstrip("/") else "case" if one.path.lower() == two.path.lower() else "path")
    if one.query != two.query:
        words.append("query")
    return "+".join(words)


def nearest(found: str, wanted: Iterable[str]) -> str:
    """The expected value that is most like the one found, for showing both."""
    import difflib

    options = list(wanted)[:50]
    close = difflib.get_close_matches(found[:300], [o[:300] for o in options], n=1, cutoff=0.0) if options else []
    return next((o for o in options if close and o[:300] == close[0]), "")
