"""Synthetic names say that they are synthetic."""

import random
from types import SimpleNamespace

from buranakan.demo import names

SAYS_SO = ("สมมติ", "ตัวอย่าง", "จำลอง", "สาธิต")


def test_every_surname_says_that_it_is_made_up():
    assert [surname for surname in names.SURNAMES if not surname.startswith(SAYS_SO)] == []


def test_an_enterprise_says_that_it_is_an_example():
    chance = random.Random(7)  # noqa: S311 - the same every time
    named = names.enterprise(chance, province=SimpleNamespace(name_th="นครราชสีมา"), serial=12)
    assert named.startswith("วิสาหกิจชุมชนตัวอย่าง") and named.endswith("นครราชสีมา 12")
