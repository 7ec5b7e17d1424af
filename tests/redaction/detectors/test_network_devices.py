"""Secrets in the configuration of network devices."""

import pytest


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        ("snmp-server community s3cretRO RO 10", "s3cretRO"),
        ("snmpget -v2c -c m0nitor 192.0.2.7 sysName.0", "m0nitor"),
        ("rwcommunity m0nitor 192.0.2.0/24", "m0nitor"),
        ("enable secret 5 $1$mERr$hx5rVt7rPNoS4wqbXKX7m0", "$1$mERr$hx5rVt7rPNoS4wqbXKX7m0"),
        ("username ops privilege 15 secret 9 $9$abcdefgh", "$9$abcdefgh"),
        ("radius-server key s3cretkey", "s3cretkey"),
        ("neighbor 192.0.2.7 password bgpS3cret", "bgpS3cret"),
        ("wpa_passphrase=correct-horse", "correct-horse"),
        ('192.0.2.1 %any : PSK "correct horse"', "correct horse"),
        ('key "k" { algorithm hmac-sha256; secret "aB3dE5gH7jK9aB3dE5gH7jK9aB3="; };', "aB3dE5gH7jK9aB3dE5gH7jK9aB3="),
    ],
)
def test_the_secret_goes(finds, line, secret):
    assert [v for v, _ in finds(line)] == [secret]


@pytest.mark.parametrize("line", ["snmp-server host 192.0.2.4", "community standards apply", "enable secret encryption", "username admin logged in", "key_mgmt=WPA-PSK", "radius-server host 192.0.2.4 auth-port 1812", "neighbor 192.0.2.7 remote-as 65001", "no snmp community string is set"])
def test_other_settings_stay(finds, line):
    assert finds(line) == []
