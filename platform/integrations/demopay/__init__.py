"""The demo payment gateway: a small web app of its own (gateway/) and our client to it (provider.py)."""
