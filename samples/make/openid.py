"""Writes the samples of Apache's OpenID Connect module again: `python samples/make/openid.py`.

Apache with mod_auth_openidc on loopback signs in at an issuer of our own that makes one mistake at a time. Needs apache2,
libapache2-mod-auth-openidc (Debian's names), openssl and curl; pyjwt and cryptography for the issuer.
"""

import json
import ssl
import subprocess
import tempfile
import threading
import time
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from gateways import AT, lines, redirected, started, write

ISSUER, PORT = 18211, 18212
MODULES = "/usr/lib/apache2/modules"
KEY, OTHER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
CLAIMS = {
    "auth/token-expired": {"exp": -400}, "jwt/issued-in-future": {"iat": 4000, "exp": 5000}, "auth/audience-mismatch": {"aud": "other-app"},
    "oidc/authorized-party-mismatch": {"aud": ["shop-web", "other"], "azp": "other"}, "auth/issuer-mismatch": {"iss": "https://login.other.test"}, "oidc/nonce-mismatch": {"nonce": "of-another-sign-in"},
    "jwt/subject-missing": {"sub": None}, "jwt/expiry-missing": {"exp": None}, "clock/authentication-skew": {"iat": -4000},
}  # fmt: skip
"""Cause to the claims that bring it about; times in seconds from now, None takes a claim away."""
ANSWERS = {
    "oidc/client-authentication-failed": (401, {"error": "invalid_client", "error_description": "Client authentication failed"}),
    "oidc/authorization-code-invalid": (400, {"error": "invalid_grant", "error_description": "Code has expired or was already used"}),
    "oidc/provider-error-other": (200, {"access_token": "none", "token_type": "Bearer"}),
}
"""Cause to what the token endpoint answers."""
BROWSERS = {"oidc/state-mismatch": lambda url: url.replace("state=", "state=another-")}
SIGNED = {"auth/signing-key-unknown": (OTHER, "key-9"), "jwt/signature-invalid": (OTHER, "key-1")}


class Issuer(BaseHTTPRequestHandler):
    """Answers for the keys, the token and the user, with the mistake of the moment."""

    cause = nonce = ""

    def log_message(self, *_):
        """Nothing is printed."""

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        if self.cause == "oidc/discovery-unavailable":
            return self.answer(503, {"error": "down"})
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return self.answer(200, {"keys": [{**key, "kid": "key-1", "use": "sig"}]} if self.path == "/jwks" else {"sub": "u-17"})

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.cause in ANSWERS:
            return self.answer(*ANSWERS[self.cause])
        now = int(time.time())
        claims = {"iss": f"https://127.0.0.1:{ISSUER}", "sub": "u-17", "aud": "shop-web", "iat": 0, "exp": 300, "nonce": self.nonce, **CLAIMS.get(self.cause, {})}
        claims = {k: v + now if k in ("iat", "exp") else v for k, v in claims.items() if v is not None}
        key, name = SIGNED.get(self.cause, (KEY, "key-1"))
        return self.answer(200, {"access_token": "none", "token_type": "Bearer", "id_token": jwt.encode(claims, key, "RS256", {"kid": name})})


def apache(folder):
    loaded = "".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so\n" for name in ("mpm_event", "authz_core", "authz_user", "authn_core", "auth_openidc"))
    issuer = f"https://127.0.0.1:{ISSUER}"
    (folder / "oidc.conf").write_text(
        f"ServerRoot {folder}\nServerName shop.test\nUser www-data\nGroup www-data\nListen 127.0.0.1:{PORT}\nPidFile {folder}/oidc.pid\n{loaded}ErrorLog {folder}/oidc.error.log\nLogLevel info\n"
        f"OIDCProviderIssuer {issuer}\nOIDCProviderAuthorizationEndpoint {issuer}/authorize\nOIDCProviderTokenEndpoint {issuer}/token\nOIDCProviderJwksUri {issuer}/jwks\nOIDCSSLValidateServer Off\n"
        f"OIDCClientID shop-web\nOIDCClientSecret not-a-secret\nOIDCCryptoPassphrase not-a-secret\nOIDCRedirectURI {AT}:{PORT}/app/callback\n<Location /app>\nAuthType openid-connect\nRequire valid-user\n</Location>\n"
    )
    return ["apache2", "-D", "FOREGROUND", "-f", str(folder / "oidc.conf")], PORT


def sign_in(folder, cause):
    """One sign-in with this mistake, and what the module wrote of it."""
    log = folder / "oidc.error.log"
    log.unlink(missing_ok=True)
    with ExitStack() as stack:
        if started(stack, folder, apache, "apache2") is None:
            return ""
        question = dict(parse_qsl(urlsplit(redirected(folder, f"{AT}:{PORT}/app/")).query))
        Issuer.cause, Issuer.nonce = cause, question["nonce"]
        redirected(folder, BROWSERS.get(cause, str)(f"{AT}:{PORT}/app/callback?code=abc&state={quote(question['state'])}"))
        time.sleep(0.3)
    return lines(log, "[auth_openidc:error]")


def issuer(folder):
    """The issuer, listening with a certificate of its own."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "op.key", "-out", "op.crt", "-days", "2", "-subj", "/CN=127.0.0.1"], cwd=folder, check=True, capture_output=True)
    server = ThreadingHTTPServer(("127.0.0.1", ISSUER), Issuer)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "op.crt", folder / "op.key")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        issuer(folder)
        for cause in (*CLAIMS, *ANSWERS, *BROWSERS, *SIGNED, "oidc/discovery-unavailable"):
            if told := sign_in(folder, cause):
                write(f"{cause}.openidc.log", told)


if __name__ == "__main__":
    main()
