"""Text that is drawn turned by quarters of a circle on a page: from the page's places to its own and back."""

from __future__ import annotations

from dataclasses import dataclass

Bounds = tuple[float, float, float, float]  # x0, top, x1, bottom
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Turn:
    """How many quarters against the clock text is turned, on a page of this size in points as it is shown."""

    quarters: int
    width: float
    height: float

    @property
    def size(self) -> tuple[float, float]:
        """The page's width and height as one sees them who reads the turned text."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)

    def matrix(self, own: Matrix) -> Matrix:
        """The page's matrix `own`, and after it the turn that makes the text level."""
        a, b, c, d, e, f = own
        if self.quarters == 1:
            return -b, a, -d, c, self.height - f, e
        if self.quarters == 2:
            return -a, -b, -c, -d, self.width - e, self.height - f
        if self.quarters == 3:
            return b, -a, d, -c, f, self.width - e
        return own

    def into(self, bounds: Bounds) -> Bounds:
        """A rectangle of the page as shown, in the text's own places."""
        x0, top, x1, bottom = bounds
        if self.quarters == 1:
            return self.height - bottom, x0, self.height - top, x1
        if self.quarters == 2:
            return self.width - x1, self.height - bottom, self.width - x0, self.height - top
        if self.quarters == 3:
            return top, self.width - x1, bottom, self.width - x0
        return bounds

    def back(self, bounds: Bounds) -> Bounds:
        """A rectangle in the text's own places, on the page as it is shown."""
        x0, top, x1, bottom = bounds
        if self.quarters == 1:
            return top, self.height - x1, bottom, self.height - x0
        if self.quarters == 2:
            return self.width - x1, self.height - bottom, self.width - x0, self.height - top
        if self.quarters == 3:
            return self.width - bottom, x0, self.width - top, x1
        return bounds


def between(bounds: Bounds, one: Turn | None, other: Turn | None) -> Bounds:
    """A rectangle in the places of text turned one way, in those of text turned another; None is level."""
    if one == other:
        return bounds
    shown = one.back(bounds) if one else bounds
    return other.into(shown) if other else shown
