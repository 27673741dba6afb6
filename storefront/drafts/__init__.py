"""Orders that staff put together for somebody, and the link by which they are paid.

Verbs: start_draft, change_draft, set_line, place_draft; `links.payment_link`.
"""
