"""What a scenario that loads may still have wrong: one idea a module.

A check is a function from the scenario to findings; ``ALL`` is every check, in the order in which
they are reported.
"""

from __future__ import annotations

from app.scenario.checks.finding import Check, Finding
from app.scenario.checks.run import ALL, check_file

__all__ = ["ALL", "Check", "Finding", "check_file"]
