"""Frameworks with dated pillars, announcements as published, proposals, confirmed promises, and visits."""

from buranakan.policy.models.announcements import Announcement, Proposal
from buranakan.policy.models.directives import Directive, Progress
from buranakan.policy.models.frameworks import Framework, Pillar, PillarWording
from buranakan.policy.models.promises import Promise, PromiseEdit
from buranakan.policy.models.visits import Visit, VisitEdit, VisitItem, VisitNote

__all__ = [
    "Announcement",
    "Directive",
    "Framework",
    "Pillar",
    "PillarWording",
    "Progress",
    "Promise",
    "PromiseEdit",
    "Proposal",
    "Visit",
    "VisitEdit",
    "VisitItem",
    "VisitNote",
]
