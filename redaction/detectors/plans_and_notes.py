"""Secrets in plans and states of infrastructure, in notes beside settings, in listings of a request's cookies, and machines that greet a mail server."""

import re

from redaction.detecting import Shape
from redaction.names import harmless
from triagekit.roles import Detector


def _made(found: re.Match[str]) -> bool:
    return "redacted-" not in found["value"] and not harmless(found["value"])


def _mixed(found: re.Match[str]) -> bool:
    value = found["value"]
    return _made(found) and any(c.isdigit() for c in value) and any(c.isalpha() for c in value)


_MACHINE = r"(?i:[a-z0-9]{0,20}-?(?:laptop|desktop|notebook|macbook|imac|thinkpad|workstation|wks|pc)-?[a-z0-9-]{2,40})"

detectors: tuple[Detector, ...] = (
    Shape(
        name="random-password-result",
        category="password",
        pattern=r"\"random_password\"(?: \"[^\"\r\n]{1,128}\" \{[^{}]{0,2000}?\bresult {1,40}= |,[^{}]{0,600}\{?[^{}]{0,2000}?\"result\": ?)\"(?P<value>[^\"\r\n]{4,512})\"",
        anchors=(r"\"random_password\"",),
        references=("https://registry.terraform.io/providers/hashicorp/random/latest/docs/resources/password",),
        examples=('resource "random_password" "db" {\n  + length = 12\n  + result = "‹Zx9!kQ2pL0v›"\n}', '"type": "random_password", "name": "db", "instances": [{"length": 12, "result": "‹Zx9!kQ2pL0v›"'),
        counterexamples=('resource "random_password" "db" {\n  + result = (sensitive value)\n}', '"random_password"', 'resource "random_id" "db" { result = "abcdef" }'),
        left="",
        right="",
        reach=3_000,
        confirm=_made,
        order=12,
    ),
    Shape(
        name="noted-password",
        category="password",
        pattern=r"(?i:\b(?:pw|pwd|pass|passwd) (?:for|of|to|von|für|pour|de) [\w.@-]{1,40}(?: [\w.@-]{1,40})?(?: is|:| =| ist) {1,2})(?P<value>[^\s\"'<>,;]{6,80})",
        anchors=(r"(?i)\b(?:pw|pwd|pass|passwd) (?:for|of|to|von|f.r|pour|de) ",),
        references=("https://cwe.mitre.org/data/definitions/615.html",),
        examples=("# pw for deploy is ‹Herbst-2291k›", "pass of the router: ‹Winter_22x›"),
        counterexamples=("pass of 3 is done", "pass for build is unstable", "pw for deploy is redacted-password"),
        left="",
        right="",
        confirm=_mixed,
        order=39,
    ),
    Shape(
        name="listed-cookie",
        category="cookie",
        pattern=r"\$_COOKIE\[[\"'][^\"'\r\n]{1,100}[\"']\](?:[ \t]{0,8}(?:=>|=)?[ \t]{1,8}|[ \t]{0,4}</td>[ \t]{0,4}<td[^<>]{0,40}>)(?P<value>[^\s<>\"']{6,4000})",
        anchors=(r"\$_COOKIE\[",),
        references=("https://www.php.net/manual/en/reserved.variables.cookies.php",),
        examples=("$_COOKIE['cart'] => ‹zz81kq0ap3x›", "<td class=\"e\">$_COOKIE['cart']</td><td class=\"v\">‹zz81kq0ap3x›</td>"),
        counterexamples=("$_COOKIE['cart'] is not set", "$_COOKIE['cart'] => redacted-cookie-abcdefghijklm"),
        left="",
        right="",
        reach=5_000,
        confirm=_mixed,
        order=12,
    ),
    Shape(
        name="field-of-cookies",
        category="cookie",
        pattern=r"HTTP_COOKIE[ \t]{0,4}(?:</td>[ \t]{0,4}<td[^<>]{0,40}>|=>|[ \t])[ \t]{0,4}(?P<value>[^\s=;<>]{1,100}=[^\r\n<>\"']{6,8000}[^\s<>\"'])",
        anchors=(r"HTTP_COOKIE[ \t<=]",),
        references=("https://www.rfc-editor.org/rfc/rfc3875#section-4.1.18",),
        examples=("HTTP_COOKIE ‹sid=9f8e7d6c5b4a3928; cart=zz81kq0ap3x›", '<td>HTTP_COOKIE </td><td class="v">‹sid=9f8e7d6c5b4a3928; cart=zz81kq0ap3x› </td>'),
        counterexamples=("HTTP_COOKIE is not set", "HTTP_COOKIE sid=redacted-cookie-abcdefghijklm"),
        left="",
        right="",
        reach=9_000,
        confirm=_mixed,
        order=11,
    ),
    Shape(
        name="greeting-machine",
        category="device",
        pattern=rf"(?:\b(?i:helo|ehlo)(?: |=<?)|Received: from )(?P<value>{_MACHINE})",
        anchors=(r"(?:\b(?i:helo|ehlo)(?: |=)|Received: from )",),
        references=("https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.1", "https://www.rfc-editor.org/rfc/rfc5321#section-4.4"),
        examples=("EHLO ‹laptop-jroe›.corp.customer.example", "helo=<‹pc-roe›.customer.example>", "Received: from ‹laptop-jroe›.corp.customer.example (unknown [192.0.2.1])"),
        counterexamples=("EHLO mx1.vendor.example", "Received: from mail-oi1-f1.vendor.example", "ehlo or helo", "EHLO mx.pcs.example"),
        right="A-Za-z0-9-",
        confirm=lambda m: "redacted-" not in m["value"] and "-" in m["value"],
        order=55,
    ),
)
