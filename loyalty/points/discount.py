"""Points as a discount at checkout, through pricing's port."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kernel.numbers import grouped
from loyalty.members.selectors import member_for_customer
from storefront.pricing.basket import ProposedDiscount
from storefront.pricing.ports import Offer, OrderToHold, PricingContext
from storefront.pricing.quote import AppliedDiscount

from .evaluate import discount_for, points_for, smallest_step, usable_points
from .facts import SOURCE
from .selectors import current_rules, spendable_points
from .services import hold_points


class PointsDiscount:
    """The shopper says how many points; at most the share of the goods that the rules allow."""

    code = SOURCE

    def offer(self, context: PricingContext) -> Offer | None:
        """The field at checkout; None for who has none to use."""
        _member_id, usable = _usable(context)
        step = smallest_step(current_rules())
        if usable < step:
            return None
        return Offer(
            code=self.code,
            label=_("Points"),
            help_text=_help_text(usable),
            maximum=usable // step * step,
            step=step,
        )

    def propose(self, context: PricingContext) -> Sequence[ProposedDiscount]:
        asked = _whole_number(context.choices.get(self.code))
        if asked <= 0:
            return []
        member_id, usable = _usable(context)
        rules = current_rules()
        amount = discount_for(min(asked, usable), rules)
        per = (rules.spend_points, rules.spend_value_minor)
        points = points_for(amount, per_points=per[0], value_minor=per[1])
        if not amount:
            return []
        data = {"points": points, "per": list(per), "member_id": member_id}
        return [ProposedDiscount(self.code, _label(points), amount, data)]

    def hold(self, order: OrderToHold, applied: Sequence[AppliedDiscount]) -> None:
        """Set the points aside; raises NotEnoughPoints when they were used elsewhere meanwhile."""
        for discount in applied:
            per_points, value_minor = discount.data["per"]
            points = points_for(
                discount.amount_minor, per_points=per_points, value_minor=value_minor
            )
            hold_points(discount.data["member_id"], points, order_id=order.pk)


def _usable(context: PricingContext) -> tuple[int, int]:
    """The member and how many points they may use; (0, 0) for guests."""
    rules = current_rules()
    if context.customer_id is None or not rules.max_share_percent:
        return 0, 0
    member = member_for_customer(context.customer_id)
    if member is None:
        return 0, 0
    spendable = spendable_points(member.pk)
    return member.pk, usable_points(rules, goods_minor=context.left_minor, spendable=spendable)


def _whole_number(value: object) -> int:
    text = str(value or "").strip()
    return int(text) if text.isdecimal() and len(text) <= 12 else 0


def _label(points: int) -> str:
    text = ngettext("%(points)s point used", "%(points)s points used", points)
    return text % {"points": grouped(points)}


def _help_text(usable: int) -> str:
    text = ngettext(
        "You can use %(points)s point here.", "You can use up to %(points)s points here.", usable
    )
    return text % {"points": grouped(usable)}
