"""`buranakan read FILE [--json]`."""

import io
import json
import subprocess
import sys

import pytest

from buranakan.cli import main

TEXT = """ข่าวตัวอย่าง
วันอังคารที่ 10 ธันวาคม 2567
กรุงเทพฯ 8 ธันวาคม 2567 - ดีพร้อม มีเป้าหมายรวมกว่า 2,180 คน วงเงินรวม 9.15 ล้านบาท ดอกเบี้ยร้อยละ 1.5 ต่อปี
"""


@pytest.fixture
def announcement(tmp_path):
    def write(content, encoding="utf-8"):
        path = tmp_path / "ข่าว.txt"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return str(path)

    return write


def read_json(capsys, file):
    assert main.main(["read", file, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_json_holds_every_figure_with_its_place(capsys, announcement, encoding):
    answer = read_json(capsys, announcement(TEXT, encoding))
    keys = ("value", "unit", "comparison", "role", "quote")
    assert [tuple(item[key] for key in keys) for item in answer["items"]] == [
        (2180, "คน", "more_than", "promise", "กว่า 2,180 คน"),
        (9150000, "บาท", "exactly", "promise", "9.15 ล้านบาท"),
        (1.5, "ร้อยละ", "exactly", "rule", "ร้อยละ 1.5"),
    ]
    assert [TEXT[item["start"] : item["end"]] for item in answer["items"]] == [
        item["quote"] for item in answer["items"]
    ]


def test_json_has_the_promised_keys(capsys, announcement):
    file = announcement(TEXT)
    answer = read_json(capsys, file)
    assert set(answer) == {"file", "items", "names", "dates"}
    assert answer["file"] == file
    assert set(answer["items"][0]) >= {
        "value", "high", "unit", "comparison", "role", "quote", "start", "end", "whose", "about", "why",
    }  # fmt: skip
    assert (answer["dates"]["event_on"], answer["dates"]["published_on"]) == ("2024-12-08", "2024-12-10")
    assert {(name["kind"], name["code"]) for name in answer["names"]} == {("agency", "diprom"), ("province", "10")}


def test_a_whole_amount_is_written_without_a_fraction(capsys, announcement):
    assert main.main(["read", announcement(TEXT), "--json"]) == 0
    assert '"value": 9150000,' in capsys.readouterr().out


def test_the_table_lists_promises_first(capsys, announcement):
    assert main.main(["read", announcement(TEXT)]) == 0
    out = capsys.readouterr().out
    assert out.index("PROMISES (2)") < out.index("9,150,000 บาท") < out.index("RULES AND CONDITIONS (1)")


def test_standard_input(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode()), encoding="utf-8"))
    assert len(read_json(capsys, "-")["items"]) == 3


def test_an_empty_text_proposes_nothing(capsys, announcement):
    assert read_json(capsys, announcement(""))["items"] == []


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\x00",
        "ข่าว".encode("utf-16"),
        "caf\u00e9 r\u00e9sum\u00e9".encode("latin-1"),
    ],
    ids=["picture", "pdf", "utf-16", "latin-1"],
)
def test_what_is_no_text_is_refused_in_one_sentence(capsys, announcement, content):
    assert main.main(["read", announcement(content)]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)


def test_a_folder_is_read_in_order_of_name_each_like_a_file(capsys, tmp_path):
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "first.TXT").write_text("อบรมแล้ว 40 คน", encoding="utf-8")
    (tmp_path / "notes.md").write_text("อบรมแล้ว 70 คน", encoding="utf-8")
    answers = read_json(capsys, str(tmp_path))
    assert [(one["file"], len(one["items"])) for one in answers] == [
        (str(tmp_path / "a" / "first.TXT"), 1),
        (str(tmp_path / "b.txt"), 3),
    ]
    assert answers[1] == read_json(capsys, str(tmp_path / "b.txt"))


def test_a_folder_as_a_table_names_each_file(capsys, tmp_path):
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    assert main.main(["read", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith(f"{tmp_path / 'b.txt'}\n")


def test_what_can_not_be_read_in_a_folder_is_told_and_the_others_are_read(capsys, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    assert main.main(["read", str(tmp_path), "--json"]) == 2
    told = capsys.readouterr()
    assert [one["file"] for one in json.loads(told.out)] == [str(tmp_path / "b.txt")]
    assert (told.err.count("\n"), "a.txt" in told.err) == (1, True)


def test_whose_and_where_are_linked_to_the_reference_data(capsys, announcement):
    (item,) = read_json(capsys, announcement("ก.อุตฯ ตั้งเป้าอบรมช่าง 60 คน ในจังหวัดนครราชสีมา"))["items"]
    assert (item["whose"], item["whose_code"]) == ("ก.อุตฯ", "moi")
    assert [(place["quote"], place["code"]) for place in item["where"]] == [("นครราชสีมา", "30")]


@pytest.mark.parametrize("name", ["absent.txt", "."])
def test_a_file_that_can_not_be_read_is_refused_in_one_sentence(capsys, tmp_path, name):
    assert main.main(["read", str(tmp_path / name)]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)


def test_it_needs_no_django(announcement):
    program = (
        "import sys; sys.modules['django'] = None\n"
        "from buranakan.cli.main import main\n"
        f"sys.exit(main(['read', {announcement(TEXT)!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env={"PYTHONIOENCODING": "ascii"}, check=False
    )
    assert (done.returncode, "PROMISES (2)" in done.stdout.decode("utf-8")) == (0, True)
