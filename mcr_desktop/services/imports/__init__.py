"""Bringing in what others wrote down: one file, one kind of thing, all of it or nothing."""

from mcr_desktop.exchange.columns import parse_mapping
from mcr_desktop.services.imports.service import ImportService

__all__ = ["ImportService", "parse_mapping"]
