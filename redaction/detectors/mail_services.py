"""Keys of services that send mail and newsletters."""

from redaction.detecting import vendor
from redaction.said import UUID, hexes, mixed, said, uuid
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor("resend", r"re_[A-Za-z0-9]{8}_[A-Za-z0-9]{20,30}", r"\bre_[A-Za-z0-9]{8}_", "https://resend.com/docs/dashboard/api-keys/introduction", "re_" + mixed(8) + "_" + mixed(24)),
    vendor("mailersend", r"mlsn\.[a-f0-9]{64}", r"\bmlsn\.", "https://developers.mailersend.com/general.html#authentication", "mlsn." + hexes(64)),
    vendor("klaviyo", r"pk_[a-f0-9]{34}", r"\bpk_[a-f0-9]{34}", "https://developers.klaviyo.com/en/docs/authenticate_", "pk_" + hexes(34), order=19),
    vendor("mandrill", r"md-[A-Za-z0-9_-]{22}", r"\bmd-[A-Za-z0-9_-]{22}", "https://mailchimp.com/developer/transactional/guides/quick-start/", "md-" + mixed(22), right="A-Za-z0-9_-", confirm=lambda m: any(c.isdigit() for c in m.group()) and any(c.isupper() for c in m.group())),
    vendor("brevo-smtp", r"xsmtpsib-[a-f0-9]{64}-[A-Za-z0-9]{16}", r"\bxsmtpsib-", "https://developers.brevo.com/docs/smtp-integration", "xsmtpsib-" + hexes(64) + "-" + mixed(16)),
    said("postmark", r"postmark|x-postmark-(?:server|account)-token", UUID, "https://postmarkapp.com/developer/api/overview", "X-Postmark-Server-Token", uuid()),
    said("sparkpost", r"sparkpost", r"[a-f0-9]{40}", "https://developers.sparkpost.com/api/", "SPARKPOST_API_KEY", hexes(40)),
    said("mailjet", r"mailjet|\bmj_api", r"[a-f0-9]{32}", "https://dev.mailjet.com/email/guides/getting-started/", "MJ_APIKEY_PRIVATE", hexes(32)),
    said("mailtrap", r"mailtrap", r"[a-f0-9]{32}|[a-f0-9]{14}", "https://api-docs.mailtrap.io/", "MAILTRAP_API_TOKEN", hexes(32)),
    said("customer-io", r"customer\.?io|\bcio_", r"[a-f0-9]{20,32}", "https://docs.customer.io/integrations/api/track/", "CUSTOMERIO_API_KEY", hexes(32)),
    said("activecampaign", r"active_?campaign", r"[a-f0-9]{72}", "https://developers.activecampaign.com/reference/authentication", "ACTIVECAMPAIGN_API_KEY", hexes(72)),
    said("convertkit", r"convert_?kit|\bkit_api", r"[A-Za-z0-9_-]{22,43}", "https://developers.kit.com/", "CONVERTKIT_API_SECRET", mixed(43)),
    said("elastic-email", r"elastic_?email", r"[A-F0-9]{96}|" + UUID, "https://elasticemail.com/developers/api-documentation/rest-api", "ELASTICEMAIL_API_KEY", hexes(96).upper()),
    said("iterable", r"iterable", r"[a-f0-9]{32}", "https://support.iterable.com/hc/en-us/articles/360043464871-API-Keys", "ITERABLE_API_KEY", hexes(32)),
)  # fmt: skip
