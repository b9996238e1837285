"""The joint programme of a fiscal year: portfolio, projects, activities."""

from django.db import models
from django.db.models import F, Q

from buranakan.areas.models import NamedInTwoLanguages
from buranakan.planning.enums import CountingRule, Kind, Reading
from buranakan.policy.models import Promise
from buranakan.records.classification import Classified


class Portfolio(NamedInTwoLanguages):
    """The joint programme. Its budget-act year may differ from the year it is carried out in."""

    code = models.SlugField(max_length=60, unique=True)
    fiscal_year = models.PositiveSmallIntegerField()  # execution year, Buddhist era
    budget_act_year = models.PositiveSmallIntegerField()  # Buddhist era
    reading = models.CharField(max_length=20, choices=Reading, default=Reading.NATIONAL)
    reading_is_stated = models.BooleanField(default=False)
    promises = models.ManyToManyField(Promise, related_name="portfolios")

    classified = Classified(
        public="id name_th name_en code fiscal_year budget_act_year reading reading_is_stated promises"
    )

    class Meta:
        ordering = ["-fiscal_year", "code"]

    @property
    def trail_label(self):
        return self.code


class Project(NamedInTwoLanguages):
    """One of the portfolio's projects. `series` stays the same from year to year."""

    portfolio = models.ForeignKey(Portfolio, on_delete=models.PROTECT, related_name="projects")
    number = models.PositiveSmallIntegerField()
    series = models.SlugField(max_length=60)

    classified = Classified(public="id name_th name_en portfolio number series")

    class Meta:
        ordering = ["portfolio", "number"]
        constraints = [models.UniqueConstraint(fields=["portfolio", "number"], name="one_project_per_number")]


class Activity(NamedInTwoLanguages):
    """What is offered under a project: its kind of help, unit, counting rule and unit cost."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="activities")
    code = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20, choices=Kind)
    unit = models.CharField(max_length=60)  # คน, ราย, กิจการ, ผลิตภัณฑ์ ...
    counting_rule = models.CharField(max_length=20, choices=CountingRule)
    unit_cost_low_satang = models.BigIntegerField()
    unit_cost_high_satang = models.BigIntegerField()
    round_smallest = models.PositiveSmallIntegerField(default=15)
    round_largest = models.PositiveSmallIntegerField(default=40)

    classified = Classified(
        public="id name_th name_en project code kind unit counting_rule unit_cost_low_satang unit_cost_high_satang "
        "round_smallest round_largest"
    )

    class Meta:
        ordering = ["project", "code"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="one_activity_per_code"),
            models.CheckConstraint(
                condition=Q(unit_cost_high_satang__gte=F("unit_cost_low_satang")), name="unit_cost_range_is_in_order"
            ),
            models.CheckConstraint(
                condition=Q(round_largest__gte=F("round_smallest")), name="round_sizes_are_in_order"
            ),
        ]
