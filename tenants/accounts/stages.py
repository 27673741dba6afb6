from allauth.account import stages
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest, HttpResponse

from .mfa import has_second_factor


class EmailVerificationStage(stages.EmailVerificationStage):
    """Who signed up by phone alone has no e-mail to prove."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        user = self.login.user
        if user and not user.email and user.phone_verified_at:
            return None, True
        return super().handle()


class SecondFactorStage(AuthenticateStage):
    """Whose second factor is reset while they stand before it begins to sign in anew, not in a circle."""

    def is_resumable(self, request: HttpRequest) -> bool:
        user = self.login.user
        return user is not None and has_second_factor(user)
