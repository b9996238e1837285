"""Hiding small counts of people in what the public sees, and what would reveal them. Pure."""


def hidden_keys(people, *, threshold, given_up_first):
    """Keys of a table whose counts must not be shown to a reader who also knows the table's total, and this method.

    `people` maps a key to a number of people. Small counts go, zero among them: that nobody was served can tell about
    those who were not. Then others are given up with them, since the total less the rest would tell a lone one, until
    what is hidden together could be any small count beside one that is not small: twice the threshold less one.

    Which others is decided by a list that the reader may know, never by the counts: giving up the smallest ones would
    tell that what is hidden is no larger than what is shown.
    """
    hidden = {key for key, count in people.items() if count < threshold}
    if not hidden:
        return frozenset()
    together, is_paired = sum(people[key] for key in hidden), False
    for key in given_up_first:
        if is_paired and together >= 2 * threshold - 1:
            break
        if key not in hidden:
            hidden.add(key)
            together += people[key]
            is_paired = True
    return frozenset(hidden)


def hide_small(counts, *, threshold, given_up_first):
    """The same table with None for every count that must not be shown."""
    hidden = hidden_keys(counts, threshold=threshold, given_up_first=given_up_first)
    return {key: None if key in hidden else count for key, count in counts.items()}


def points_shown(running_totals, *, threshold):
    """Places of a cumulative series that may be shown; its end is the total that the reader knows.

    What is gained between the start, two shown points and the end is a count of people like any other, nothing gained
    included: each gain is the threshold or more, or the point is not shown.
    """
    if not running_totals or running_totals[-1] < threshold:
        return frozenset()
    end, shown, reached = running_totals[-1], [], 0
    for place, total in enumerate(running_totals[:-1]):
        if total - reached >= threshold:
            shown.append(place)
            reached = total
    while shown and end - running_totals[shown[-1]] < threshold:
        shown.pop()
    return frozenset(shown) | {len(running_totals) - 1}
