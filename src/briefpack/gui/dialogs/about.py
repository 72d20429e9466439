"""“What is this?”: the program in a few sentences, and what it stands on."""

import platform

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from briefpack import __version__
from briefpack.gui import icons, theme
from briefpack.gui.access import named
from briefpack.gui.dialogs.sheet import Sheet
from briefpack.gui.house import House
from briefpack.language import say


def principles() -> tuple[tuple[str, str, str], ...]:
    """What a user can rely on: picture, heading, sentence."""
    return (
        (
            "quote",
            say("Every sentence can be traced"),
            say("A quotation is printed exactly as its source has it. Notes lead to the passage behind each fact."),
        ),
        (
            "flag",
            say("Disagreement is shown"),
            say("Where sources differ, a flag says so and the annex sets their words side by side."),
        ),
        (
            "statistic",
            say("Missing is not zero"),
            say("A figure nobody gives is printed as missing. A figure keeps its source’s own status word."),
        ),
        (
            "shield",
            say("Nothing leaves by itself"),
            say("No network, no account, no telemetry. What you write stays on this computer until you export it."),
        ),
    )


class AboutSheet(Sheet):
    """Four things to rely on, the versions, the licences."""

    def __init__(self, parent: QWidget, house: House) -> None:
        super().__init__(
            parent,
            say("What is this?"),
            say(
                "briefpack turns evidence into a briefing pack: you find sourced events, quotations and figures, "
                "arrange them, and get a PDF that a principal can speak from."
            ),
            key="about",
        )
        for picture, heading, sentence in principles():
            self.body.addLayout(_principle(picture, heading, sentence))
        versions = say(
            "briefpack {version} · Qt {qt} · Python {python} · Apache License 2.0; Noto fonts under the SIL Open Font "
            "License 1.1",
            version=__version__,
            qt=qVersion(),
            python=platform.python_version(),
        )
        self.body.addSpacing(theme.em(self, 0.5))
        self.body.addWidget(_small(versions, "about-versions"))
        if house.is_ready:
            stamp = say("Dataset {fingerprint}", fingerprint=house.library.fingerprint[:12])
            self.body.addWidget(_small(stamp, "about-dataset"))
        self.button(say("Licences…"), self._show_licences, left=True).setObjectName("show-licences")
        self.button(say("Close"), self.accept, primary=True)
        self.setFixedWidth(theme.em(self, 36))

    def _show_licences(self) -> None:
        from briefpack.gui.dialogs.licences import LicencesSheet  # noqa: PLC0415 - seldom asked for

        LicencesSheet(self).open()


def _principle(picture: str, heading: str, sentence: str) -> QHBoxLayout:
    row = QHBoxLayout()
    sign = named(QLabel(), heading, key=f"about-{picture}-sign")
    size = theme.em(sign, 1.4)
    sign.setPixmap(icons.icon(picture, "accent").pixmap(size, size))
    sign.setFixedWidth(theme.em(sign, 2.2))
    row.addWidget(sign)
    words = QVBoxLayout()
    words.setSpacing(0)
    title = named(QLabel(heading), heading, key=f"about-{picture}")
    title.setProperty("role", "heading")
    text = named(QLabel(sentence), sentence, key=f"about-{picture}-text")
    text.setProperty("role", "muted")
    text.setWordWrap(True)
    words.addWidget(title)
    words.addWidget(text)
    row.addLayout(words, 1)
    return row


def _small(words: str, key: str) -> QLabel:
    label = named(QLabel(words), words, key=key)
    label.setProperty("role", "small")
    label.setWordWrap(True)
    return label
