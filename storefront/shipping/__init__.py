"""What sending costs, what was sent, what is fetched. Verbs: save_method, save_zone, ship_order, collect_pickup."""
