"""The parts that came with the program: fonts, SQLite, dataset, library, templates, catalogues, licences."""

from briefpack.app import advising, build, libraries, resources
from briefpack.app.languages import language_of
from briefpack.app.licences import notices, text_of
from briefpack.evidence.checks import check_dataset
from briefpack.evidence.dataset import fingerprint
from briefpack.language import NAMES, say, say_many
from briefpack.library.engine import search_engine
from briefpack.library.query import Query
from briefpack.selftest.trying import FailedError, Trial


def trials() -> tuple[Trial, ...]:
    """All of them, in the order in which one needs the other."""
    return (
        Trial("fonts", say("fonts"), _fonts),
        Trial("sqlite", say("database"), _sqlite),
        Trial("dataset", say("dataset"), _dataset),
        Trial("library", say("library"), _library),
        Trial("resources", say("templates, profiles and languages"), _resources),
        Trial("licences", say("licences"), _licences),
    )


def _fonts() -> str:
    fonts = build.font_set()
    faces = [fonts[key] for key in build.FACES]
    lacking = [face.key for face in faces if not face.covers("A") and not face.key.startswith("symbols")]
    if lacking:
        raise FailedError(say("the face {face} has no letter A", face=lacking[0]))
    return say_many("{count} face read", "{count} faces read", len(faces))


def _sqlite() -> str:
    return say("SQLite {version} with full-text search", version=search_engine())


def _dataset() -> str:
    texts = resources.folder("dataset")
    problems = check_dataset(texts)
    if problems:
        raise FailedError(
            say_many(
                "{count} problem: {first}", "{count} problems, the first: {first}", len(problems), first=problems[0]
            )
        )
    return say("no problems; its fingerprint is {fingerprint}", fingerprint=fingerprint(texts)[:12])


def _library() -> str:
    library = libraries.bundled_library()
    if library.fingerprint != fingerprint(resources.folder("dataset")):
        raise FailedError(say("the library was compiled from another dataset"))
    found = library.search(Query(text="accountability"))
    if not found.total:
        raise FailedError(say("a search for a word that is there finds nothing"))
    return say_many("{count} item found for one word", "{count} items found for one word", found.total)


def _resources() -> str:
    silent = [tag for tag in NAMES if tag != "en" and not language_of(tag).translations.info()]
    if silent:
        raise FailedError(say("the words of packs are missing in: {languages}", languages=", ".join(silent)))
    counts = {
        "templates": len(libraries.templates()),
        "profiles": len(advising.profiles()),
        "samples": len([name for name in resources.folder("samples") if name.endswith(".briefpack")]),
        "icons": len(resources.folder("icons")),
    }
    lacking = [name for name, count in counts.items() if not count]
    if lacking:
        raise FailedError(say("there is nothing in: {folders}", folders=", ".join(lacking)))
    return say(
        "{templates} templates, {profiles} profiles, packs in {languages} languages",
        templates=counts["templates"],
        profiles=counts["profiles"],
        languages=len(NAMES),
    )


def _licences() -> str:
    fonts = {f"{name.split('-', 1)[0]}" for name in build.FACES.values()}
    lacking = [font for font in sorted(fonts) if f"OFL-{font}.txt" not in resources.folder("fonts")]
    if lacking:
        raise FailedError(say("the licence of the font {font} is missing", font=lacking[0]))
    found = notices()
    bare = [each.name for each in found if not text_of(each).strip()]
    if bare:
        raise FailedError(say("there is no text of the licence of: {names}", names=", ".join(bare)))
    others = sum(each.kind in {"python", "native", "font"} for each in found)
    return say_many("{count} part by others", "{count} parts by others, each with its licence", others)
