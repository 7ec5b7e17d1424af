"""Write where the case stands, for the customer: what is known, tried, awaited, and next."""

from triagekit.commands import _desk

app = _desk.application("status-update", __doc__, "status-update customer-files/", "status-update customer-files/ --language de")
