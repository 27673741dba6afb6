"""Which state a shop's public pages are in: `shown_on_pages` (what pages show), `renew_pages`, `page_state`, `KeptNear`.

docs/rules/page-cache.md says how a module takes part.
"""
