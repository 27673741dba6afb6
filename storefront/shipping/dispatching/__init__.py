"""Many parcels at once, from a list of order numbers, carriers and tracking numbers.

`draft_dispatch` reads the list and says what would happen; `start_dispatch` sends what is good, each order
whole or not at all. Doing either again doubles nothing.
"""
