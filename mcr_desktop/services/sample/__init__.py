"""The sample team: a whole workspace to look round in, the same every time it is made."""

from mcr_desktop.services.sample.fill import fill_sample

__all__ = ["fill_sample"]
