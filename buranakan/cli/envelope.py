"""`buranakan envelope`: receive an envelope of a portfolio, and draft a plan on it from a survey of need."""

import csv
import datetime as dt

from buranakan.accounts.scope import Scope
from buranakan.areas import queries as areas
from buranakan.lib import clock, money, thai_text
from buranakan.planning import actions, imports, queries
from buranakan.planning.proposal import propose

REFUSED = 1
WHOLE = Scope.system("planning from the console")
BASIS = "คำนวณจากผลสำรวจความต้องการรายจังหวัดใน {file}: จัดเป็นรุ่นเต็มรุ่น กระจายตามเดือน แบ่งวงเงินตามช่วงต้นทุนต่อหน่วย"


def add_arguments(parser):
    words = parser.add_subparsers(dest="word", required=True)
    first = words.add_parser("open", help="receive an envelope, which others of a portfolio come from")
    first.add_argument("--amount", required=True, help='baht, e.g. 9150000 or "9.15 ล้านบาท"')
    first.add_argument("--places", required=True, help="people it may serve, e.g. 2400")
    first.add_argument("--act-year", type=int, help="year of the budget act, if it is not the portfolio's, e.g. 2567")
    law = first.add_mutually_exclusive_group()
    law.add_argument("--provisional", action="store_true", help="of last year's act, until this year's is in force")
    law.add_argument("--carried-over", action="store_true", help="bound in an earlier year, paid in this one")
    first.add_argument("--paper", default="", help="by which paper; a second one lets the envelope grow")
    first.add_argument("--paper-on", type=dt.date.fromisoformat, help="its day, e.g. 2024-10-30")
    draft = words.add_parser("propose", help="compute a draft plan by need, marked as a proposal")
    draft.add_argument("need", metavar="FILE", help="CSV with the columns province (two-digit code) and need")
    draft.add_argument("--more-than", type=int, required=True, help="people promised; the plan serves more")
    for word in (first, draft):
        word.add_argument("--portfolio", required=True, help="its code, e.g. diprom-pio-2568")
        word.add_argument("--office", required=True, help="whose envelope, e.g. diprom")


def run(arguments):
    portfolio = queries.portfolios(WHOLE).filter(code=arguments.portfolio).first()
    office = areas.office_by_code(arguments.office)
    if portfolio is None or office is None:
        print(f"ไม่พบ{'หน่วยงาน ' + arguments.office if portfolio else 'ชุดโครงการ ' + arguments.portfolio}")
        return REFUSED
    do = {"open": _open, "propose": _propose}[arguments.word]
    return do(arguments, portfolio=portfolio, office=office)


def _open(arguments, *, portfolio, office):
    envelope = actions.open_envelope(
        portfolio,
        office=office,
        amount_satang=money.parse_baht(arguments.amount),
        places=int(thai_text.arabic_digits(arguments.places).replace(",", "")),
        budget_act_year=arguments.act_year,
        is_provisional=arguments.provisional,
        is_carried_over=arguments.carried_over,
        document=arguments.paper,
        document_on=arguments.paper_on,
        by=None,
        at=clock.now(),
    )
    print(f"{office.short}: {money.format_baht(envelope.amount_satang)} บาท {envelope.places:,} คน")
    return 0


def _propose(arguments, *, portfolio, office):
    envelope = queries.envelopes(WHOLE, portfolio).filter(office=office).first()
    if envelope is None:
        print(f"{office.short} ยังไม่มีวงเงินในชุดโครงการนี้ ใช้ `buranakan envelope open` ก่อน")
        return REFUSED
    with open(arguments.need, encoding="utf-8-sig", newline="") as file:
        need = {row["province"].strip(): int(thai_text.arabic_digits(row["need"])) for row in csv.DictReader(file)}
    ask = imports.ask(
        WHOLE, portfolio, need=need, more_than=arguments.more_than, satang=envelope.left.satang
    )
    draft = actions.draft_proposal(
        envelope,
        proposed=propose(ask),
        owner_office=office,
        name_th=f"แผนของ{office.short_th}",
        name_en=f"Plan of {office.short_en}",
        basis=BASIS.format(file=arguments.need),
        by=None,
        at=clock.now(),
    )
    baht = money.format_baht(draft.amount_total_satang)
    print(f"{draft}: {draft.people_total:,} คน {baht} บาท (ร่าง รอนักวางแผนตรวจและเสนอ)")
    return 0
