"""Write the first reply to the customer: what came in, what it looks like, what comes next."""

from triagekit.commands import _desk

app = _desk.application("first-reply", __doc__, "first-reply customer-files/", "first-reply customer-files/ --language de")
