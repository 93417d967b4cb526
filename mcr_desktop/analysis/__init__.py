"""The arithmetic: pure functions on numbers. No Qt, no SQL, no clock."""

from mcr_desktop.analysis.control import MonthlyRange, monthly_range
from mcr_desktop.analysis.effect import Effect, check_effect
from mcr_desktop.analysis.localise import Driver, localise_rise
from mcr_desktop.analysis.rises import Rises, UsualRange, detect_rises, usual_range
from mcr_desktop.analysis.slow_rises import SlowRises, detect_slow_rises

__all__ = [
    "Driver",
    "Effect",
    "MonthlyRange",
    "Rises",
    "SlowRises",
    "UsualRange",
    "check_effect",
    "detect_rises",
    "detect_slow_rises",
    "localise_rise",
    "monthly_range",
    "usual_range",
]
