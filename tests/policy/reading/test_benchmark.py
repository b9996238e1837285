"""The measuring of the reading: what is counted, and that nothing is no success."""

from benchmarks.reading import Measure, Measures, shown
from tests.policy.reading.reading_of import read

TEXT = "ตั้งเป้าพัฒนา 30 ราย และปีที่ผ่านมาพัฒนาไปแล้ว 30 ราย"


def measured(labels):
    measures = Measures()
    measures.add("one", TEXT, read(TEXT), labels)
    return measures


def test_of_nothing_there_is_nothing_to_measure():
    assert (Measure().precision, Measure().recall) == (None, None)
    assert (shown(None), shown(0.5)) == ("nothing to measure", "0.500")


def test_labels_without_places_are_met_by_amount_in_order():
    labels = [[None, None, 30, None, "ราย", role] for role in ("promise", "result")]
    found = measured([*labels, [None, None, 9, None, "แห่ง", "promise"]])
    assert found.roles["promise"] == Measure(right=1, wrong=0, missed=1)
    assert found.roles["result"] == Measure(right=1, wrong=0, missed=0)
    assert found.amounts == Measure(right=2, wrong=0, missed=1)
    assert [str(one) for one in found.mistakes] == ["one: read as nothing, a person says promise: 9 แห่ง"]


def test_what_nobody_said_is_read_wrongly():
    found = measured([])
    assert (found.roles["promise"].wrong, found.amounts.wrong) == (1, 2)
