"""Money from shopper to merchant, through providers.

Verbs: start_payment, apply_provider_event, confirm_offline_payment, refund_payment.
"""
