"""Which record kinds and fields a case holds, so that what cannot be seen is *not assessed* and never *no*."""

from triagekit.engine.language import AnyOf, Atom, Fields, Node, Not, Op
from triagekit.engine.rulebook import Observation
from triagekit.records import Kind, Type

_WORDS = {
    Kind.EXCHANGE: "an HTTP exchange (a HAR, a trace or an access log)",
    Kind.EVENT: "a log or console message",
    Kind.ASSERTION: "a SAML message",
    Kind.METADATA: "SAML metadata or an OpenID discovery document",
    Kind.TOKEN: "a token",
    Kind.CERTIFICATE: "a certificate",
    Kind.HANDSHAKE: "a TLS handshake (openssl s_client, curl -v, a net log)",
    Kind.DEFECT: "an artifact",
    Kind.FACT: "records to compare with each other",
}

class Presence:
    """Notes kinds and field names as they pass, once for each shape of record."""

    __slots__ = ("_fields", "_seen", "timed")

    def __init__(self, fields: Fields) -> None:
        self._fields = fields
        self._seen: dict[Kind, set[str]] = {}
        self.timed: set[Kind] = set()
        """Kinds of which a record had a time, as far as a rule asks for it."""

    def note(self, kind: Kind, names: frozenset[str]) -> tuple[str, ...]:
        """Take note of a set of field names; a member of a family shows the family.

        Gives back the flags among them that would tell something when true and have not yet.
        """
        seen = self._seen.setdefault(kind, set())
        tellers = self._fields.tellers.get(kind, frozenset())
        for name in names - seen - tellers:
            seen.add(name)
            family = self._fields.family(name, kind)
            if family:
                seen.add(family)
        return tuple((names & tellers) - seen)

    def tell(self, kind: Kind, flag: str, untold: tuple[str, ...]) -> tuple[str, ...]:
        """Take note of a flag that is true; gives back those that still may become so."""
        seen = self._seen[kind]
        seen.add(flag)
        return tuple(name for name in untold if name not in seen)

    def lacking(self, rule: Observation) -> tuple[str, tuple[str, ...]]:
        """Why the rule could not be assessed and what it needs; ("", ()) when it could."""
        kinds = [k for k in rule.reads if k in self._seen]
        if not kinds:
            return "needs " + " or ".join(_WORDS[k] for k in rule.reads), tuple(k.value for k in rule.reads)
        trees = [rule.condition] if rule.condition else []
        if rule.correlate:
            trees += [role.node for role in rule.correlate.roles]
            trees += [Atom(name, Op.EXISTS, Type.TEXT, (True,)) for name in rule.correlate.reads]
        lacks = [self._best(tree, kinds) for tree in trees]
        missing = tuple(dict.fromkeys(name for lack in lacks for name in lack))
        if missing:
            return f"nothing given shows {', '.join(missing)}", missing
        return "", ()

    def _best(self, tree: Node, kinds: list[Kind]) -> tuple[str, ...]:
        """The fields that are lacking in the kind where fewest are."""
        return min((self._lacks(tree, kind) for kind in kinds), key=len)

    def _lacks(self, tree: Node, kind: Kind) -> tuple[str, ...]:
        if isinstance(tree, Atom):
            return self._atom(tree, kind)
        if isinstance(tree, Not):
            return ()
        lacks = [self._lacks(part, kind) for part in tree.parts]
        return min(lacks, key=len) if isinstance(tree, AnyOf) else tuple(dict.fromkeys(name for lack in lacks for name in lack))

    def _atom(self, atom: Atom, kind: Kind) -> tuple[str, ...]:
        if atom.op is Op.EXISTS and atom.values[0] is False:
            return ()
        names = [atom.field, *(str(v) for v in atom.values if atom.ref)]
        lacks = tuple(name for name in names if not self._visible(name, kind))
        return lacks or (("a capture time",) if atom.age and kind not in self.timed else ())

    def _visible(self, name: str, kind: Kind) -> bool:
        seen = self._seen.get(kind, set())
        if name in seen or (self._fields.family(name, kind) or name) in seen:
            return True
        spec = self._fields.spec(name, (kind,))
        return spec is not None and not seen.isdisjoint(spec.shown_by)
