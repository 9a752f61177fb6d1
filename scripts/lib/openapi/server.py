"""The real server with demo data in a folder that is thrown away, and its users signed in."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from real import REQUEST_LIMIT_S

STOP_LIMIT_S = 10


@contextmanager
def running(program: Path) -> Iterator[str]:
    """Starts the program on a free port and yields its URL."""
    with tempfile.TemporaryDirectory(prefix="kefu-openapi-") as folder, open(f"{folder}/log", "w+b") as log:
        command = [program, "--host", "127.0.0.1", "--port", "0", "--database", f"{folder}/kefu.sqlite", "--seed"]
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            # The port is printed once the server listens; a server that fails closes its output instead.
            first = process.stdout.readline()
            found = re.search(r"http://\S+", first)
            if found is None:
                process.wait(STOP_LIMIT_S)
                log.seek(0)
                raise RuntimeError(f"the server does not start:\n{first}{log.read().decode()}")
            yield found[0]
        finally:
            process.terminate()
            try:
                process.wait(STOP_LIMIT_S)
            except subprocess.TimeoutExpired:
                process.kill()


def people(url: str) -> dict[str, list[str]]:
    """Who can be signed in, by role."""
    answer = requests.get(f"{url}/demo/users", timeout=REQUEST_LIMIT_S)
    answer.raise_for_status()
    by_role: dict[str, list[str]] = {}
    for person in (person for group in answer.json().values() for person in group):
        by_role.setdefault(person["role"], []).append(person["id"])
    return by_role


def sign_in(url: str, user_id: str) -> dict[str, str]:
    """The headers that make a request this user's."""
    answer = requests.post(f"{url}/demo/sign-in", json={"user_id": user_id}, timeout=REQUEST_LIMIT_S)
    answer.raise_for_status()
    return {"Authorization": f"Bearer {answer.json()['token']}"}
