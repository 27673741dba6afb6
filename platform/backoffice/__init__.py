"""The shell of the merchant's back office on Wagtail's admin."""
