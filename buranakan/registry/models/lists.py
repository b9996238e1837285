"""Lists as they came: the run of an import, the rows it refused, public registrations, and people it met."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buranakan.areas.models import Office, Province
from buranakan.records.classification import Classified
from buranakan.records.models import StoredFile
from buranakan.registry.enums import ImportKind, ImportState, LegalForm, OnMerge
from buranakan.registry.models.register import Enterprise, Person

HOLDING_STATES = [ImportState.BRINGING_IN, ImportState.BROUGHT_IN]


class ImportRun(models.Model):
    """One list: its file, how it was understood, what became of its rows."""

    kind = models.CharField(max_length=20, choices=ImportKind)
    state = models.CharField(max_length=20, choices=ImportState, default=ImportState.PREVIEWED)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="import_runs")
    sha256 = models.CharField(max_length=64)  # of the content: the same list again is known by it
    layout = models.JSONField(default=dict)
    # Only this province's rows are taken; those of others are counted as outside.
    only_province = models.ForeignKey(Province, null=True, on_delete=models.PROTECT, related_name="import_runs")
    rows = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)  # of the accepted ones: those the register has already
    outside = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)  # how far bringing in has come, of the accepted ones
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="import_runs")
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    uploaded_at = models.DateTimeField()
    uploaded_by_id = models.BigIntegerField(null=True)
    uploaded_by_post = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(null=True)  # left to the worker, which has not finished yet
    broke_off_at = models.DateTimeField(null=True)  # the worker could not finish, and nothing of it was kept
    brought_in_at = models.DateTimeField(null=True)
    brought_in_by_id = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)
    undone_because = models.CharField(max_length=300, blank=True)

    classified = Classified(
        office="id kind state file sha256 only_province rows accepted refused known outside done office reference "
        "uploaded_at uploaded_by_id uploaded_by_post asked_at broke_off_at brought_in_at brought_in_by_id "
        "undone_at undone_by_id undone_because",
        personal="layout",  # a damaged list's headings may be anything
    )

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "sha256"],
                condition=Q(state__in=HOLDING_STATES, only_province__isnull=True),
                name="a_list_is_brought_in_once",
            ),
            models.UniqueConstraint(
                fields=["kind", "sha256", "only_province"],
                condition=Q(state__in=HOLDING_STATES, only_province__isnull=False),
                name="a_list_is_brought_in_once_per_province",
            ),
            models.CheckConstraint(
                condition=Q(rows=F("accepted") + F("refused")), name="every_row_is_accepted_or_refused"
            ),
            models.CheckConstraint(
                condition=Q(known__lte=F("accepted"), done__lte=F("accepted")),
                name="no_more_rows_are_done_than_accepted",
            ),
            models.CheckConstraint(
                condition=~Q(state=ImportState.UNDONE) | (Q(undone_at__isnull=False) & ~Q(undone_because="")),
                name="an_import_is_undone_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.uploaded_at:%Y-%m-%d}"

    @property
    def trail_label(self):
        """Its reference: the name of the file may be a person's."""
        return str(self.reference)

    @property
    def percent_done(self):
        """How far bringing in has come, in whole percent."""
        return 100 if self.done >= self.accepted else self.done * 100 // self.accepted


class ImportRefusal(models.Model):
    """A row that was not taken, by the row number that its reader sees, and why."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="refusals")
    sheet = models.CharField(max_length=100, blank=True)
    row_number = models.PositiveIntegerField()
    column = models.CharField(max_length=200, blank=True)  # as the list heads it
    code = models.CharField(max_length=80)
    message = models.CharField(max_length=500)
    params = models.JSONField(default=dict)

    classified = Classified(office="id run sheet row_number column code message", personal="params")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.row_number} {self.code}"

    @property
    def sentence(self):
        """The reason in the language now spoken."""
        sentence = gettext(self.message)
        return sentence % self.params if self.params else sentence


class SourceRecordQuerySet(models.QuerySet):
    """Rows of public registrations, of which those of an unfinished or undone import don't stand."""

    def standing(self):
        """One record per number; rows that a later list repeats wait behind it."""
        return self.filter(is_standing=True)


class SourceRecord(models.Model):
    """A row of the public company registrations: a reference, not a client, until somebody chooses it."""

    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="source_records", db_index=False)
    sheet = models.CharField(max_length=100, blank=True)
    row_number = models.PositiveIntegerField()
    number = models.CharField(_("Registration number"), max_length=13)
    name = models.CharField(_("Name"), max_length=300)
    name_as_written = models.CharField(max_length=300)
    search_key = models.CharField(max_length=300)
    form = models.CharField(_("Legal form"), max_length=20, choices=LegalForm)
    registered_on = models.DateField(_("Registered on"), null=True)
    capital_satang = models.BigIntegerField(_("Registered capital"), null=True)
    objective_code = models.CharField(max_length=10, blank=True)
    objective = models.CharField(_("Objective"), max_length=1000, blank=True)
    address = models.CharField(_("Address"), max_length=1000, blank=True)
    province = models.ForeignKey(Province, null=True, on_delete=models.PROTECT, related_name="source_records")
    district = models.CharField(_("District"), max_length=100, blank=True)
    subdistrict = models.CharField(_("Subdistrict"), max_length=100, blank=True)
    postcode = models.CharField(_("Postcode"), max_length=5, blank=True)
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    is_standing = models.BooleanField(default=False)
    enterprise = models.ForeignKey(Enterprise, null=True, on_delete=models.PROTECT, related_name="source_records")
    chosen_at = models.DateTimeField(null=True)

    objects = SourceRecordQuerySet.as_manager()

    on_merge = {"enterprise": OnMerge.MOVE}
    classified = Classified(
        public="number form registered_on capital_satang objective_code objective province district subdistrict "
        "postcode",
        office="id run sheet row_number reference is_standing enterprise chosen_at",
        # A company may be called by its founder's name, and live where the founder lives.
        personal="name name_as_written search_key address",
    )

    class Meta:
        ordering = ["-registered_on", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=Q(is_standing=True), name="one_standing_registration_per_number"
            ),
            # Also the index by which a run finds its rows.
            models.UniqueConstraint(fields=["run", "sheet", "row_number"], name="a_row_of_a_list_lands_once"),
            models.CheckConstraint(
                condition=Q(enterprise__isnull=True, chosen_at__isnull=True)
                | Q(enterprise__isnull=False, chosen_at__isnull=False, is_standing=True),
                name="a_chosen_registration_stands",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def trail_label(self):
        """Its reference: a company's name may be its founder's."""
        return str(self.reference)


class ImportedPerson(models.Model):
    """Which row of a people list became or met which person, and what else the row said."""

    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="imported_people")
    sheet = models.CharField(max_length=100, blank=True)
    row_number = models.PositiveIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="imported_rows")
    is_new = models.BooleanField()  # the run added this person; else the register had them already
    email = models.CharField(max_length=254, blank=True)
    enterprise_name = models.CharField(max_length=300, blank=True)

    on_merge = {"person": OnMerge.MOVE}
    classified = Classified(office="id run sheet row_number is_new", personal="person email enterprise_name")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "sheet", "row_number"], name="a_row_of_people_lands_once")
        ]

    def __str__(self):
        return f"{self.run} {self.row_number}"
