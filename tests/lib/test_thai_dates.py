import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.lib import clock, thai_dates, thai_text
from buranakan.lib.rules import RuleBroken

THE_DAY = dt.date(2024, 12, 8)
days = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2150, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "8 ธ.ค. 2567",
        "8 ธันวาคม 2567",
        "8 ธันวาคม พ.ศ. ๒๕๖๗",
        "๘ ธ.ค. ๒๕๖๗",
        "08/12/2567",
        "2024-12-08",
        "2567-12-08",
        "8-12-2567",
        "8.12.2567",
        "8 / 12 / 2024",
        "8 12 2567",
        "8ธค2567",
        "8 ธ. ค. 2567",
        "8-ธ.ค.-2567",
        "8 ธันวา 2567",
        "8 เดือนธันวาคม พุทธศักราช 2567",
        "วันที่ 8 ธันวาคม 2567",
        "วันอาทิตย์ที่ 8 ธันวาคม 2567",
        "8 ธันวาคม ค.ศ. 2024",
        "8 ธันวาคม คศ 2024",
        "8 December 2024",
        "8 Dec 2024",
        "8-Dec-2024",
        "December 8, 2024",
        "DEC. 8 2024",
        "8 December B.E. 2567",
        "8 December AD 2024",
        "\ufeff8\u00a0ธันวาคม\u200b 2567",
    ],
)
def test_one_day_written_in_many_ways(text):
    assert thai_dates.understand(text) == thai_dates.Understood(day=THE_DAY, echo="8 ธันวาคม 2567")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "date_missing"),
        (" \u200b ", "date_missing"),
        ("เมื่อวาน", "date_not_understood"),
        ("ธันวาคม 2567", "date_not_understood"),
        ("12/2567", "date_not_understood"),
        ("8 ธันวามค 2567", "date_not_understood"),
        ("8 December", "date_not_understood"),
        ("08122567", "date_not_understood"),
        ("8 ธ.ค. 2567 ถึง 9 ธ.ค. 2567", "date_not_understood"),
        ("8 " + "." * 5000 + "ธค 2567", "date_not_understood"),
        ("8/12/67", "year_two_digits"),
        ("8 ธ.ค. 67", "year_two_digits"),
        ("8 ธ.ค. '67", "year_two_digits"),
        ("8/12/567", "year_not_understood"),
        ("8/12/1899", "year_not_understood"),
        ("8/12/2151", "year_not_understood"),
        ("8/12/2399", "year_not_understood"),
        ("8/12/2700", "year_not_understood"),
        ("8/12/25670", "year_not_understood"),
        ("8 ธ.ค. พ.ศ. 2024", "year_not_understood"),
        ("8 ธ.ค. ค.ศ. 2567", "year_not_understood"),
        ("8 Dec CE 2567", "year_not_understood"),
        ("29 ก.พ. 2568", "date_impossible"),
        ("31/04/2567", "date_impossible"),
        ("12/25/2024", "date_impossible"),
        ("0/1/2567", "date_impossible"),
        ("1/0/2567", "date_impossible"),
        ("2024-13-01", "date_impossible"),
        ("วันจันทร์ที่ 8 ธันวาคม 2567", "weekday_does_not_match"),
    ],
)
def test_what_could_be_another_day_is_refused(text, code):
    with pytest.raises(RuleBroken) as refusal:
        thai_dates.understand(text)
    assert refusal.value.code == code
    assert str(refusal.value)


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        ("1900", 1900),
        ("2150", 2150),
        ("2400", 1857),
        ("2699", 2156),
    ],
)
def test_the_first_and_last_years_of_both_eras(year, expected):
    assert thai_dates.understand(f"1 มกราคม {year}").day == dt.date(expected, 1, 1)


def test_the_leap_day_exists_in_leap_years_of_both_eras():
    assert thai_dates.understand("29 ก.พ. 2567").day == dt.date(2024, 2, 29)
    assert thai_dates.understand("29/2/2024").echo == "29 กุมภาพันธ์ 2567"


def test_the_echo_speaks_the_readers_language():
    assert thai_dates.understand("08/12/2567", language="en").echo == "8 December 2024"


@given(days, st.sampled_from(["th", "en"]), st.booleans())
def test_what_is_written_is_understood(day, language, thai_digits):
    for write in (thai_dates.short, thai_dates.long):
        text = write(day, language=language, thai_digits=thai_digits)
        assert thai_dates.understand(text).day == day


