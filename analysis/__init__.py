"""Reads AI-industry news: repairs text, finds who says what, scores stance, events and figures."""
