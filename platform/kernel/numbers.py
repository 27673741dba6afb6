"""Counts as people read them: 12,345 in Chinese and English alike, with a true minus sign."""


def grouped(number: int) -> str:
    return f"{number:,}".replace("-", "−")