@given(days, st.sampled_from(["{d}/{m}/{y}", "{d:02}-{m:02}-{y}", "{y}-{m:02}-{d:02}", "{d}.{m}.{y}"]))
def test_both_eras_name_the_same_day(day, shape):
    buddhist = shape.format(d=day.day, m=day.month, y=day.year + 543)
    common = shape.format(d=day.day, m=day.month, y=day.year)

    assert thai_dates.understand(buddhist).day == day
    assert thai_dates.understand(thai_text.thai_digits(common)).day == day


@pytest.mark.parametrize("written", ["16 พ.ค. 68", "16/05/68", "๑๖/๕/๖๘", "16 พฤษภาคม พ.ศ. 68", "16 พ.ค. '68"])
def test_a_short_year_is_of_the_buddhist_era_where_short_years_are_taken(written):
    understood = thai_dates.understand(written, short_years=True)
    assert (understood.day, understood.echo) == (dt.date(2025, 5, 16), "16 พฤษภาคม 2568")


@pytest.mark.parametrize("written", ["16/05/49", "16 พ.ค. 5", "16 พ.ค. ค.ศ. 68"])
def test_a_short_year_that_could_be_two_is_refused(written):
    with pytest.raises(RuleBroken) as refusal:
        thai_dates.understand(written, short_years=True)
    assert refusal.value.code == "year_two_digits"


@given(days)
def test_the_echo_is_understood_as_the_same_day(day):
    understood = thai_dates.understand(day.isoformat())
    assert thai_dates.understand(understood.echo) == understood


REFUSALS = {
    "date_missing",
    "date_not_understood",
    "date_impossible",
    "year_two_digits",
    "year_not_understood",
    "weekday_does_not_match",
}


@given(st.one_of(st.text(max_size=30), st.text(st.sampled_from("0123456789/-. ธคพศวนที่เดอาทย์๒๕๖๗dec"), max_size=24)))
def test_any_text_is_understood_or_refused(text):
    try:
        assert isinstance(thai_dates.understand(text).day, dt.date)
    except RuleBroken as refusal:
        assert refusal.code in REFUSALS


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (thai_dates.short(THE_DAY), "8 ธ.ค. 2567"),
        (thai_dates.short(THE_DAY, thai_digits=True), "๘ ธ.ค. ๒๕๖๗"),
        (thai_dates.short(THE_DAY, language="en"), "8 Dec 2024"),
        (thai_dates.long(THE_DAY), "8 ธันวาคม 2567"),
        (thai_dates.long(THE_DAY, language="en"), "8 December 2024"),
        (thai_dates.month(THE_DAY), "ธันวาคม 2567"),
        (thai_dates.month(THE_DAY, shortened=True), "ธ.ค. 2567"),
        (thai_dates.month_alone(THE_DAY), "ธ.ค."),
        (thai_dates.month_alone(THE_DAY, language="en"), "Dec"),
        (thai_dates.month(THE_DAY, language="en"), "December 2024"),
    ],
)
def test_days_and_months_are_written(written, expected):
    assert written == expected


def test_a_moment_is_written_in_thai_time():
    at = dt.datetime(2024, 12, 7, 17, 5, tzinfo=dt.UTC)

    assert thai_dates.moment(at) == "8 ธ.ค. 2567 00.05 น."
    assert thai_dates.moment(at, thai_digits=True) == "๘ ธ.ค. ๒๕๖๗ ๐๐.๐๕ น."
    assert thai_dates.moment(at, language="en") == "8 Dec 2024 00:05"


def test_a_moment_is_not_taken_for_a_day():
    with pytest.raises(TypeError):
        thai_dates.short(dt.datetime(2024, 12, 8, tzinfo=clock.BANGKOK))


# --- official papers --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ((2025, 5, 12), (2025, 5, 12), "๑๒ พฤษภาคม พ.ศ. ๒๕๖๘"),
        ((2025, 5, 12), (2025, 5, 13), "๑๒ – ๑๓ พฤษภาคม พ.ศ. ๒๕๖๘"),
        ((2025, 4, 30), (2025, 5, 2), "๓๐ เมษายน – ๒ พฤษภาคม พ.ศ. ๒๕๖๘"),
        ((2024, 12, 30), (2025, 1, 3), "๓๐ ธันวาคม พ.ศ. ๒๕๖๗ – ๓ มกราคม พ.ศ. ๒๕๖๘"),
    ],
)
def test_official_papers_say_once_what_both_days_share(first, last, written):
    assert thai_dates.formal_span(dt.date(*first), dt.date(*last)) == written


@given(day=days)
def test_what_official_papers_say_is_understood_as_the_same_day(day):
    assert thai_dates.understand(thai_dates.formal(day)).day == day
