"""The published schema of ninjs 3.1, without the web."""

import json

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from tests.kit.shared import SHARED

SCHEMAS = SHARED / "data" / "feeds" / "ninjs" / "schema"


def validator() -> Draft202012Validator:
    """A validator of ninjs 3.1 documents that knows the schema of places by heart."""
    schema = json.loads((SCHEMAS / "ninjs-schema_3.1.json").read_text(encoding="utf-8"))
    places = Resource.from_contents(json.loads((SCHEMAS / "GeoJSON-schema.json").read_text(encoding="utf-8")))
    registry = Registry().with_resource("https://geojson.org/schema/GeoJSON.json", places)
    return Draft202012Validator(schema, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)
