import segno
from django.utils.safestring import SafeString, mark_safe

from storefront.customers.models import Customer
from storefront.customers.ports import member_codes


def member_code_picture(customer: Customer) -> dict[str, str | SafeString] | None:
    """The member code as text and as an inline SVG that grows with its box; None without a member."""
    for ask in member_codes:
        code = ask(customer)
        if code:
            return {"text": code, "svg": _svg(code)}
    return None


def _svg(text: str) -> SafeString:
    picture = segno.make(text, error="m", micro=False)
    return mark_safe(
        picture.svg_inline(border=2, omitsize=True, svgclass="qr-code", lineclass=None)
    )
