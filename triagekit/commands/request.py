"""Write the message that asks the customer for what is still missing."""

from triagekit.commands import _desk

app = _desk.application("request", __doc__, "request login.har", "request customer-files/ --language de")
