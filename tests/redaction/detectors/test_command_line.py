"""Secrets on command lines."""

import pytest


@pytest.mark.parametrize(
    ("command", "secret"),
    [
        ("curl -sS -u jane:op3n https://api.example", "jane:op3n"),
        ("curl --proxy-user jane:op3n -x p https://api.example", "jane:op3n"),
        ("sshpass -p op3nsesame ssh jane@h", "op3nsesame"),
        ("mysqldump -h db -u app -pop3nsesame shop", "op3nsesame"),
        ("mongosh --host h -p op3nsesame", "op3nsesame"),
        ("docker login -u jane -p op3nsesame r.example", "op3nsesame"),
        ("tool deploy --api-key op3nsesame --verbose", "op3nsesame"),
        ("tool deploy --client-secret=op3nsesame", "op3nsesame"),
        ("openssl pkcs12 -in x.p12 -passin pass:op3nsesame", "op3nsesame"),
        ("net user jane P@ssw0rd1 /add /domain", "P@ssw0rd1"),
        ("kubectl create secret generic s --from-literal=db=op3nsesame", "op3nsesame"),
        ("$p = ConvertTo-SecureString 'op3n sesame' -AsPlainText -Force", "op3n sesame"),
    ],
)
def test_the_secret_goes_and_nothing_else(finds, command, secret):
    assert [v for v, _ in finds(command)] == [secret]


@pytest.mark.parametrize("command", ["tool --password $PW run", "docker login --password-stdin r.example", "tool --token-file /run/t", "curl -u jane https://x.example", "mysql -P 3306 -h db", "ssh -p 22 host", "grep -p pattern", "tool --secret-name db", "run --password ${PASSWORD}"])
def test_variables_files_and_other_options_stay(finds, command):
    assert finds(command) == []
