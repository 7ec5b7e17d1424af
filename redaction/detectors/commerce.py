"""Keys of shops and payments."""

from redaction.detecting import vendor
from redaction.said import alone
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor('shopify', r"shp(?:at|ca|pa|ss|tka|ua)_[a-fA-F0-9]{32}", r"\bshp(?:at|ca|pa|ss|tka|ua)_", 'https://shopify.dev/docs/apps/build/authentication-authorization', "shpat_" + "0123456789abcdef" * 2),
    vendor('square', r"sq0[a-z]{3}-[A-Za-z0-9_-]{22,43}|EAAA[A-Za-z0-9_-]{60}", r"\b(?:sq0[a-z]{3}-|EAAA[A-Za-z0-9_-]{8})", 'https://developer.squareup.com/docs/build-basics/access-tokens', "sq0csp-" + "aB3d" * 8, confirm=alone),
    vendor('braintree', r"access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}", r"access_token\$", 'https://developer.paypal.com/braintree/docs/guides/extend/oauth/access-tokens', "access_token$sandbox$" + "a1b2c3d4e5f6g7h8$" + "0123456789abcdef" * 2, left=''),
    vendor('razorpay', r"rzp_(?:live|test)_[A-Za-z0-9]{14,24}", r"\brzp_(?:live|test)_", 'https://razorpay.com/docs/api/authentication/', "rzp_live_" + "aB3dEf7hIj9kLm"),
    vendor('flutterwave', r"FLW(?:PUB|SEC)K(?:_TEST)?-[a-f0-9]{32}-X", r"\bFLW(?:PUB|SEC)K", 'https://developer.flutterwave.com/docs/authentication', "FLWSECK_TEST-" + "0123456789abcdef" * 2 + "-X"),
    vendor('plaid', r"access-(?:sandbox|development|production)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", r"\baccess-(?:sandbox|development|production)-[0-9a-f]{4}", 'https://plaid.com/docs/api/tokens/', "access-sandbox-5cd6e1b1-1b5b-459d-9284-366e2da89755"),
)  # fmt: skip
