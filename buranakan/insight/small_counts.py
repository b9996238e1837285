"""Hiding small counts of people in what the public sees, and what would reveal them. Pure."""


def hide_small(counts, *, threshold, total_is_shown=True):
    """Replace counts below the threshold by None, and as many others as it takes so that none can be worked out.

    `counts` maps a key to a count of people whose sum the reader may know. A single hidden cell is the total less the
    rest; a few hidden cells with a small sum are nearly known. So cells are hidden, smallest first, until at least two
    are hidden and what is hidden together comes to the threshold or more (or nothing is left to hide).
    Zero is a small count too: that nobody was served can tell about those who were not.
    """
    hidden = {key for key, count in counts.items() if count < threshold}
    if hidden and total_is_shown:
        rest = sorted((count, str(key), key) for key, count in counts.items() if key not in hidden)
        for count, _, key in rest:
            if len(hidden) >= 2 and sum(counts[one] for one in hidden) >= threshold:
                break
            hidden.add(key)
    return {key: None if key in hidden else count for key, count in counts.items()}
