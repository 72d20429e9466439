"""A template: parts, sections, slots, limits and selection rules, read from resources/templates/*.toml."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, TypeVar

from pydantic import Field, ValidationError

from briefpack.evidence.sources import Record, Text
from briefpack.language import Language, say, to_say
from briefpack.pack.errors import TemplateError


class Slot(Record):
    """Words only the user can write. Empty, it prints as a ruled blank with its label and hint.

    `required`: a pack without them asks its reader for nothing; the adviser says so.
    """

    label: Text
    hint: Text = to_say("to be written")
    lines: int = Field(default=1, ge=1, le=12)
    required: bool = False


class Spread(Record):
    """No more than `max` items with the same source, speaker, actor, mechanism or topic."""

    by: Literal["source", "speaker", "actor", "mechanism", "topic"]
    max: int = Field(ge=1)


class Window(Record):
    """Only items of the last `months` before the as-of day; widened step by step (0 = all dates) until enough."""

    months: int = Field(ge=1)
    widen: tuple[int, ...] = (24, 60, 0)


class Rule(Record):
    """take KINDS where … order by … limit …: how a section is filled.

    `where` maps a field to the values it may have; a field that is itself a list matches if any of its values does; a
    name ending in `_not` excludes; `importance_min` and `min_words` set lower bounds. `order` ranks for picking, `show`
    is the order in print (default: as picked). `fold` leaves out what a weightier related item of the same time covers;
    `unused` what an earlier section already holds.
    """

    take: tuple[Literal["event", "quote", "statistic", "position", "claim", "document", "grid"], ...]
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    importance_min: int = Field(default=1, ge=1, le=5)
    min_words: int = Field(default=0, ge=0)
    order: Literal["date", "newest", "importance", "file", "listed"] = "file"
    show: Literal["", "date", "newest"] = ""
    limit: Annotated[tuple[int, ...], Field(min_length=2, max_length=2)] = (0, 10_000)
    spread: tuple[Spread, ...] = ()
    window: Window | None = None
    fold: bool = False
    unused: bool = False


class SectionPlan(Record):
    """One section of a template: what it is called, how it is composed, how it is filled, what may go wrong."""

    key: Text
    kind: Text
    title: str = ""
    column: Literal["", "left", "right"] = ""
    options: dict[str, str] = Field(default_factory=dict)
    slots: tuple[Slot, ...] = ()
    rules: tuple[Rule, ...] = ()
    gap: str = ""
    max_words: int | None = None


class PartPlan(Record):
    """A part: its own sections; where `include` names another template, that one's sections, overlaid by its own."""

    id: Text
    title: str = ""
    landscape: bool = False
    contents: bool = True
    notes: Literal["each", "by-source"] = "each"
    size: float = Field(default=1.0, ge=0.9, le=2.0)
    include: str = ""
    section: tuple[SectionPlan, ...] = ()


class Template(Record):
    """What a new pack starts from. `code` is the number in the catalogue (T01 …)."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    code: Text
    version: int = Field(ge=1)
    name: Text
    purpose: Text
    title: Text
    eyebrow: str = ""
    short_title: Text
    paper: Literal["a4", "letter"] = "a4"
    max_pages: int | None = None
    max_words: int | None = None
    part: tuple[PartPlan, ...]


def read_templates(texts: Mapping[str, bytes]) -> dict[str, Template]:
    """All templates by id, in order of their code; parts that include another template are filled in.

    Raises TemplateError with file and place when one cannot be used.
    """
    found = [_parse(name, content) for name, content in sorted(texts.items()) if name.endswith(".toml")]
    templates: dict[str, Template] = {}
    for template in sorted(found, key=lambda template: template.code):
        if template.id in templates:
            raise TemplateError(say("There are two templates called {name}.", name=template.id))
        templates[template.id] = template
    return {name: _with_includes(template, templates) for name, template in templates.items()}


def _parse(name: str, content: bytes) -> Template:
    try:
        return Template.model_validate(tomllib.loads(content.decode("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateError(say("The template {name} is not readable: {why}.", name=name, why=error)) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise TemplateError(
            say("The template {name} is wrong at {place}: {why}.", name=name, place=place, why=first["msg"])
        ) from None


def _with_includes(template: Template, templates: Mapping[str, Template]) -> Template:
    return template.model_copy(
        update={"part": tuple(_filled(part, (template.id,), templates) for part in template.part)}
    )


def _filled(part: PartPlan, way: tuple[str, ...], templates: Mapping[str, Template]) -> PartPlan:
    """The part with the sections it includes, through any number of templates; `way` names those it came through."""
    if not part.include:
        return part
    words = {"name": way[-1], "included": part.include}
    if part.include not in templates:
        raise TemplateError(say("The template {name} includes {included}, which does not exist.", **words))
    if part.include in way:
        raise TemplateError(say("The template {name} includes {included}, which includes it in turn.", **words))
    way = (*way, part.include)
    parts = [_filled(other, way, templates) for other in templates[part.include].part]
    included = [section for other in parts for section in other.section]
    return part.model_copy(update={"section": _overlaid(included, part.section)})


def _overlaid(included: Sequence[SectionPlan], own: Sequence[SectionPlan]) -> tuple[SectionPlan, ...]:
    """The included sections, each replaced by the part's own of the same key; what is new comes after them."""
    mine = {section.key: section for section in own}
    kept = [mine.pop(section.key, section) for section in included]
    return (*kept, *mine.values())


#: The fields of templates, parts, sections and slots that people read; of a section's options, the label of its box.
#: packaging/messages.py puts what stands in them into the catalogue.
READ = ("name", "purpose", "title", "eyebrow", "short_title", "gap", "label", "hint")
READ_OPTIONS = ("box",)


def in_language(template: Template, language: Language) -> Template:
    """The template with the texts that people read in another language."""
    return _said(template, language).model_copy(
        update={"part": tuple(_part_said(part, language) for part in template.part)}
    )


def _part_said(part: PartPlan, language: Language) -> PartPlan:
    sections = []
    for section in part.section:
        slots = tuple(_said(slot, language) for slot in section.slots)
        texts = {name: language.say(text) for name, text in section.options.items() if name in READ_OPTIONS and text}
        sections.append(
            _said(section, language).model_copy(update={"slots": slots, "options": {**section.options, **texts}})
        )
    return _said(part, language).model_copy(update={"section": tuple(sections)})


R = TypeVar("R", bound=Record)


def _said(plan: R, language: Language) -> R:
    """One record, without what stands inside it."""
    texts = {name: getattr(plan, name) for name in READ if name in type(plan).model_fields}
    # The catalogue has a word of its own for no text at all.
    return plan.model_copy(update={name: language.say(text) for name, text in texts.items() if text})
