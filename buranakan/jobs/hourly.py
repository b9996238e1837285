"""What happens every hour."""

from buranakan.records import actions as records


def run(at):
    sealed = records.seal(at)
    return {"events sealed": sealed}
