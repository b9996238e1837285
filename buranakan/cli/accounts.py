"""`buranakan accounts`: make somebody able to log in, give roles, close accounts, list who may do what."""

import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from buranakan.accounts import actions, queries
from buranakan.accounts.models import User
from buranakan.accounts.permissions import Role
from buranakan.areas import queries as areas
from buranakan.lib import clock, thai_dates
from buranakan.messages import appointments

REFUSED = 1


def add_arguments(parser):
    words = parser.add_subparsers(dest="word", required=True)
    add = words.add_parser("add", help="make an account and give it a first role")
    add.add_argument("email")
    add.add_argument("--name", required=True, help="the name shown; a post rather than a person where that is enough")
    add.add_argument("--password-file", help="a file whose first line is the password; asked for when left out")
    for word in (add, words.add_parser("give", help="give a further role")):
        word.add_argument("--role", required=True, choices=[role.value for role in Role])
        word.add_argument("--office", required=True, help="the office's code, e.g. pio-30 or diprom-c06")
        word.add_argument("--until", help="last day, e.g. 30/09/2568; open when left out")
    words.choices["give"].add_argument("email")
    close = words.add_parser("close", help="close an account at once: roles, sessions and password")
    close.add_argument("email")
    words.add_parser("list", help="list accounts with their roles of today")


def run(arguments):
    return {"add": _add, "give": _give, "close": _close, "list": _list}[arguments.word](arguments)


def _add(arguments):
    password = _password(arguments.password_file)
    user = User(email=arguments.email, display_name=arguments.name)
    try:
        validate_password(password, user)
    except ValidationError as refused:
        print("\n".join(refused.messages))
        return REFUSED
    if queries.user_by_email(arguments.email):
        print(f"มีบัญชี {arguments.email} อยู่แล้ว ใช้ `buranakan accounts give` เพื่อเพิ่มบทบาท")
        return REFUSED
    # An unknown office or a role that does not belong there leaves no account behind.
    with transaction.atomic():
        actions.add_user(email=arguments.email, display_name=arguments.name, password=password, by=None, at=clock.now())
        refused = _give(arguments)
        transaction.set_rollback(bool(refused))
    return refused


def _password(file):
    if file:
        with open(file, encoding="utf-8") as lines:
            return lines.readline().rstrip("\n")
    return getpass.getpass("รหัสผ่าน / password: ")


def _give(arguments):
    user = queries.user_by_email(arguments.email)
    office = areas.office_by_code(arguments.office)
    if user is None or office is None:
        print(f"ไม่พบ {'บัญชี ' + arguments.email if user is None else 'หน่วยงาน ' + arguments.office}")
        return REFUSED
    until = thai_dates.understand(arguments.until).day if arguments.until else None
    given = actions.give_membership(
        user, role=arguments.role, office=office, valid_from=clock.today(), valid_to=until, by=None, at=clock.now()
    )
    appointments.tell_new_heads(clock.now())
    print(f"{user.email}: {given.post}")
    return 0


def _close(arguments):
    user = queries.user_by_email(arguments.email)
    if user is None:
        print(f"ไม่พบบัญชี {arguments.email}")
        return REFUSED
    actions.close(user, by=None, at=clock.now())
    print(f"ปิดบัญชี {user.email} แล้ว")
    return 0


def _list(arguments):
    for membership in queries.memberships_on(clock.today()):
        print(f"{membership.user.email}\t{membership.post}")
    return 0
