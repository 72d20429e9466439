"""Is everything here that the program needs, and does it work? Run inside every installation: `briefpack selftest`."""

from briefpack.selftest.report import Report, report

__all__ = ["Report", "report"]
