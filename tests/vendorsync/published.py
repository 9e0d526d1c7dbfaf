"""What an agency published about its interface (OpenAPI 3.0), held against requests and answers."""

import json
import re
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

import httpx
from jsonschema import Draft202012Validator, FormatChecker

from tests.kit.shared import SHARED

FILES = {
    "getty": "gettyimages-v3.openapi.json",
    "shutterstock": "shutterstock-1.2.0.images-editorial.openapi.json",
}
KINDS = {"integer": int, "number": float}


class Published:
    """One agency's description."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document

    def complaints(self, request: httpx.Request, answer: httpx.Response) -> list[str]:
        """Say what in a request or its answer the description does not allow; sign-in has a description elsewhere."""
        path = request.url.path
        if path == "/oauth2/token":
            return []
        found = self._operation(request.method.lower(), path)
        if found is None:
            return [f"{request.method} {path} is not published"]
        operation, names = found
        return [
            *self._about_query(operation, request, names),
            *self._about_body(operation, request),
            *self._about_answer(operation, answer),
        ]

    def schema(self, name: str) -> dict[str, Any]:
        """Return one of the named schemas in today's dialect."""
        schema: dict[str, Any] = self._plain(self.document["components"]["schemas"][name])
        return schema

    def fields_of_images(self) -> set[str]:
        """Return the names one may ask Getty for."""
        parameters = self._resolved(self.document["paths"]["/v3/images"]["get"]["parameters"])
        return {name for one in parameters if one["name"] == "fields" for name in one["schema"]["items"]["enum"]}

    def example(self, path: str) -> dict[str, Any]:
        """Return the answer the agency itself gives as an example."""
        schema = self._resolved(self.document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"])
        document: dict[str, Any] = schema["schema"]["example"]
        return document

    def _operation(self, method: str, path: str) -> tuple[dict[str, Any], dict[str, str]] | None:
        for template, operations in sorted(self.document["paths"].items(), key=lambda pair: "{" in pair[0]):
            pattern = re.sub(
                r"\\{([^}]+?)\\}", lambda found: f"(?P<{found[1].replace('-', '_')}>[^/]+)", _escaped(template)
            )
            match = re.fullmatch(pattern, path)
            if match and method in operations:
                return self._resolved(operations[method]), match.groupdict()
        return None

    def _about_query(self, operation: dict[str, Any], request: httpx.Request, names: dict[str, str]) -> list[str]:
        known = {one["name"]: one for one in operation.get("parameters", []) if one["in"] == "query"}
        given = parse_qsl(request.url.query.decode(), keep_blank_values=True)
        found = [f"the query {name} is not published" for name, _ in given if name not in known]
        found += [f"{n} is missing" for n, one in known.items() if one.get("required") and n not in dict(given)]
        for name, one in known.items():
            values = [value for key, value in given if key == name]
            found += self._about_value(name, one, values) if values else []
        for one in operation.get("parameters", []):
            if one["in"] == "path":
                found += self._about_value(one["name"], one, [names[one["name"].replace("-", "_")]])
        return found

    def _about_value(self, name: str, parameter: dict[str, Any], values: list[str]) -> list[str]:
        schema = parameter["schema"]
        if schema.get("type") == "array":
            parts = values if parameter.get("explode", True) else values[0].split(",")
            most = schema.get("maxItems", schema.get("maximum", parameter["schema"].get("maxItems", 10**6)))
            found = [f"{name} lists {len(parts)}"] if len(parts) > most else []
            return found + [text for part in parts for text in _wrong(name, schema["items"], part)]
        return _wrong(name, schema, values[0]) if len(values) == 1 else [f"{name} stands there {len(values)} times"]

    def _about_body(self, operation: dict[str, Any], request: httpx.Request) -> list[str]:
        body = request.read()
        if "requestBody" not in operation:
            return ["a body is not published"] if body else []
        kind = request.headers.get("content-type", "").partition(";")[0]
        content = operation["requestBody"]["content"]
        if kind not in content:
            return [f"a body of {kind} is not published"]
        return _errors(self._plain(content[kind]["schema"]), json.loads(body)) if kind.endswith("json") else []

    def _about_answer(self, operation: dict[str, Any], answer: httpx.Response) -> list[str]:
        published = operation["responses"].get(str(answer.status_code))
        if published is None:
            return []
        content = published.get("content", {}).get("application/json")
        if content is None or not answer.content:
            return []
        return _errors(self._plain(content["schema"]), answer.json())

    def _resolved(self, part: Any) -> Any:
        if isinstance(part, list):
            return [self._resolved(each) for each in part]
        if not isinstance(part, dict):
            return part
        if "$ref" in part:
            place: Any = self.document
            for name in part["$ref"][2:].split("/"):
                place = place[name]
            return self._resolved(place)
        return {name: self._resolved(value) for name, value in part.items()}

    def _plain(self, schema: Any) -> Any:
        """Return a schema of OpenAPI 3.0 in JSON Schema's words: `nullable` is another type."""
        if isinstance(schema, list):
            return [self._plain(each) for each in schema]
        if not isinstance(schema, dict):
            return schema
        schema = self._resolved(schema) if "$ref" in schema else schema
        plain = {name: self._plain(value) for name, value in schema.items() if name not in {"nullable", "example"}}
        if schema.get("nullable") and "type" in plain:
            plain["type"] = [plain["type"], "null"]
        return plain


@cache
def published(agency: str) -> Published:
    """Return an agency's description; only where the shared folder is."""
    text = (SHARED / "data" / "feeds" / "openapi" / FILES[agency]).read_text(encoding="utf-8")
    return Published(json.loads(text))


def _escaped(template: str) -> str:
    return re.escape(template).replace(r"\-", "-")


def _wrong(name: str, schema: dict[str, Any], value: str) -> list[str]:
    kind = KINDS.get(schema.get("type", ""))
    try:
        plain: object = kind(value) if kind else value
    except ValueError:
        return [f"{name}={value} is no {schema['type']}"]
    bare = {key: each for key, each in schema.items() if key not in {"nullable", "format", "description", "example"}}
    return [f"{name}: {complaint}" for complaint in _errors(bare, plain)]


def _errors(schema: dict[str, Any], document: Any) -> list[str]:
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]
