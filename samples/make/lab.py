"""A laboratory on loopback: certificates of our own making, the app, nginx and HAProxy before it, all real software.

Needs nginx, haproxy, curl and openssl on the machine. Nothing here listens or connects beyond 127.0.0.1.
"""

import datetime as dt
import ipaddress
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

HERE = Path(__file__).parent
HOST = "api.shop.test"
APP, HTTP, HTTPS, HAPROXY, DEAD = 18080, 18081, 18443, 18082, 18999
NOW = dt.datetime.now(dt.UTC)
DAY = dt.timedelta(days=1)


class Authority:
    """A certificate authority with one root and one intermediate."""

    def __init__(self, folder):
        self.folder = folder
        self.root_key, self.root = self._issue("Shop Test Root", ca=True)
        self.key, self.certificate = self._issue("Shop Test Issuing CA", ca=True, issuer=(self.root, self.root_key))
        (folder / "root.pem").write_bytes(pem(self.root))

    def _issue(self, name, ca=False, issuer=None, start=NOW - DAY, end=NOW + 90 * DAY, names=()):
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        above, signer = issuer or (None, key)
        made = x509.CertificateBuilder().subject_name(subject).issuer_name(above.subject if above else subject).public_key(key.public_key())
        made = made.serial_number(x509.random_serial_number()).not_valid_before(start).not_valid_after(end)
        made = made.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        made = made.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        if not ca:
            made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(n) for n in names] + [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        else:
            usage = dict.fromkeys(("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False)
            made = made.add_extension(x509.KeyUsage(key_cert_sign=True, crl_sign=True, **usage), critical=True)
        return key, made.sign(signer, hashes.SHA256())

    def serve(self, stem, names=(HOST,), start=NOW - DAY, end=NOW + 60 * DAY, chain=True, self_signed=False):
        """Write stem.crt and stem.key for a server."""
        key, leaf = self._issue(names[0], issuer=None if self_signed else (self.certificate, self.key), start=start, end=end, names=names)
        (self.folder / f"{stem}.crt").write_bytes(pem(leaf) + (pem(self.certificate) if chain and not self_signed else b""))
        private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        (self.folder / f"{stem}.key").write_bytes(private)


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)


SERVERS = {
    "good": {}, "expired": {"start": NOW - 60 * DAY, "end": NOW - 3 * DAY}, "early": {"start": NOW + 3 * DAY}, "other": {"names": ("www.other.test",)},
    "alone": {"self_signed": True}, "gap": {"chain": False},
}  # fmt: skip


def nginx_conf(folder):
    tls = "".join(
        f"server {{ listen 127.0.0.1:{HTTPS} ssl; server_name {name}.shop.test{' ' + HOST if name == 'good' else ''}; ssl_certificate {folder}/{name}.crt;"
        f" ssl_certificate_key {folder}/{name}.key; {'ssl_protocols TLSv1.2 TLSv1.3;'} include {folder}/places.conf; }}\n"
        for name in SERVERS
    )
    (folder / "places.conf").write_text(
        f"location / {{ proxy_pass http://127.0.0.1:{APP}; proxy_read_timeout 2s; }}\n"
        f"location /refused {{ proxy_pass http://127.0.0.1:{DEAD}; }}\n"
        "location /internal { deny all; }\n"
        f"location /burst {{ limit_req zone=few; proxy_pass http://127.0.0.1:{APP}/ok; }}\n"
        f"location /burst429 {{ limit_req zone=few; limit_req_status 429; proxy_pass http://127.0.0.1:{APP}/ok; }}\n"
        f"location /upload {{ client_max_body_size 1k; proxy_pass http://127.0.0.1:{APP}/ok; }}\n"
    )
    return (
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log info; worker_processes 1; events {{}}\n"
        f"http {{ access_log {folder}/access.log combined; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;"
        f" uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s; limit_req_zone $server_name zone=few:1m rate=1r/s; large_client_header_buffers 4 4k;\n"
        f"server {{ listen 127.0.0.1:{HTTP}; server_name {HOST}; include {folder}/places.conf; }}\n{tls}}}\n"
    )


def haproxy_conf(folder):
    return (
        "global\n  log stdout format raw local0\n  maxconn 50\ndefaults\n  mode http\n  log global\n  option httplog\n  timeout connect 1s\n  timeout client 5s\n  timeout server 2s\n"
        f"frontend shop\n  bind 127.0.0.1:{HAPROXY}\n  use_backend dead if {{ path_beg /refused }}\n  http-request deny if {{ path_beg /internal }}\n  default_backend app\n"
        f"backend app\n  server a1 127.0.0.1:{APP}\nbackend dead\n  server d1 127.0.0.1:{DEAD}\n"
    )


def _wait(port):
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit(f"nothing listens on {port}")


@contextmanager
def _running(words, port, log):
    process = subprocess.Popen(words, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(port)
        yield process
    finally:
        process.terminate()
        process.wait()


@contextmanager
def laboratory():
    """Everything running; gives the folder with logs and certificates."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)
        authority = Authority(folder)
        for stem, how in SERVERS.items():
            authority.serve(stem, **({"names": (f"{stem}.shop.test", HOST)} | how))
        (folder / "nginx.conf").write_text(nginx_conf(folder))
        (folder / "haproxy.cfg").write_text(haproxy_conf(folder))
        logs = {name: stack.enter_context((folder / f"{name}.log").open("w")) for name in ("app", "nginx", "haproxy")}
        stack.enter_context(_running([sys.executable, str(HERE / "app.py"), str(APP)], APP, logs["app"]))
        stack.enter_context(_running(["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")], HTTPS, logs["nginx"]))
        stack.enter_context(_running(["haproxy", "-f", str(folder / "haproxy.cfg")], HAPROXY, logs["haproxy"]))
        yield folder


def curl(folder, url, *words, trust=True, clock=None):
    """What `curl -v` says, stderr and stdout as a support desk receives them."""
    ports = (HTTP, HTTPS, HAPROXY, DEAD)
    names = [f"{n}.shop.test" for n in SERVERS] + [HOST]
    resolve = [w for n in names for p in ports for w in ("--resolve", f"{n}:{p}:127.0.0.1")]
    ca = ["--cacert", str(folder / "root.pem")] if trust else []
    faked = ["faketime", clock] if clock else []
    done = subprocess.run([*faked, "curl", "-v", "-sS", "--max-time", "6", *ca, *resolve, *words, url], capture_output=True, text=True, errors="replace", check=False)
    kept = (row for row in done.stderr.splitlines() if "--resolve" not in row and "RESOLVE" not in row and str(folder) not in row)
    return "\n".join([*kept, done.stdout])
