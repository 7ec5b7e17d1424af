"""Tokens of tools that teams work with."""

from redaction.detecting import vendor
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor('atlassian', r"AT(?:ATT|CTT|STT|BBT)3[A-Za-z0-9_=-]{60,}", r"\bAT(?:ATT|CTT|STT|BBT)3", 'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/', "ATATT3" + "xFfG" * 20),
    vendor('bitbucket', r"ATBB[A-Za-z0-9]{32}", r"\bATBB[A-Za-z0-9]{8}", 'https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/', "ATBB" + "aB3d" * 8),
    vendor('linear', r"lin_(?:api|oauth)_[A-Za-z0-9]{40,64}", r"\blin_(?:api|oauth)_", 'https://linear.app/developers/graphql', "lin_api_" + "aB3d" * 10),
    vendor('notion', r"secret_[A-Za-z0-9]{43}|ntn_[A-Za-z0-9]{40,50}", r"\b(?:secret_|ntn_)[A-Za-z0-9]{20}", 'https://developers.notion.com/docs/authorization', "ntn_" + "aB3d" * 11),
    vendor('airtable', r"pat[A-Za-z0-9]{14}\.[a-f0-9]{64}", r"\bpat[A-Za-z0-9]{14}\.[a-f0-9]{8}", 'https://airtable.com/developers/web/guides/personal-access-tokens', "patAbCdEfGhIjKlMn." + "0123456789abcdef" * 4),
    vendor('figma', r"fig[dour]_[A-Za-z0-9_-]{38,60}", r"\bfig[dour]_", 'https://www.figma.com/developers/api#access-tokens', "figd_" + "aB3d" * 10),
    vendor('asana', r"[12]/\d{15,17}(?:/\d{15,17})?:[0-9a-f]{32}", r"\b[12]/\d{15,17}", 'https://developers.asana.com/docs/personal-access-token', "1/1199887766554433:" + "0123456789abcdef" * 2),
    vendor('hubspot', r"pat-(?:na|eu|ap)\d-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", r"\bpat-(?:na|eu|ap)\d-", 'https://developers.hubspot.com/docs/guides/apps/private-apps/overview', "pat-eu1-5cd6e1b1-1b5b-459d-9284-366e2da89755"),
    vendor('salesforce', r"00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?![A-Za-z0-9_.]{60,}", r"\b00D[A-Za-z0-9]{12,15}!", 'https://help.salesforce.com/s/articleView?id=sf.security_auth_about.htm', "00D5f000000abcd!" + "AQ4AQF_x.y" * 8),
    vendor('zendesk-like-scim', r"EZ(?:AK|TK)[a-f0-9]{20,60}[A-Za-z0-9]{0,24}", r"\bEZ(?:AK|TK)[a-f0-9]{8}", 'https://docs.easypost.com/docs/authentication', "EZAK" + "0123456789abcdef" * 2 + "aB3dEf7hIj"),
    vendor('typeform', r"tfp_[A-Za-z0-9_.-]{40,60}", r"\btfp_[A-Za-z0-9]{8}", 'https://www.typeform.com/developers/get-started/personal-access-token/', "tfp_" + "aB3d" * 11),
    vendor('okta', r"00[A-Za-z0-9_-]{40}", r"\b00[A-Za-z][A-Za-z0-9_-]{39}\b", 'https://developer.okta.com/docs/guides/create-an-api-token/main/', "00" + "QCjAl4MlV-" * 3 + "QCjAl4MlVx", '00 items', left='A-Za-z0-9_+/=-', confirm=lambda m: any(c.isupper() for c in m.group()) and any(c.islower() for c in m.group()) and any(c.isdigit() for c in m.group()[2:])),
)  # fmt: skip
