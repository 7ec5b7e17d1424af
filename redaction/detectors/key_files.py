"""Private keys outside PEM armour: PuTTY, SSH2, OpenVPN, WireGuard, JSON Web Keys, .NET XML, bare DER in base64, TLS key logs."""

from redaction.detecting import Shape
from redaction.said import hexes, mixed
from triagekit.roles import Detector

_B64 = "aB3d" * 10
_BARE = r"(?:MII[A-K][A-Za-z0-9+/]{2}IBA(?:AKC|DAN)|MHcCAQEE|MIG[A-Za-z0-9]AgEAM|MC4CAQAwBQYDK2V|MIHcAgEBBE|b3BlbnNzaC1rZXktdjEA)"
_LINE = r"[A-Za-z0-9+/=]"
_KEYLOG = r"(?:CLIENT_RANDOM|CLIENT_EARLY_TRAFFIC_SECRET|CLIENT_HANDSHAKE_TRAFFIC_SECRET|SERVER_HANDSHAKE_TRAFFIC_SECRET|CLIENT_TRAFFIC_SECRET_0|SERVER_TRAFFIC_SECRET_0|EXPORTER_SECRET|EARLY_EXPORTER_SECRET|RSA)"

detectors: tuple[Detector, ...] = (
    Shape(
        name="putty-key",
        category="private-key",
        pattern=r"Private-Lines: \d{1,3}(?:\\r|\\n|\s){1,4}(?P<value>[A-Za-z0-9+/=\s\\]+?)(?:Private-(?:MAC|Hash)|$)",
        anchors=(r"Private-Lines: \d",),
        references=("https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html",),
        examples=(f"Private-Lines: 2\n‹{_B64}\n{_B64}\n›Private-MAC: 00", f"PuTTY\\nPrivate-Lines: 1\\n‹{_B64}\\n›Private-MAC: 00"),
        counterexamples=("Private-Lines: 14", "Public-Lines: 2\nAAAA\n"),
        left="",
        right="",
        reach=12_000,
        order=0,
    ),
    Shape(
        name="ssh2-openvpn-key",
        category="private-key",
        pattern=r"-{4,5} ?BEGIN (?:SSH2 ENCRYPTED PRIVATE KEY|OpenVPN Static key V1|OpenVPN tls-crypt-v2 (?:client|server) key) ?-{4,5}(?:\\r|\\n|\s){0,4}(?P<value>[^-]+)",
        anchors=(r"-{4} ?BEGIN (?:SSH2 ENC|OpenVPN )",),
        references=("https://www.rfc-editor.org/rfc/rfc4716", "https://openvpn.net/community-resources/reference-manual-for-openvpn-2-6/"),
        examples=(f"-----BEGIN OpenVPN Static key V1-----\n‹{hexes(32)}\n{hexes(32)}\n›-----END OpenVPN Static key V1-----", f"---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n‹{_B64}\n›---- END"),
        counterexamples=("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n", "OpenVPN Static key V1 is deprecated"),
        left="",
        right="",
        lead=1,
        reach=9_000,
        order=0,
    ),
    Shape(
        name="wireguard-key",
        category="private-key",
        pattern=r"(?i:PrivateKey|PresharedKey|private[_ -]key|preshared[_ -]key)[\"']?\s{0,3}[=:]\s{0,3}[\"']?(?P<value>[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)",
        anchors=(r"(?i)(?:private|preshared)[_ -]?key[\"']?\s{0,3}[=:]",),
        references=("https://www.wireguard.com/quickstart/",),
        examples=(f"PrivateKey = ‹{mixed(42)}A=›", f'"private_key": "‹{mixed(42)}8=›"'),
        counterexamples=("PrivateKey = missing", f"PublicKey = {mixed(42)}A="),
        left="",
        right="A-Za-z0-9+/=",
        order=12,
    ),
    Shape(
        name="jwk-private",
        category="private-key",
        pattern=r"\\{0,3}\"(?:d|p|q|dp|dq|qi|k)\\{0,3}\"\s{0,4}:\s{0,4}\\{0,3}\"(?P<value>[A-Za-z0-9_-]{16,})",
        anchors=(r"\"(?:d|p|q|dp|dq|qi|k)\\{0,3}\"\s{0,4}:\s{0,4}\\{0,3}\"[A-Za-z0-9_-]{8}",),
        references=("https://www.rfc-editor.org/rfc/rfc7518#section-6",),
        examples=(f'{{"kty":"EC","crv":"P-256","d":"‹{mixed(43)}›"}}', f'{{"k": "‹{mixed(43)}›", "kty": "oct"}}', f'{{\\"kty\\":\\"RSA\\",\\"qi\\":\\"‹{mixed(86)}›\\"}}'),
        counterexamples=(f'{{"d":"{mixed(43)}","type":"chart"}}', f'{{"kty":"EC","x":"{mixed(43)}"}}', '{"kty":"oct","k":"short"}'),
        left="",
        right="A-Za-z0-9_",
        lead=3,
        reach=1_600,
        confirm=lambda m: "kty" in m.string[max(0, m.start() - 3_000) : m.end() + 3_000],
        order=5,
    ),
    Shape(
        name="dotnet-key-value",
        category="private-key",
        pattern=r"<(?:D|P|Q|DP|DQ|InverseQ)>(?P<value>[A-Za-z0-9+/=\s]{40,})</",
        anchors=(r"<(?:D|P|Q|DP|DQ|InverseQ)>[A-Za-z0-9+/\s]{40}",),
        references=("https://learn.microsoft.com/en-us/dotnet/api/system.security.cryptography.rsa.toxmlstring",),
        examples=(f"<RSAKeyValue><D>‹{_B64}=›</D></RSAKeyValue>", f"<InverseQ>‹{_B64}›</InverseQ>"),
        counterexamples=("<P>A paragraph of a page.</P>", f"<Modulus>{_B64}</Modulus>"),
        left="",
        right="",
        reach=1_600,
        confirm=lambda m: " " not in m.group("value").strip(),
        order=5,
    ),
    Shape(
        name="bare-private-key",
        category="private-key",
        pattern=rf"{_BARE}(?:{_LINE}|\\n|\\r){{40,}}",
        anchors=(_BARE,),
        references=("https://www.rfc-editor.org/rfc/rfc5958", "https://www.rfc-editor.org/rfc/rfc8017#appendix-A.1.2"),
        examples=(f"key: ‹MIIEvQIBADAN{_B64 * 3}›", f"‹MHcCAQEE{_B64 * 2}==›", f"‹b3BlbnNzaC1rZXktdjEA{_B64 * 4}›"),
        counterexamples=("MIIEvQIBADAN cut", f"MIIDdzCCAl+gAwIBAgIE{_B64}"),
        left="A-Za-z0-9+/",
        right="",
        reach=8_000,
        order=2,
    ),
    Shape(
        name="tls-key-log",
        category="secret",
        pattern=rf"{_KEYLOG} [0-9a-fA-F]{{16,128}} (?P<value>[0-9a-fA-F]{{64,192}})",
        anchors=(rf"\b{_KEYLOG} [0-9a-fA-F]{{16}}",),
        references=("https://www.rfc-editor.org/rfc/rfc9850",),
        examples=(f"CLIENT_RANDOM {hexes(64)} ‹{hexes(96)}›", f"SERVER_TRAFFIC_SECRET_0 {hexes(64)} ‹{hexes(64)}›"),
        counterexamples=("CLIENT_RANDOM is logged", "RSA 2048 bits"),
        order=3,
    ),
)
