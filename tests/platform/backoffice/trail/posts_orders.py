"""What is sent about orders, drafts and members. `{...}` is filled from the desk; the rest is as the page shows it."""

from typing import Any

POSTS: list[tuple[str, dict[str, Any]]] = [
    ("drafts/{draft.reference}/address/", {"entry": "{mei_entry}"}),
    ("drafts/{draft.reference}/address/", {"to-name": "Li", "to-phone": "13900139000", "to-country": "CN", "to-region": "浙江省", "to-city": "杭州", "to-line1": "1 Road", "to-keep": "on"}),
    ("drafts/{draft.reference}/customer/", {"customer": "{bo.pk}"}),
    ("drafts/{draft.reference}/customer/new/", {"new-name": "Bo", "new-phone": "13900139000"}),
    ("drafts/{draft.reference}/discount/", {"discount_minor": "5", "discount_reason": "sorry"}),
    ("drafts/{draft.reference}/goods/", {"variant": "{hat.pk}"}),
    ("drafts/{draft.reference}/goods/{shirt.pk}/", {"quantity": "3"}),
    ("drafts/{draft.reference}/goods/{shirt.pk}/price/", {"price-{shirt.pk}-price_minor": "45", "price-{shirt.pk}-reason": "old friend"}),
    ("drafts/{draft.reference}/order/", {}),
    ("drafts/{draft.reference}/removal/", {}),
    ("drafts/{old_draft.reference}/renewal/", {}),
    ("drafts/{draft.reference}/terms/", {"note": "Ring twice", "pay_days": "7"}),
    ("drafts/new/", {}),
    ("members/", {"number": "{member.number}", "tags": "VIP", "act": "add"}),
    ("members/{member.number}/notes/", {"text": "Likes linen"}),
    ("members/{member.number}/points/", {"amount": "50", "reason": "sorry"}),
    ("members/{member.number}/tags/", {"tags": "VIP"}),
    ("members/{member.number}/tags/removal/", {"tag": "Tall"}),
    ("orders/{unpaid.number}/cancellation/", {"why": "asked for"}),
    ("orders/{paid.number}/correction/", {"line1": "2 Road", "why": "called"}),
    ("orders/{unpaid.number}/money/", {"way": "cash", "why": "R-17"}),
    ("orders/{unpaid.number}/notes/", {"text": "Call before noon"}),
    ("orders/{sent.number}/parcels/{parcel.pk}/", {"carrier": "zto", "tracking_number": "7300000002", "why": "typo"}),
    ("orders/{lost.number}/parcels/{lost_parcel.pk}/again/", {}),
    ("orders/{sent.number}/parcels/{parcel.pk}/mishap/", {"what": "returned", "goods": "stock", "why": "nobody home"}),
    ("orders/{paid.number}/parcels/new/", {"carrier": "SF", "tracking_number": "SF1", "units_{paid_line.pk}": "1"}),
    ("orders/{door.number}/parcels/return/", {"restock": "on", "why": "not at home"}),
    ("orders/{transfer.number}/payments/{payment.pk}/confirmation/", {}),
    ("orders/{fetched.number}/pickup/ready/", {}),
    ("orders/{ready.number}/pickup/", {"without_code": "on"}),
    ("orders/{refused.number}/refunds/{part.pk}/attempts/", {}),
    ("orders/{refused.number}/refunds/{part.pk}/confirmation/", {}),
    ("orders/{cash.number}/refunds/new/", {"units_{cash_line.pk}": "1", "restock": "on", "shown_minor": "5000", "reason": "torn"}),
    ("orders/dispatch/", {"pasted": "{paid.number} SF1000000001"}),
    ("orders/dispatch/{dispatch.pk}/confirmation/", {}),
]  # fmt: skip

REASONS = {
    "orders/<str:number>/mails/new/": "a mail is sent, and the order's time line says by whom",
    "orders/<str:number>/payment-link/mail/": "a mail is sent; nothing of the order changes",
    "orders/<str:number>/refunds/preview/": "only looks",
}
