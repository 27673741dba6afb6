from kernel.tenant_task import tenant_task


@tenant_task(name="messages.send_order_mail", expires=600)
def send_order_mail(schema_name: str, mail_id: int) -> None:
    """May be lost or run twice: the mail's row says whether it is due."""
    from .services import send_due_mail

    send_due_mail(mail_id)
