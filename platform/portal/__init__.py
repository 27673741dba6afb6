"""The platform's own site: landing page, the sign-up wizard, a shop's opening, my shops."""
