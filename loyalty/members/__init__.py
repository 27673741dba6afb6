"""A shopper as the member of a shop: number, member code, and the owner of what the ledger keeps.

`services.member_of` makes a member of a signed-up customer the first time one is needed; guests are none.
"""
