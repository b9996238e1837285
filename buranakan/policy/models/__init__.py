"""Frameworks with dated pillars, announcements as published, proposals read from them, and confirmed promises."""

from buranakan.policy.models.announcements import Announcement, Proposal
from buranakan.policy.models.frameworks import Framework, Pillar, PillarWording
from buranakan.policy.models.promises import Promise, PromiseEdit

__all__ = [
    "Announcement",
    "Framework",
    "Pillar",
    "PillarWording",
    "Promise",
    "PromiseEdit",
    "Proposal",
]
