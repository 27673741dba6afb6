"""Ways to pay without a service: bank transfer and cash on delivery, confirmed by staff."""
