"""What goes back after a purchase. Verbs: preview_refund, refund."""
