"""One shop as one file: written while it serves, read back into a schema of our own making.

`dump_shop(tenant, file)`, `restore_shop(file)`; for owners `order_export()` and the download of what it made.
"""
