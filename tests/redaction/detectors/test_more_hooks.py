"""Addresses that take messages from whoever knows them: the secret part goes, the host stays."""

import pytest

UUID = "01234567-89ab-4cde-8f01-23456789abcd"
HEX = "0123456789abcdef" * 2


@pytest.mark.parametrize(
    ("address", "secret"),
    [
        (f"https://open.feishu.cn/open-apis/bot/v2/hook/{UUID}", UUID),
        (f"https://oapi.dingtalk.com/robot/send?access_token={HEX}", HEX),
        (f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={UUID}", UUID),
        (f"https://events.pagerduty.com/integration/{HEX}/enqueue", HEX),
        (f"https://n8n.example/webhook/{UUID}", UUID),
        (f"https://calendar.google.com/calendar/ical/x%40y/private-{HEX}/basic.ics", HEX),
        (f"https://{HEX}@o1.ingest.sentry.example/7", HEX),
    ],
)
def test_the_secret_part_goes(finds, address, secret):
    assert finds(f"POST {address} 200") == [(secret, "link")]


@pytest.mark.parametrize("address", ["https://open.feishu.cn/open-apis/bot/v2/hook/", "/webhook/orders", "https://events.pagerduty.com/v2/enqueue", "https://n8n.example/webhooks", "/hooks/github"])
def test_plain_addresses_stay(finds, address):
    assert finds(f"POST {address} 200") == []
