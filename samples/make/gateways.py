"""Writes the samples of gateways, networks, proxies, slowness and caches again: `python samples/make/gateways.py`.

Every log line and trace is what nginx, HAProxy, Apache, squid, Varnish, Caddy and curl left behind on loopback, before a server
that fails on purpose (backend.py). Needs these programs on the machine; a part whose program is missing is left out.
"""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from pathlib import Path

from lab import _running

HERE = Path(__file__).parent
SAMPLES = HERE.parent
BACK, NGINX, HAPROXY, APACHE, SQUID, VARNISH, CADDY, DEAD, FULL = range(18200, 18209)
AT = "http://127.0.0.1"


def write(name, text):
    path = SAMPLES / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.rstrip("\n") + "\n")


def curl(url, *words):
    """What `curl -v` says, stderr and stdout as a support desk receives them."""
    done = subprocess.run(["curl", "-v", "-sS", "--max-time", "6", *words, url], capture_output=True, text=True, errors="replace", check=False)
    return "\n".join([*done.stderr.splitlines(), done.stdout])


def redirected(folder, url, *words):
    """Where the answer of one request sends the browser, which keeps its cookies in that folder."""
    jar = str(folder / "jar")
    done = subprocess.run(["curl", "-s", "-o", "/dev/null", "-w", "%{redirect_url}", "-c", jar, "-b", jar, *words, url], capture_output=True, text=True, check=False, timeout=20)
    return done.stdout


def nginx(folder):
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log info; worker_processes 1; events {{}}\n"
        f"http {{ access_log {folder}/access.log; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n"
        f"upstream gone {{ server 127.0.0.1:{DEAD} max_fails=1 fail_timeout=30s; server 127.0.0.1:{DEAD + 500} max_fails=1 fail_timeout=30s; }}\n"
        f"server {{ listen 127.0.0.1:{NGINX}; server_name shop.test; resolver 127.0.0.1:{DEAD}; resolver_timeout 1s; proxy_read_timeout 1s; proxy_connect_timeout 1s;\n"
        f"location / {{ proxy_pass {AT}:{BACK}; }}\n"
        f"location /refused {{ proxy_pass {AT}:{DEAD}; }}\n"
        "location /gone { proxy_pass http://gone; }\n"
        f"location /dropped {{ proxy_pass {AT}:{FULL}; }}\n"
        'location /name { set $back "orders.shop.invalid"; proxy_pass http://$back:8080; }\n'
        f"location /tls {{ proxy_pass https://127.0.0.1:{NGINX}; }}\n"
        f"location /checked {{ auth_request /check; proxy_pass {AT}:{BACK}; }}\n"
        f"location = /check {{ internal; proxy_pass {AT}:{BACK}/partner; }}\n"
        f"location /nowhere {{ root {folder}/none; }}\n"
        "location /circle { rewrite ^ /circle2 last; }\nlocation /circle2 { rewrite ^ /circle last; }\n"
        f"location /patient {{ proxy_read_timeout 30s; proxy_pass {AT}:{BACK}/slow; }}\n"
        "} }\n"
    )
    return ["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")], NGINX


def haproxy(folder):
    ways = {"refused": DEAD, "dropped": FULL}
    (folder / "haproxy.cfg").write_text(
        "global\n  log stdout format raw local0\n  maxconn 50\ndefaults\n  mode http\n  log global\n  option httplog\n  timeout connect 1s\n  timeout client 5s\n  timeout server 1s\n  timeout queue 1s\n"
        f"frontend shop\n  bind 127.0.0.1:{HAPROXY}\n  http-request return status 410 content-type text/plain string \"moved away\" if {{ path_beg /retired }}\n"
        + "".join(f"  use_backend {way} if {{ path_beg /{way} }}\n" for way in (*ways, "none", "busy"))
        + f"  default_backend app\nbackend app\n  server a1 127.0.0.1:{BACK}\nbackend none\nbackend busy\n  http-request set-path /slow\n  timeout server 5s\n  server b1 127.0.0.1:{BACK} maxconn 1\n"
        + "".join(f"backend {way}\n  server s1 127.0.0.1:{port}\n" for way, port in ways.items())
    )
    return ["haproxy", "-f", str(folder / "haproxy.cfg")], HAPROXY


