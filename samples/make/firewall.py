"""Writes the samples of the web application firewall again: `python samples/make/firewall.py`.

Apache with ModSecurity and the OWASP Core Rule Set on loopback, before the back end of the other gateways. Needs apache2,
libapache2-mod-security2 and modsecurity-crs (Debian's names) and curl.
"""

import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from gateways import AT, BACK, HERE, curl, lines, started, write
from lab import _running

PORT = 18210
MODULES = "/usr/lib/apache2/modules"
CRS = Path("/usr/share/modsecurity-crs")
ATTACK = "/ok?q=1%27%20OR%20%271%27=%271%27%20--%20"


def apache(folder, engine):
    (folder / "crs").mkdir(exist_ok=True)
    (folder / "waf.conf").write_text(
        f"ServerRoot {folder}\nServerName shop.test\nUser www-data\nGroup www-data\nListen 127.0.0.1:{PORT}\nPidFile {folder}/waf.pid\n"
        + "".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so\n" for name in ("mpm_event", "authz_core", "unique_id", "proxy", "proxy_http"))
        + f"LoadModule security2_module {MODULES}/mod_security2.so\nErrorLog {folder}/waf.error.log\n"
        f"SecRuleEngine {engine}\nSecRequestBodyAccess On\nSecDataDir {folder}\nSecTmpDir {folder}\nSecAuditEngine RelevantOnly\nSecAuditLogType Serial\nSecAuditLog {folder}/modsec_audit.log\nSecAuditLogParts ABHZ\n"
        f"Include /etc/modsecurity/crs/crs-setup.conf\nInclude {CRS}/rules/*.conf\n"
        f"<Location /internal>\nRequire all denied\n</Location>\nProxyPass / {AT}:{BACK}/\n"
    )
    return ["apache2", "-D", "FOREGROUND", "-f", str(folder / "waf.conf")], PORT


def of_engine(folder, engine):
    """The error log and the audit log of a guarded, an attacking, a scanning and a forbidden request."""
    for log in ("waf.error.log", "modsec_audit.log"):
        (folder / log).unlink(missing_ok=True)
    with ExitStack() as stack:
        if started(stack, folder, lambda place: apache(place, engine), "apache2") is None:
            return None
        answers = [curl(f"{AT}:{PORT}{path}", "-H", "Host: shop.test", *more) for path, *more in (("/ok",), (ATTACK,), ("/ok", "-A", "sqlmap/1.7"), ("/internal/report",))]
        time.sleep(0.5)
    return answers


def _one(log, rule):
    """All that the firewall said of the request on which a rule of it matched."""
    rows = lines(log, "[unique_id ").splitlines()
    found = next(row for row in rows if f'[id "{rule}"]' in row).rpartition("[unique_id ")[2]
    return "\n".join(row for row in rows if row.endswith(found))


def main():
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o777)
        stack.enter_context(_running([sys.executable, str(HERE / "backend.py"), str(BACK)], BACK, stack.enter_context((folder / "back.out").open("w"))))
        if of_engine(folder, "DetectionOnly"):
            write("waf/request-blocked.near-miss.error.log", lines(folder / "waf.error.log", "ModSecurity: Warning", "OR"))
        if answers := of_engine(folder, "On"):
            log = folder / "waf.error.log"
            write("waf/request-blocked.error.log", _one(log, "942100"))
            write("waf/request-blocked.audit.txt", (folder / "modsec_audit.log").read_text(errors="replace"))
            write("waf/request-blocked.scanner.error.log", _one(log, "913100"))
            write("waf/request-blocked.near-miss.txt", answers[3])


if __name__ == "__main__":
    main()
