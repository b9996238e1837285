"""A guard that finds something shows all of it, however long the list."""


def pytest_assertrepr_compare(op, left, right):
    # Printed, because pytest cuts its own explanations short.
    if op == "==" and right == [] and isinstance(left, list):
        print("Found:", *left, sep="\n  ")
