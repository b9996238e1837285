"""When it happened and when it was published."""

import datetime as dt

import pytest

from tests.policy.reading.reading_of import PUBLISHED, read


def event_of(paragraph):
    return read(f"หัวข่าว\n\n{PUBLISHED}\n10/12/2567\nพิมพ์\nหัวข่าว\n{paragraph}").dates.event_on


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("วันอังคารที่ 10 ธันวาคม 2567", dt.date(2024, 12, 10)),
        ("วันอังคารที่ ๑๐ ธันวาคม ๒๕๖๗", dt.date(2024, 12, 10)),
        ("วันศุกร์ที่ 7 มี.ค. 68", dt.date(2025, 3, 7)),
        ("10/12/2567", dt.date(2024, 12, 10)),
        ("10/12/2024", dt.date(2024, 12, 10)),
        ("31/02/2567", None),
        ("10/12/1234", None),
        ("ข่าววันอังคารที่ 10 ธันวาคม 2567 ของกรม", None),
    ],
)
def test_the_line_under_the_title_is_the_day_of_publication(line, day):
    assert read(f"หัวข่าว\n{line}\nเนื้อข่าว").dates.published_on == day


@pytest.mark.parametrize(
    ("paragraph", "day"),
    [
        ("จ.นครราชสีมา 8 ธันวาคม 2567 - ผู้บริหารลงพื้นที่", dt.date(2024, 12, 8)),
        ("กรุงเทพฯ 8 ธันวาคม 2567 – ผู้บริหารแถลง", dt.date(2024, 12, 8)),
        ("จังหวัดเลย - 8 ธันวาคม 2567 ผู้บริหารแถลง", dt.date(2024, 12, 8)),
        ("เมื่อวันที่ 8 ธันวาคม 2567 เวลา 09.00 น. ผู้บริหารแถลง", dt.date(2024, 12, 8)),
        ("วันที่ ๘ ธันวาคม ๒๕๖๗ ผู้บริหารแถลง", dt.date(2024, 12, 8)),
        ("วันนี้ (8 ธ.ค. 67) ผู้บริหารแถลง", dt.date(2024, 12, 8)),
        ("วันนี้ (8 ธันวาคม) ผู้บริหารแถลง", dt.date(2024, 12, 8)),
        ("8 ธันวาคม 2567 ผู้บริหารแถลง", dt.date(2024, 12, 8)),
        ("ระหว่างวันที่ 7 - 8 ธันวาคม 2567 มีงาน", None),
        ("เมื่อวันที่ 7 - 8 ธันวาคม 2567 มีงาน", dt.date(2024, 12, 7)),
        ("จากเหตุการณ์เมื่อวันที่ 1 ธันวาคม 2567 กรมได้ช่วยเหลือ", None),
        ("ผู้สนใจสมัครได้ภายในวันที่ 31 ธันวาคม 2567", None),
        ("ไม่มีวันที่ในเนื้อข่าว", None),
        ("วันที่ 31 กุมภาพันธ์ 2567 ผู้บริหารแถลง", None),
    ],
)
def test_the_dateline_is_the_day_of_the_event(paragraph, day):
    assert event_of(paragraph) == day


def test_the_day_of_publication_is_not_taken_for_the_event():
    assert read(f"{PUBLISHED}\nเนื้อข่าว").dates.event_on is None


def test_the_days_point_at_their_words():
    text = f"หัวข่าว\n{PUBLISHED}\nกรุงเทพฯ ๘ ธันวาคม ๒๕๖๗ – ผู้บริหารแถลง"
    dates = read(text).dates
    assert (dates.published.quote, dates.event.quote) == (PUBLISHED, "๘ ธันวาคม ๒๕๖๗")
    assert text[dates.event.start : dates.event.end] == dates.event.quote


def test_a_text_without_days_has_none():
    dates = read("ข้อความสั้น").dates
    assert (dates.event_on, dates.event, dates.published_on, dates.published) == (None, None, None, None)
