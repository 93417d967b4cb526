"""Cause and effect: the whys as bones along a spine that ends in what customers complain about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mcr_desktop.charts.axes import elided
from mcr_desktop.charts.canvas import Canvas, Weight
from mcr_desktop.domain.trends import Investigation

UPRIGHT = 440.0
"""Narrower than this the spine stands upright."""

LEAD = 1.3
"""Line spacing in sizes of the text."""

MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Bone:
    """One answer to why, and what it rests on."""

    text: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Fishbone:
    """The problem at the head, each why a bone, the root cause at the tail.

    Lying where there is room: bones above and below the spine in turn, the first why next to the head.
    Upright in a narrow pane: the head on top, one bone below the other.
    """

    problem: str
    bones: tuple[Bone, ...]
    cause: str = ""
    size: float = 10.0

    @classmethod
    def of(cls, one: Investigation, size: float = 10.0) -> Fishbone:
        """The whys and the cause of an investigation."""
        bones = tuple(Bone(why.text, why.evidence) for why in one.whys)
        return cls(one.title, bones, one.cause, size)

    def height_for(self, width: float) -> float:
        """The height at which it stands well in so much width."""
        pitch = LEAD * self.size
        if width < UPRIGHT:
            return pitch * (3.2 + 3.6 * len(self.bones) + (3.4 if self.cause else 0.4))
        return pitch * 11.0 if len(self.bones) > 1 else pitch * 7.0

    def draw(self, canvas: Canvas, width: float, height: float) -> None:
        """Draw within this box."""
        if width < UPRIGHT:
            self._draw_upright(canvas, width, height)
        else:
            self._draw_lying(canvas, width, height)

    def words(self) -> str:
        """What is seen, as sentences from the problem to the cause."""
        if not self.bones:
            return f"{self.problem}: nobody has asked why yet."
        said = [f"{self.problem}."]
        for bone in self.bones:
            evidence = f" ({bone.evidence})" if bone.evidence else ""
            said.append(f"Because: {bone.text.rstrip('.')}{evidence}.")
        said.append(
            f"Root cause: {self.cause.rstrip('.')}." if self.cause else "The root cause is not known yet."
        )
        return " ".join(said)

    def table(self) -> tuple[tuple[str, ...], ...]:
        """Each why with its evidence, the cause last."""
        whys = [(f"Why {number}", bone.text, bone.evidence) for number, bone in enumerate(self.bones, 1)]
        cause = [("Root cause", self.cause, "")] if self.cause else []
        return (("Step", "Answer", "Rests on"), *whys, *cause)

    def _draw_lying(self, canvas: Canvas, width: float, height: float) -> None:
        pitch, middle = LEAD * self.size, height / 2
        head, tail = 0.2 * width, 0.2 * width if self.cause else 0.0
        left, right = tail + self.size, width - head - self.size
        canvas.line((left, middle), (right, middle), "text2", 2.0)
        canvas.polyline(
            [(right - 7.0, middle - 4.5), (right, middle), (right - 7.0, middle + 4.5)], "text2", 2.0
        )
        self._box(canvas, (width - head, middle), head, self.problem, "bad")
        if self.cause:
            self._box(canvas, (0.0, middle), tail, self.cause, "accent")
        places = max(1, (len(self.bones) + 1) // 2)
        step = (right - left) / places
        for index, bone in enumerate(self.bones):
            # From the head backwards, above and below in turn.
            foot = right - step * (index // 2) - 0.16 * step - (0.2 * step if index % 2 else 0.0)
            up = index % 2 == 0
            end = middle - 0.5 * height + 0.5 * pitch if up else middle + 0.5 * height - 0.5 * pitch
            slant = min(0.35 * step, 2.4 * pitch)
            canvas.line((foot - slant, end), (foot, middle), "accent", 1.4)
            canvas.disc((foot, middle), 2.2, "accent")
            room = step - slant - 0.9 * self.size
            self._label(canvas, (foot - slant - 0.6 * self.size - room, end), room, bone, index + 1, up=up)

    def _label(
        self, canvas: Canvas, corner: tuple[float, float], room: float, bone: Bone, number: int, *, up: bool
    ) -> None:
        pitch = LEAD * self.size
        lines = wrapped(canvas, f"{number}  {bone.text}", room, self.size, 3, weight="medium")
        y = corner[1] + 0.4 * pitch if up else corner[1] - pitch * (len(lines) - 0.6 + bool(bone.evidence))
        for text in lines:
            canvas.text((corner[0] + room, y), text, "text", self.size, align="right", weight="medium")
            y += pitch
        if bone.evidence:
            shown = elided(canvas, bone.evidence, room, 0.92 * self.size)
            canvas.text((corner[0] + room, y), shown, "text2", 0.92 * self.size, align="right")

    def _box(
        self, canvas: Canvas, left_middle: tuple[float, float], width: float, words: str, ink: str
    ) -> None:
        pitch, pad = LEAD * self.size, 0.7 * self.size
        lines = wrapped(canvas, words, width - 2 * pad, self.size, MOST_LINES + 2, weight="semibold")
        tall = pitch * len(lines) + 1.2 * pad
        x, top = left_middle[0], left_middle[1] - tall / 2
        canvas.bar((x, top), width, tall, "sunken" if ink == "bad" else "accent_soft", radius=5.0)
        canvas.bar((x, top), 3.0, tall, "bad" if ink == "bad" else "accent", radius=1.5)
        for index, text in enumerate(lines):
            at = (x + pad, top + 0.6 * pad + pitch * (index + 0.8))
            canvas.text(at, text, "text", self.size, weight="semibold")

    def _draw_upright(self, canvas: Canvas, width: float, height: float) -> None:
        pitch, spine = LEAD * self.size, 0.9 * self.size
        for index, text in enumerate(wrapped(canvas, self.problem, width, self.size, 2, weight="semibold")):
            canvas.text((0.0, pitch * (index + 0.8)), text, "text", self.size, weight="semibold")
        top = 2.6 * pitch
        each = 3.6 * pitch
        bottom = top + each * len(self.bones) + (0.8 * pitch if self.cause else 0.0)
        canvas.line((spine, top), (spine, bottom), "text2", 2.0)
        canvas.polyline(
            [(spine - 4.5, top + 6.0), (spine, top - 1.0), (spine + 4.5, top + 6.0)], "text2", 2.0
        )
        left = spine + 2.2 * self.size
        for index, bone in enumerate(self.bones):
            y = top + each * index + 0.9 * pitch
            canvas.line((spine, y - 0.9 * pitch + 4.0), (left - 0.5 * self.size, y), "accent", 1.4)
            canvas.disc((spine, y - 0.9 * pitch + 4.0), 2.2, "accent")
            self._stack(canvas, (left, y + 0.35 * self.size), width - left, bone)
        if self.cause:
            lines = wrapped(canvas, self.cause, width - left - 8.0, self.size, 2, weight="semibold")
            tall = pitch * len(lines) + 0.6 * pitch
            canvas.bar((0.0, bottom), width, tall, "accent_soft", radius=5.0)
            for index, text in enumerate(lines):
                at = (left, bottom + 0.3 * pitch + pitch * (index + 0.8))
                canvas.text(at, text, "text", self.size, weight="semibold")
            canvas.disc((spine, bottom + tall / 2), 3.4, "accent")

    def _stack(self, canvas: Canvas, at: tuple[float, float], room: float, bone: Bone) -> None:
        pitch, y = LEAD * self.size, at[1]
        for text in wrapped(canvas, bone.text, room, self.size, 2, weight="medium"):
            canvas.text((at[0], y), text, "text", self.size, weight="medium")
            y += pitch
        if bone.evidence:
            shown = elided(canvas, bone.evidence, room, 0.92 * self.size)
            canvas.text((at[0], y), shown, "text2", 0.92 * self.size)


def wrapped(
    canvas: Canvas, words: str, width: float, size: float, most: int, *, weight: Weight = "regular"
) -> Sequence[str]:
    """Words on at most so many lines; what does not fit is cut at the end of the last."""
    lines: list[str] = []
    rest = words.split()
    while rest and len(lines) < most:
        count = 1
        while (
            count < len(rest) and canvas.text_width(" ".join(rest[: count + 1]), size, weight=weight) <= width
        ):
            count += 1
        last = len(lines) == most - 1
        text = " ".join(rest if last else rest[:count])
        lines.append(elided(canvas, text, width, size, weight=weight))
        rest = rest[count:]
    return lines
