"""Write what the next colleague needs: the ask, what was tried, what is pending, what comes next."""

from triagekit.commands import _desk

app = _desk.application("handoff", __doc__, "handoff customer-files/", "handoff customer-files/ --case case.yaml")
