"""`buranakan demo load` and `buranakan demo logins`."""

import time

from django.conf import settings

from buranakan.accounts import queries
from buranakan.accounts.permissions import Role
from buranakan.areas import queries as areas
from buranakan.demo import posts, story

REFUSED = 1


def add_arguments(parser):
    parser.add_argument("word", choices=["load", "logins"])


def run(arguments):
    if not settings.IS_DEMO:
        print("ข้อมูลสาธิตโหลดได้เฉพาะเมื่อ BURANAKAN_MODE=demo / the demo loads only with BURANAKAN_MODE=demo")
        return REFUSED
    return {"load": _load, "logins": _logins}[arguments.word]()


def _load():
    if queries.user_by_email(posts.POSTS[0].email):
        print("มีข้อมูลสาธิตอยู่แล้ว / the demo is loaded already")
        return REFUSED
    start = time.monotonic()
    story.tell(lambda step: print(f"{time.monotonic() - start:5.1f} s  {step}", flush=True))
    return 0


def _logins():
    printed = [post for post in posts.LOGINS if post.is_printed]
    width = max(len(post.email) for post in printed)
    print(f"รหัสผ่านทุกบัญชี / password of every login: {posts.PASSWORD}")
    for post in printed:
        office = areas.office_by_code(post.office)
        print(f"  {post.email:<{width}}  {Role(post.role).value:<18}  {office.short_th}")
    return 0
