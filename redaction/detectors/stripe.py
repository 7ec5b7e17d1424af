"""Keys of Stripe."""

from redaction.detecting import vendor
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor('stripe', r"(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9+/=]{24,}|(?:ek|seti|pi)_[A-Za-z0-9]{14,}_secret_[A-Za-z0-9]{10,}", r"\b(?:[srp]k_(?:live|test)_|whsec_|(?:ek|seti|pi)_[A-Za-z0-9]{14,40}_secret_)", 'https://docs.stripe.com/keys', "sk_test_" + "4eC39HqLyjWD" * 2, "pk_live_x"),
)  # fmt: skip
