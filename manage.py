#!/usr/bin/env python
"""Django's command line. Use `./mall manage ...`, which finds the services first."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
    # commands are the owner's: they make and change tables
    os.environ.pop("MALL_DATABASE_ROLE", None)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
