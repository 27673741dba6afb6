"""A clerk's screens of orders: the list, one order, cancelling. Modules above add to an order through `ports`."""
