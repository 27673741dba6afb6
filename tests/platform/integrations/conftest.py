from tests.support.gateway import *  # noqa: F403
