"""Contrast as WCAG 2.2 defines it (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""

READABLE = 4.5  # AA for ordinary text


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white); colours as #rrggbb."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink_on(colour: str) -> str:
    """White text where it can be read on this colour, else near black, else black (one of them always can)."""
    tried = ("#ffffff", "#14120f", "#000000")
    return next(ink for ink in tried if contrast(ink, colour) >= READABLE)


def darken_until_readable(colour: str, paper: str) -> str:
    """The colour, moved toward black (on dark paper: white) until text of it can be read on the paper."""
    goal = 0 if contrast("#000000", paper) >= contrast("#ffffff", paper) else 255
    for step in range(21):
        tried = _mix(colour, goal, step / 20)
        if contrast(tried, paper) >= READABLE:
            return tried
    return "#000000" if goal == 0 else "#ffffff"


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mix(colour: str, goal: int, share: float) -> str:
    return "#" + "".join(f"{round(part + (goal - part) * share):02x}" for part in _channels(colour))


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in _channels(colour)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
