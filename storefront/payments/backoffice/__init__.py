"""Payments on an order's screen: confirming what staff saw, refunds to be made by hand, ways to pay."""
