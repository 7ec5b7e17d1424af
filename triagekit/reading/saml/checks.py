"""All checks of a message, found by being there: every public function of a check module that takes a view."""

from collections.abc import Callable, Mapping
from functools import cache
from types import ModuleType

from triagekit.reading.saml import check_encryption, check_form, check_parties, check_request, check_signature, check_status, check_subject, check_time
from triagekit.reading.saml.view import NEEDS, Outcome, View

Check = Callable[[View], Outcome]
_MODULES = (check_form, check_status, check_parties, check_time, check_subject, check_request, check_signature, check_encryption)


@cache
def every() -> Mapping[str, Check]:
    """Check name to function, in the order of the modules."""
    return {name.replace("_", "-"): made for module in _MODULES for name, made in _public(module)}


def _public(module: ModuleType) -> list[tuple[str, Check]]:
    found = [(n, f) for n, f in vars(module).items() if not n.startswith("_") and getattr(f, "__module__", "") == module.__name__ and callable(f)]
    return [(n, f) for n, f in found if f.__annotations__.get("return") is Outcome]


def outcomes(view: View) -> tuple[dict[str, str], dict[str, str]]:
    """Check name to failed or passed; and of those that could not be made, to what they need. What does not apply is in neither."""
    states: dict[str, str] = {}
    needs: dict[str, str] = {}
    for name, check in every().items():
        told = _asked(check, view)
        if isinstance(told, bool):
            states[name] = "failed" if told else "passed"
        elif told is not None:
            needs[name] = NEEDS.get(told, told)
    return states, needs


def _asked(check: Check, view: View) -> Outcome:
    """One check; what a hostile document makes it stumble over leaves that check alone unjudged."""
    try:
        return check(view)
    except Exception:
        return "whole"
