"""Everything people read: English in the source, other languages from catalogues, changed while the window is open."""

import json
import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal, Slot

from rightsdesk import resources

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""Language codes with their names in their own language."""

# English with days before months and the money's point: the region decides, not the machine it runs on.
_REGIONS = {"en": QLocale.Country.UnitedKingdom, "de": QLocale.Country.Germany}
_TONGUES = {"en": QLocale.Language.English, "de": QLocale.Language.German}

_NAME = re.compile(r"\{(\w+)\}")
_LISTED = "; "
_LONGEST = 2_000
"""What is longer is a text that somebody wrote; no sentence of the core is."""
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")
_MOST_READ = 5_000
"""Sentences whose parts are remembered; a list shows the same few again and again."""

Catalogue = dict[str, dict[str, str | list[str]]]
Part = str | int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence with names in braces, and its longest fixed part."""

    literal: str
    fixed: str

    def parts(self, sentence: str) -> Iterator[dict[str, str]]:
        """What a sentence names, in every way of reading it as this one."""
        if self.fixed in sentence:
            for reading in _readings(self.literal):
                found = reading.fullmatch(sentence)
                if found is None:
                    return
                yield found.groupdict()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A literal in a declaration: written once when the module loads, said in today's language by `str()`."""

    context: str
    literal: str

    def __str__(self) -> str:
        return words().said(self.context, self.literal)


def tr(context: str, literal: str, **parts: Part) -> str:
    """The literal in the chosen language; `{names}` in it are filled with `parts`, whole numbers grouped."""
    said = words().said(context, literal)
    return said.format(**{name: _grouped(part) for name, part in parts.items()}) if parts else said


def tn(context: str, literal: str, n: int, **parts: Part) -> str:
    """The literal in its form for `n` things; `%n` in it becomes the grouped number."""
    said = words().counted(context, literal, n).replace("%n", _grouped(n))
    return said.format(**{name: _grouped(part) for name, part in parts.items()}) if parts else said


def within(title: str) -> str:
    """A title inside a sentence; nouns keep their capital within a German one."""
    return title if words().language == "de" else title.lower()


def phrase(context: str, literal: str) -> Phrase:
    """A literal for declarations at module level, translated only when it is shown."""
    return Phrase(context, literal)


def told(sentence: str) -> str:
    """A sentence or title of the core in the chosen language; one that is not known stays as it is.

    The catalogue may hold a sentence with `{names}` for what differs each time.
    """
    return words().filled("Core", sentence)


def locale() -> QLocale:
    """How numbers, dates and money are written in the chosen language."""
    return words().locale


