"""The Celery application. Tasks state their tenant themselves: see kernel.tenant_task in docs/rules/tenancy.md."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")

app = Celery("mall")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# What happens by the clock. Each task finds its own work and may run twice.
app.conf.beat_schedule = {
    "payments.find_silent_payments": {"task": "payments.find_silent_payments", "schedule": 30.0},
    "events.sweep": {"task": "events.sweep", "schedule": 5.0},  # SWEEP_EVERY
    "provisioning.keep_ready": {"task": "provisioning.keep_ready", "schedule": 20.0},
    "provisioning.look_after": {"task": "provisioning.look_after", "schedule": 15.0},
    "kernel.send_chores": {"task": "kernel.send_chores", "schedule": crontab(minute="10")},
    "backups.look_after": {"task": "backups.look_after", "schedule": 30.0},
    "directory.heartbeat": {"task": "directory.heartbeat", "schedule": 10.0},
}
