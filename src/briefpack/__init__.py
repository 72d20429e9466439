"""briefpack: sourced evidence, arranged into a briefing pack, set as a PDF whose every sentence can be traced."""
