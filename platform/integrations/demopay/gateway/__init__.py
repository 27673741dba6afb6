"""The demo gateway: a separate small web app with its own store. Knows nothing of Django or of shops.

    python -m integrations.demopay.gateway --port 8001 --data DIR

app.py answers the API and the hosted page, store.py keeps payments and messages in SQLite (a killed
process loses nothing), delivery.py sends the messages until they are taken, chaos.py makes trouble on demand.
"""
