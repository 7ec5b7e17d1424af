"""Keys of social networks and media services."""

from redaction.detecting import vendor
from redaction.said import alone, hexes, mixed, said
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor("x-bearer", r"AAAAAAAAAA[A-Za-z0-9%+/=]{70,140}", r"\bAAAAAAAAAA[A-Za-z0-9%]{30}", "https://docs.x.com/resources/fundamentals/authentication/oauth-2-0/application-only", "A" * 22 + mixed(80) + "%3D" + mixed(40), right="", confirm=lambda m: len(set(m.group())) > 8),
    vendor("x-access-token", r"\d{8,20}-[A-Za-z0-9]{40}", r"\b\d{8,20}-[A-Za-z0-9]{40}\b", "https://docs.x.com/resources/fundamentals/authentication/oauth-1-0a/obtaining-user-access-tokens", "1234567890123-" + mixed(40), right="A-Za-z0-9_-", confirm=lambda m: any(c.islower() for c in m.group()) and any(c.isupper() for c in m.group())),
    vendor("instagram", r"IG(?:QV|QW|AA)[A-Za-z0-9_-]{60,300}", r"\bIG(?:QV|QW|AA)[A-Za-z0-9_-]{40}", "https://developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/", "IGQV" + mixed(120)),
    vendor("tiktok", r"(?:act|rft|clt)\.[A-Za-z0-9]{40,80}(?:![0-9]{1,6}(?:\.[a-z0-9]{1,4})?)?", r"\b(?:act|rft|clt)\.[A-Za-z0-9]{40}", "https://developers.tiktok.com/doc/oauth-user-access-token-management", "act." + mixed(64) + "!1234.e1", right="A-Za-z0-9", confirm=lambda m: any(c.isdigit() for c in m.group()) and any(c.isupper() for c in m.group())),
    vendor("pinterest", r"pin[ar]_[A-Z0-9]{60,200}", r"\bpin[ar]_[A-Z0-9]{16}", "https://developers.pinterest.com/docs/getting-started/set-up-authentication-and-authorization/", "pina_" + mixed(80).upper()),
    vendor("linkedin-token", r"AQ[UVWX][A-Za-z0-9_-]{200,500}", r"\bAQ[UVWX][A-Za-z0-9_-]{60}", "https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow", "AQX" + mixed(220), reach=700, confirm=alone),
    vendor("spotify-token", r"B[QC][ABCD][A-Za-z0-9_-]{110,320}", r"\bB[QC][ABCD][A-Za-z0-9_-]{60}", "https://developer.spotify.com/documentation/web-api/concepts/access-token", "BQC" + mixed(150), confirm=lambda m: any(c.isdigit() for c in m.group()) and alone(m)),
    said("x-consumer", r"twitter|\bx_(?:api|consumer)", r"[A-Za-z0-9]{45,50}|[A-Za-z0-9]{25}", "https://docs.x.com/resources/fundamentals/authentication/oauth-1-0a/api-key-and-secret", "TWITTER_API_SECRET", mixed(50)),
    said("linkedin", r"linkedin", r"(?:WPL_AP1\.)?[A-Za-z0-9]{16}(?:\.[A-Za-z0-9+/=]{8,12})?", "https://learn.microsoft.com/en-us/linkedin/shared/authentication/getting-access", "LINKEDIN_CLIENT_SECRET", mixed(16)),
    said("facebook-secret", r"facebook|\bfb_(?:app|client)", r"[a-f0-9]{32}", "https://developers.facebook.com/docs/facebook-login/security/", "FACEBOOK_APP_SECRET", hexes(32)),
    said("reddit", r"reddit", r"[A-Za-z0-9_-]{27,30}", "https://github.com/reddit-archive/reddit/wiki/OAuth2", "REDDIT_CLIENT_SECRET", mixed(27)),
    said("spotify", r"spotify", r"[a-f0-9]{32}", "https://developer.spotify.com/documentation/web-api/concepts/apps", "SPOTIFY_CLIENT_SECRET", hexes(32)),
    said("strava", r"strava", r"[a-f0-9]{40}", "https://developers.strava.com/docs/authentication/", "STRAVA_CLIENT_SECRET", hexes(40)),
    said("discord-secret", r"discord_?(?:client|oauth|app)", r"[A-Za-z0-9_-]{32}", "https://discord.com/developers/docs/topics/oauth2", "DISCORD_CLIENT_SECRET", mixed(32)),
    said("vimeo", r"vimeo", r"[a-f0-9]{32}|[A-Za-z0-9+/]{128}", "https://developer.vimeo.com/api/authentication", "VIMEO_ACCESS_TOKEN", hexes(32)),
    said("unsplash", r"unsplash", r"[A-Za-z0-9_-]{43}", "https://unsplash.com/documentation#authorization", "UNSPLASH_ACCESS_KEY", mixed(43)),
    said("tumblr", r"tumblr", r"[A-Za-z0-9]{50}", "https://www.tumblr.com/docs/en/api/v2#authentication", "TUMBLR_CONSUMER_SECRET", mixed(50)),
    said("giphy", r"giphy", r"[A-Za-z0-9]{32}", "https://developers.giphy.com/docs/api/", "GIPHY_API_KEY", mixed(32)),
    said("steam", r"steam(?:_?web)?_?api", r"[A-F0-9]{32}", "https://steamcommunity.com/dev", "STEAM_API_KEY", hexes(32).upper()),
)  # fmt: skip
