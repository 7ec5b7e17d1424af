"""Keys of security services, address look-ups, tunnels and private networks."""

from redaction.detecting import vendor
from redaction.said import UUID, hexes, mixed, said, uuid
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor("censys", r"censys_[A-Za-z0-9]{8}_[A-Za-z0-9]{20,40}", r"\bcensys_[A-Za-z0-9]{8}_", "https://docs.censys.com/reference/get-started", "censys_" + mixed(8) + "_" + mixed(24)),
    vendor("ngrok", r"(?:[12][A-Za-z0-9]{26}_[A-Za-z0-9]{21}|cr_[A-Za-z0-9]{27})", r"\b(?:[12][A-Za-z0-9]{26}_|cr_[A-Za-z0-9]{27}\b)", "https://ngrok.com/docs/agent/#authtokens", "2" + mixed(26) + "_" + mixed(21), confirm=lambda m: any(c.isupper() for c in m.group()) and any(c.islower() for c in m.group())),
    vendor("gitguardian", r"gg(?:tt|pat)-v-\d-[a-f0-9]{10,64}", r"\bgg(?:tt|pat)-v-", "https://docs.gitguardian.com/api-docs/authentication", "ggtt-v-1-" + hexes(10)),
    said("virustotal", r"virus_?total|\bvt_api|x-apikey", r"[a-f0-9]{64}", "https://docs.virustotal.com/reference/authentication", "VIRUSTOTAL_API_KEY", hexes(64)),
    said("shodan", r"shodan", r"[A-Za-z0-9]{32}", "https://developer.shodan.io/api", "SHODAN_API_KEY", mixed(32)),
    said("tenable", r"tenable|nessus|x-apikeys", r"[a-f0-9]{64}", "https://developer.tenable.com/docs/authorization", "TENABLE_ACCESS_KEY", hexes(64)),
    said("crowdstrike", r"crowd_?strike|falcon_?client", r"[A-Za-z0-9]{40}|[a-f0-9]{32}", "https://www.falconpy.io/Usage/Authenticating-to-the-API.html", "FALCON_CLIENT_SECRET", mixed(40)),
    said("rapid7", r"rapid7|insight_?(?:vm|idr|ops)", UUID, "https://docs.rapid7.com/insight/managing-platform-api-keys/", "RAPID7_API_KEY", uuid()),
    said("greynoise", r"greynoise", r"[A-Za-z0-9]{64}", "https://docs.greynoise.io/reference/authentication", "GREYNOISE_API_KEY", mixed(64)),
    said("zerotier", r"zero_?tier", r"[A-Za-z0-9]{32}|[a-z0-9]{24}", "https://docs.zerotier.com/api/central/v1/", "ZEROTIER_CENTRAL_TOKEN", mixed(32)),
    said("twingate", r"twingate", r"[A-Za-z0-9_-]{60,300}", "https://www.twingate.com/docs/api-overview", "TWINGATE_API_TOKEN", mixed(85)),
    said("sysdig", r"sysdig|\bsdc_", UUID, "https://docs.sysdig.com/en/administration/retrieve-the-sysdig-api-token/", "SYSDIG_API_TOKEN", uuid()),
    said("hibp", r"\bhibp|have_?i_?been_?pwned", r"[a-f0-9]{32}", "https://haveibeenpwned.com/API/v3#Authorisation", "hibp-api-key", hexes(32)),
    said("ipinfo", r"ipinfo", r"[a-f0-9]{14}", "https://ipinfo.io/developers", "IPINFO_TOKEN", hexes(14)),
    said("maxmind", r"max_?mind|geoip_?license|licensekey", r"[A-Za-z0-9]{16}|[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk", "https://support.maxmind.com/hc/en-us/articles/4407111582235-Generate-a-License-Key", "MAXMIND_LICENSE_KEY", mixed(6) + "_" + mixed(29) + "_mmk"),
    said("abuseipdb", r"abuse_?ip_?db", r"[a-f0-9]{80}", "https://docs.abuseipdb.com/", "ABUSEIPDB_API_KEY", hexes(80)),
    said("securitytrails", r"security_?trails", r"[A-Za-z0-9]{32}", "https://docs.securitytrails.com/docs/authentication", "SECURITYTRAILS_APIKEY", mixed(32)),
    said("alienvault-otx", r"alien_?vault|\botx_?api|x-otx-api", r"[a-f0-9]{64}", "https://otx.alienvault.com/api", "OTX_API_KEY", hexes(64)),
    said("wiz", r"\bwiz_?client", r"[A-Za-z0-9]{64}", "https://docs.wiz.io/", "WIZ_CLIENT_SECRET", mixed(64)),
    said("lacework", r"lacework|\blw_(?:api|access)", r"_?[a-f0-9]{32}", "https://docs.lacework.net/api/api-access-keys-and-tokens", "LW_API_SECRET", hexes(32)),
    said("sophos", r"sophos", r"[a-f0-9]{100}", "https://developer.sophos.com/getting-started", "SOPHOS_CLIENT_SECRET", hexes(100)),
    said("sentinelone", r"sentinel_?one|\bs1_api", r"[A-Za-z0-9]{80}", "https://usea1-partners.sentinelone.net/docs/en/generating-api-tokens.html", "SENTINELONE_API_TOKEN", mixed(80)),
    said("palo-alto", r"pan_?os|palo_?alto|prisma_?(?:cloud|access)|x-pan-key", r"LUFRPT1[A-Za-z0-9+/=]{40,200}|[A-Za-z0-9+/=]{28,64}", "https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-panorama-api/get-started-with-the-pan-os-xml-api/get-your-api-key", "PANOS_API_KEY", "LUFRPT1" + mixed(60)),
    said("fortinet", r"forti(?:gate|os|net|manager)", r"[A-Za-z0-9]{30}", "https://docs.fortinet.com/document/fortigate/latest/administration-guide/399023/rest-api-administrator", "FORTIGATE_API_TOKEN", mixed(30)),
    said("meraki", r"meraki", r"[a-f0-9]{40}", "https://developer.cisco.com/meraki/api-v1/authorization/", "X-Cisco-Meraki-API-Key", hexes(40)),
)  # fmt: skip