def apache(folder, more=()):
    modules = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in ("mpm_event", "authz_core", "proxy", *more))
    (folder / "apache.conf").write_text(
        f"ServerRoot {folder}\nServerName shop.test\nListen 127.0.0.1:{APACHE}\nPidFile {folder}/apache.pid\n{modules}"
        f"ErrorLog {folder}/apache.error.log\nLogLevel info\nProxyTimeout 1\nProxyPass /refused http://127.0.0.1:{DEAD}/\nProxyPass /name http://orders.shop.invalid/\nProxyPass / http://127.0.0.1:{BACK}/\n"
    )
    return ["apache2", "-D", "FOREGROUND", "-f", str(folder / "apache.conf")], APACHE


def squid(folder):
    (folder / "squid.conf").write_text(
        f"http_port 127.0.0.1:{SQUID}\npid_filename {folder}/squid.pid\naccess_log stdio:{folder}/squid.access.log\ncache_log {folder}/squid.cache.log\ncache deny all\nvisible_hostname proxy.corp.test\nshutdown_lifetime 0 seconds\n"
        "auth_param basic program /usr/lib/squid/basic_fake_auth\nauth_param basic realm corp\nacl games dstdomain .games.test\nacl guarded dstdomain .guarded.test\nacl known proxy_auth REQUIRED\n"
        "http_access deny games\nhttp_access allow guarded known\nhttp_access deny guarded\nhttp_access allow all\nread_timeout 2 seconds\nconnect_timeout 2 seconds\n"
    )
    return ["squid", "-N", "-f", str(folder / "squid.conf")], SQUID


def varnish(folder):
    (folder / "shop.vcl").write_text(
        "vcl 4.1;\n"
        f'backend app {{ .host = "127.0.0.1"; .port = "{BACK}"; .first_byte_timeout = 1s; .connect_timeout = 1s; }}\n'
        f'backend dead {{ .host = "127.0.0.1"; .port = "{DEAD}"; }}\n'
        f'backend sick {{ .host = "127.0.0.1"; .port = "{DEAD}"; .probe = {{ .interval = 1s; .timeout = 1s; .window = 2; .threshold = 2; }} }}\n'
        'sub vcl_recv { if (req.url ~ "^/refused") { set req.backend_hint = dead; } elsif (req.url ~ "^/sick") { set req.backend_hint = sick; } else { set req.backend_hint = app; } return (pass); }\n'
    )
    return ["varnishd", "-F", "-n", str(folder / "varnish"), "-a", f"127.0.0.1:{VARNISH}", "-f", str(folder / "shop.vcl"), "-s", "malloc,16m"], VARNISH


def caddy(folder):
    (folder / "Caddyfile").write_text(
        "{\n  admin off\n  auto_https off\n}\n"
        f"http://127.0.0.1:{CADDY} {{\n  log\n  handle /refused* {{\n    reverse_proxy 127.0.0.1:{DEAD}\n  }}\n  handle {{\n    reverse_proxy 127.0.0.1:{BACK} {{\n      transport http {{\n        response_header_timeout 1s\n      }}\n    }}\n  }}\n}}\n"
    )
    return ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"], CADDY


def started(stack, folder, maker, program):
    """Runs a server and gives its output file, or None where it is not installed."""
    if shutil.which(program) is None:
        print(f"{program} is not installed: its samples are left as they are")
        return None
    words, port = maker(folder)
    log = folder / f"{program}.out"
    stack.enter_context(_running(words, port, stack.enter_context(log.open("w"))))
    return log


def lines(path, *marks):
    """The lines of a log that hold all marks, without the folder it was made in."""
    rows = path.read_text(errors="replace").splitlines()
    return "\n".join(row.replace(str(path.parent), "/etc/shop") for row in rows if all(mark in row for mark in marks))


