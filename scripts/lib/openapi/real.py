"""Puts what exists into generated requests: made-up ids alone would only ever be answered with 404."""

import re
from typing import Any

import requests
from schemathesis import Case
from schemathesis.core.parameters import ParameterLocation

from fitting import FITTING
from values import PICTURE, enabled_actions, id_of, key_of, number_of, singular, stays, without_waiting

LIST = re.compile(r"/v1/([a-z-]+)")
ID_FIELD = re.compile(r"(.+)_ids?")
# Fields that hold ids without being called so.
UPLOADS_FIELDS = ["evidence", "images"]
STREAM = "/v1/events"
UPLOADS = "/v1/uploads"
# What says where in a list a page begins.
AROUND = "around"
PLACES = [AROUND, "before", "after"]
REQUEST_LIMIT_S = 20


class Known:
    """What one user can see, by kind of thing."""

    def __init__(self, url: str, headers: dict[str, str], paths: list[str]):
        self._url, self._headers = url, headers
        lists = [found for path in paths if path != STREAM and (found := LIST.fullmatch(path))]
        self._items = {singular(found[1]): self.get(found[0]).get("items", []) for found in lists}
        self._items["product"] = self.get("/demo/products")
        query = {"client_id": key_of(UPLOADS, {}), "name": "pixel.png"}
        picture = self.post(UPLOADS, params=query, data=PICTURE)
        self._items["upload"] = [picture] if picture else []

    def reach(self) -> tuple[int, int]:
        """How many different actions this user may do, and how many things they see."""
        things = [thing for things in self._items.values() for thing in things]
        return len({action for thing in things for action in enabled_actions(thing)}), len(things)

    def items(self, kind: str) -> list[dict]:
        return self._items.get(kind, [])

    def fill(self, case: Case) -> None:
        """Replaces what is made up, but for what is there to be refused."""
        if case.path == STREAM:
            case.query = without_waiting(case.query)
        valid_body = isinstance(case.body, dict) and not is_negative(case, ParameterLocation.BODY)
        if "id" in case.path_parameters and not is_negative(case, ParameterLocation.PATH):
            kind = singular(case.path.split("/")[2])
            action = case.body.get("code") if valid_body else None
            case.path_parameters = {"id": self._id(kind, case.path_parameters["id"], action)}
        if case.path != STREAM and not is_negative(case, ParameterLocation.QUERY):
            case.query = self._query(case)
        if valid_body:
            case.body = self._body(case)

    def get(self, path: str, query: dict | None = None) -> Any:
        """An answer; empty where this user gets none."""
        answer = requests.get(self._url + path, query, headers=self._headers, timeout=REQUEST_LIMIT_S)
        return answer.json() if answer.ok else {}

    def post(self, path: str, **content: Any) -> Any:
        """Likewise."""
        answer = requests.post(self._url + path, headers=self._headers, timeout=REQUEST_LIMIT_S, **content)
        return answer.json() if answer.ok else {}

    def _id(self, kind: str, made_up: str, action: str | None = None) -> str:
        """A real id, of a thing with which the action may be done if there is one; some stay made up.

        The same id for the same, so that a failure can be repeated.
        """
        items = self.items(kind)
        items = [item for item in items if action in enabled_actions(item)] or items
        return id_of(items[number_of(made_up) // 8 % len(items)]) if items and not stays(made_up) else made_up

    def _query(self, case: Case) -> dict:
        """One real place in a list instead of any number of made-up ones."""
        places = [name for name in PLACES if name in case.query]
        if not places or stays(case.query):
            return case.query
        query = {name: value for name, value in case.query.items() if name not in PLACES}
        page = self.get(case.formatted_path, {**query, "limit": 1})
        place = [id_of(item) for item in page.get("items", [])] if places[0] == AROUND else page.get(places[0])
        return {**query, places[0]: place} if place else query

    def _body(self, case: Case) -> dict:
        body = self._with_ids(case.body)
        if case.path in FITTING and not stays(case.body):
            body = FITTING[case.path](self, body)
        if "version" in body:
            thing = self.get("/".join(case.formatted_path.split("/")[:4]))
            body["version"] = thing.get("version", body["version"])
        if "client_id" in body:
            body["client_id"] = key_of(case.formatted_path, body)
        return body

    def _with_ids(self, value: Any, kind: str = "") -> Any:
        match value:
            case dict():
                return {name: self._with_ids(inner, kind_of(name)) for name, inner in value.items()}
            case list():
                return [self._with_ids(inner, kind) for inner in value]
            case str() if kind:
                return self._id(kind, value)
        return value


def kind_of(field: str) -> str:
    """Of which kind the ids in a field are; empty where it holds none."""
    found = ID_FIELD.fullmatch(field)
    return "upload" if field in UPLOADS_FIELDS else found[1] if found else ""


def is_negative(case: Case, location: ParameterLocation) -> bool:
    return case.meta is not None and case.meta.is_negative_at(location)
