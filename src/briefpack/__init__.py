"""briefpack: sourced evidence, arranged into a briefing pack, set as a PDF whose every sentence can be traced."""

__version__ = "0.1.0"
