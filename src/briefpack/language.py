"""Words for people, through one gettext catalogue. `say` speaks the window's language; a pack has its own Language.

Whole sentences only, with named values: say("{count} found", count=3). Babel extracts calls of `say`, `say_many`,
`say_as`, and of `to_say`, `to_say_many`, `to_say_as` (packaging/messages.py, which also finds what bypasses them).
"""

import gettext
import io
from typing import NamedTuple


class Language(NamedTuple):
    """A language by its BCP 47 tag, with its translations; without any, the source language, English."""

    tag: str = "en"
    translations: gettext.NullTranslations = gettext.NullTranslations()

    def say(self, message: str, **values: object) -> str:
        """The message in this language with its values filled in. A value never changes which message is looked up."""
        text = self.translations.gettext(message)
        if text is message:  # Python 3.11 finds a message that also has a plural as such alone
            text = self.translations.ngettext(message, message, 1)
        return text.format(**values) if values else text

    def say_many(self, one: str, many: str, count: int, **values: object) -> str:
        """The form for `count`, which is filled in as {count}."""
        return self.translations.ngettext(one, many, count).format(count=count, **values)

    def say_as(self, context: str, message: str, **values: object) -> str:
        """A message that needs a context, as the same English words are other words elsewhere: “May”, “For”."""
        text = self.translations.pgettext(context, message)
        return text.format(**values) if values else text


#: The languages that packs are made in, each by its own name; the words are in resources/i18n.
NAMES = {
    "en": "English",
    "fr": "Français",
    "es": "Español",
    "ru": "Русский",
    "ar": "العربية",
    "zh": "中文",
    "ko": "한국어",
    "ja": "日本語",
}

#: The language of the messages themselves.
ENGLISH = Language()


def load(tag: str, catalogue: bytes | None) -> Language:
    """A language from a compiled catalogue (.mo); None gives the source texts."""
    return Language(tag, gettext.GNUTranslations(io.BytesIO(catalogue))) if catalogue else Language(tag)


_spoken = ENGLISH


def speak(language: Language) -> None:
    """Set the language of the window and of errors; once, at the start of the program."""
    global _spoken  # noqa: PLW0603 - the one place that knows which language the program speaks
    _spoken = language


def spoken() -> Language:
    """The language of the window and of errors."""
    return _spoken


def say(message: str, **values: object) -> str:
    """The message in the language of the window."""
    return _spoken.say(message, **values)


def say_many(one: str, many: str, count: int, **values: object) -> str:
    """The form for `count` in the language of the window."""
    return _spoken.say_many(one, many, count, **values)


def say_as(context: str, message: str, **values: object) -> str:
    """The message in that context in the language of the window."""
    return _spoken.say_as(context, message, **values)


def to_say(message: str) -> str:
    """A message that stands in a table: `say` says it later, in the language the program then speaks."""
    return message


def to_say_many(one: str, many: str) -> tuple[str, str]:
    """The forms of such a message, for `say_many`."""
    return one, many


def to_say_as(context: str, message: str) -> tuple[str, str]:
    """The context and the message, for `say_as`."""
    return context, message
