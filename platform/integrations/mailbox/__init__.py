"""The development mail box: mails and text messages kept as files instead of being sent.

`store.keep` writes one, `store.messages` reads them; the portal shows them at /mailbox/ in development.
"""
