"""Frameworks with dated pillars, announcements as published, proposals read from them, and confirmed promises."""

from buranakan.policy.models.announcements import Announcement, Promise, Proposal
from buranakan.policy.models.frameworks import Framework, Pillar, PillarWording

__all__ = ["Announcement", "Framework", "Pillar", "PillarWording", "Promise", "Proposal"]
