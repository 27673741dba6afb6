from kernel import clock
from kernel.chores import chore

from .sessions import SessionStore
from .signed_in import forget_ended


@chore(name="accounts.forget_dead_sessions")
def forget_dead_sessions() -> None:
    SessionStore.get_model_class().objects.filter(expire_date__lt=clock.now()).delete()


@chore(name="accounts.forget_ended_traces")
def forget_ended_traces() -> None:
    forget_ended()
