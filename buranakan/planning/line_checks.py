"""What lines of an envelope are checked beside: whose budget it may be, and who answers for what in their months."""

from buranakan.planning import queries, rules


class LineChecks:
    """Checks lines planned on an envelope; each question to the database is asked once for all of them."""

    def __init__(self, envelope):
        self._portfolio = envelope.portfolio
        self._budget_office_ids = queries.budget_office_ids(envelope)
        self._answering = {}

    def check(self, line):
        """A line fits its activity, its year, the envelope and the offices it names."""
        if line.month not in self._answering:
            self._answering[line.month] = queries.answering(on=line.month)
        rules.check_line(
            line,
            portfolio=self._portfolio,
            budget_office_ids=self._budget_office_ids,
            answers_for=self._answering[line.month],
        )
