"""The sheet that charts are drawn on: a few SVG shapes, with every word escaped and every length rounded."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from kg.tables import visible

#: Fonts that have Chinese on Linux, macOS and Windows, tried in this order.
FONTS = (
    "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Hiragino Sans GB','Microsoft YaHei',"
    "'WenQuanYi Micro Hei','Droid Sans Fallback',sans-serif"
)
#: Okabe and Ito, Color Universal Design (2008): told apart with any colour vision; the yellow is too light for text.
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8a8f98", "#b59f00")
INK = "#1f2933"
FAINT = "#d9dee4"
PAPER = "#ffffff"
#: Width of a chart, in pixels; some need more.
WIDTH = 860


@dataclass
class Canvas:
    """Shapes of a picture in the order they are drawn."""

    width: float = WIDTH
    height: float = 0.0
    shapes: list[str] = field(default_factory=list)

    def box(
        self, x: float, y: float, wide: float, high: float, colour: str, *, hint: str = "", opacity: float = 1
    ) -> None:
        """A filled rectangle; ``hint`` shows when the pointer rests on it."""
        shade = f' fill-opacity="{_figure(opacity)}"' if opacity < 1 else ""
        place = f'x="{_figure(x)}" y="{_figure(y)}" width="{_figure(wide)}" height="{_figure(high)}"'
        self.shapes.append(f'<rect {place} fill="{colour}"{shade}>{_hint(hint)}</rect>')

    def words(
        self, x: float, y: float, words: str, *, anchor: str = "start", size: int = 13, turned: bool = False
    ) -> None:
        """A line of text on the base line ``y``; ``turned`` makes it rise to the right."""
        turn = f' transform="rotate(-45 {_figure(x)} {_figure(y)})"' if turned else ""
        align = "" if anchor == "start" else f' text-anchor="{anchor}"'
        where = f'x="{_figure(x)}" y="{_figure(y)}" font-size="{size}"'
        self.shapes.append(f"<text {where}{align}{turn}>{escape(visible(words))}</text>")

    def line(
        self, ends: tuple[float, float, float, float], *, wide: float = 1, colour: str = FAINT, hint: str = ""
    ) -> None:
        """A straight line from x1, y1 to x2, y2."""
        x1, y1, x2, y2 = map(_figure, ends)
        place = f'x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"'
        self.shapes.append(f'<line {place} stroke="{colour}" stroke-width="{_figure(wide)}">{_hint(hint)}</line>')

    def dot(self, x: float, y: float, radius: float, colour: str, *, hint: str) -> None:
        """A filled circle with a rim of paper."""
        place = f'cx="{_figure(x)}" cy="{_figure(y)}" r="{_figure(radius)}"'
        self.shapes.append(f'<circle {place} fill="{colour}" stroke="{PAPER}">{_hint(hint)}</circle>')

    def svg(self, title: str) -> str:
        """The picture, ending in a line break."""
        size = f'viewBox="0 0 {_figure(self.width)} {_figure(self.height)}" width="{_figure(self.width)}"'
        return "\n".join(
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" {size} height="{_figure(self.height)}" role="img"'
                f' font-family="{FONTS}" fill="{INK}">',
                f"<title>{escape(visible(title))}</title>",
                f'<rect width="100%" height="100%" fill="{PAPER}"/>',
                *self.shapes,
                "</svg>\n",
            )
        )


def _figure(number: float) -> str:
    """A length with one digit at most: the same on every machine."""
    return f"{number:.1f}".removesuffix(".0")


def _hint(words: str) -> str:
    return f"<title>{escape(visible(words))}</title>" if words else ""
