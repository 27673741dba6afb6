"""Bringing every shop's tables to what the code expects, while the shops serve.

`find_outdated()` says which shops lack which migrations, `open_run()` writes down what is to be done,
`work_through(run)` does it: a transaction a shop, going on after a failure.
"""
