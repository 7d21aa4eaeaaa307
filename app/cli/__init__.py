"""Pibu without a window: scan photos, run the live pipeline, bring the face model."""
