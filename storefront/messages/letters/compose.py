from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from kernel.schema import current_schema
from storefront.orders.selectors import order_by_id
from tenants.profile.selectors import current_profile

from ..kinds import KINDS, MailKind
from ..models import OrderMail
from ..selectors import message_settings
from .brand import current_brand
from .facts import Facts
from .reading import facts_of

# no holiday notes back, please: RFC 3834, and what Exchange listens to
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


@dataclass(frozen=True)
class Letter:
    """A mail as it goes out; `parts()` are the arguments of integrations.mail's send_mail."""

    subject: str
    text: str
    html: str
    from_name: str
    reply_to: str
    headers: dict[str, str] = field(default_factory=dict)

    def parts(self) -> dict[str, Any]:
        return dict(vars(self))


def compose(mail: OrderMail) -> Letter:
    """The mail of a row, from the order as it is now."""
    with speaking(mail.language):
        order = order_by_id(mail.order_id)
        facts = facts_of(order, mail.kind, mail.about)
        return write(KINDS[mail.kind], facts, mail.language, message_id=_message_id(mail))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Texts in this language, times as the shop's clock shows them."""
    with translation.override(language), timezone.override(current_profile().time_zone):
        yield


def write(kind: MailKind, facts: Facts, language: str, *, message_id: str = "") -> Letter:
    """Call inside `speaking`."""
    brand, chosen = current_brand(), message_settings()
    places = {"number": facts.number, "shop": brand.name, "name": facts.name}
    subject = str(kind.subject) % places
    context = {
        "kind": kind,
        "facts": facts,
        "brand": brand,
        "language": language,
        "subject": subject,
        "heading": str(kind.heading),
        "lead": str(_lead(kind, facts)) % places,
        "button": str(_button(kind, facts)),
        "words": chosen.words_for(kind.code, language),
    }
    return Letter(
        subject=subject,
        text=render_to_string("messages/mail/letter.txt", context).strip() + "\n",
        html=render_to_string("messages/mail/letter.html", context),
        from_name=brand.name,
        reply_to=chosen.reply_to or brand.email,
        headers=HEADERS | ({"Message-ID": message_id} if message_id else {}),
    )


def _lead(kind: MailKind, facts: Facts) -> object:
    if facts.pay and facts.pay.at_the_door:
        return _(
            "Hello %(name)s, thank you. You pay for your order %(number)s when you receive it."
        )
    return kind.lead


def _button(kind: MailKind, facts: Facts) -> object:
    return _("See your order") if facts.pay and not facts.pay.is_online else kind.button


def _message_id(mail: OrderMail) -> str:
    """The same for every try of this mail, so that one that arrives twice is known as one."""
    digest = salted_hmac("order-mail", f"{current_schema()}:{mail.pk}").hexdigest()[:32]
    _name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return f"<{digest}@{sender.partition('@')[2] or settings.PLATFORM_DOMAIN}>"
