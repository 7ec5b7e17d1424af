"""Intake: everything handed in becomes artifacts, and every byte is accounted for."""

import bz2
import gzip
import io
import lzma
import os
import struct
import tarfile
import zipfile

import pytest

from triagekit.errors import TriageError
from triagekit.intake import DEPTH, Limits, expand

LOG = b"2026-11-23T09:00:00Z error something failed\n" * 3


def zipped(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return made.getvalue()


def tarred(*infos: tuple[tarfile.TarInfo, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for info, data in infos:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


def read(tmp_path, data: bytes, name: str = "given", limits: Limits | None = None):
    (tmp_path / name).write_bytes(data)
    return list(expand([str(tmp_path / name)], limits))


def sources(found):
    return {f.artifact.name: f.source.read(1 << 20) for f in found if f.source}


def codes(found):
    return [d.code for f in found for d in f.artifact.defects]


def test_a_plain_file_is_one_artifact_with_its_digest(tmp_path):
    (found,) = read(tmp_path, LOG, "app.log")
    assert (found.artifact.id, found.artifact.name, found.artifact.size) == ("a0001", "app.log", len(LOG))
    assert len(found.artifact.sha256) == 64
    assert found.source.open().read() == LOG


def test_a_missing_path_ends_the_run_with_one_clear_error(tmp_path):
    with pytest.raises(TriageError) as error:
        list(expand([str(tmp_path / "no.har")]))
    assert error.value.problem.code == "TK-IO-001"


def test_a_folder_is_read_in_order_of_names_and_named_from_itself(tmp_path):
    case = tmp_path / "case"
    (case / "b").mkdir(parents=True)
    (case / "z.log").write_bytes(LOG)
    (case / "b" / "a.log").write_bytes(LOG)
    assert [f.artifact.name for f in expand([str(case)])] == ["case/z.log", "case/b/a.log"]


def test_a_glob_names_several_files(tmp_path):
    for name in ("2.log", "1.log", "x.har"):
        (tmp_path / name).write_bytes(LOG)
    assert [f.artifact.name for f in expand([str(tmp_path / "*.log")])] == ["1.log", "2.log"]


def test_standard_input_is_read_like_a_file(monkeypatch):
    class Stdin:
        buffer = io.BytesIO(zipped(a__log=LOG))

    monkeypatch.setattr("sys.stdin", Stdin)
    assert sources(expand(["-"])) == {"stdin/a/log": LOG}


def test_an_empty_file_is_said_to_be_empty(tmp_path):
    (found,) = read(tmp_path, b"")
    assert found.source is None
    assert codes([found]) == ["TK-IO-010"]


def test_a_link_inside_a_folder_is_not_followed(tmp_path):
    case = tmp_path / "case"
    case.mkdir()
    (tmp_path / "outside").write_bytes(LOG)
    (case / "link").symlink_to(tmp_path / "outside")
    (found,) = expand([str(case)])
    assert found.source is None
    assert codes([found]) == ["TK-IO-003"]


def test_a_named_pipe_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (found,) = expand([str(tmp_path / "pipe")])
    assert codes([found]) == ["TK-IO-003"]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gzip", "bzip2", "xz"])
def test_compressed_files_are_unpacked_by_content_not_by_name(tmp_path, pack):
    found = read(tmp_path, pack(LOG), "app.har")
    assert sources(found) == {"app.har/unpacked": LOG}
    assert found[-1].artifact.kind == "archive"
    assert found[-1].artifact.examined == found[-1].artifact.size


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress], ids=["plain", "gzip", "bzip2", "xz"])
def test_tar_archives_are_read_in_every_packing(tmp_path, pack):
    data = pack(tarred((tarfile.TarInfo("logs/app.log"), LOG)))
    assert list(sources(read(tmp_path, data)).values()) == [LOG]


def test_member_names_are_data_and_write_nothing(tmp_path):
    (tmp_path / "in").mkdir()
    found = read(tmp_path / "in", zipped(**{"../../evil": LOG}), "a.zip")
    assert sources(found) == {"a.zip/../../evil": LOG}
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_archives_are_opened_five_deep_and_no_deeper(tmp_path):
    data = LOG
    for _ in range(DEPTH + 1):
        data = zipped(x=data)
    found = read(tmp_path, data)
    assert not sources(found)
    assert codes(found) == ["TK-IO-022"]
    assert sources(read(tmp_path, zipped(a=zipped(b=zipped(c=zipped(d=zipped(e=LOG))))))) != {}


def test_a_bomb_is_cut_at_the_budget_and_said(tmp_path):
    found = read(tmp_path, gzip.compress(b"\x00" * 3_000_000), limits=Limits(total_bytes=1_000_000))
    assert codes(found) == ["TK-IO-021"]
    assert not sources(found)


def test_a_zip_that_claims_less_than_it_holds_is_bounded_too(tmp_path):
    data = bytearray(zipped(a=b"\x00" * 3_000_000))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 10)
    assert codes(read(tmp_path, bytes(data), limits=Limits(total_bytes=1_000_000))) == ["TK-IO-021"]


def overlapping(data: bytes, times: int) -> bytearray:
    """The archive with its one member listed so many times."""
    start, stop = data.rfind(b"PK\x01\x02"), data.rfind(b"PK\x05\x06")
    central = data[start:stop]
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, times, times, len(central) * times, start, 0)
    return bytearray(data[:start] + central * times + end)


