"""Puts what exists into generated requests: made-up ids alone would only ever be answered with 404."""

import hashlib
import json
import re
from typing import Any
from zlib import crc32

import requests
from schemathesis import Case
from schemathesis.core.parameters import ParameterLocation

LIST = re.compile(r"/v1/([a-z-]+)")
ID_FIELD = re.compile(r"(.+)_ids?")
STREAM = "/v1/events"
# What says where in a list a page begins.
AROUND = "around"
PLACES = [AROUND, "before", "after"]
# What the contract lets a long poll wait; more is refused at once.
LONGEST_WAIT_S = 25
REQUEST_LIMIT_S = 20


def singular(things: str) -> str:
    """`quick-replies` are what fields called `quick_reply_id` name."""
    return re.sub("s$", "", re.sub("ies$", "y", things.replace("-", "_")))


class Known:
    """What one user can see, by kind of thing."""

    def __init__(self, url: str, headers: dict[str, str], paths: list[str]):
        self._url, self._headers = url, headers
        lists = [found for path in paths if path != STREAM and (found := LIST.fullmatch(path))]
        self._items = {singular(found[1]): self._get(found[0]).get("items", []) for found in lists}
        self._items["product"] = self._get("/demo/products")

    def __len__(self) -> int:
        return sum(len(items) for items in self._items.values())

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

    def _get(self, path: str, query: dict | None = None) -> Any:
        """An answer; empty where this user gets none."""
        answer = requests.get(self._url + path, query, headers=self._headers, timeout=REQUEST_LIMIT_S)
        return answer.json() if answer.ok else {}

    def _id(self, kind: str, made_up: str, action: str | None = None) -> str:
        """A real id, of a thing with which the action may be done if there is one; some stay made up.

        The same id for the same, so that a failure can be repeated.
        """
        items = self._items.get(kind, [])
        items = [item for item in items if action in enabled_actions(item)] or items
        return id_of(items[number_of(made_up) // 8 % len(items)]) if items and not stays(made_up) else made_up

    def _query(self, case: Case) -> dict:
        """One real place in a list instead of any number of made-up ones."""
        places = [name for name in PLACES if name in case.query]
        if not places or stays(case.query):
            return case.query
        query = {name: value for name, value in case.query.items() if name not in PLACES}
        page = self._get(case.formatted_path, {**query, "limit": 1})
        place = [id_of(item) for item in page.get("items", [])] if places[0] == AROUND else page.get(places[0])
        return {**query, places[0]: place} if place else query

    def _body(self, case: Case) -> dict:
        body = self._with_ids(case.body)
        if "version" in body:
            thing = self._get("/".join(case.formatted_path.split("/")[:4]))
            body["version"] = thing.get("version", body["version"])
        if "client_id" in body:
            body["client_id"] = key_of(case.formatted_path, body)
        return body

    def _with_ids(self, value: Any, kind: str = "") -> Any:
        match value:
            case dict():
                kinds = {name: found[1] if (found := ID_FIELD.fullmatch(name)) else "" for name in value}
                return {name: self._with_ids(inner, kinds[name]) for name, inner in value.items()}
            case list():
                return [self._with_ids(inner, kind) for inner in value]
            case str() if kind:
                return self._id(kind, value)
        return value


def id_of(thing: dict) -> str:
    """Customers are known by the person they are."""
    return thing.get("person", thing)["id"]


def number_of(made_up: Any) -> int:
    """Some number, the same for the same."""
    return crc32(repr(made_up).encode(errors="replace"))


def stays(made_up: Any) -> bool:
    """Whether a value is left as it is, so that what does not exist is asked for as well."""
    return number_of(made_up) % 8 == 0


def is_negative(case: Case, location: ParameterLocation) -> bool:
    return case.meta is not None and case.meta.is_negative_at(location)


def enabled_actions(thing: dict) -> list[str]:
    return [action["code"] for action in thing.get("actions", []) if action["enabled"]]


def key_of(path: str, body: dict) -> str:
    """A UUIDv7 that is the same for the same request alone, as the contract has it."""
    rest = {name: value for name, value in body.items() if name != "client_id"}
    digits = hashlib.sha256(f"{path} {json.dumps(rest, sort_keys=True)}".encode()).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-7{digits[12:15]}-8{digits[15:18]}-{digits[18:30]}"


def without_waiting(query: dict) -> dict:
    """Makes a long poll of the endless stream, and a short one of a long one."""
    wait = query.get("wait")
    values = wait if isinstance(wait, list) else [wait]
    endless = all(value is None or str(value).isdecimal() and int(value) <= LONGEST_WAIT_S for value in values)
    return {**query, "wait": 0} if endless else query
