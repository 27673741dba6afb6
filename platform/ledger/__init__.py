"""Accounts, transfers, holds and lots: everything a member owns, of whatever unit.

`post` is the only writer of transfers; `open_hold`, `capture_hold` and `release_hold` set value aside
before it moves. A transfer is one row with a debit and a credit side, so the books balance by
construction. Rows of txn and transfer are never changed: corrections are new rows.

A posting locks accounts first (bounded ones, in id order) and its key after, so two of them never wait for
each other crosswise.
"""
