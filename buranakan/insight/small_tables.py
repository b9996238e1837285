"""Hiding small counts of people in a table of two ways, whose totals each way the public knows already. Pure.

Each row is hidden like any public table (small_counts), giving up what a public list says. A reader who also has the
totals of the columns could still work hidden counts out by adding and taking away both ways. So the table is told only
if it leaves every hidden count as free as the totals alone do, looked at from nothing up to twice the threshold less
one; else it is hidden as a whole, for to hide one more count where it is needed would tell why it was needed.
"""

from collections import defaultdict, deque

from buranakan.insight.small_counts import hidden_keys

UNLIMITED = 10**12
# Totals that are hidden may change too, as long as what is hidden together stays: one node holds each side's together.
ROWS, COLUMNS = ("rows",), ("columns",)


def hidden_cells(people, *, threshold, given_up_first, hidden_rows=frozenset(), hidden_columns=frozenset()):
    """Cells whose counts must not be shown to a reader who knows every total but those of `hidden_rows` and columns.

    `people` maps (row, column) to a number of people; `given_up_first` lists all cells in an order the reader may know.
    """
    hidden = {cell for cell in people if cell[0] in hidden_rows or cell[1] in hidden_columns}
    by_row = defaultdict(list)
    for cell in given_up_first:
        by_row[cell[0]].append(cell)
    for row, cells in by_row.items():
        if row not in hidden_rows:
            hidden |= hidden_keys({cell: people[cell] for cell in cells}, threshold=threshold, given_up_first=cells)
    told = Play(people, hidden, hidden_rows=hidden_rows, hidden_columns=hidden_columns)
    untold = Play(people, set(people), hidden_rows=hidden_rows, hidden_columns=hidden_columns)
    is_safe = all(_is_free(cell, told, untold, enough=2 * threshold - 1) for cell in hidden)
    return frozenset(hidden) if is_safe else frozenset(people)


def _is_free(cell, told, untold, *, enough):
    """Is a hidden count as free as the totals alone would leave it, or could it be anything up to enough?"""
    return told.least(cell) == untold.least(cell) and told.most(cell, enough) == untold.most(cell, enough)


class Play:
    """How far hidden counts can move while every total that is shown stays: people sent round a network."""

    def __init__(self, people, hidden, *, hidden_rows, hidden_columns):
        self.people = people
        self.arcs = defaultdict(dict)
        rows, columns = defaultdict(int), defaultdict(int)
        for (row, column), count in people.items():
            rows[row] += count
            columns[column] += count
        for row, column in hidden:
            self._join(("row", row), ("column", column), people[row, column])
        for row in hidden_rows:
            self._join(ROWS, ("row", row), rows[row])
        for column in hidden_columns:
            self._join(("column", column), COLUMNS, columns[column])

    def least(self, cell):
        """The smallest that this count could be, as far as the totals say."""
        count = self.people[cell]
        return count - self._carried(("row", cell[0]), ("column", cell[1]), most=count)

    def most(self, cell, enough):
        """The largest that it could be, looked for up to enough."""
        count = self.people[cell]
        return min(enough, count + self._carried(("column", cell[1]), ("row", cell[0]), most=max(0, enough - count)))

    def _join(self, tail, head, count):
        """What runs along may grow without limit, and shrink to nothing."""
        self.arcs[tail][head] = UNLIMITED
        self.arcs[head][tail] = count

    def _carried(self, start, end, *, most):
        """The largest flow from start to end, up to `most`, that does not use the way between them itself."""
        changed, carried = defaultdict(int), 0
        while carried < most:
            way = self._way(start, end, changed)
            if not way:
                break
            step = min(most - carried, *(self.arcs[tail][head] + changed[tail, head] for tail, head in way))
            for tail, head in way:
                changed[tail, head] -= step
                changed[head, tail] += step
            carried += step
        return carried

    def _way(self, start, end, changed):
        """The shortest way that can still carry something, as pairs of nodes."""
        came_from, waiting = {start: None}, deque([start])
        while waiting and end not in came_from:
            tail = waiting.popleft()
            for head, room in self.arcs[tail].items():
                if head in came_from or (tail == start and head == end) or room + changed[tail, head] <= 0:
                    continue
                came_from[head] = tail
                waiting.append(head)
        way, node = [], end if end in came_from else start
        while came_from[node] is not None:
            way.append((came_from[node], node))
            node = came_from[node]
        return way
