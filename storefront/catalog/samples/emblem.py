"""A demo shop's logo: a drawing on a disc of the brand's colour."""

from io import BytesIO

from PIL import Image

from .icons import icon, render

SIZE = 320


def emblem(name: str, brand: str) -> bytes:
    """PNG, see-through around the disc."""
    disc = render(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><circle cx="32" cy="32" r="31" '
        f'fill="{brand}"/><circle cx="32" cy="32" r="28.5" fill="#fff" opacity=".94"/></svg>',
        SIZE,
    )
    drawing = icon(name)
    if drawing:
        inner = round(SIZE * 0.62)
        small = drawing.resize((inner, inner), Image.Resampling.LANCZOS)
        disc.alpha_composite(small, ((SIZE - inner) // 2, (SIZE - inner) // 2))
    out = BytesIO()
    disc.save(out, "PNG")
    return out.getvalue()
