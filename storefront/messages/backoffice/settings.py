from typing import Any

from django.utils.translation import gettext_lazy as _

from backoffice.screens import SettingsScreen
from storefront.messages import services
from storefront.messages.kinds import Kind
from storefront.messages.models import MessageSettings
from tenants.profile.selectors import current_profile

from .forms import MessageSettingsForm


class MessageSettingsScreen(SettingsScreen):
    title = _("Messages")
    intro = _("Mails about orders, in the language of the order, with your logo and colours.")
    permission = "profile.change_shopprofile"
    form_class = MessageSettingsForm
    template_name = "messages/backoffice/settings.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "languages": list(current_profile().languages)}

    def get_initial(self) -> dict[str, Any]:
        settings = MessageSettings.objects.first() or MessageSettings()
        return MessageSettingsForm.initial_of(settings, list(current_profile().languages))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = current_profile().main_language
        return super().get_context_data(language=language, staff_kind=Kind.NEW_ORDER, **kwargs)

    def save(self, form: MessageSettingsForm) -> None:
        services.save_message_settings(
            off=form.off(),
            words=form.words(),
            reply_to=form.cleaned_data["reply_to"],
            staff_addresses=form.cleaned_data["staff_addresses"],
        )