def of_nginx(folder):
    for path in ("/refused", "/gone", "/gone", "/gone", "/dropped", "/name", "/tls", "/checked", "/circle", "/empty", "/reset", "/bighead", "/short", "/held"):
        curl(f"{AT}:{NGINX}{path}", "--max-time", "4")
    with suppress(subprocess.TimeoutExpired):
        subprocess.run(["curl", "-s", f"{AT}:{NGINX}/patient"], timeout=0.8, check=False, capture_output=True)
    curl(f"{AT}:{NGINX}/patient")
    time.sleep(1.5)
    log, access = folder / "error.log", folder / "access.log"
    for cause, marks in {
        "gateway/no-healthy-upstream": ("no live upstreams",), "gateway/upstream-connect-timeout": ("timed out", "while connecting to upstream"), "gateway/upstream-name-not-resolved": ("could not be resolved",),
        "gateway/upstream-tls-failed": ("SSL_do_handshake() failed",), "gateway/auth-check-failed": ("auth request unexpected status",), "gateway/edge-configuration-error": ("internal redirection cycle",),
        "gateway/upstream-closed-early": ("/empty", "prematurely closed"), "gateway/upstream-header-too-large": ("too big header",),
    }.items():  # fmt: skip
        write(f"{cause}.error.log", lines(log, *marks))
    write("gateway/no-healthy-upstream.near-miss.error.log", lines(log, "/refused", "connect() failed"))
    write("gateway/upstream-connect-timeout.near-miss.error.log", lines(log, "/held", "timed out"))
    write("gateway/upstream-closed-early.near-miss.error.log", lines(log, "/short", "prematurely closed"))
    write("gateway/upstream-tls-failed.near-miss.error.log", lines(log, "/refused", "connect() failed"))
    write("gateway/client-gave-up.access.log", lines(access, " 499 "))
    write("gateway/client-gave-up.near-miss.access.log", lines(access, "/patient", " 200 "))
    write("gateway/upstream-header-too-large.near-miss.txt", curl(f"{AT}:{NGINX}/bighead"))
    write("gateway/route-not-configured.near-miss.txt", curl(f"{AT}:{BACK}/assets/app.js"))


def of_haproxy(log):
    for path in ("/none", "/refused", "/dropped", "/badhead", "/empty", "/short", "/retired"):
        curl(f"{AT}:{HAPROXY}{path}", "--max-time", "4")
    many = [subprocess.Popen(["curl", "-s", f"{AT}:{HAPROXY}/busy"], stdout=subprocess.DEVNULL) for _ in range(3)]
    for process in many:
        process.wait()
    time.sleep(0.5)
    for cause, marks in {
        "gateway/no-healthy-upstream": ("<NOSRV>", "SC--"), "gateway/queue-full": (" sQ",), "gateway/upstream-connect-timeout": (" sC--",), "gateway/upstream-response-invalid": (" PH--",),
        "gateway/upstream-closed-early": ("/empty", " SH--"), "network/response-truncated": (" SD--",), "gateway/answered-by-intermediary": ("/retired", " LR--"),
    }.items():  # fmt: skip
        write(f"{cause}.haproxy.log", lines(log, *marks))
    write("gateway/queue-full.near-miss.haproxy.log", lines(log, "/refused", " SC--"))
    write("gateway/upstream-response-invalid.near-miss.haproxy.log", lines(log, "/empty", " SH--"))
    write("gateway/answered-by-intermediary.near-miss.haproxy.log", lines(log, "/busy", " ----") or lines(log, "/busy"))


