"""Placeholder."""

from pages.shared import frame

frame.require("reader")
