"""Placeholder."""

from pages.shared import frame

frame.require("method")
