"""What sending costs, and what was sent. Verbs: save_shipping_settings, ship_order, deliver_shipments."""
