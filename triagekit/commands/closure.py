"""Write the closing words for the customer: what happened, what was done, how to prevent and recognise it."""

from triagekit.commands import _desk

app = _desk.application("closure", __doc__, "closure customer-files/", "closure customer-files/ --language de")