class Words(QObject):
    """Holds the catalogue of the chosen language and tells the window when it changes."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._qt = QTranslator(self)
        self._catalogue: Catalogue = {}
        self._patterns: dict[str, tuple[Pattern, ...]] = {}
        self._read: dict[tuple[str, str], tuple[int, str]] = {}
        self.language = ""
        self.locale = QLocale()
        self.use("en")

    def use(self, language: str) -> None:
        """Speak that language from now on, Qt's own dialogs included; unknown codes fall back to English."""
        language = language if language in LANGUAGES else "en"
        if language == self.language:
            return
        self.language = language
        self.locale = QLocale(_TONGUES[language], _REGIONS[language])
        QLocale.setDefault(self.locale)
        self._catalogue = catalogue(language)
        self._patterns = {"Core": _patterns(self._catalogue.get("Core", {}))}
        self._read = {}
        self._teach_qt()
        self.changed.emit()

    def said(self, context: str, literal: str) -> str:
        """The translation, or the literal itself where the catalogue is silent."""
        found = self._catalogue.get(context, {}).get(literal, literal)
        return found if isinstance(found, str) else found[-1]

    def known(self, context: str) -> Container[str]:
        """The literals of a context that the catalogue knows."""
        return self._catalogue.get(context, {})

    def filled(self, context: str, sentence: str) -> str:
        """The translation of a sentence that the catalogue knows, itself or by its pattern; else the sentence.

        Where several patterns fit, the one that leaves least in English tells which parts the sentence is made of.
        """
        return self._taken_apart(context, sentence)[1]

    def unknown(self, context: str, sentence: str) -> int:
        """How many letters of a sentence nobody knows in this language; what it names counts, too."""
        return self._taken_apart(context, sentence)[0]

    def _taken_apart(self, context: str, sentence: str) -> tuple[int, str]:
        """How many letters nobody knows, and what is said."""
        # Other threads read sentences, too: what one of them took apart in the former language is not kept in this one.
        read = self._read
        found = read.get((context, sentence))
        if found is None:
            found = self._best(context, sentence)
            if len(read) >= _MOST_READ:
                read.clear()
            read[context, sentence] = found
        return found

    def _best(self, context: str, sentence: str) -> tuple[int, str]:
        if sentence in self.known(context):
            return 0, self.said(context, sentence)
        if len(sentence) > _LONGEST:
            return len(sentence), sentence
        best = self._listed(context, sentence) if _LISTED in sentence else (len(sentence), self._number(sentence))
        for pattern in self._patterns.get(context, ()):
            for parts in pattern.parts(sentence):
                known = {name: self._taken_apart(context, part) for name, part in parts.items()}
                left = sum(unknown for unknown, _ in known.values())
                if left < best[0]:
                    said = self.said(context, pattern.literal)
                    best = left, said.format(**{name: part for name, (_, part) in known.items()})
        return best

    def _listed(self, context: str, sentence: str) -> tuple[int, str]:
        parts = [self._taken_apart(context, part) for part in sentence.split(_LISTED)]
        return sum(left for left, _ in parts), _LISTED.join(said for _, said in parts)

    def _number(self, part: str) -> str:
        """A number as English groups it is grouped as this language does; anything else stays."""
        return self.locale.toString(int(part.replace(",", ""))) if _THOUSANDS.fullmatch(part) else part

    def counted(self, context: str, literal: str, n: int) -> str:
        """The singular or plural form; English has its forms in a catalogue too."""
        found = self._catalogue.get(context, {}).get(literal, literal)
        if isinstance(found, str):
            return found
        return found[0] if abs(n) == 1 else found[-1]

    def _teach_qt(self) -> None:
        app = QCoreApplication.instance()
        if app is None:
            return
        app.removeTranslator(self._qt)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._qt.load(f"qtbase_{self.language}", folder):
            app.installTranslator(self._qt)


@cache
def words() -> Words:
    """The one set of words of this program."""
    return Words()


def guessed() -> str:
    """The language of the machine if we speak it, otherwise English."""
    code = QLocale.system().name().split("_")[0]
    return code if code in LANGUAGES else "en"


def catalogue(language: str) -> Catalogue:
    """All catalogue files of a language together: context, literal, and its translation or [one, many]."""
    merged: Catalogue = {}
    for file in sorted(resources.path(f"words/{language}").glob("*.json")):
        for context, entries in json.loads(file.read_bytes()).items():
            merged.setdefault(context, {}).update(entries)
    return merged


def follow_words(owner: QObject, render: Callable[[], None]) -> None:
    """Call `render` now and at each change of language for as long as `owner` lives."""
    _Follower(owner, render)
    render()


class _Follower(QObject):
    """Dies with its owner and takes the connection with it; a bare lambda would live for ever."""

    def __init__(self, owner: QObject, render: Callable[[], None]) -> None:
        super().__init__(owner)
        self._render = render
        words().changed.connect(self.render)

    @Slot()
    def render(self) -> None:
        self._render()


def _patterns(entries: Mapping[str, object]) -> tuple[Pattern, ...]:
    """All sentences that name something, those of several lines first, then the longest."""
    naming = [each for each in entries if _NAME.search(each)]
    return tuple(map(_pattern, sorted(naming, key=lambda each: (each.count("\n"), len(each)), reverse=True)))


def _pattern(literal: str) -> Pattern:
    return Pattern(literal, max(_NAME.split(literal)[::2], key=len))


@cache
def _readings(literal: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a sentence looks like filled in: what comes first takes as little, or as much, as it can."""
    escaped = _escaped(literal)
    little, much = (re.compile(_NAME.sub(rf"(?P<\1>{part})", escaped), re.DOTALL) for part in (".*?", ".*"))
    return little, much


def _escaped(literal: str) -> str:
    """Quote what is special in a pattern and leave the names in braces alone."""
    parts = _NAME.split(literal)
    return "".join(f"{{{part}}}" if place % 2 else re.escape(part) for place, part in enumerate(parts))


def _grouped(part: Part) -> str:
    return words().locale.toString(part) if isinstance(part, int) else part
