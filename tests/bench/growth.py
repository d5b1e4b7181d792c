"""Draws how figures grow with a size: one small chart each, both axes logarithmic, as SVG."""
import dataclasses
import math
from xml.sax.saxutils import escape

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM, ACROSS, HEAD, INSET = 300, 200, 48, 12, 46, 40, 3, 52, 18
INK, FAINT, GRID, LINE, LIMIT = '#241f31', '#5e5c64', '#deddda', '#1a5fb4', '#c01c28'


@dataclasses.dataclass
class Chart:
    """What one chart shows: a value for each size, None where there is none."""
    title: str
    unit: str
    values: list
    limit: float | None = None
    wants_more: bool = False    # the limit is the least, not the most


def short(number):
    """1,000 as 1k, and no more digits than one reads in a drawing."""
    for size, letter in ((1e6, 'M'), (1e3, 'k')):
        if number >= size:
            return f'{number / size:.3g}{letter}'
    return f'{number:.3g}'


def decades(low, high):
    """Powers of ten that hold both."""
    bottom = math.floor(math.log10(low))
    return bottom, max(math.ceil(math.log10(high)), bottom + 1)


def text(x, y, words, size=10, anchor='middle', colour=INK, weight='normal'):
    """Words at a place."""
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}"'
            f' font-weight="{weight}">{escape(words)}</text>')


def rule(x1, y1, x2, y2, colour, more=''):
    """A straight line."""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"{more}/>'


def draw_chart(chart, sizes, left, top):
    """One chart."""
    points = [(size, value) for size, value in zip(sizes, chart.values) if value and value > 0]
    out = [text(left + LEFT, top + 18, chart.title, 12, 'start', weight='bold'),
           text(left + LEFT, top + 33, chart.unit, 10, 'start', FAINT)]
    if not points:
        return out + [text(left + WIDTH / 2, top + HEIGHT / 2, 'not measured', 10, colour=FAINT)]
    shown = [value for _, value in points] + ([chart.limit] if chart.limit else [])
    x_low, x_high = decades(min(sizes), max(sizes))
    y_low, y_high = decades(min(shown), max(shown))
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def across(size):
        return left + LEFT + INSET + (math.log10(size) - x_low) / (x_high - x_low) * (wide - 2 * INSET)

    def up(value):
        return top + TOP + (1 - (math.log10(value) - y_low) / (y_high - y_low)) * high

    for exponent in range(x_low, x_high + 1):
        x = across(10.0 ** exponent)
        out += [rule(x, top + TOP, x, top + TOP + high, GRID), text(x, top + TOP + high + 15, short(10.0 ** exponent))]
    for exponent in range(y_low, y_high + 1):
        y = up(10.0 ** exponent)
        out += [rule(left + LEFT, y, left + LEFT + wide, y, GRID),
                text(left + LEFT - 6, y + 3.5, short(10.0 ** exponent), anchor='end')]
    if chart.limit:
        y = up(chart.limit)
        words = ('at least ' if chart.wants_more else 'at most ') + short(chart.limit)
        out += [rule(left + LEFT, y, left + LEFT + wide, y, LIMIT, ' stroke-dasharray="5 3"'),
                text(left + LEFT + wide, y - 4, words, 9, 'end', LIMIT)]
    line = ' '.join(f'{across(size):.1f},{up(value):.1f}' for size, value in points)
    out.append(f'<polyline points="{line}" fill="none" stroke="{LINE}" stroke-width="2"/>')
    for size, value in points:
        # A number that would stand on the limit's stands below its point.
        near = chart.limit and 0 <= up(value) - up(chart.limit) < 16
        out += [f'<circle cx="{across(size):.1f}" cy="{up(value):.1f}" r="3.5" fill="{LINE}"/>',
                text(across(size), up(value) + (15 if near or up(value) - 12 < top + TOP else -8), short(value), 10,
                     colour=LINE, weight='bold')]
    return out


def draw(title, size_name, sizes, charts):
    """All charts on one sheet."""
    rows = math.ceil(len(charts) / ACROSS)
    body = [text(LEFT, 28, title, 16, 'start', weight='bold'),
            text(LEFT, 44, f'Across: {size_name}. Both axes are logarithmic; dashed: what is wanted.', 10, 'start', FAINT)]
    for i, chart in enumerate(charts):
        body += draw_chart(chart, sizes, i % ACROSS * WIDTH, HEAD + i // ACROSS * HEIGHT)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{ACROSS * WIDTH}" height="{HEAD + rows * HEIGHT}"'
            ' font-family="Cantarell, \'DejaVu Sans\', sans-serif">\n<rect width="100%" height="100%" fill="white"/>\n' +
            '\n'.join(body) + '\n</svg>\n')
