"""The window: PySide6, and nothing that knows more about packs than `app` does."""
