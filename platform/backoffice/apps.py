from django.apps import AppConfig


class BackofficeConfig(AppConfig):
    name = "backoffice"
    label = "backoffice"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import addresses, history, ports, shop_data, shop_settings, team
        from .design import page_cards
        from .setup import logo_task, setup_panel, view_shop_task

        ports.dashboard_panels.append(setup_panel)
        ports.setup_tasks.extend([logo_task, view_shop_task])
        ports.design_cards.append(page_cards)
        own = (shop_settings, addresses, team, history, shop_data)
        ports.settings_cards.extend(card for part in own for card in part.CARDS)
