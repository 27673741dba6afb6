"""Points on members' and orders' screens, changing them by hand, and the shop's rules."""
