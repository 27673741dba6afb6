from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "storefront.messages"
    label = "shop_messages"  # `messages` is Django's own
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from backoffice.ports import settings_cards
        from storefront.orders.backoffice.ports import order_actions, order_moments

        from . import handlers  # noqa: F401
        from .backoffice import panels

        settings_cards.append(panels.MESSAGES_CARD)
        order_actions.append(panels.send_again_action)
        order_moments.append(panels.mail_moments)
