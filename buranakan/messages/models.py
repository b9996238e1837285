"""The outbox, codes that show that a contact is somebody's own, and briefs with who wants them."""

import uuid

from django.db import models
from django.db.models import F, Q

from buranakan.accounts.models import Membership
from buranakan.areas.models import Office
from buranakan.messages.contacts import LONGEST_CONTACT
from buranakan.messages.enums import Channel, MessageState
from buranakan.messages.rules import MOST_TRIES_OF_A_CODE, MOST_TRIES_OF_A_LETTER
from buranakan.records.classification import Classified

MONDAY = 2  # as Django counts the days of a week


class MessageQuerySet(models.QuerySet):
    def due(self, at):
        """Letters to be tried now. One left in the middle of being sent comes up again when its wait is over."""
        # A new letter is due whatever the moment: its writer's clock may be a little ahead of ours.
        is_due = Q(tries=0) | Q(next_try_at__lte=at)
        return self.filter(is_due, state__in=[MessageState.WAITING, MessageState.SENDING])

    def about(self, thing):
        """Letters that were written about one thing."""
        return self.filter(about_type=thing._meta.label_lower, about_id=str(thing.pk))


class Message(models.Model):
    """One letter to one contact: written with the action it tells of, sent afterwards, never removed."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    channel = models.CharField(max_length=10, choices=Channel)
    recipient = models.CharField(max_length=LONGEST_CONTACT)
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    is_secret = models.BooleanField(default=False)  # what stands in it is forgotten once it was sent
    body_forgotten_at = models.DateTimeField(null=True)
    # Lower floors don't know what letters are about, so there is no key: the trail names things the same way.
    about_type = models.CharField(max_length=80, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="letters")
    written_at = models.DateTimeField()
    written_by_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    useless_from = models.DateTimeField(null=True)  # a code that has expired is not worth sending
    last_error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    classified = Classified(
        office="id reference channel is_secret body_forgotten_at about_type about_id office written_at written_by_id "
        "state tries next_try_at useless_from last_error sent_at",
        personal="recipient subject",
        sensitive="body",
    )

    class Meta:
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(state__in=["waiting", "sending"]), name="letters_to_be_sent"
            ),
            models.Index(fields=["about_type", "about_id"], name="letters_about_a_thing"),
            models.Index(fields=["recipient", "written_at"], name="letters_to_a_contact"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MessageState.SENT, sent_at__isnull=False)
                | (~Q(state=MessageState.SENT) & Q(sent_at__isnull=True)),
                name="a_sent_letter_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(body="") | Q(body_forgotten_at__isnull=False), name="a_letter_says_something"
            ),
            models.CheckConstraint(
                condition=Q(tries__lte=MOST_TRIES_OF_A_LETTER), name="a_letter_is_tried_so_many_times"
            ),
        ]

    def __str__(self):
        return str(self.reference)

    @property
    def trail_label(self):
        """Its reference: neither the recipient nor the subject belongs in the open envelope."""
        return str(self.reference)


class ContactCheckQuerySet(models.QuerySet):
    def for_one(self, contact, *, purpose, about=None):
        """Checks of a contact for a purpose; about one thing, when it was asked about one."""
        return self.filter(contact=contact, purpose=purpose, **about_of(about))


def about_of(thing):
    """How a row names the thing it is about: as the trail does."""
    if thing is None:
        return {"about_type": "", "about_id": ""}
    return {"about_type": thing._meta.label_lower, "about_id": str(thing.pk)}


class ContactCheck(models.Model):
    """A code sent to a contact, kept hashed; who types it in time has shown that the contact is theirs."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    contact = models.CharField(max_length=LONGEST_CONTACT)
    purpose = models.CharField(max_length=60)
    about_type = models.CharField(max_length=80, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    code_hash = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    asked_in_minute = models.DateTimeField()  # the minute of asked_at: one code goes out in it, whoever asks together
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)

    objects = ContactCheckQuerySet.as_manager()

    classified = Classified(
        office="id reference purpose about_type about_id asked_at asked_in_minute expires_at tries confirmed_at",
        personal="contact",
        sensitive="code_hash",
    )

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["contact", "asked_at"], name="codes_asked_for_a_contact"),
            models.Index(fields=["about_type", "about_id"], name="codes_asked_about_a_thing"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["contact", "asked_in_minute"], name="one_code_per_contact_and_minute"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("asked_at")), name="a_code_lives_for_a_while"),
            models.CheckConstraint(condition=Q(tries__lte=MOST_TRIES_OF_A_CODE), name="a_code_is_tried_so_many_times"),
        ]

    def __str__(self):
        return str(self.reference)

    @property
    def trail_label(self):
        """Its reference: the contact is personal."""
        return str(self.reference)


class BriefSetting(models.Model):
    """Whether the brief of the week is sent to a membership; without a row its role decides."""

    membership = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="brief_setting")
    is_wanted = models.BooleanField()
    changed_at = models.DateTimeField()

    classified = Classified(office="id membership is_wanted changed_at")

    def __str__(self):
        return f"{self.membership_id}: {self.is_wanted}"


class Brief(models.Model):
    """A brief of the week as it was said to a membership: its words and where its numbers come from, never changed."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="briefs")
    week_on = models.DateField()  # its Monday
    said = models.JSONField()
    made_at = models.DateTimeField()

    classified = Classified(office="id reference membership week_on said made_at")

    class Meta:
        ordering = ["-week_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["membership", "week_on"], name="one_brief_per_membership_and_week"),
            models.CheckConstraint(condition=Q(week_on__week_day=MONDAY), name="a_brief_is_of_a_week"),
        ]

    def __str__(self):
        return f"{self.week_on} · {self.membership_id}"
