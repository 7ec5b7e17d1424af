"""Writes the samples again: `python samples/make/make.py`. Each is what real software left behind, beside its near miss."""

import subprocess
import sys
import time
from pathlib import Path

import jwt
from app import AUDIENCE, ISSUER, SECRET
from lab import DEAD, HAPROXY, HOST, HTTP, HTTPS, curl, laboratory

SAMPLES = Path(__file__).parent.parent
API = f"https://{HOST}:{HTTPS}"


def token(start=-60, life=3600, secret=SECRET, kid="k1", **claims):
    now = int(time.time())
    body = {"iss": ISSUER, "aud": AUDIENCE, "sub": "jane.doe@customer.test", "iat": now + start, "nbf": now + start, "exp": now + start + life, "scope": "orders:read"}
    return jwt.encode({**body, **claims}, secret, algorithm="HS256", headers={"kid": kid})


def bearer(**how):
    return "-H", f"Authorization: Bearer {token(**how)}"


def write(name, text):
    path = SAMPLES / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


TRACES = {
    # sample: (url, curl's words)
    "auth/token-expired.txt": (f"{API}/v1/me", lambda: bearer(start=-7200)),
    "auth/token-expired.near-miss.txt": (f"{API}/v1/orders", bearer),
    "auth/token-not-yet-valid.txt": (f"{API}/v1/me", lambda: bearer(start=1800)),
    "auth/token-not-yet-valid.near-miss.txt": (f"{API}/v1/me", bearer),
    "auth/audience-mismatch.txt": (f"{API}/v1/me", lambda: bearer(aud="https://other.shop.test")),
    "auth/audience-mismatch.near-miss.txt": (f"{API}/v1/me", bearer),
    "auth/issuer-mismatch.txt": (f"{API}/v1/me", lambda: bearer(iss="https://staging-login.shop.test/")),
    "auth/issuer-mismatch.near-miss.txt": (f"{API}/v1/me", lambda: bearer(aud="https://other.shop.test")),
    "auth/credential-missing.txt": (f"{API}/v1/me", lambda: ()),
    "auth/credential-missing.near-miss.txt": (f"{API}/v1/me", lambda: bearer(secret="another-secret-that-is-32-bytes-long")),
    "auth/credential-wrong.txt": (f"{API}/basic", lambda: ("-u", "jane:wrong-password")),
    "auth/credential-wrong.near-miss.txt": (f"{API}/basic", lambda: ()),
    "auth/scheme-mismatch.txt": (f"{API}/v1/me", lambda: ("-u", "jane:open-sesame")),
    "auth/scheme-mismatch.near-miss.txt": (f"{API}/v1/me", lambda: ()),
    "auth/token-revoked.txt": (f"{API}/v1/me", lambda: bearer(jti="signed-out-yesterday")),
    "auth/token-revoked.near-miss.txt": (f"{API}/v1/me", lambda: bearer(start=-7200, jti="signed-out-yesterday")),
    "auth/signing-key-unknown.txt": (f"{API}/v1/me", lambda: bearer(kid="k9", secret="another-secret-that-is-32-bytes-long")),
    "auth/signing-key-unknown.near-miss.txt": (f"{API}/v1/me", lambda: bearer(secret="another-secret-that-is-32-bytes-long")),
    "auth/token-damaged.txt": (f"{API}/v1/me", lambda: ("-H", "Authorization: Bearer undefined")),
    "auth/token-damaged.near-miss.txt": (f"{API}/v1/me", lambda: bearer(kid="k9", secret="another-secret-that-is-32-bytes-long")),
    "auth/step-up-required.txt": (f"{API}/v1/payout", bearer),
    "auth/step-up-required.near-miss.txt": (f"{API}/v1/payout", lambda: bearer(acr="mfa")),
    "auth/authorization-header-stripped.txt": (f"https://good.shop.test:{HTTPS}/moved", lambda: ("-L", *bearer())),
    "auth/authorization-header-stripped.near-miss.txt": (f"https://good.shop.test:{HTTPS}/moved", lambda: ("-L",)),
    "auth/mfa-required.txt": (f"{API}/login", lambda: ("-d", "user=jane&secret=open-sesame")),
    "auth/mfa-required.near-miss.txt": (f"{API}/login", lambda: ("-d", "user=jane&secret=open-sesame&code=123456")),
    "auth/rejection-unexplained.txt": (f"{API}/silent", bearer),
    "auth/rejection-unexplained.near-miss.txt": (f"{API}/v1/me", lambda: bearer(start=-7200)),
    "access/denial-unexplained.txt": (f"{API}/quiet", bearer),
    "access/denial-unexplained.near-miss.txt": (f"{API}/v1/admin", bearer),
    "access/ip-not-allowed.txt": (f"{API}/partners", bearer),
    "access/ip-not-allowed.near-miss.txt": (f"{API}/internal", lambda: ()),
    "access/legally-blocked.txt": (f"{API}/withheld", lambda: ()),
    "access/legally-blocked.near-miss.txt": (f"{API}/partners", lambda: ()),
    "access/feature-not-enabled.txt": (f"{API}/reports", bearer),
    "access/feature-not-enabled.near-miss.txt": (f"{API}/v1/admin", bearer),
    "throttle/quota-exhausted.txt": (f"{API}/export", bearer),
    "access/scope-insufficient.txt": (f"{API}/v1/orders", bearer),
    "access/scope-insufficient.near-miss.txt": (f"{API}/v1/orders", lambda: bearer(scope="orders:write")),
    "access/role-missing.txt": (f"{API}/v1/admin", bearer),
    "access/role-missing.near-miss.txt": (f"{API}/v1/admin", lambda: bearer(roles=["admin"])),
    "access/gateway-rule-denied.txt": (f"{API}/internal", lambda: ()),
    "access/gateway-rule-denied.near-miss.txt": (f"{API}/v1/admin", bearer),
    "access/csrf-token-missing.txt": (f"{API}/form", lambda: ("-d", "name=Jane")),
    "access/csrf-token-missing.near-miss.txt": (f"{API}/form", lambda: ("-d", "name=Jane&csrf_token=ab12cd34ef56")),
    "gateway/upstream-failure-unspecified.haproxy.txt": (f"http://{HOST}:{HAPROXY}/refused", lambda: ()),
    "gateway/upstream-failure-unspecified.txt": (f"{API}/refused", lambda: ()),
    "gateway/upstream-failure-unspecified.near-miss.txt": (f"{API}/crash", lambda: ()),
    "gateway/upstream-timeout.txt": (f"{API}/slow", lambda: ()),
    "gateway/upstream-timeout.near-miss.txt": (f"{API}/ok", lambda: ()),
    "app/unhandled-error.txt": (f"{API}/crash", lambda: ()),
    "app/unhandled-error.near-miss.txt": (f"{API}/refused", lambda: ()),
    "app/under-maintenance.txt": (f"{API}/maintenance", lambda: ()),
    "app/under-maintenance.near-miss.txt": (f"http://{HOST}:{HAPROXY}/refused", lambda: ()),
    "app/storage-full.txt": (f"{API}/storage", lambda: ("-d", "x")),
    "request/validation-failed.txt": (f"{API}/validate", lambda: ("-d", "{}")),
    "request/conflicting-state.txt": (f"{API}/conflict", lambda: ("-X", "PUT", "-d", "{}")),
    "request/resource-gone.txt": (f"{API}/gone", lambda: ()),
    "request/method-not-allowed.txt": (f"{API}/method", lambda: ("-X", "DELETE")),
    "request/method-not-allowed.near-miss.txt": (f"{API}/method", lambda: ()),
    "request/media-type-unsupported.txt": (f"{API}/media", lambda: ("-d", "a=b")),
    "request/route-not-found.txt": (f"{API}/v9/nothing", lambda: ()),
    "request/body-too-large.txt": (f"{API}/upload", lambda: ("-d", "x" * 3000)),
    "request/body-too-large.near-miss.txt": (f"{API}/upload", lambda: ("-d", "x" * 30)),
    "request/url-too-long.txt": (f"{API}/ok?q={'a' * 6000}", lambda: ()),
    "request/http-on-https-port.txt": (f"http://{HOST}:{HTTPS}/ok", lambda: ()),
    "request/http-on-https-port.near-miss.txt": (f"{API}/ok", lambda: ()),
    "request/redirect-loop.txt": (f"{API}/loop", lambda: ("-L", "--max-redirs", "5")),
    "network/connection-refused.txt": (f"http://{HOST}:{DEAD}/", lambda: ()),
    "network/connection-refused.near-miss.txt": (f"http://{HOST}:{HTTP}/ok", lambda: ()),
    "network/response-truncated.txt": (f"http://{HOST}:{HTTP}/cut", lambda: ()),
    "network/response-truncated.near-miss.txt": (f"http://{HOST}:{HTTP}/ok", lambda: ()),
    "network/response-timeout.txt": (f"http://{HOST}:{HTTP}/slow", lambda: ("--max-time", "1")),
    "dns/name-not-resolved.txt": ("https://nowhere.shop.invalid/", lambda: ()),
    "tls/peer-speaks-plain-http.txt": (f"https://{HOST}:{HTTP}/ok", lambda: ()),
    "x509/leaf-expired.txt": (f"https://expired.shop.test:{HTTPS}/ok", lambda: ()),
    "x509/leaf-expired.near-miss.txt": (f"{API}/ok", lambda: ()),
    "x509/certificate-not-yet-valid.txt": (f"https://early.shop.test:{HTTPS}/ok", lambda: ()),
    "x509/hostname-mismatch.txt": (f"https://other.shop.test:{HTTPS}/ok", lambda: ()),
    "x509/leaf-self-signed.txt": (f"https://alone.shop.test:{HTTPS}/ok", lambda: ()),
    "x509/intermediate-missing.txt": (f"https://gap.shop.test:{HTTPS}/ok", lambda: ()),
}  # fmt: skip


