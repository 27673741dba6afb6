"""Packing slips and delivery labels as PDF: `print_orders(ids, kind=SLIP, paper="a5")` answers the file."""
