"""Scanners at pinned versions, in a folder of our own.

.cache/tools/opa-1.22.2.lock
.cache/tools/opa-1.22.2/bin/opa         the program, or a link to the one on PATH
.cache/tools/opa-1.22.2/verified.json   size and time of the files whose version was asked
.cache/tools/semgrep-1.182.0/venv/      Semgrep's private environment
"""
