"""Does the server answer as openapi.json says? Each operation is asked by users of every role, and by nobody.

Run by scripts/openapi-check. Requests are made up from the document, valid ones and ones to be refused; the
fixtures of request bodies and queries are among them. They are the same in every run: KEFU_OPENAPI_SEED=N makes others.
"""

import json
import os
import re
from pathlib import Path

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS

from real import Known
from server import people, running, sign_in
from values import PICTURE, singular

ROOT = Path(__file__).resolve().parents[3]
SPEC = ROOT / "components/contract/spec"
ROLES = ["buyer", "agent", "supervisor"]
NOBODY = "nobody"
# An answer that takes longer is as good as none; an endless stream would be one.
ANSWER_LIMIT_S = 5
# Operations that no generated request and no fixture succeeds with. What is listed and does succeed fails as well.
NEVER_SUCCEED: set[str] = set()


def fixtures_of(reference: str) -> dict:
    """Examples of a type: `SendMessage` has send-message.json and send-message.product.json."""
    prefix = re.sub(r"(?<!^)(?=[A-Z])", "-", reference.rsplit("/")[-1]).lower()
    files = [*SPEC.glob(f"fixtures/{prefix}.json"), *SPEC.glob(f"fixtures/{prefix}.*.json")]
    return {file.name: {"value": json.loads(file.read_text())} for file in sorted(files)}


def query_fixture(path: str) -> dict:
    """The example of a query: `/v1/orders` is asked with order-query.json, `/v1/metrics` with metrics-query.json."""
    things = path.rsplit("/")[-1]
    files = [SPEC / f"fixtures/{name}-query.json" for name in (things, singular(things).replace("_", "-"))]
    return next((json.loads(file.read_text()) for file in files if file.exists()), {})


def document() -> dict:
    read = json.loads((SPEC / "openapi.json").read_text())
    for path, operation in ((path, operation) for path, item in read["paths"].items() for operation in item.values()):
        example = query_fixture(path)
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "query" and parameter["name"] in example:
                parameter["example"] = example[parameter["name"]]
        for media in operation.get("requestBody", {}).get("content", {}).values():
            if "$ref" in media.get("schema", {}):
                media["examples"] = fixtures_of(media["schema"]["$ref"])
            else:
                media["example"] = PICTURE
    return read


CONFIG = schemathesis.Config.from_dict(
    {"seed": int(os.environ.get("KEFU_OPENAPI_SEED", "20261120")), "generation": {"with-security-parameters": False}}
)
schema = schemathesis.openapi.from_dict(document(), config=CONFIG)
PATHS = list(schema.raw_schema["paths"])
# What the document calls valid may still be refused for what the words say: a cursor of another list, a product
# that the shop does not have, a text of blanks.
UNFITTING = CHECKS.get_by_names(["positive_data_acceptance"])


class User:
    """Somebody who asks."""

    def __init__(self, url: str, headers: dict[str, str]):
        self.headers = headers
        self.known = Known(url, headers, PATHS)


@pytest.fixture(scope="session")
def url():
    with running(Path(os.environ["KEFU_SERVER"])) as url:
        yield url


@pytest.fixture(scope="session")
def users(url):
    """Of each role whoever may do most, then sees most; nobody asks for what the supervisor sees."""
    everybody = people(url)
    users = {}
    for role in ROLES:
        candidates = [User(url, sign_in(url, user_id)) for user_id in everybody[role]]
        users[role] = max(candidates, key=lambda user: user.known.reach())
    nobody = User(url, {})
    nobody.known = users["supervisor"].known
    return users | {NOBODY: nobody}


@pytest.fixture(scope="session")
def succeeded():
    return set()


@schema.parametrize()
@pytest.mark.parametrize("role", [*ROLES, NOBODY])
@settings(max_examples=10, deadline=None, database=None, suppress_health_check=list(HealthCheck))
def test_answers_as_documented(case, role, url, users, succeeded):
    users[role].known.fill(case)
    answer = case.call_and_validate(
        base_url=url, headers=users[role].headers, timeout=ANSWER_LIMIT_S, excluded_checks=UNFITTING
    )
    assert role != NOBODY or answer.status_code >= 400, "answered without a token"
    if answer.status_code < 300 and answer.request.method == case.operation.method.upper():
        succeeded.add(case.operation.label)


def test_every_operation_succeeds_for_somebody(succeeded):
    """Otherwise refusals are all that was tested."""
    operations = {operation.ok().label for operation in schema.get_all_operations()}
    assert operations - succeeded == NEVER_SUCCEED, "give it a fixture, or list it in NEVER_SUCCEED"
