import pytest

from buranakan.registry.enums import LegalForm
from buranakan.registry.imports import forms

LIMITED, PUBLIC = LegalForm.LIMITED_COMPANY, LegalForm.PUBLIC_COMPANY
PARTNERS, ORDINARY = LegalForm.LIMITED_PARTNERSHIP, LegalForm.ORDINARY_PARTNERSHIP


@pytest.mark.parametrize(
    ("written", "form", "name"),
    [
        ("บจ.ก ไทย จำกัด", LIMITED, "บริษัท ก ไทย จำกัด"),
        ("บจ. ก จำกัด", LIMITED, "บริษัท ก จำกัด"),
        ("บจก.ก", LIMITED, "บริษัท ก จำกัด"),
        ("บจ.ก (ไทยแลนด์)จำกัด", LIMITED, "บริษัท ก (ไทยแลนด์) จำกัด"),
        ("บริษัท ก จำกัด", LIMITED, "บริษัท ก จำกัด"),
        ("บ.ก จก", LIMITED, "บริษัท ก จก จำกัด"),
        ("บมจ.ก จำกัด (มหาชน)", PUBLIC, "บริษัท ก จำกัด (มหาชน)"),
        ("บริษัท ก จำกัด(มหาชน)", PUBLIC, "บริษัท ก จำกัด (มหาชน)"),
        ("หจ.ก.การค้า", PARTNERS, "ห้างหุ้นส่วนจำกัด ก.การค้า"),
        ("หจก. ก", PARTNERS, "ห้างหุ้นส่วนจำกัด ก"),
        ("ห้างหุ้นส่วนจำกัด ก", PARTNERS, "ห้างหุ้นส่วนจำกัด ก"),
        ("หส.ก", ORDINARY, "ห้างหุ้นส่วนสามัญนิติบุคคล ก"),
        ("มูลนิธิ ก", LegalForm.OTHER, "มูลนิธิ ก"),
        ("บัวหลวง", LegalForm.OTHER, "บัวหลวง"),
    ],
)
def test_a_name_is_written_out_by_its_form(written, form, name):
    assert (forms.form_of(written), forms.in_full(written, form=forms.form_of(written))) == (form, name)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("บริษัทจำกัด", LIMITED),
        ("บจ.", LIMITED),
        ("บจ", LIMITED),
        ("บริษัทมหาชนจำกัด", PUBLIC),
        ("ห้างหุ้นส่วนจำกัด", PARTNERS),
        ("ห้างหุ้นส่วนสามัญนิติบุคคล", ORDINARY),
        ("", LegalForm.OTHER),
    ],
)
def test_a_column_may_say_the_form_of_a_bare_name(word, form):
    assert forms.form_of_word(word) == form


def test_a_bare_name_takes_the_form_of_its_column():
    assert forms.in_full("ก จำกัด", form=LIMITED) == "บริษัท ก จำกัด"
    assert forms.in_full("ก", form=PARTNERS) == "ห้างหุ้นส่วนจำกัด ก"
