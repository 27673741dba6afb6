"""What is sent about the shop itself, its people and its settings, as in posts_orders."""

from typing import Any

POSTS: list[tuple[str, dict[str, Any]]] = [
    ("design/look/", {"theme": "clothing", "brand": "#7A1F3D", "radius": "4"}),
    ("settings/data/", {}),
    ("settings/messages/", {"reply_to": "me@example.com"}),
    ("settings/orders/", {"unpaid_minutes": "41"}),
    ("settings/payments/", {"bank_instructions": "To another account"}),
    ("settings/points/", {"earn_points": "7"}),
    ("settings/shipping/", {"flat_minor": "13", "countries": ["US", "JP"]}),
    ("settings/shipping/methods/{express.pk}/", {"name": "Quick"}),
    ("settings/shipping/methods/{express.pk}/removal/", {}),
    ("settings/shipping/methods/{method.pk}/zones/{zone.pk}/", {"first_minor": "95"}),
    ("settings/shipping/methods/{method.pk}/zones/{zone.pk}/removal/", {}),
    ("settings/shipping/methods/{method.pk}/zones/new/", {"places": "JP", "first_minor": "70"}),
    ("settings/shipping/methods/new/", {"name": "Slow"}),
    ("settings/shipping/points/{point.pk}/", {"hours": "10 to 20"}),
    ("settings/shipping/points/{point.pk}/removal/", {}),
    ("settings/shipping/points/new/", {"name": "South gate", "address": "2 Road"}),
    ("settings/shop/", {"slogan": "Slow clothes", "contact_phone": "123"}),
    ("settings/staff/{lin.pk}/ownership/", {"confirmation": "lin@example.com"}),
    ("settings/staff/{clerk.pk}/removal/", {}),
    ("settings/staff/{clerk.pk}/role/", {"role": "support"}),
    ("settings/staff/{lin.pk}/second-factor/", {}),
    ("settings/staff/{clerk.pk}/sign-out/", {}),
    ("settings/staff/{clerk.pk}/sessions/{session.pk}/end/", {}),
    ("settings/staff/invitations/{invitation.pk}/revocation/", {}),
    ("settings/staff/invitations/new/", {"email": "x@example.com", "role": "clerk"}),
    ("settings/staff/rules/", {"require_two_factor": "on"}),
    ("settings/stock/", {"low_at": "8"}),
    ("settings/taxes/", {"prices_include_tax": "no"}),
]  # fmt: skip

REASONS = {
    "settings/staff/invitations/<int:pk>/mail/": "a mail is sent; the invitation stays as it is",
    "settings/shipping/methods/": "leads on to a form; changes nothing",
    "account/": "one's own name and picture in the editor",
    "handoff/": "signing in, which is noted as such",
    "language/": "a cookie of one's own",
    "login/": "signing in, which is noted as such",
    "proof/": "one shows who one is, which one's own session keeps",
    "saved-views/": "one's own view of a list",
    "saved-views/<int:pk>/removal/": "one's own view of a list",
    "settings/messages/<str:kind>/<str:language>/trials/": "a mail to oneself",
}
