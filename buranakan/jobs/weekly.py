"""What happens every Monday morning."""

from buranakan.insight.briefs import weekly_paper


def run(at):
    return {"briefs of the week made": weekly_paper.make_due(at)}
