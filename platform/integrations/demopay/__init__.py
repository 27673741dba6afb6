"""The demo payment gateway and its client."""
