"""How far something is: a small bar."""

from __future__ import annotations

from dataclasses import dataclass

from mcr_desktop.charts.canvas import Canvas, Ink


@dataclass(frozen=True, slots=True)
class ProgressBar:
    """Steps done of all steps."""

    done: int
    steps: int
    ink: Ink = "accent"

    def draw(self, canvas: Canvas, width: float, height: float) -> None:
        """Draw within this box."""
        radius = height / 2
        canvas.bar((0.0, 0.0), width, height, "border", radius=radius)
        share = min(1.0, max(0.0, self.done / self.steps)) if self.steps > 0 else 0.0
        if share:
            canvas.bar((0.0, 0.0), max(height, share * width), height, self.ink, radius=radius)

    def words(self) -> str:
        """What is seen: 4 of 5 steps."""
        return (
            f"{self.done:,} of {self.steps:,} {'step' if self.steps == 1 else 'steps'}"
            if self.steps > 0
            else "no steps yet"
        )

    def table(self) -> tuple[tuple[str, ...], ...]:
        """Done and all."""
        return (("Done", "Steps"), (str(self.done), str(self.steps)))
