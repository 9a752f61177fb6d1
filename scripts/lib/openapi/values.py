"""What can be told of values without asking the server."""

import base64
import hashlib
import json
import re
from typing import Any
from zlib import crc32

# A PNG of one pixel.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCB2kUIOwAAAABJRU5ErkJggg=="
)
# What the contract lets a long poll wait; more is refused at once.
LONGEST_WAIT_S = 25


def singular(things: str) -> str:
    """`quick-replies` are what fields called `quick_reply_id` name."""
    return re.sub("s$", "", re.sub("ies$", "y", things.replace("-", "_")))


def id_of(thing: dict) -> str:
    """Customers are known by the person they are."""
    return thing.get("person", thing)["id"]


def number_of(made_up: Any) -> int:
    """Some number, the same for the same."""
    return crc32(repr(made_up).encode(errors="replace"))


def stays(made_up: Any) -> bool:
    """Whether a value is left as it is, so that what does not exist is asked for as well."""
    return number_of(made_up) % 8 == 0


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