def of_varnish(folder):
    for path, cause in {"/refused": "upstream-refused", "/held": "upstream-timeout", "/empty": "upstream-closed-early", "/sick": "no-healthy-upstream"}.items():
        page = curl(f"{AT}:{VARNISH}{path}", "--max-time", "4")
        time.sleep(0.3)
        told = subprocess.run(["varnishlog", "-n", str(folder / "varnish"), "-d", "-g", "request", "-q", f'ReqURL eq "{path}"'], capture_output=True, text=True, check=False, timeout=20)
        write(f"gateway/{cause}.varnishlog.txt", told.stdout.strip())
        write("gateway/upstream-failure-unspecified.varnish.txt", page)


def of_caddy(log):
    for path in ("/refused", "/empty", "/held"):
        curl(f"{AT}:{CADDY}{path}", "--max-time", "4")
    time.sleep(0.5)
    for path, cause in {"/refused": "upstream-refused", "/empty": "upstream-closed-early", "/held": "upstream-timeout"}.items():
        write(f"gateway/{cause}.caddy.log", lines(log, f'"uri":"{path}"', '"level":"error"'))


def of_squid(folder):
    via = ("-x", f"{AT}:{SQUID}")
    write("proxy/destination-blocked.txt", curl("http://play.games.test/", *via))
    write("proxy/destination-blocked.near-miss.txt", curl(f"{AT}:{BACK}/ws", *via))
    write("proxy/authentication-required.txt", curl("http://wiki.guarded.test/", *via))
    write("proxy/authentication-required.near-miss.txt", curl("http://play.games.test/", *via))
    write("proxy/destination-unreachable.txt", curl(f"{AT}:{DEAD}/", *via))
    write("proxy/destination-unreachable.near-miss.txt", curl(f"{AT}:{BACK}/ok", *via))
    time.sleep(0.5)
    write("proxy/destination-unreachable.squid.log", lines(folder / "squid.access.log", f":{DEAD}/"))


def of_apache(folder):
    """Once without the module that speaks HTTP to back ends, once with it."""
    log = folder / "apache.error.log"
    with ExitStack() as stack:
        started(stack, folder, apache, "apache2")
        curl(f"{AT}:{APACHE}/orders/7")
        time.sleep(0.3)
    write("gateway/route-not-configured.error.log", lines(log, "AH01144"))
    log.unlink()
    with ExitStack() as stack:
        started(stack, folder, lambda place: apache(place, ("proxy_http",)), "apache2")
        write("gateway/upstream-failure-unspecified.apache.txt", curl(f"{AT}:{APACHE}/refused"))
        write("app/under-maintenance.near-miss.apache.txt", curl(f"{AT}:{APACHE}/refused"))
        for path in ("/name", "/held", "/reset", "/badhead", "/bighead"):
            curl(f"{AT}:{APACHE}{path}")
        time.sleep(0.3)
    for cause, mark in {"upstream-refused": "AH00957", "upstream-name-not-resolved": "DNS lookup failure", "upstream-timeout": "(70007)", "upstream-closed-early": "(104)", "upstream-response-invalid": "/badhead", "upstream-header-too-large": "AH10124"}.items():
        write(f"gateway/{cause}.apache.log", lines(log, mark))
    write("app/storage-full.near-miss.apache.log", lines(log, "AH10124"))


def of_clients():
    url = f"{AT}:{BACK}"
    write("network/closed-without-answer.txt", curl(f"{url}/empty"))
    write("network/closed-without-answer.near-miss.txt", curl(f"{url}/short"))
    write("network/connection-reset.txt", curl(f"{url}/reset"))
    write("network/connection-reset.near-miss.txt", curl(f"{url}/empty"))
    write("network/connection-timeout.txt", curl(f"{AT}:{FULL}/", "--connect-timeout", "1"))
    write("network/connection-timeout.near-miss.txt", curl(f"{AT}:{DEAD}/", "--connect-timeout", "1"))
    write("network/response-not-http.txt", curl(f"{url}/notweb"))
    write("network/response-not-http.near-miss.txt", curl(f"{url}/empty"))
    write("network/response-headers-too-large.txt", curl(f"{url}/heads"))
    write("network/content-encoding-broken.txt", curl(f"{url}/zipped", "--compressed"))
    write("network/content-encoding-broken.near-miss.txt", curl(f"{url}/ok", "--compressed"))
    write("network/address-unreachable.txt", curl("http://[2001:db8::7]/"))
    write("network/response-timeout.near-miss.txt", curl(f"{url}/held", "--max-time", "5"))
    write("proxy/unreachable.txt", curl("http://api.shop.test/", "-x", "http://proxy.corp.invalid:3128"))
    write("proxy/unreachable.near-miss.txt", curl(f"{AT}:{DEAD}/"))


