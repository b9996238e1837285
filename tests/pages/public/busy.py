"""A published world: one promise, three provinces, one of them with too few people to be shown."""

import datetime as dt

from buranakan.lib import clock
from tests.insight import world as worlds

NOW = dt.datetime(2025, 5, 15, 9, 0, tzinfo=clock.BANGKOK)


def build():
    """Korat 40 people, Chaiyaphum 3, Chiang Mai 12; Chaiyaphum is hidden, and Korat with it."""
    world = worlds.build()
    world.promise = worlds.promise(world)
    world.money = worlds.money_promise(world, statement_th="วงเงินรวม 9.15 ล้านบาท")
    worlds.serve(world, world.korat, people=40, on=dt.date(2025, 2, 14))
    worlds.serve(world, world.chaiyaphum, people=3, on=dt.date(2025, 3, 14))
    worlds.serve(world, world.chiang_mai, people=12, on=dt.date(2025, 4, 14), activity=world.fair)
    return world
