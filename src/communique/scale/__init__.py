"""The same coding over many cores."""

from __future__ import annotations

from communique.scale.pool import Failed, code_all, default_workers, warm_up, workers_for

__all__ = ["Failed", "code_all", "default_workers", "warm_up", "workers_for"]