def traces(folder):
    for name, (url, words) in TRACES.items():
        write(name, curl(folder, url, *words()))


def throttled(folder):
    polite = [curl(folder, f"{API}/limited") for _ in range(6)]
    time.sleep(11)
    polite.append(curl(folder, f"{API}/limited"))
    write("throttle/rate-limit-exceeded.txt", "\n".join(polite[:6]))
    write("throttle/rate-limit-exceeded.near-miss.txt", "\n".join(polite[:4]))
    write("throttle/limit-reported-as-unavailable.txt", "\n".join(curl(folder, f"{API}/burst") for _ in range(3)))
    time.sleep(2)
    write("throttle/gateway-limit-exceeded.txt", "\n".join(curl(folder, f"{API}/burst429") for _ in range(3)))


def wrong_passwords(folder):
    """Three wrong passwords lock the account of the app; the near miss stops before."""
    tries = [curl(folder, f"{API}/login", "-d", f"user=tom&secret=guess-{n}") for n in range(4)]
    write("auth/account-locked.txt", "\n".join(tries))
    write("auth/account-locked.near-miss.txt", tries[0])


def hidden(folder):
    """A document that is missing for one account and there for another."""
    both = [curl(folder, f"{API}/private", *bearer()), curl(folder, f"{API}/private", *bearer(roles=["admin"]))]
    write("access/denial-shown-as-missing.txt", "\n".join(both))
    write("access/denial-shown-as-missing.near-miss.txt", both[0])


