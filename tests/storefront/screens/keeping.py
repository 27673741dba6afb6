"""Looking at the page cache."""


def how(answer) -> str:
    return answer.headers.get("X-Page-Cache", "")


def kept(browser, address: str):
    """The page as the cache answers it."""
    browser.get(address)
    answer = browser.get(address)
    assert how(answer) == "hit"
    return answer
