"""Keys of chat, voice, push and support-desk services."""

from redaction.detecting import vendor
from redaction.said import alone, hexes, mixed, said
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor("intercom", r"dG9r[A-Za-z0-9+/_-]{50,60}={0,2}", r"\bdG9r[A-Za-z0-9+/]{16}", "https://developers.intercom.com/docs/build-an-integration/learn-more/authentication", "dG9r" + mixed(56), order=19, confirm=alone),
    vendor("telnyx", r"KEY[A-F0-9]{32}_[A-Za-z0-9]{22}", r"\bKEY[A-F0-9]{16}", "https://developers.telnyx.com/development/api-fundamentals/authentication", "KEY" + hexes(32).upper() + "_" + mixed(22)),
    vendor("twitch", r"oauth:[a-z0-9]{30}", r"\boauth:[a-z0-9]{8}", "https://dev.twitch.tv/docs/chat/authenticating/", "oauth:" + hexes(30)),
    vendor("matrix", r"(?:syt|syr|syl|mat|mct|mcr|mpt)_[A-Za-z0-9_=-]{20,120}", r"\b(?:sy[trl]|mat|mc[tr]|mpt)_[A-Za-z0-9_=-]{20}", "https://github.com/element-hq/synapse/blob/develop/docs/changelogs/CHANGES-2021.md", "syt_" + "amFuZQ_" + mixed(20) + "_" + "1aB2c3", confirm=lambda m: any(c.isdigit() for c in m.group()) and any(c.isupper() for c in m.group())),
    vendor("ably", r"[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{6}:[A-Za-z0-9_-]{43}", r"\.[A-Za-z0-9_-]{6}:[A-Za-z0-9_-]{43}\b", "https://ably.com/docs/auth/basic", mixed(6) + "." + mixed(6) + ":" + mixed(43), lead=6, confirm=lambda m: any(c.isdigit() for c in m.group()) and any(c.isupper() for c in m.group())),
    vendor("onesignal", r"os_v2_(?:app|org)_[a-z0-9]{60,140}", r"\bos_v2_", "https://documentation.onesignal.com/docs/keys-and-ids", "os_v2_app_" + hexes(103)),
    vendor("knock", r"sk_(?:test|live)?_?[A-Za-z0-9_-]{43}", r"\bsk_[A-Za-z0-9_-]{43}", "https://docs.knock.app/api-reference/overview/authentication", "sk_" + mixed(43), order=23, confirm=lambda m: any(c.isdigit() for c in m.group()) and any(c.isupper() for c in m.group())),
    vendor("line", r"[A-Za-z0-9+/]{150,172}=?/[A-Za-z0-9+/]{0,20}1O/w1cDnyilFU=", r"1O/w1cDnyilFU=", "https://developers.line.biz/en/docs/messaging-api/channel-access-tokens/", mixed(160) + "/" + mixed(4) + "1O/w1cDnyilFU=", lead=200, right=""),
    said("zendesk", r"zendesk", r"[A-Za-z0-9]{40}|[a-f0-9]{64}", "https://developer.zendesk.com/api-reference/introduction/security-and-auth/", "ZENDESK_API_TOKEN", mixed(40)),
    said("freshdesk", r"fresh(?:desk|service|works|chat)", r"[A-Za-z0-9]{20}", "https://developers.freshdesk.com/api/#authentication", "FRESHDESK_API_KEY", mixed(20)),
    said("vonage", r"vonage|nexmo", r"[A-Za-z0-9]{16}|[a-f0-9]{8}", "https://developer.vonage.com/en/getting-started/concepts/authentication", "VONAGE_API_SECRET", mixed(16)),
    said("plivo", r"plivo", r"(?:MA|SA)[A-Z0-9]{18}|[A-Za-z0-9]{40}", "https://www.plivo.com/docs/account/api/", "PLIVO_AUTH_TOKEN", mixed(40)),
    said("messagebird", r"message_?bird|\bbird_api", r"(?:live_|test_)?[A-Za-z0-9]{25}", "https://developers.messagebird.com/api/#authentication", "MESSAGEBIRD_API_KEY", mixed(25)),
    said("sinch", r"sinch", r"[a-f0-9]{32}|[A-Za-z0-9+/]{22}==|[A-Za-z0-9~_.-]{34}", "https://developers.sinch.com/docs/sms/api-reference/authentication", "SINCH_API_TOKEN", hexes(32), right="A-Za-z0-9="),
    said("twilio-auth-token", r"twilio", r"[a-f0-9]{32}", "https://www.twilio.com/docs/iam/api/authtoken", "TWILIO_AUTH_TOKEN", hexes(32)),
    said("pusher", r"pusher", r"[a-f0-9]{20}", "https://pusher.com/docs/channels/library_auth_reference/rest-api/", "PUSHER_APP_SECRET", hexes(20)),
    said("agora", r"agora", r"[a-f0-9]{32}", "https://docs.agora.io/en/video-calling/get-started/manage-agora-account", "AGORA_APP_CERTIFICATE", hexes(32)),
    said("getstream", r"get_?stream|\bstream_(?:api|secret)", r"[a-z0-9]{60,70}", "https://getstream.io/chat/docs/rest/", "STREAM_SECRET", hexes(64)),
    said("mattermost", r"mattermost|\bmm_?(?:auth|access|bot)|mmauthtoken", r"[a-z0-9]{26}", "https://developers.mattermost.com/integrate/reference/personal-access-token/", "MATTERMOST_TOKEN", hexes(26)),
    said("rocket-chat", r"rocket\.?_?chat|x-auth-token", r"[A-Za-z0-9_-]{43}", "https://developer.rocket.chat/apidocs/authentication-api", "ROCKETCHAT_TOKEN", mixed(43)),
    said("zulip", r"zulip", r"[A-Za-z0-9]{32}", "https://zulip.com/api/api-keys", "ZULIP_API_KEY", mixed(32)),
    said("webex", r"webex|ciscospark|spark_?(?:bot|access)", r"[A-Za-z0-9]{64}_P0A1_[a-f0-9-]{36}|[A-Za-z0-9_-]{64}(?:_[A-Za-z0-9]{4}_[a-f0-9-]{36})?", "https://developer.webex.com/docs/getting-started", "WEBEX_ACCESS_TOKEN", mixed(64)),
    said("zoom", r"zoom_?(?:client|account|secret|api|verification|sdk)", r"[A-Za-z0-9_-]{22,36}", "https://developers.zoom.us/docs/integrations/oauth/", "ZOOM_CLIENT_SECRET", mixed(32)),
    said("ringcentral", r"ringcentral|\brc_client", r"[A-Za-z0-9_-]{22,60}", "https://developers.ringcentral.com/guide/authentication", "RINGCENTRAL_CLIENT_SECRET", mixed(22)),
    said("dialpad", r"dialpad", r"[A-Za-z0-9]{60,120}", "https://developers.dialpad.com/docs/authentication", "DIALPAD_API_KEY", mixed(80)),
    said("courier", r"courier_?(?:auth|api)", r"(?:pk|dk)_(?:prod|test)_[A-Z0-9]{28}", "https://www.courier.com/docs/reference/auth", "COURIER_AUTH_TOKEN", "pk_test_" + mixed(28).upper()),
    said("helpscout", r"help_?scout", r"[A-Za-z0-9]{32}|[a-f0-9]{40}", "https://developer.helpscout.com/mailbox-api/overview/authentication/", "HELPSCOUT_APP_SECRET", mixed(32)),
)  # fmt: skip
