"""What was bought. Verbs: open_order, mark_paid, cancel_order, confirm_receipt; reads in selectors."""
