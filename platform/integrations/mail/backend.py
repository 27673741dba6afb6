from django.core.mail.backends.dummy import EmailBackend


class DevelopmentMailbox(EmailBackend):
    pass
