"""Accounts, transfers, holds and lots: everything a member owns."""
