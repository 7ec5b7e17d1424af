"""Keys that say by their own form whose they are: one row each, from the vendor's description of the format."""

import re

from redaction.detecting import Detector

_EDGE = r"(?<![A-Za-z0-9_])"
_END = r"(?![A-Za-z0-9_])"

_ROWS = (
    # name, exact form, anchor, reference, example
    ("aws-access-key-id", r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}", ("akia", "asia", "abia", "acca"), "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html", "AKIA" + "Z7QW" * 4),
    ("github", r"gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{60,255}", ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"), "https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/", "ghp_" + "a1B2" * 9),
    ("gitlab", r"gl(?:pat|ptt|dt|rt|cbt|oas|soat|ft|imt|agent|feed)-[A-Za-z0-9_-]{20,64}", ("glpat-", "glptt-", "gldt-", "glrt-", "glcbt-", "gloas-", "glsoat-", "glft-", "glimt-", "glagent-"), "https://docs.gitlab.com/security/tokens/", "glpat-" + "aB3_" * 5),
    ("slack", r"xox[abeoprs]-[A-Za-z0-9-]{10,250}|xapp-\d-[A-Za-z0-9-]{10,250}|xoxe\.xox[bp]-[A-Za-z0-9-]{10,250}", ("xox", "xapp-"), "https://api.slack.com/authentication/token-types", "xoxb-" + "1234567890-abcdef"),
    ("stripe", r"(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,247}|whsec_[A-Za-z0-9+/=]{24,99}", ("sk_live_", "sk_test_", "rk_live_", "rk_test_", "pk_live_", "pk_test_", "whsec_"), "https://docs.stripe.com/keys", "sk_test_" + "4eC39HqLyjWD" * 2),
    ("sendgrid", r"SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}", ("sg.",), "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys", "SG." + "a" * 22 + "." + "b" * 43),
    ("twilio", r"(?:SK|AC)[0-9a-f]{32}", ("sk", "ac"), "https://www.twilio.com/docs/glossary/what-is-a-sid", "SK" + "0123456789abcdef" * 2),
    ("google-api-key", r"AIza[A-Za-z0-9_-]{35}", ("aiza",), "https://cloud.google.com/docs/authentication/api-keys", "AIza" + "SyA1b2C" * 5),
    ("google-oauth", r"ya29\.[A-Za-z0-9_-]{20,2000}|1//0[A-Za-z0-9_-]{30,200}|GOCSPX-[A-Za-z0-9_-]{24,40}", ("ya29.", "1//0", "gocspx-"), "https://developers.google.com/identity/protocols/oauth2", "ya29." + "a0AfH6SM" * 4),
    ("npm", r"npm_[A-Za-z0-9]{36}", ("npm_",), "https://docs.npmjs.com/about-access-tokens", "npm_" + "aB1c" * 9),
    ("pypi", r"pypi-AgE[A-Za-z0-9_-]{50,400}", ("pypi-age",), "https://pypi.org/help/#apitoken", "pypi-AgE" + "IcHlwaS5vcmc" * 6),
    ("openai", r"sk-(?:proj-|svcacct-|admin-|ant-)?[A-Za-z0-9_-]{32,250}", ("sk-",), "https://platform.openai.com/docs/api-reference/authentication", "sk-proj-" + "aB3d" * 12),
    ("hugging-face", r"hf_[A-Za-z0-9]{30,60}", ("hf_",), "https://huggingface.co/docs/hub/security-tokens", "hf_" + "aBcD" * 9),
    ("digitalocean", r"do[opr]_v1_[a-f0-9]{64}", ("dop_v1_", "doo_v1_", "dor_v1_"), "https://docs.digitalocean.com/reference/api/create-personal-access-token/", "dop_v1_" + "0123456789abcdef" * 4),
    ("shopify", r"shp(?:at|ca|pa|ss|tka)_[a-fA-F0-9]{32}", ("shpat_", "shpca_", "shppa_", "shpss_", "shptka_"), "https://shopify.dev/docs/apps/build/authentication-authorization", "shpat_" + "0123456789abcdef" * 2),
    ("square", r"sq0[a-z]{3}-[A-Za-z0-9_-]{22,43}|EAAA[A-Za-z0-9_-]{60}", ("sq0", "eaaa"), "https://developer.squareup.com/docs/build-basics/access-tokens", "sq0csp-" + "aB3d" * 8),
    ("meta", r"EAA[A-Za-z0-9]{60,300}", ("eaa",), "https://developers.facebook.com/docs/facebook-login/guides/access-tokens/", "EAA" + "CEdE" * 20),
    ("new-relic", r"NRAK-[A-Z0-9]{27}|NRJS-[a-f0-9]{19}|NRAA-[a-f0-9]{27}", ("nrak-", "nrjs-", "nraa-"), "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/", "NRAK-" + "A1B2C3D4E" * 3),
    ("mailgun", r"key-[a-f0-9]{32}", ("key-",), "https://documentation.mailgun.com/docs/mailgun/api-reference/mg-auth", "key-" + "0123456789abcdef" * 2),
    ("mailchimp", r"[a-f0-9]{32}-us\d{1,2}", ("-us",), "https://mailchimp.com/developer/marketing/guides/quick-start/", "0123456789abcdef" * 2 + "-us12"),
    ("okta", r"00[A-Za-z0-9_-]{40}", ("00",), "https://developer.okta.com/docs/guides/create-an-api-token/main/", "00" + "QCjAl4MlV-" * 4),
    ("azure-sas", r"(?<=[?&;]sig=)[A-Za-z0-9%+/=]{40,90}", ("sig=",), "https://learn.microsoft.com/en-us/rest/api/storageservices/create-service-sas", "?sv=1&sig=" + "aB3%2F" * 9),
    ("azure-client-secret", r"[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,34}", ("q~",), "https://learn.microsoft.com/en-us/entra/identity-platform/howto-create-service-principal-portal", "abc8Q~" + "dEfG" * 8),
    ("azure-storage", r"(?<=AccountKey=)[A-Za-z0-9+/]{86}==", ("accountkey=",), "https://learn.microsoft.com/en-us/azure/storage/common/storage-configure-connection-string", "AccountKey=" + "aB3d" * 21 + "xy=="),
    ("atlassian", r"ATATT3[A-Za-z0-9_=-]{60,250}|ATCTT3[A-Za-z0-9_=-]{60,250}", ("atatt3", "atctt3"), "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/", "ATATT3" + "xFfG" * 20),
    ("linear", r"lin_(?:api|oauth)_[A-Za-z0-9]{40,64}", ("lin_api_", "lin_oauth_"), "https://linear.app/developers/graphql", "lin_api_" + "aB3d" * 10),
    ("notion", r"(?:secret|ntn)_[A-Za-z0-9]{40,50}", ("secret_", "ntn_"), "https://developers.notion.com/docs/authorization", "ntn_" + "aB3d" * 11),
    ("postman", r"PMAK-[a-f0-9]{24}-[a-f0-9]{34}", ("pmak-",), "https://learning.postman.com/docs/developer/postman-api/authentication/", "PMAK-" + "0" * 23 + "a-" + "b1" * 17),
    ("grafana", r"gl(?:sa|c)_[A-Za-z0-9_=+/]{32,400}", ("glsa_", "glc_"), "https://grafana.com/docs/grafana/latest/administration/service-accounts/", "glsa_" + "aB3d" * 8 + "_12ab34cd"),
    ("datadog-like", r"(?i)(?<=dd-api-key: )[a-f0-9]{32}|(?<=dd-application-key: )[a-f0-9]{40}", ("dd-api-key", "dd-application-key"), "https://docs.datadoghq.com/account_management/api-app-keys/", "DD-API-KEY: " + "0123456789abcdef" * 2),
    ("vault", r"hv[sbr]\.[A-Za-z0-9_-]{24,300}", ("hvs.", "hvb.", "hvr."), "https://developer.hashicorp.com/vault/docs/concepts/tokens", "hvs." + "CAESI" * 6),
    ("terraform-cloud", r"[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{60,70}", (".atlasv1.",), "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens", "aB3dE5gH7jK9mN.atlasv1." + "xY1z" * 16),
    ("pulumi", r"pul-[a-f0-9]{40}", ("pul-",), "https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/", "pul-" + "0123456789" * 4),
    ("databricks", r"dapi[a-f0-9]{32}(?:-\d)?", ("dapi",), "https://docs.databricks.com/aws/en/dev-tools/auth/pat", "dapi" + "0123456789abcdef" * 2),
    ("airtable", r"pat[A-Za-z0-9]{14}\.[a-f0-9]{64}", ("pat",), "https://airtable.com/developers/web/guides/personal-access-tokens", "patAbCdEfGhIjKlMn." + "0123456789abcdef" * 4),
    ("figma", r"fig[dour]_[A-Za-z0-9_-]{38,60}", ("figd_", "figo_", "figu_", "figr_"), "https://www.figma.com/developers/api#access-tokens", "figd_" + "aB3d" * 10),
    ("sentry", r"sntr[yus]s?_[A-Za-z0-9+/=_]{40,300}", ("sntry", "sntru"), "https://docs.sentry.io/account/auth-tokens/", "sntrys_" + "eyJpYXQi" * 6),
    ("doppler", r"dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9._-]{40,80}", ("dp.pt.", "dp.st.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit."), "https://docs.doppler.com/docs/service-tokens", "dp.pt." + "aB3d" * 11),
    ("discord-bot", r"[MNO][A-Za-z\d_-]{23,27}\.[A-Za-z\d_-]{6}\.[A-Za-z\d_-]{27,40}", (".",), "https://discord.com/developers/docs/reference#authentication", "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ." + "ZnCjm1XVW7vRze4b7Cq4se7kKWs"),
    ("telegram-bot", r"\d{8,10}:AA[A-Za-z0-9_-]{33}", (":aa",), "https://core.telegram.org/bots/api#authorizing-your-bot", "123456789:AA" + "HdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"[:33]),
    ("age-secret-key", r"AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}", ("age-secret-key-1",), "https://age-encryption.org/v1", "AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L" + "QPZRY9X8GF2TVDW0S3JN54KHCE"),
)  # fmt: skip

detectors = tuple(
    Detector(
        name=name,
        category="vendor-key",
        pattern=re.compile(f"{_EDGE}(?:{form}){_END}" if not form.startswith(("(?<=", "(?i)")) else form),
        anchors=anchors,
        references=(reference,),
        examples=(f"key {example} end",),
        counterexamples=(f"key {anchors[0]} alone",),
        order=15,
    )
    for name, form, anchors, reference, example in _ROWS
)
