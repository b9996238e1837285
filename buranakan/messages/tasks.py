"""What the worker does with letters."""

from django_tasks import task

from buranakan.lib import clock
from buranakan.messages import delivery


@task
def deliver_letter(number):
    """Send one letter soon after it was written; what fails here, the hour tries again."""
    delivery.deliver(clock.now(), only=number)
