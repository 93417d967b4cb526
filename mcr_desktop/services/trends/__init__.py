"""What rises among the valued customers, and what the complaints share."""

from mcr_desktop.services.trends.service import TrendService

__all__ = ["TrendService"]
