"""What a shop tells people about an order: by mail today. Verbs: queue_mail, send_due_mail, send_again.

A mail is a row, once per order, kind and occasion. Handlers of the orders' events write it and announce
`OrderMailDue`; its handler asks a task to send and rings again until the mail is sent, dropped or given up.

A new kind of mail: a name in `kinds.Kind` and its words in `kinds.KINDS`, a handler that calls `queue_mail`, and if
it shows more than goods and sum a part under templates/messages/mail/. docs/howto/add-a-message.md has an example.
"""
