#!/usr/bin/env bash
# An environment of its own for the engines of the extra "gpu": the server needs none of this.
set -euo pipefail
cd "$(dirname "$0")/../.."
python="${PYTHON:-python3.11}"
[ -x .venv-gpu/bin/python ] || "$python" -m venv .venv-gpu
pip() { .venv-gpu/bin/python -m pip install --quiet "$@"; }
pip --upgrade pip
# This torch first: a range would bring several GB for CUDA.
pip 'torch==2.13.0'
pip -e . 'pytest>=8' 'pytest-asyncio>=1' 'transformers>=4.57,<5' 'coqui-tts==0.28.*' six
# The TTS package imports both and uses neither for VITS. torchaudio's library is linked to CUDA,
# and cannot be loaded beside a torch without it.
pip --no-deps 'torchaudio==2.11.0' 'torchcodec==0.17.0'
rm -f .venv-gpu/lib/python3.11/site-packages/torchaudio/lib/*.so
