"""Keys of payment, banking, tax and shipping services."""

from redaction.detecting import vendor
from redaction.said import alone, hexes, mixed, said
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor("paypal", r"A21AA[A-Za-z0-9_-]{60,120}", r"\bA21AA[A-Za-z0-9_-]{16}", "https://developer.paypal.com/api/rest/authentication/", "A21AA" + mixed(92)),
    vendor("adyen", r"AQE[A-Za-z0-9+/=_.-]{50,300}", r"\bAQE[A-Za-z0-9+/]{32}", "https://docs.adyen.com/development-resources/api-credentials/", "AQE" + mixed(80), confirm=lambda m: any(c.isdigit() for c in m.group()) and alone(m)),
    vendor("mollie", r"(?:live|test)_[A-Za-z0-9]{30,48}", r"\b(?:live|test)_[A-Za-z0-9]{30}", "https://docs.mollie.com/reference/authentication", "test_" + mixed(32), confirm=lambda m: any(c.isdigit() for c in m.group()) and any(c.isupper() for c in m.group())),
    vendor("gocardless", r"(?:live|sandbox)_[A-Za-z0-9_=-]{40}", r"\b(?:live|sandbox)_[A-Za-z0-9_=-]{40}", "https://developer.gocardless.com/api-reference/#making-requests-authentication", "sandbox_" + mixed(40), order=19, confirm=lambda m: any(c.isdigit() for c in m.group()) and any(c.isupper() for c in m.group())),
    vendor("paddle", r"pdl_(?:live|test|sdbx)_apikey_[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}|pdl_ntfset_[A-Za-z0-9_+/=]{30,80}", r"\bpdl_(?:live|test|sdbx|ntfset)_", "https://developer.paddle.com/api-reference/about/authentication", "pdl_sdbx_apikey_" + hexes(26) + "_" + mixed(22) + "_aB3"),
    vendor("klarna", r"klarna_(?:live|test)_(?:api|client)_[A-Za-z0-9_!/()*+=-]{30,120}", r"\bklarna_(?:live|test)_", "https://docs.klarna.com/api/authentication/", "klarna_test_api_" + mixed(56)),
    vendor("mercury-bank", r"mercury_(?:production|sandbox)_[a-z]{3,4}_[A-Za-z0-9]{30,60}(?:_yrucrem)?", r"\bmercury_(?:production|sandbox)_", "https://docs.mercury.com/docs/getting-started", "mercury_sandbox_wma_" + mixed(40) + "_yrucrem"),
    vendor("brex", r"bxt_[A-Za-z0-9]{36,44}", r"\bbxt_[A-Za-z0-9]{8}", "https://developer.brex.com/docs/authentication/", "bxt_" + mixed(40)),
    vendor("mercado-pago", r"(?:APP_USR|TEST)-\d{10,20}-\d{6}-[a-f0-9]{32}-\d{5,12}", r"\b(?:APP_USR|TEST)-\d{10}", "https://www.mercadopago.com.br/developers/en/docs/your-integrations/credentials", "APP_USR-1234567890123456-010203-" + hexes(32) + "-123456789"),
    vendor("midtrans", r"(?:SB-)?Mid-(?:server|client)-[A-Za-z0-9_-]{16,36}", r"\b(?:SB-)?Mid-(?:server|client)-", "https://docs.midtrans.com/docs/access-keys", "SB-Mid-server-" + mixed(24)),
    vendor("xendit", r"xnd_(?:production|development)_[A-Za-z0-9]{40,80}", r"\bxnd_(?:production|development)_", "https://docs.xendit.co/docs/api-keys", "xnd_development_" + mixed(58)),
    vendor("omise", r"[sp]key_(?:test_)?[a-z0-9]{19,24}", r"\b[sp]key_(?:test_)?[a-z0-9]{16}", "https://docs.omise.co/api-authentication", "skey_test_" + hexes(19)),
    vendor("polar", r"polar_(?:oat|pat|at_[uo]|rt_[uo]|cst|whs|csp|ci|cs|ac)_[A-Za-z0-9]{30,60}", r"\bpolar_(?:oat|pat|at|rt|cst|whs|csp|ci|cs|ac)_", "https://polar.sh/docs/integrate/oat", "polar_oat_" + mixed(43)),
    vendor("shippo", r"shippo_(?:live|test)_[a-f0-9]{40}", r"\bshippo_(?:live|test)_", "https://docs.goshippo.com/docs/guides_general/authentication/", "shippo_test_" + hexes(40)),
    vendor("lob", r"(?:live|test)_(?:pub_)?[a-f0-9]{35}|(?:live|test)_pub_[a-f0-9]{31}", r"\b(?:live|test)_(?:pub_)?[a-f0-9]{31}", "https://docs.lob.com/#tag/Authentication", "test_" + hexes(35), order=18),
    vendor("duffel", r"duffel_(?:live|test)_[A-Za-z0-9_=-]{40,46}", r"\bduffel_(?:live|test)_", "https://duffel.com/docs/api/overview/making-requests", "duffel_test_" + mixed(43)),
    vendor("ebay", r"(?:PRD|SBX)-[a-f0-9]{12}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}|v\^1\.1#i\^1#[A-Za-z0-9^#+/=_%-]{40,}", r"(?:\b(?:PRD|SBX)-[a-f0-9]{12}-|v\^1\.1#i\^1#)", "https://developer.ebay.com/api-docs/static/oauth-credentials.html", "SBX-" + hexes(12) + "-12ab-34cd-56ef-78ab", reach=3_200),
    vendor("iugu", r"iugu_(?:live|test)_[A-Za-z0-9]{30,80}", r"\biugu_(?:live|test)_", "https://dev.iugu.com/docs/autenticacao", "iugu_test_" + mixed(40)),
    vendor("asaas", r"\$aact_(?:prod_|hmlg_)?[A-Za-z0-9:=+/$_-]{60,260}", r"\$aact_[A-Za-z0-9]{4}", "https://docs.asaas.com/docs/autenticacao", "$aact_hmlg_" + mixed(90), left=""),
    vendor("shipengine", r"(?:TEST|LIVE)_[A-Za-z0-9+/]{43,48}", r"\b(?:TEST|LIVE)_[A-Za-z0-9+/]{43}", "https://www.shipengine.com/docs/auth/", "TEST_" + mixed(43), confirm=lambda m: any(c.isdigit() for c in m.group()) and any(c.islower() for c in m.group())),
    vendor("ramp", r"ramp_(?:id|sec|tok|business_tok)_[A-Za-z0-9]{30,60}", r"\bramp_(?:id|sec|tok|business_tok)_", "https://docs.ramp.com/developer-api/v1/authorization", "ramp_sec_" + mixed(48)),
    vendor("checkout-com", r"[sp]k_(?:sbox_)?[a-z0-9]{26}[A-Za-z0-9*#$=]", r"\b[sp]k_(?:sbox_)?[a-z0-9]{26}", "https://www.checkout.com/docs/developer-resources/api/api-authentication/api-keys", "sk_sbox_" + hexes(26) + "*", right="", order=22, confirm=lambda m: sum(c.isdigit() for c in m.group()) > 3),
    said("chargebee", r"chargebee", r"(?:live|test)_[A-Za-z0-9]{30,60}", "https://apidocs.chargebee.com/docs/api/auth", "CHARGEBEE_API_KEY", "test_" + mixed(40), order=17),
    said("wise", r"transferwise|\bwise_?api", r"[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}", "https://docs.wise.com/api-docs/features/authentication-access", "WISE_API_TOKEN", hexes(8) + "-12ab-34cd-56ef-" + hexes(12)),
    said("coinbase", r"coinbase|cb-access-(?:key|sign|passphrase)", r"[A-Za-z0-9+/]{16,88}={0,2}", "https://docs.cdp.coinbase.com/coinbase-app/authentication-authorization/api-key-authentication", "COINBASE_API_SECRET", mixed(32)),
    said("binance", r"binance|x-mbx-apikey", r"[A-Za-z0-9]{64}", "https://developers.binance.com/docs/binance-spot-api-docs/rest-api/request-security", "BINANCE_API_KEY", mixed(64)),
    said("kraken", r"kraken", r"[A-Za-z0-9+/]{56}|[A-Za-z0-9+/]{86}==", "https://docs.kraken.com/api/docs/guides/spot-rest-auth/", "KRAKEN_API_KEY", mixed(56), right="A-Za-z0-9="),
    said("alpaca", r"alpaca|\bapca[-_]", r"[PA]K[A-Z0-9]{18,24}|[A-Za-z0-9]{40,44}", "https://docs.alpaca.markets/docs/authentication-1", "APCA_API_SECRET_KEY", mixed(40)),
    said("etsy", r"etsy", r"[a-z0-9]{24}", "https://developers.etsy.com/documentation/essentials/authentication", "ETSY_KEYSTRING", hexes(24)),
    said("recurly", r"recurly", r"[a-f0-9]{32}", "https://recurly.com/developers/", "RECURLY_API_KEY", hexes(32)),
    said("taxjar", r"taxjar", r"[a-f0-9]{32}", "https://developers.taxjar.com/api/reference/", "TAXJAR_API_KEY", hexes(32)),
    said("quickbooks", r"quickbooks|intuit", r"[A-Za-z0-9]{40,50}", "https://developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization", "QUICKBOOKS_CLIENT_SECRET", mixed(40)),
    said("authorize-net", r"authorize_?net|transaction_?key|merchantauthentication", r"[A-Za-z0-9]{16}", "https://developer.authorize.net/api/reference/", "AUTHORIZENET_TRANSACTION_KEY", mixed(16)),
)  # fmt: skip
