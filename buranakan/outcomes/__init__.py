"""Indicators, baselines, follow-ups: what changed, how it was measured, how well it is proved."""
