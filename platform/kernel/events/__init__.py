"""The outbox: announce in the transaction, react after commit, once."""
