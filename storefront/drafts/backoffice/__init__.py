"""Staff's screens: the list of drafts, one draft, and how the order that came of it is paid."""