def of_application():
    url = f"{AT}:{BACK}"
    write("app/error-inside-success.txt", curl(f"{url}/graphql", "-d", "{order}"))
    write("app/error-inside-success.soap.txt", curl(f"{url}/soap", "-d", "<x/>"))
    write("app/error-inside-success.near-miss.txt", curl(f"{url}/graphql-ok", "-d", "{order}"))
    write("app/downstream-error-wrapped.txt", curl(f"{url}/partner"))
    write("app/operation-not-implemented.txt", curl(f"{url}/trace", "-X", "REPORT"))
    write("app/operation-not-implemented.near-miss.txt", curl(f"{url}/ok"))
    write("app/storage-full.near-miss.txt", curl(f"{url}/ok"))
    write("cache/stale-bundle.txt", curl(f"{url}/assets/app.3f9c2b1e.js"))
    write("cache/stale-bundle.near-miss.txt", curl(f"{url}/assets/app.js"))
    write("cache/fallback-page-for-script.txt", curl(f"{url}/assets/main.js"))
    write("cache/fallback-page-for-script.near-miss.txt", curl(f"{url}/assets/real.js"))
    upgrade = ("-H", "Connection: Upgrade", "-H", "Upgrade: websocket", "-H", "Sec-WebSocket-Version: 13", "-H", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
    write("websocket/upgrade-rejected.txt", curl(f"{url}/ws", *upgrade))
    write("websocket/upgrade-rejected.near-miss.txt", curl(f"{url}/ws"))
    write("websocket/upgrade-answered-as-page.txt", curl(f"{url}/ws-page", *upgrade))
    write("websocket/upgrade-answered-as-page.near-miss.txt", curl(f"{url}/ws-page"))
    times = "namelookup=%{time_namelookup} connect=%{time_connect} appconnect=%{time_appconnect} pretransfer=%{time_pretransfer} starttransfer=%{time_starttransfer} total=%{time_total} code=%{http_code} url=%{url_effective}\n"
    for name, path in {"slow/server-time.txt": "/slow", "slow/server-time.near-miss.txt": "/ok", "slow/download-transfer.txt": "/drip"}.items():
        done = subprocess.run(["curl", "-sS", "-o", "/dev/null", "-w", times, f"{url}{path}"], capture_output=True, text=True, check=False)
        write(name, done.stdout)


def dropped(stack):
    """A port that answers no attempt to connect: its queue is full and nobody takes from it (listen(2))."""
    full = stack.enter_context(socket.socket())
    full.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    full.bind(("127.0.0.1", FULL))
    full.listen(0)
    for _ in range(4):
        waiting = stack.enter_context(socket.socket())
        waiting.setblocking(False)
        waiting.connect_ex(("127.0.0.1", FULL))


def main():
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o777)
        stack.enter_context(_running([sys.executable, str(HERE / "backend.py"), str(BACK)], BACK, stack.enter_context((folder / "back.out").open("w"))))
        dropped(stack)
        of_clients()
        of_application()
        if started(stack, folder, nginx, "nginx"):
            of_nginx(folder)
        if log := started(stack, folder, haproxy, "haproxy"):
            of_haproxy(log)
        if log := started(stack, folder, caddy, "caddy"):
            of_caddy(log)
        if shutil.which("apache2"):
            of_apache(folder)
        if started(stack, folder, squid, "squid"):
            of_squid(folder)
        if started(stack, folder, varnish, "varnishd"):
            of_varnish(folder)


if __name__ == "__main__":
    main()
