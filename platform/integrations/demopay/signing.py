"""What the gateway and its client share: who may call, and how messages are signed. Knows no Django."""

import hashlib
import hmac

TIMESTAMP_HEADER = "Demopay-Timestamp"
SIGNATURE_HEADER = "Demopay-Signature"
TOLERANCE_SECONDS = 300


def api_key(secret: str) -> str:
    """The bearer token of API calls; a key of its own, so that it never doubles as the signing key."""
    return hmac.new(secret.encode(), b"demopay api", hashlib.sha256).hexdigest()


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 over `timestamp.body`, hex."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def is_signed(secret: str, timestamp: str, signature: str, body: bytes, *, now: float) -> bool:
    """True when the signature is right and the timestamp is at most five minutes off."""
    if not secret or not timestamp.isascii() or not timestamp.isdigit() or len(timestamp) > 12:
        return False
    right = hmac.compare_digest(sign(secret, timestamp, body).encode(), signature.encode())
    return right and abs(now - int(timestamp)) <= TOLERANCE_SECONDS
