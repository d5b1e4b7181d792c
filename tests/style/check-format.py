#!/usr/bin/env python3
"""Say which sources clang-format 14 would change: usage: check-format.py PROJECT_ROOT

Other versions format differently, so the test is skipped where version 14 is missing.
"""
import pathlib
import shutil
import subprocess
import sys

SKIP = 77
root = pathlib.Path(sys.argv[1])
program = shutil.which('clang-format-14')
if program is None:
    print('clang-format 14 is not installed')
    sys.exit(SKIP)
files = sorted(str(p) for d in ('app', 'ui', 'tests') for p in (root / d).rglob('*.[ch]'))
sys.exit(subprocess.run([program, '--dry-run', '-Werror', *files], check=False).returncode)
