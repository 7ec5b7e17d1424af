"""Which certificate issuers are inspecting proxies, antivirus products or debugging proxies.

An issuer's name proves only that this product made the certificate, not that it should not have.
"""

_VENDORS: tuple[tuple[str, str], ...] = (
    ("zscaler", "Zscaler"), ("netskope", "Netskope"), ("goskope", "Netskope"), ("fortinet", "Fortinet"), ("fortigate", "Fortinet"), ("blue coat", "Symantec ProxySG"), ("bluecoat", "Symantec ProxySG"),
    ("proxysg", "Symantec ProxySG"), ("palo alto", "Palo Alto Networks"), ("paloalto", "Palo Alto Networks"), ("cisco umbrella", "Cisco Umbrella"), ("opendns", "Cisco Umbrella"),
    ("ironport", "Cisco Secure Web Appliance"), ("cisco secure access", "Cisco Secure Access"), ("sophos", "Sophos"), ("mcafee", "Skyhigh"), ("skyhigh", "Skyhigh"), ("trellix", "Trellix"),
    ("forcepoint", "Forcepoint"), ("websense", "Forcepoint"), ("barracuda", "Barracuda"), ("check point", "Check Point"), ("checkpoint", "Check Point"), ("kaspersky", "Kaspersky"),
    ("avast", "Avast"), ("avg web", "AVG"), ("avg technologies", "AVG"), ("eset ssl filter", "ESET"), ("bitdefender", "Bitdefender"), ("dr.web", "Dr.Web"), ("adguard", "AdGuard"),
    ("mitmproxy", "mitmproxy"), ("charles proxy", "Charles"), ("do_not_trust_fiddler", "Fiddler"), ("fiddlerroot", "Fiddler"), ("portswigger", "Burp Suite"), ("owasp zed", "ZAP"), ("owasp root ca", "ZAP"),
    ("proxyman", "Proxyman"), ("http toolkit", "HTTP Toolkit"), ("superfish", "Superfish"), ("sonicwall", "SonicWall"), ("watchguard", "WatchGuard"), ("untangle", "Untangle"), ("menlo security", "Menlo Security"),
    ("iboss", "iboss"), ("cato networks", "Cato Networks"), ("lightspeed", "Lightspeed"), ("contentkeeper", "ContentKeeper"), ("smoothwall", "Smoothwall"), ("securly", "Securly"), ("goguardian", "GoGuardian"),
    ("cloudflare gateway", "Cloudflare Gateway"), ("cloudflare for teams", "Cloudflare Gateway"), ("fireware", "WatchGuard"), ("umbrella root", "Cisco Umbrella"), ("fgvm", "Fortinet"), ("fg100", "Fortinet"), ("fgt60", "Fortinet"), ("kerio", "Kerio"), ("zap root ca", "ZAP"), ("gateway ca - cloudflare", "Cloudflare Gateway"), ("akamai enterprise", "Akamai"), ("clearswift", "Clearswift"), ("trend micro", "Trend Micro"), ("f5 ssl orchestrator", "F5"),
    ("citrix secure web", "Citrix"), ("squid", "Squid"), ("pfsense", "pfSense"), ("opnsense", "OPNsense"), ("juniper", "Juniper"), ("a10 networks", "A10"), ("symantec web security", "Symantec WSS"), ("threatpulse", "Symantec WSS"),
    ("netspark", "NetSpark"), ("qustodio", "Qustodio"), ("covenant eyes", "Covenant Eyes"), ("norton web", "Norton"), ("g data", "G DATA"), ("gdata", "G DATA"), ("cyberoam", "Cyberoam"), ("dell secureworks", "SecureWorks"),
)  # fmt: skip


def vendor(issuer: str) -> str:
    """The inspecting product that this issuer name belongs to; empty when it names none we know."""
    lowered = issuer[:2000].lower()
    return next((name for mark, name in _VENDORS if mark in lowered), "")
