"""Writes the samples of requests that nginx itself refuses: `python samples/make/statics.py`.

Needs nginx and curl on the machine. Nothing listens or connects beyond 127.0.0.1.
"""

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "request"
HOST, PLAIN = "files.shop.test", 18095

CONF = """daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log info; worker_processes 1; events {{}}
http {{ access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u;
scgi_temp_path {folder}/s; large_client_header_buffers 4 4k;
map $http_accept $offered {{ default 0; ~\\*/\\* 1; ~text/plain 1; }}
server {{ listen 127.0.0.1:{plain}; server_name {host}; root {folder}/www;
location /offered/ {{ if ($offered = 0) {{ return 406; }} alias {folder}/www/; }}
location /upload/ {{ if ($http_transfer_encoding) {{ return 411; }} return 204; }} }} }}
"""
HTTP = f"http://{HOST}:{PLAIN}"
HEAVY = "Cookie: " + "; ".join(f"group{n}={'g' * 900}" for n in range(12))
TRACES = {
    # sample: curl's words
    "range-not-satisfiable.txt": ("-H", "Range: bytes=90000-", f"{HTTP}/price-list.txt"),
    "range-not-satisfiable.near-miss.txt": ("-H", "Range: bytes=0-9", f"{HTTP}/price-list.txt"),
    "precondition-failed.txt": ("-H", 'If-Match: "5f2c-61"', f"{HTTP}/price-list.txt"),
    "precondition-failed.near-miss.txt": ("-H", "If-Match: *", f"{HTTP}/price-list.txt"),
    "headers-too-large.txt": ("-H", HEAVY, f"{HTTP}/price-list.txt"),
    "headers-too-large.near-miss.txt": ("-H", HEAVY[:3000], f"{HTTP}/price-list.txt"),
    "malformed-message.txt": ("--path-as-is", f"{HTTP}/%00"),
    "malformed-message.near-miss.txt": ("--path-as-is", f"{HTTP}/%20"),
    "representation-not-acceptable.txt": ("-H", "Accept: text/csv", f"{HTTP}/offered/price-list.txt"),
    "representation-not-acceptable.near-miss.txt": (f"{HTTP}/offered/price-list.txt",),
    "length-missing.txt": ("-H", "Transfer-Encoding: chunked", "-d", "a=1", f"{HTTP}/upload/"),
    "length-missing.near-miss.txt": ("-d", "a=1", f"{HTTP}/upload/"),
}  # fmt: skip


def main():
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    (folder / "www").mkdir()
    (folder / "www/price-list.txt").write_text("item;price\nchair;49\n" * 20)
    (folder / "nginx.conf").write_text(CONF.format(folder=folder, plain=PLAIN, host=HOST))
    nginx = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")])
    time.sleep(1)
    try:
        for name, words in TRACES.items():
            resolve = ["--resolve", f"{HOST}:{PLAIN}:127.0.0.1"]
            done = subprocess.run(["curl", "-sSv", "--max-time", "10", *resolve, *words], capture_output=True, check=False)
            text = (done.stderr + done.stdout).decode("utf-8", "replace").replace(str(folder), "/etc/shop")
            (SAMPLES / name).write_text(text.replace("\r\n", "\n"))
            print(name)
    finally:
        nginx.terminate()
        nginx.wait()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
