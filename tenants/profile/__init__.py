"""A shop's own name, logo, slogan, currency and languages."""