def impatient(folder):
    """Asked to wait, and asked again after a second; then the patient way."""
    time.sleep(11)
    for _ in range(5):
        curl(folder, f"{API}/limited")
    hasty = [curl(folder, f"{API}/limited")]
    for _ in range(2):
        time.sleep(1.2)
        hasty.append(curl(folder, f"{API}/limited"))
    time.sleep(11)
    write("throttle/rate-limit-exceeded.hasty.txt", "\n".join(hasty))
    write("throttle/rate-limit-exceeded.patient.txt", "\n".join([hasty[-1], curl(folder, f"{API}/limited")]))


def flood(folder):
    """Thirty times the same request, as nginx logged them."""
    before = len((folder / "access.log").read_text().splitlines())
    words = [f"http://127.0.0.1:{HTTP}/ok"] * 30
    subprocess.run(["curl", "-s", *words], capture_output=True, check=False, timeout=20)
    time.sleep(0.3)
    rows = (folder / "access.log").read_text().splitlines()[before:]
    write("throttle/client-request-flood.access.log", "\n".join(rows) + "\n")
    write("throttle/client-request-flood.near-miss.access.log", "\n".join(rows[:3]) + "\n")


def logs(folder):
    time.sleep(0.5)
    errors = (folder / "error.log").read_text(errors="replace").splitlines()
    clean = [row.replace(str(folder), "/etc/nginx") for row in errors if "[error]" in row or "[warn]" in row]
    write("gateway/upstream-refused.error.log", "\n".join(row for row in clean if "connect() failed" in row) + "\n")
    write("gateway/upstream-timeout.error.log", "\n".join(row for row in clean if "timed out" in row) + "\n")
    write("access/gateway-rule-denied.error.log", "\n".join(row for row in clean if "forbidden by rule" in row) + "\n")
    write("throttle/gateway-limit-exceeded.error.log", "\n".join(row for row in clean if "limiting requests" in row) + "\n")
    write("app/unhandled-error.log", (folder / "app.log").read_text(errors="replace").replace(str(SAMPLES.parent), "/srv/shop").replace(sys.base_prefix, "/usr"))
    haproxy = [row for row in (folder / "haproxy.log").read_text(errors="replace").splitlines() if " shop " in row]
    write("gateway/upstream-refused.haproxy.log", "\n".join(row for row in haproxy if "SC--" in row) + "\n")


def s_client(folder, name):
    words = ["openssl", "s_client", "-connect", f"127.0.0.1:{HTTPS}", "-servername", f"{name}.shop.test", "-showcerts", "-CAfile", str(folder / "root.pem")]
    return subprocess.run(words, capture_output=True, text=True, input="", check=False, timeout=20)


def handshakes(folder):
    for sample, name in {"x509/leaf-expired": "expired", "x509/intermediate-missing": "gap", "x509/leaf-self-signed": "alone"}.items():
        done = s_client(folder, name)
        write(f"{sample}.s_client.txt", done.stderr + done.stdout)
    done = s_client(folder, "good")
    write("x509/leaf-expired.near-miss.s_client.txt", done.stderr + done.stdout)


if __name__ == "__main__":
    with laboratory() as place:
        traces(place)
        throttled(place)
        wrong_passwords(place)
        hidden(place)
        impatient(place)
        flood(place)
        logs(place)
        handshakes(place)
