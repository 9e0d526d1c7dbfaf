"""Settings of a workspace: one readable TOML file, checked when read."""

import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import tomli_w

from rightsdesk.faults import Invalid

FILE_NAME = "settings.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a workspace is set to; `sample` marks sample data, `sync_minutes` 0 = only when asked."""

    name: str = "RightsDesk"
    sample: bool = False
    zone: str = "Europe/Berlin"
    currency: str = "EUR"
    role: str = "administrator"
    sync_minutes: int = 15


def load(folder: Path) -> Settings:
    """Return the settings of a workspace; raise `Invalid` naming the file, the line or the setting at fault."""
    path = folder / FILE_NAME
    if not path.is_file():
        return Settings()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        sentence = f"{path} cannot be read: {error}. Correct the file, or delete it to go back to the defaults."
        raise Invalid(sentence, code="SETTINGS") from error
    return _checked(path, found)


def save(folder: Path, settings: Settings) -> None:
    """Write the settings of a workspace."""
    (folder / FILE_NAME).write_text(tomli_w.dumps(asdict(settings)), encoding="utf-8")


def _checked(path: Path, found: dict[str, Any]) -> Settings:
    settings = Settings()
    known = {each.name for each in fields(Settings)}
    for name, value in found.items():
        if name not in known:
            sentence = f"{path}: there is no setting {name!r}; settings are {', '.join(sorted(known))}."
            raise Invalid(sentence, code="SETTINGS")
        kind = type(getattr(settings, name))
        if type(value) is not kind:
            sentence = f"{path}: the setting {name} must be {_article(kind)}, not {value!r}."
            raise Invalid(sentence, code="SETTINGS")
        settings = replace(settings, **{name: value})
    return settings


def _article(kind: type) -> str:
    return {"str": "a text", "bool": "true or false", "int": "a whole number"}[kind.__name__]