def test_overlapping_members_that_claim_more_than_a_small_budget_are_not_unpacked_at_all(tmp_path):
    found = read(tmp_path, bytes(overlapping(zipped(a=b"x" * 100_000), 50)), limits=Limits(overlapping_bytes=250_000))
    (made,) = (f.artifact for f in found)
    assert not sources(found)
    assert "TK-IO-021" in codes(found)
    assert any("overlap" in d.detail for d in made.defects)
    assert sum(n for n, _ in made.skipped) == made.size


def test_overlapping_members_that_claim_less_than_they_hold_share_a_small_budget(tmp_path):
    data = overlapping(zipped(a=b"x" * 100_000), 50)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", data, at + 24, 10)
        at = data.find(b"PK\x01\x02", at + 4)
    found = read(tmp_path, bytes(data), limits=Limits(overlapping_bytes=250_000))
    assert len(sources(found)) <= 2
    assert "TK-IO-021" in codes(found)


def test_overlapping_members_within_the_small_budget_are_read(tmp_path):
    assert sources(read(tmp_path, bytes(overlapping(zipped(a=LOG), 2)))) == {"given/a": LOG}


def test_an_encrypted_member_is_named_and_the_rest_is_read(tmp_path):
    data = bytearray(zipped(a=LOG, b=LOG))
    struct.pack_into("<H", data, data.find(b"PK\x01\x02") + 8, 1)
    found = read(tmp_path, bytes(data))
    assert sources(found) == {"given/b": LOG}
    (refused,) = (f.artifact for f in found if f.artifact.name == "given/a")
    assert [d.detail for d in refused.defects] == ["it is encrypted"]
    assert sum(n for n, _ in refused.skipped) == refused.size


def test_links_and_devices_in_a_tar_are_named_not_followed(tmp_path):
    link = tarfile.TarInfo("l")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    found = read(tmp_path, tarred((link, b""), (tarfile.TarInfo("ok.log"), LOG)))
    assert sources(found) == {"given/ok.log": LOG}
    assert codes(found) == ["TK-IO-023"]


def test_a_cut_zip_gives_the_members_that_are_complete(tmp_path):
    whole = zipped(a=LOG, b=os.urandom(5000))
    found = read(tmp_path, whole[: whole.find(b"PK\x03\x04", 4) + 2000])
    assert sources(found)["given/a"] == LOG
    assert "TK-IO-020" in codes(found)


def test_an_archive_form_that_is_not_opened_is_named(tmp_path):
    (found,) = read(tmp_path, b"7z\xbc\xaf\x27\x1c" + bytes(100))
    assert codes([found]) == ["TK-IO-023"]
    assert found.artifact.skipped == [(106, "7-Zip archive: this packing is not opened")]


def test_more_files_than_the_budget_allows_are_said_once(tmp_path):
    found = read(tmp_path, zipped(**{f"f{n}": LOG for n in range(9)}), limits=Limits(members=4))
    assert codes(found).count("TK-IO-021") == 1


def test_a_session_archive_stays_one_artifact(tmp_path):
    found = read(tmp_path, zipped(raw__1_c=b"", **{"raw/1_c.txt": b"GET / HTTP/1.1\r\n\r\n", "raw/1_s.txt": b"HTTP/1.1 200 OK\r\n\r\n"}), "a.saz")
    assert [f.artifact.name for f in found] == ["a.saz"]
    assert "raw/1_c.txt" in found[0].source.head.text


def test_what_macos_adds_to_archives_is_set_aside(tmp_path):
    found = read(tmp_path, zipped(**{"__MACOSX/._a": b"\x00\x05\x16\x07" + bytes(50), "a.log": LOG}))
    assert list(sources(found)) == ["given/a.log"]
    assert not codes(found)


def test_every_byte_is_examined_or_skipped_with_a_reason(tmp_path):
    for data in (zipped(a=LOG), tarred((tarfile.TarInfo("a"), LOG)) + b"junk behind", gzip.compress(LOG) + b"JUNK", b"Rar!\x1a\x07" + bytes(9), zipped(a=LOG)[:40]):
        for found in read(tmp_path, data):
            if found.source is None and found.artifact.kind != "empty":
                assert found.artifact.examined + sum(n for n, _ in found.artifact.skipped) == found.artifact.size


def test_a_hostile_corpus_is_taken_in_without_an_exception():
    folder = os.environ.get("TRIAGEKIT_CORPUS")
    if not folder:
        pytest.skip("The corpus folder is not named in TRIAGEKIT_CORPUS.")
    found = list(expand([os.path.join(folder, "hostile", "archives")]))
    assert len(found) > 40
    assert any(d.code == "TK-IO-021" for f in found for d in f.artifact.defects)


def test_what_is_attached_to_an_e_mail_is_an_artifact_of_its_own(tmp_path):
    from email.message import EmailMessage

    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "jane@customer.example", "help@vendor.example", "It fails"
    made.set_content("See the file.\n")
    made.add_attachment(b'{"log": {"entries": []}}', maintype="application", subtype="json", filename="x.har")
    path = tmp_path / "case.eml"
    path.write_bytes(made.as_bytes())
    found = list(expand([str(path)]))
    assert [f.artifact.name for f in found] == ["case.eml/part-1.txt", "case.eml/x.har", "case.eml"]
    assert found[1].source.read(99) == b'{"log": {"entries": []}}' and found[2].artifact.examined == path.stat().st_size
