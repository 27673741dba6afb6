from django.apps import AppConfig


class PointsConfig(AppConfig):
    name = "loyalty.points"
    label = "points"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from backoffice.ports import settings_cards
        from loyalty.members.backoffice import ports as members
        from storefront.aftersales.ports import refund_effects
        from storefront.customers.ports import account_links, account_panels
        from storefront.orders.backoffice.ports import cancel_effects, order_moments
        from storefront.orders.ports import shopper_panels, staff_panels
        from storefront.pricing.ports import discount_sources
        from tenants.backups.ports import ReadableTable, readable_tables

        from . import effects, handlers, lists  # noqa: F401
        from .backoffice import panels
        from .backoffice.moments import points_moments
        from .discount import PointsDiscount
        from .shop import panels as shop

        discount_sources.append(PointsDiscount())
        refund_effects.append(effects.refund_effects)
        cancel_effects.append(effects.cancel_effects)
        order_moments.append(points_moments)
        members.member_columns.append(panels.POINTS_COLUMN)
        members.export_columns.extend(panels.EXPORT_COLUMNS)
        members.member_actions.append(panels.adjust_action)
        members.member_parts.append(panels.points_part)
        staff_panels.append(panels.order_points_panel)
        settings_cards.append(panels.POINTS_CARD)
        account_links.append(shop.POINTS_LINK)
        account_panels.append(shop.account_panel)
        shopper_panels.append(shop.order_panel)
        readable_tables.append(ReadableTable("points", lists.points))
