"""Home folders and profile paths that carry a person's account name."""

from redaction.commonwords import COMMON
from redaction.detecting import Shape
from triagekit.roles import Detector

_SYSTEM_NAMES = "all appuser appsvc vagrant runner ubuntu ec2-user centos debian fedora pi www www-data httpd nginx git jenkins gitlab-runner circleci travis vsts azureuser opc me self search list new edit count current .net classic"
_SYSTEM = frozenset(_SYSTEM_NAMES.split())

detector: Detector = Shape(
    name="user-path",
    category="user",
    pattern=r"(?i:/home/|/Users/|/var/home/|/export/home/|\b[A-Za-z]:(?:\\{1,4}|/{1,2})(?:Users|Documents and Settings)(?:\\{1,4}|/{1,2})|%2F(?:home|Users)%2F|\\Users\\)(?P<value>[^\s/\\\"'<>:;,()\[\]{}*?|&=%]{2,64})",
    anchors=(r"(?i)/(?:home|users)/[^\s/]", r"(?i)\b[a-z]:(?:\\{1,4}|/{1,2})(?:users|documents and settings)[\\/]", r"(?i)%2F(?:home|users)%2F", r"(?i)\\users\\"),
    references=("https://cwe.mitre.org/data/definitions/200.html",),
    examples=("open /home/‹jane›/app.log", "C:\\Users\\‹jane.doe›\\x", "C:\\\\Users\\\\‹jane›\\\\x", "file:///Users/‹jdoe›/Library"),
    counterexamples=("GET /users", "/home/", "/home/runner/work", "/home/ubuntu/x", "/api/users/me", "/users/list"),
    left="A-Za-z0-9_",
    right="",
    lead=20,
    reach=100,
    confirm=lambda m: (
        m.group("value").lower() not in COMMON
        and m.group("value").lower() not in _SYSTEM
        and (not m.group().startswith("/users/") or m.start() == 0 or m.string[m.start() - 1] in " \t\"'=(:,")
    ),
    order=45,
)
