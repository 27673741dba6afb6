"""Second factors and passkeys of allauth's, for accounts on the platform: that is where staff sign in.

A shop's own host knows none of it. Passkeys belong to the platform's domain, whatever a request calls itself.
"""

import base64
import hashlib
from io import BytesIO

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from integrations.mail.services import send_mail
from kernel.schema import current_schema
from tenants.directory.urls import portal_url

from .models import User

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_second_factor(user: User) -> bool:
    """Whether signing in takes more than a password or a code. Asked in public."""
    return is_mfa_enabled(user, SECOND_FACTORS)


@transaction.atomic
def forget_second_factor(person: User, *, by: str) -> None:
    """App, passkeys and recovery codes are void, every session is over, and a mail says who did it. In public."""
    Authenticator.objects.filter(user=person).delete()
    person.end_sessions()
    person.save(update_fields=["session_era"])
    if person.email:
        names = {"by": by, "url": portal_url("mfa_index")}
        send_mail(
            to=person.email,
            subject=_("Your second factor was reset"),
            text=render_to_string("mfa/email/reset_message.txt", names).strip() + "\n",
            from_name=settings.WAGTAIL_SITE_NAME,
        )


class MFAAdapter(DefaultMFAAdapter):
    def get_totp_issuer(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": settings.PLATFORM_DOMAIN, "name": settings.WAGTAIL_SITE_NAME}

    def build_totp_svg(self, url: str) -> str:
        drawn = BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", border=2, scale=5, xmldecl=False)
        return drawn.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    """Secrets at rest open with the platform's key and in their own schema only."""
    key = hashlib.sha256(f"{settings.SECRET_KEY}:mfa:{current_schema()}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
