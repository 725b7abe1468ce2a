"""What must hold of the image and of the one-box set-up, read from the files themselves."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.settings import CHECKOUT, Settings

DOCKER = CHECKOUT / "docker"


def instructions(path: Path) -> list[tuple[str, str]]:
    """The Dockerfile's instructions, with continued lines joined and comments left out."""
    lines = [x for x in path.read_text().splitlines() if not x.lstrip().startswith("#")]
    text = "\n".join(lines).replace("\\\n", " ")
    return [
        (word.upper(), rest.strip())
        for word, _, rest in (line.partition(" ") for line in text.splitlines() if line.strip())
    ]


@pytest.fixture(scope="module")
def steps() -> list[tuple[str, str]]:
    return instructions(DOCKER / "Dockerfile")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DOCKER / "compose.yaml").read_text())
    return loaded


def final_stage(steps: list[tuple[str, str]]) -> list[tuple[str, str]]:
    last = max(number for number, (word, _) in enumerate(steps) if word == "FROM")
    return steps[last:]


def test_base_images_are_pinned(steps: list[tuple[str, str]], compose: dict[str, Any]) -> None:
    stages: set[str] = set()
    for word, rest in steps:
        if word == "FROM":
            image, _, name = rest.partition(" AS ")
            assert image in stages or re.search(r":\d+\.\d+[\w.-]*$", image), image
            stages.add(name)
    for service in compose["services"].values():
        assert re.search(r":\d+\.\d+", service["image"])


def test_only_what_exists_is_copied(steps: list[tuple[str, str]]) -> None:
    ignored = (DOCKER / "Dockerfile.dockerignore").read_text().splitlines()
    for word, rest in steps:
        if word == "COPY" and "--from" not in rest:
            for source in rest.split()[:-1]:
                assert (CHECKOUT / source).exists(), source
                assert {f"!{source}", f"!{source.split('/')[0]}"} & set(ignored), source


def test_nothing_runs_as_root(steps: list[tuple[str, str]], compose: dict[str, Any]) -> None:
    users = [rest for word, rest in final_stage(steps) if word == "USER"]
    assert users
    assert not users[-1].startswith(("0", "root"))
    for service in compose["services"].values():
        assert service["cap_drop"] == ["ALL"]
        assert "no-new-privileges:true" in service["security_opt"]
        assert not service.get("privileged")


def test_the_image_says_how_it_is(steps: list[tuple[str, str]]) -> None:
    words = [word for word, _ in final_stage(steps)]
    assert "HEALTHCHECK" in words
    command = next(rest for word, rest in final_stage(steps) if word == "CMD")
    assert command == '["synthetic-patients", "serve"]'


def test_the_image_never_shows_the_demo(
    steps: list[tuple[str, str]], compose: dict[str, Any]
) -> None:
    environment = " ".join(rest for word, rest in final_stage(steps) if word == "ENV")
    assert re.search(r"\bDEMO=0\b", environment)
    assert compose["services"]["server"]["environment"]["DEMO"] == "0"


def test_no_secret_is_written_down(steps: list[tuple[str, str]], compose: dict[str, Any]) -> None:
    secret = re.compile(r"(?i)(password|secret|token|code|credential|key)\w*\s*[=:]\s*\S")
    for word, rest in steps:
        if word in ("ENV", "ARG"):
            assert not secret.search(rest), rest
    code = compose["services"]["server"]["environment"]["ACCESS_CODE"]
    assert code.startswith("${ACCESS_CODE:?")


def test_every_setting_is_one_that_exists(
    steps: list[tuple[str, str]], compose: dict[str, Any]
) -> None:
    known = {name.upper() for name in Settings.model_fields}
    assert set(compose["services"]["server"]["environment"]) <= known
    readme = (DOCKER / "README.md").read_text()
    for name in re.findall(r"\$\{(\w+)", (DOCKER / "compose.yaml").read_text()):
        assert f"`{name}`" in readme, name


def test_the_settings_of_the_box_can_be_used(compose: dict[str, Any]) -> None:
    given = {"SITE_NAME": "sim.example.org", "ACCESS_CODE": "open sesame"}
    environment = {
        name.lower(): _filled(str(value), given)
        for name, value in compose["services"]["server"]["environment"].items()
    }
    settings = Settings(_env_file=None, **environment)  # type: ignore[arg-type]
    assert settings.demo is False
    assert settings.behind_tls is True
    assert settings.port_range() == range(50000, 50101)
    assert settings.split(settings.allowed_hosts) == ["sim.example.org"]


def _filled(value: str, given: dict[str, str]) -> str:
    """``${NAME:-default}`` and ``${NAME:?message}`` as compose fills them."""

    def fill(match: re.Match[str]) -> str:
        name, kind, rest = match.groups()
        if name not in given and kind == ":?":
            raise AssertionError(f"{name} must be given: {rest}")
        return given.get(name, rest)

    return re.sub(r"\$\{(\w+)(:-|:\?)([^}]*)\}", fill, value)


def test_volumes_and_files_of_compose_exist(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        for volume in service["volumes"]:
            source = volume.split(":")[0]
            if source.startswith("./"):
                assert (DOCKER / source).exists()
            elif not source.startswith("$"):
                assert source in compose["volumes"]
    assert "reverse_proxy 127.0.0.1:8000" in (DOCKER / "Caddyfile").read_text()


def test_the_health_check_knows_what_it_may_report() -> None:
    check = [sys.executable, DOCKER / "health_check.py"]
    for status, code in (("ok", 0), ("degraded", 0), ("starting", 1)):
        with served(f'{{"status": "{status}"}}'.encode()) as port:
            done = subprocess.run(check, env={"PORT": str(port)}, check=False)
        assert done.returncode == code, status
    done = subprocess.run(check, env={"PORT": str(port)}, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"no health" in done.stderr


@contextmanager
def served(body: bytes) -> Iterator[int]:
    """A server that answers everything with ``body``; its port."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()
