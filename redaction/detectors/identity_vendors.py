"""Keys of identity providers, directories and secret stores."""

from redaction.detecting import vendor
from redaction.said import UUID, alone, hexes, mixed, said, uuid
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor("ory", r"ory_(?:pat|at|rt|ac|st|lo|wak|apikey)_[A-Za-z0-9_.-]{30,120}", r"\bory_(?:pat|at|rt|ac|st|lo|wak|apikey)_", "https://www.ory.com/docs/concepts/personal-access-token", "ory_pat_" + mixed(32)),
    vendor("stytch", r"(?:secret|public-token)-(?:live|test)-[A-Za-z0-9_=-]{32,60}", r"\b(?:secret|public-token)-(?:live|test)-", "https://stytch.com/docs/api/authentication", "secret-test-" + mixed(36)),
    vendor("jumpcloud", r"jca_[A-Za-z0-9]{36}", r"\bjca_[A-Za-z0-9]{8}", "https://docs.jumpcloud.com/api/2.0/index.html", "jca_" + mixed(36)),
    vendor("descope", r"K[23][A-Za-z0-9]{26,27}[A-Za-z0-9:_-]{40,80}", r"\bK[23][A-Za-z0-9]{26}", "https://docs.descope.com/api/overview", "K2" + mixed(26) + ":" + mixed(43), confirm=lambda m: alone(m) and any(c.islower() for c in m.group()) and any(c.isdigit() for c in m.group()[2:])),
    vendor("infisical", r"st\.[a-f0-9-]{24,36}\.[a-f0-9]{32}\.[a-f0-9]{32}", r"\bst\.[a-f0-9-]{24}", "https://infisical.com/docs/documentation/platform/token", "st." + uuid() + "." + hexes(32) + "." + hexes(32)),
    vendor("google-recaptcha", r"6L[A-Za-z0-9_-]{6}AAAAA[A-Za-z0-9_-]{27}", r"\b6L[A-Za-z0-9_-]{6}AAAAA", "https://developers.google.com/recaptcha/docs/settings", "6L" + mixed(6) + "AAAAA" + mixed(27)),
    vendor("hcaptcha", r"ES_[a-f0-9]{32}|0x[A-Fa-f0-9]{40}(?:[A-Fa-f0-9]{2})?", r"\b(?:ES_[a-f0-9]{32}|0x[A-Fa-f0-9]{40})", "https://docs.hcaptcha.com/", "ES_" + hexes(32)),
    vendor("turnstile", r"0x4AAA[A-Za-z0-9_-]{16,40}", r"\b0x4AAA[A-Za-z0-9_-]{8}", "https://developers.cloudflare.com/turnstile/get-started/", "0x4AAA" + mixed(27)),
    vendor("okta-oauth-secret", r"EK[A-Za-z0-9_-]{61,62}", r"\bEK[A-Za-z0-9_-]{61}", "https://developer.okta.com/docs/guides/client-secret-rotation-key/main/", "EK" + mixed(62), confirm=lambda m: any(c.isdigit() for c in m.group()) and any(c.islower() for c in m.group())),
    said("auth0", r"auth0", r"[A-Za-z0-9_-]{64}|[A-Za-z0-9_-]{32}", "https://auth0.com/docs/get-started/applications/application-settings", "AUTH0_CLIENT_SECRET", mixed(64)),
    said("duo", r"\bduo_?(?:security)?_?(?:i|s|a)?_?key|duo.?(?:integration|secret)|\b(?:ikey|skey|akey)\b", r"D[A-Z0-9]{19}|[A-Za-z0-9]{40}", "https://duo.com/docs/authapi", "DUO_SKEY", mixed(40)),
    said("onelogin", r"onelogin", r"[a-f0-9]{64}", "https://developers.onelogin.com/api-docs/2/getting-started/working-with-api-credentials", "ONELOGIN_CLIENT_SECRET", hexes(64)),
    said("fusionauth", r"fusionauth", r"[A-Za-z0-9_-]{43,64}", "https://fusionauth.io/docs/apis/authentication", "FUSIONAUTH_API_KEY", mixed(60)),
    said("keycloak", r"keycloak|\bkc_(?:client|admin)", r"[A-Za-z0-9]{32}|" + UUID, "https://www.keycloak.org/docs/latest/server_admin/", "KEYCLOAK_CLIENT_SECRET", mixed(32)),
    said("bitwarden", r"bitwarden|\bbw_(?:client|session)", r"[A-Za-z0-9]{30}|[A-Za-z0-9+/]{86}==|0\.[a-f0-9-]{36}\.[A-Za-z0-9]{30}:[A-Za-z0-9+/=]{24}", "https://bitwarden.com/help/personal-api-key/", "BW_CLIENTSECRET", mixed(30), right="A-Za-z0-9="),
    said("ping-identity", r"ping_?(?:one|identity|federate)", r"[A-Za-z0-9_.~-]{60,66}", "https://docs.pingidentity.com/pingone/applications/p1_applications_credentials.html", "PINGONE_CLIENT_SECRET", mixed(64)),
    said("cyberark-conjur", r"conjur|cyberark", r"[a-z0-9]{40,60}", "https://docs.cyberark.com/conjur-open-source/latest/en/content/developer/conjur_api_authenticate.htm", "CONJUR_AUTHN_API_KEY", hexes(52)),
    said("akeyless", r"akeyless", r"p-[a-z0-9]{12,16}|[A-Za-z0-9+/]{43}=", "https://docs.akeyless.io/docs/auth-with-api-key", "AKEYLESS_ACCESS_KEY", mixed(43) + "=", right="A-Za-z0-9="),
    said("frontegg", r"frontegg", UUID, "https://developers.frontegg.com/guides/env-settings/env-credentials", "FRONTEGG_API_KEY", uuid()),
    said("cognito", r"cognito", r"[a-z0-9]{50,54}", "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-client-apps.html", "COGNITO_CLIENT_SECRET", hexes(51)),
    said("teleport", r"teleport_?(?:auth|join)?_?token|tctl|auth_token", r"[a-f0-9]{32}", "https://goteleport.com/docs/reference/join-methods/", "TELEPORT_TOKEN", hexes(32)),
)  # fmt: skip
