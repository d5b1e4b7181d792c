"""Draws how figures grow with a size: one small chart each, both axes logarithmic, as SVG."""
import math

WIDTH, HEIGHT, MARGIN, ACROSS = 260, 170, 46, 3


def decades(low, high):
    """Powers of ten that hold both."""
    return math.floor(math.log10(low)), max(math.ceil(math.log10(high)), math.floor(math.log10(low)) + 1)


def chart(name, sizes, values, left, top):
    """One chart."""
    points = [(size, value) for size, value in zip(sizes, values) if value > 0]
    if not points:
        return []
    x_low, x_high = decades(min(sizes), max(sizes))
    y_low, y_high = decades(min(v for _, v in points), max(v for _, v in points))
    inner_width, inner_height = WIDTH - MARGIN - 12, HEIGHT - 58

    def place(size, value):
        x = left + MARGIN + (math.log10(size) - x_low) / (x_high - x_low) * inner_width
        y = top + 26 + (1 - (math.log10(value) - y_low) / (y_high - y_low)) * inner_height
        return x, y

    out = [f'<text x="{left + MARGIN}" y="{top + 16}" font-weight="bold">{name}</text>']
    for exponent in range(x_low, x_high + 1):
        x, _ = place(10 ** exponent, 10 ** y_low)
        out.append(f'<line x1="{x:.1f}" y1="{top + 26}" x2="{x:.1f}" y2="{top + 26 + inner_height}" stroke="#ddd"/>')
        out.append(f'<text x="{x:.1f}" y="{top + 42 + inner_height}" text-anchor="middle">{10 ** exponent:,}</text>')
    for exponent in range(y_low, y_high + 1):
        x, y = place(10 ** x_low, 10.0 ** exponent)
        out.append(f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{x + inner_width:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        out.append(f'<text x="{x - 5:.1f}" y="{y + 3:.1f}" text-anchor="end">{10.0 ** exponent:g}</text>')
    line = ' '.join('{:.1f},{:.1f}'.format(*place(size, value)) for size, value in points)
    out.append(f'<polyline points="{line}" fill="none" stroke="#1a5fb4" stroke-width="2"/>')
    for size, value in points:
        x, y = place(size, value)
        out.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#1a5fb4"><title>{size:,}: {value:g}</title></circle>')
    return out


def draw(sizes, columns):
    """All charts on one sheet."""
    rows = math.ceil(len(columns) / ACROSS)
    body = []
    for i, (name, values) in enumerate(columns.items()):
        body += chart(name, sizes, values, i % ACROSS * WIDTH, i // ACROSS * HEIGHT)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{ACROSS * WIDTH}" height="{rows * HEIGHT}"'
            ' font-family="sans-serif" font-size="9">\n<rect width="100%" height="100%" fill="white"/>\n' + '\n'.join(body) +
            '\n</svg>\n')
