"""The portal's side of the hand-off."""
