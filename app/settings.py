"""All settings: one flat class, read once from the environment and an optional .env file.

Each field is its own documentation; ``synthetic-patients doctor`` prints what is in force.
"""

from __future__ import annotations

import ipaddress
import os
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

CHECKOUT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """What an installation can choose. Names in the environment are the same in upper case."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    # where it runs
    host: str = Field("127.0.0.1", description="Address to listen on; loopback by default")
    port: int = Field(8000, ge=1, le=65535, description="TCP port of the pages and of signalling")
    data_dir: Path = Field(CHECKOUT / "data", description="Database, recordings, voiced lines")
    models_dir: Path = Field(CHECKOUT / ".models", description="Weights, checked by their hash")
    scenarios_dir: Path = Field(CHECKOUT / "scenarios", description="One YAML file a scenario")
    frontend_dir: Path = Field(CHECKOUT / "frontend" / "dist", description="The built pages")
    database_url: str = Field("", description="SQLAlchemy URL; empty: SQLite in data_dir")
    demo: bool = Field(True, description="One demo learner without sign-in; loopback only")
    access_code: str = Field("", description="Without the demo: the code that lets a learner in")
    allowed_hosts: str = Field(
        "",
        description="Host names, comma separated, under which the pages are reached; "
        "loopback names are always allowed",
    )
    behind_tls: bool = Field(False, description="A TLS proxy stands in front: cookies are Secure")

    # who helps a learner in need
    help_region: str = Field("US", description="Country (US, GB, …) whose help lines are shown")
    help_lines: Path | None = Field(
        None, description="The site's own help lines, in the form of app/api/help_lines.toml"
    )

    # media
    max_calls: int = Field(0, ge=0, description="Calls at once; 0: one a core, two at least")
    media_addresses: str = Field(
        "", description="Addresses of this machine that carry media, comma separated; empty: all"
    )
    media_ports: str = Field("", description="UDP ports for media, as 50000-50100; empty: any")
    announce_address: str = Field(
        "", description="Public address to announce where a 1:1 NAT stands in front"
    )
    ice_servers: str = Field("", description="STUN and TURN URLs, comma separated; none by default")
    ice_username: str = Field("", description="User name for the TURN servers")
    ice_credential: str = Field("", description="Password for the TURN servers")
    video_codec: Literal["vp8", "h264"] = Field("vp8", description="First choice for video")

    # hearing
    recognizer: Path | None = Field(
        None, description="Folder of a faster-whisper model to use instead of the embedded ones"
    )
    hearing_threads: int = Field(1, ge=1, le=16, description="Threads of one recognition")

    # what the learner's words are taken for
    acts: Literal["embedded", "openai"] = Field(
        "embedded", description="Who hears learner acts; openai: the server named below"
    )

    # the patient's words
    words: Literal["scripted", "openai", "transformers"] = Field(
        "scripted", description="Which engine puts the patient's mind into words"
    )
    openai_base_url: str = Field("", description="An OpenAI-compatible server, ending in /v1")
    openai_model: str = Field("", description="The model's name on that server")
    openai_api_key: str = Field("none", description="Key for that server, if it wants one")
    transformers_model: Path | None = Field(None, description="Folder of a local causal model")

    # voice
    voice: Literal["kokoro", "hibari", "coqui"] = Field(
        "kokoro", description="Which engine speaks what was not voiced ahead"
    )
    voice_threads: int = Field(0, ge=0, le=16, description="Threads of live speech; 0: by cores")
    coqui_model: Path | None = Field(None, description="Folder of a VITS model for the TTS package")

    @cached_property
    def cores(self) -> int:
        """Cores that this process may use."""
        return len(os.sched_getaffinity(0))

    @cached_property
    def call_limit(self) -> int:
        """Calls at once: one core's worth of work each, and never fewer than two."""
        return self.max_calls or max(2, self.cores)

    @cached_property
    def database(self) -> str:
        """The SQLAlchemy URL that is in force."""
        return self.database_url or f"sqlite:///{self.data_dir / 'synthetic-patients.sqlite'}"

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the pages."""
        return self.host in ("127.0.0.1", "localhost", "::1")

    def split(self, value: str) -> list[str]:
        """The items of a comma-separated setting."""
        return [item.strip() for item in value.split(",") if item.strip()]

    def addresses(self) -> frozenset[str]:
        """Addresses of this machine that carry media; empty for all. Raises SettingsError."""
        named = self.split(self.media_addresses)
        try:
            return frozenset(str(ipaddress.ip_address(name)) for name in named)
        except ValueError as error:
            raise SettingsError(
                f"MEDIA_ADDRESSES is {self.media_addresses!r}; write IP addresses of this machine"
            ) from error

    def port_range(self) -> range | None:
        """UDP ports for media, or None for any. Raises SettingsError."""
        if not self.media_ports:
            return None
        try:
            first, last = (int(part) for part in self.media_ports.split("-"))
        except ValueError as error:
            raise SettingsError(
                f"MEDIA_PORTS is {self.media_ports!r}; write it as two numbers, 50000-50100"
            ) from error
        if not 1024 <= first <= last <= 65535:
            raise SettingsError(
                f"MEDIA_PORTS is {self.media_ports!r}; use ports from 1024 to 65535, low to high"
            )
        return range(first, last + 1)


class SettingsError(ValueError):
    """A setting that cannot be used. The message names it and says what to write."""


def read_settings() -> Settings:
    """The settings of this process. Raises SettingsError naming the variable."""
    try:
        settings = Settings()
    except ValidationError as error:
        lines = [
            f"{'.'.join(str(p) for p in item['loc']).upper()} is {item['input']!r}: {item['msg']}"
            for item in error.errors()
        ]
        raise SettingsError("; ".join(lines)) from error
    settings.port_range()
    if settings.demo and not settings.loopback:
        raise SettingsError(
            f"HOST is {settings.host!r}, and the demo (DEMO=1) lets anybody in without sign-in. "
            "Listen on 127.0.0.1, or set DEMO=0."
        )
    return settings
