"""Passwords of connection strings, whatever characters they hold."""

import pytest

from redaction.detecting import Scanner
from redaction.detectors.connection_strings import detectors


@pytest.mark.parametrize("password", ["simple1", "my secret words", "a,b:c@d/e", "p@$$w0rd!", "x=y", "Ä ö ü 9"])
@pytest.mark.parametrize("frame", ["Server=db;Database=shop;User Id=app;Password={};Encrypt=True", "Data Source=db;Initial Catalog=x;Pwd={}", 'connectionString="Server=db;Uid=app;Pwd={};"'])
def test_a_password_goes_whole_up_to_the_semicolon(finds, frame, password):
    assert (password, "password") in finds(frame.format(password))


def test_a_braced_password_may_hold_semicolons(finds):
    assert finds("Driver={ODBC Driver 18 for SQL Server};Server=db;Uid=sa;Pwd={a;b}}c};") == [("a;b}}c", "password")]


@pytest.mark.parametrize("scheme", ["postgres", "mysql", "amqp", "redis", "mongodb+srv", "ldaps", "smtp"])
def test_a_password_with_reserved_characters_goes_whole(finds, scheme):
    assert finds(f"{scheme}://app:p@ss/w#rd?@host.example:1234/x") == [("p@ss/w#rd?", "password")]


@pytest.mark.parametrize("text", ["mongodb://db1:27017,db2:27017/shop", "postgres://db.example:5432/shop", "jdbc:oracle:thin:@//db:1521/x", "password=a sentence; with a semicolon", "Server=db;Password=;", "redis://cache:6379/0"])
def test_strings_without_a_password_stay(text):
    assert Scanner(detectors).scan(text) == []
