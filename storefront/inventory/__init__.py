"""How many of each variant there are. Verbs: set_on_hand, reserve, commit, release, restock."""
