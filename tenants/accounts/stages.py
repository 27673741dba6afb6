from allauth.account import stages
from django.http import HttpResponse


class EmailVerificationStage(stages.EmailVerificationStage):
    """Who signed up by phone alone has no e-mail to prove."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        user = self.login.user
        if user and not user.email and user.phone_verified_at:
            return None, True
        return super().handle()
