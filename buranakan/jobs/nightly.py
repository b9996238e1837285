"""What happens every night."""

from axes.handlers.proxy import AxesProxyHandler
from django.core.management import call_command

from buranakan.accounts.scope import Scope
from buranakan.calls import actions as calls
from buranakan.insight import directives as standing
from buranakan.messages import actions as messages
from buranakan.outcomes import actions as outcomes
from buranakan.policy.directives import actions as directives

# Computer-Related Crime Act B.E. 2550, section 26: at least 90 days. They are personal data, so hardly longer.
LOGINS_KEPT_DAYS = 91


def run(at):
    call_command("clearsessions")
    call_command("prune_db_task_results", queue_name="*", verbosity=0)
    return {
        "old logins forgotten": AxesProxyHandler.reset_logs(age_days=LOGINS_KEPT_DAYS),
        "old letters forgotten": messages.forget_old(at),
        "drafts of applications emptied": calls.forget_drafts(at),
        "askings made": outcomes.ask_what_is_due(at),
        "directives closed by their figure": close_reached(at),
        "directives reminded of": directives.remind(at),
        "directives raised": directives.escalate(at),
    }


def close_reached(at):
    """Before the late ones are raised: what is reached is late no more."""
    whole = Scope.system("figures that directives wait for")
    found = standing.reached(whole, at=at)
    return sum(directives.close_reached(one.directive, **one.proof, at=at) for one in found)
