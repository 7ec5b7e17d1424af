"""The tree of certificate policies (RFC 5280 6.1.2 to 6.1.5), with any policy accepted by the one who verifies."""

from dataclasses import dataclass, field

from triagekit.reading.x509.certificate import Certificate
from triagekit.reading.x509.oids import ANY_POLICY

NODES = 4_000
"""Nodes of a tree beyond which it is given up; chains made to wear programs out have millions."""


@dataclass(slots=True)
class _Node:
    policy: str
    expected: set[str]
    children: list["_Node"] = field(default_factory=list)


@dataclass(slots=True)
class Policies:
    """State of the policy processing of one path of `length` certificates below the anchor."""

    length: int
    root: _Node | None = field(default_factory=lambda: _Node(ANY_POLICY, {ANY_POLICY}))
    explicit: int = field(init=False)
    inhibit_any: int = field(init=False)
    mapping: int = field(init=False)
    depth: int = 0
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.explicit = self.inhibit_any = self.mapping = self.length + 1

    def step(self, cert: Certificate, last: bool) -> None:
        """Process one certificate, from the top downwards."""
        self.depth += 1
        free = cert.self_issued and not last
        self._grow(cert, self.inhibit_any > 0 or free)
        if self.explicit <= 0 and self.root is None:
            self.faults.append(f"{cert.title}: a policy is required here, and none is left that the whole chain shares")
        if last:
            self._close(cert)
        else:
            self._hand_on(cert)

    def _leaves(self, depth: int) -> list[tuple[_Node, list[_Node]]]:
        """Nodes of a level, each with its ancestors from the top."""
        level: list[tuple[_Node, list[_Node]]] = [(self.root, [])] if self.root else []
        for _ in range(depth):
            level = [(child, [*above, node]) for node, above in level for child in node.children]
            if len(level) > NODES:
                return []
        return level

    def _grow(self, cert: Certificate, any_allowed: bool) -> None:
        """6.1.3 (d) to (f)."""
        if self.root is None:
            return
        policies = cert.said.policies
        if policies is None:
            self.root = None
            return
        level = [node for node, _ in self._leaves(self.depth - 1)]
        if len(level) * len(policies) > NODES * 10:
            self.root = None
            self.faults.append(f"{cert.title}: the policies are so many that following them would wear a program out")
            return
        for policy in policies:
            if policy != ANY_POLICY:
                self._attach(level, policy)
        if ANY_POLICY in policies and any_allowed:
            for node in level:
                have = {c.policy for c in node.children}
                node.children.extend(_Node(p, {p}) for p in sorted(node.expected - have))
        self._prune()

    def _attach(self, level: list[_Node], policy: str) -> None:
        matched = [node for node in level if policy in node.expected]
        for node in matched or [n for n in level if n.policy == ANY_POLICY]:
            node.children.append(_Node(policy, {policy}))

    def _prune(self) -> None:
        """Cut every branch that does not reach the present level."""

        def alive(node: _Node, left: int) -> bool:
            if left == 0:
                return True
            node.children = [c for c in node.children if alive(c, left - 1)]
            return bool(node.children)

        if self.root and not alive(self.root, self.depth):
            self.root = None

    def _hand_on(self, cert: Certificate) -> None:
        """6.1.4 (a), (b), (h) to (j)."""
        said = cert.said
        if any(ANY_POLICY in pair for pair in said.mappings):
            self.faults.append(f"{cert.title}: any policy is mapped, which is not allowed")
        if said.mappings:
            self._map(said.mappings)
        if not cert.self_issued:
            self.explicit, self.mapping, self.inhibit_any = max(0, self.explicit - 1), max(0, self.mapping - 1), max(0, self.inhibit_any - 1)
        for name, value in (("explicit", said.require_policy), ("mapping", said.inhibit_mapping), ("inhibit_any", said.inhibit_any)):
            if value is not None:
                setattr(self, name, min(getattr(self, name), value))

    def _map(self, mappings: tuple[tuple[str, str], ...]) -> None:
        level = self._leaves(self.depth)
        for policy in sorted({a for a, _ in mappings}):
            targets = {b for a, b in mappings if a == policy}
            here = [(node, above) for node, above in level if node.policy == policy]
            if self.mapping <= 0:
                for node, above in here:
                    above[-1].children.remove(node)
            elif here:
                for node, _ in here:
                    node.expected = set(targets)
            else:
                for node, above in level:
                    if node.policy == ANY_POLICY:
                        above[-1].children.append(_Node(policy, set(targets)))
        self._prune()

    def _close(self, cert: Certificate) -> None:
        """6.1.5 (a), (b), (g)."""
        self.explicit = max(0, self.explicit - 1)
        if cert.said.require_policy == 0:
            self.explicit = 0
        if self.explicit == 0 and self.root is None and not self.faults:
            self.faults.append("the chain requires a policy, and none holds for the whole of it")
