"""Addresses that take messages from whoever knows them, and private feeds: chat robots, alerts, automations, calendars."""

from redaction.detecting import Shape
from redaction.said import UUID, hexes, mixed, uuid
from triagekit.roles import Detector


def _hook(name: str, pattern: str, anchor: str, reference: str, texts: tuple[tuple[str, ...], tuple[str, ...]]) -> Shape:
    examples, near = texts
    return Shape(name, "link", pattern, (anchor,), (reference,), examples, near, left="", right="", order=6, reach=700)


detectors: tuple[Detector, ...] = (
    _hook("lark-hook", r"open\.(?:feishu\.cn|larksuite\.com)/open-apis/bot/(?:v2/)?hook/(?P<value>[A-Za-z0-9-]{16,60})", r"open\.(?:feishu\.cn|larksuite\.com)/open-apis/bot/", "https://open.larksuite.com/document/client-docs/bot-v3/add-custom-bot", ((f"https://open.feishu.cn/open-apis/bot/v2/hook/‹{uuid()}›",), ("open.feishu.cn/open-apis/bot/v2/hook/",))),
    _hook("dingtalk-hook", r"oapi\.dingtalk\.com/robot/send\?access_token=(?P<value>[a-f0-9]{32,80})", r"oapi\.dingtalk\.com/robot/", "https://open.dingtalk.com/document/robots/custom-robot-access", ((f"https://oapi.dingtalk.com/robot/send?access_token=‹{hexes(64)}›",), ("oapi.dingtalk.com/robot/send",))),
    _hook("wecom-hook", rf"qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=(?P<value>{UUID})", r"qyapi\.weixin\.qq\.com/", "https://developer.work.weixin.qq.com/document/path/91770", ((f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=‹{uuid()}›",), ("qyapi.weixin.qq.com/cgi-bin/",))),
    _hook("power-automate-hook", r"(?:powerplatform|powerautomate|logic\.azure)\.com(?::\d+)?/[^\s\"'<>?]{1,300}\?(?P<value>[^\s\"'<>]{16,600})", r"(?:powerplatform|powerautomate|logic\.azure)\.com", "https://learn.microsoft.com/en-us/power-automate/", ((f"https://d1.environment.api.powerplatform.com:443/workflows/ab/triggers/manual/paths/invoke?‹api-version=1&sig={mixed(43)}›",), ("https://make.powerautomate.com/",))),
    _hook("pagerduty-hook", r"events\.pagerduty\.com/(?:integration|x-ere)/(?P<value>[A-Za-z0-9]{20,40})", r"events\.pagerduty\.com/", "https://developer.pagerduty.com/docs/events-api-v2/overview/", ((f"https://events.pagerduty.com/integration/‹{hexes(32)}›/enqueue",), ("https://events.pagerduty.com/v2/enqueue",))),
    _hook("health-ping", rf"(?:hc-ping\.com|healthchecks\.io/ping)/(?P<value>{UUID}|[A-Za-z0-9_-]{{22}}/[a-z0-9-]{{1,60}})", r"(?:hc-ping\.com|healthchecks\.io/ping)/", "https://healthchecks.io/docs/http_api/", ((f"https://hc-ping.com/‹{uuid()}›",), ("https://healthchecks.io/docs/",))),
    _hook("snitch-ping", r"nosnch\.in/(?P<value>[a-z0-9]{10,16})", r"nosnch\.in/", "https://deadmanssnitch.com/docs", (("https://nosnch.in/‹c2354d53d2ab›",), ("nosnch.in/",))),
    _hook("automation-hook", rf"(?:m\.pipedream\.net|hook\.(?:eu|us)\d\.make\.com|hooks\.airtable\.com/workflows|/webhook(?:-test)?)/(?P<value>{UUID}|[A-Za-z0-9_-]{{24,60}})", r"(?:m\.pipedream\.net|\.make\.com|hooks\.airtable\.com/workflows|/webhook(?:-test)?)/", "https://docs.n8n.io/integrations/builtin/core-nodes/n8n-nodes-base.webhook/", ((f"POST https://n8n.example/webhook/‹{uuid()}›",), ("POST /webhook/orders", "/webhook/"))),
    _hook("chat-hook", r"/hooks/(?P<value>[a-z0-9]{26}|[A-Za-z0-9]{17,24}/[A-Za-z0-9]{43,64})", r"/hooks/[A-Za-z0-9]{17}", "https://developers.mattermost.com/integrate/webhooks/incoming/", ((f"https://chat.example/hooks/‹{hexes(26)}›", f"/hooks/‹{mixed(17)}/{mixed(64)}›"), ("/hooks/github", "/hooks/"))),
    _hook("private-calendar", r"calendar\.google\.com/calendar/ical/[^\s\"'<>/]{1,200}/private-(?P<value>[a-f0-9]{32})", r"calendar\.google\.com/calendar/ical/", "https://support.google.com/calendar/answer/37648", ((f"https://calendar.google.com/calendar/ical/x/private-‹{hexes(32)}›/basic.ics",), ("https://calendar.google.com/calendar/ical/x/public/basic.ics",))),
    _hook("sentry-address", r"https?://(?P<value>[a-f0-9]{32}(?::[a-f0-9]{32})?)@", r"https?://[a-f0-9]{32}[:@]", "https://docs.sentry.io/concepts/key-terms/dsn-explainer/", ((f"SENTRY_DSN=https://‹{hexes(32)}›@o1.ingest.sentry.example/2",), ("https://o1.ingest.sentry.example/2",))),
    _hook("cloudinary-address", r"cloudinary://(?P<value>\d{10,20}:[A-Za-z0-9_-]{20,40})@", r"cloudinary://\d", "https://cloudinary.com/documentation/cloudinary_credentials_tutorial", ((f"CLOUDINARY_URL=cloudinary://‹123456789012345:{mixed(27)}›@demo",), ("cloudinary://",))),
)  # fmt: skip
