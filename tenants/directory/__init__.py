"""Which shops exist and at which host each lives."""
