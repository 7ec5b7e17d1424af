"""`triagekit doctor` finds what an installation lacks."""

from triagekit.commands import doctor


def test_a_whole_installation_passes(tk):
    code, out, _ = tk("doctor")
    assert code == 0
    assert "rules not run    0" in out
    assert "haralyzer" in out


def test_a_missing_package_fails_unless_another_takes_its_place(tk, monkeypatch):
    real = doctor.version

    def without(name):
        def version(asked):
            if asked == name:
                raise doctor.PackageNotFoundError(asked)
            return real(asked)

        return version

    monkeypatch.setattr(doctor, "version", without("google-re2"))
    assert tk("doctor")[0] == 0
    monkeypatch.setattr(doctor, "version", without("lxml"))
    code, out, _ = tk("doctor")
    assert code == 1
    assert "lxml             missing" in out
