"""Keys of Twilio and SendGrid."""

from redaction.detecting import vendor
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor('twilio', r"(?:SK|AC)[0-9a-f]{32}", r"\b(?:SK|AC)[0-9a-f]{32}", 'https://www.twilio.com/docs/glossary/what-is-a-sid', "SK" + "0123456789abcdef" * 2),
    vendor('sendgrid', r"SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}", r"\bSG\.[A-Za-z0-9_-]{8}", 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys', "SG." + "aB3d" * 5 + "xY." + "bC4e" * 10 + "zZ1"),
)  # fmt: skip
