#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program itself has no parser of documents in it: what parses them is the worker. Each of their libraries,
and what it brings, would also be read from the disk at every start; so would those that are loaded late."""

import subprocess
import sys

PARSERS = ('poppler', 'gmime', 'archive', 'xml2', 'uchardet', 'hunspell')
LATE = ('qpdf', 'soup')


def needed(program):
    """The libraries that a program names."""
    listed = subprocess.run(['readelf', '-d', program], check=True, capture_output=True, text=True).stdout
    return [line.split('[')[1].rstrip(']') for line in listed.splitlines() if '(NEEDED)' in line]


def main():
    """Exit status 1 with the names of what is too much."""
    program, worker = sys.argv[1:]
    found = [library for library in needed(program) if library.startswith(tuple('lib' + name for name in PARSERS))]
    late = [library for library in needed(program) if library.startswith(tuple('lib' + name for name in LATE))]
    if late:
        sys.exit(f'{program} is linked with {", ".join(late)}: a module brings them (base/brv-companion.h)')
    if found:
        sys.exit(f'{program} is linked with {", ".join(found)}: only the worker should parse documents')
    if not any(library.startswith('libpoppler') for library in needed(worker)):
        sys.exit(f'{worker} names no parser: this test looks for them in vain')


main()
