"""The merchant's pages: which mails are sent, how they look, and sending one again."""
