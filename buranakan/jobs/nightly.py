"""What happens every night."""

from axes.handlers.proxy import AxesProxyHandler
from django.core.management import call_command

from buranakan.calls import actions as calls
from buranakan.messages import actions as messages
from buranakan.outcomes import actions as outcomes

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
    }
