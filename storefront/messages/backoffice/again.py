from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.access import acting
from storefront.messages import services
from storefront.messages.errors import NothingToSay
from storefront.messages.selectors import occasions_of
from storefront.orders.backoffice.views import OrderForm

from .forms import SendAgainForm
from .panels import SEND_AGAIN


class SendAgain(OrderForm):
    title = gettext_lazy("Send a mail again")
    permission = SEND_AGAIN
    submit_label = gettext_lazy("Send")
    done_message = gettext_lazy("The mail is on its way.")
    form_class = SendAgainForm

    @property
    def intro(self) -> str:  # type: ignore[override]
        return _("To %(address)s, in the language of the order.") % {"address": self.order.email}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "occasions": occasions_of(self.order)}

    def save(self, form: SendAgainForm) -> None:
        if not self.order.email:
            raise NothingToSay
        kind, about = form.chosen()
        services.send_again(self.order, kind=kind, about=about, by=acting(self.request))
