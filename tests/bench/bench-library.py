#!/usr/bin/env python3
"""The library without the window, at several sizes: ./dev bench library [--sizes 1000,10000,100000]

Prints what is measured, and a table of how it grows. Each size is filled by one process and asked by another.
"""
import argparse
import pathlib
import subprocess
import tempfile

from measure import BUILD

COLUMNS = ['add_per_s', 'file_ratio', 'open_library_ms', 'core_search_p95_ms', 'core_search_max_ms', 'core_open_p95_ms',
           'core_peak_mb']


def run(*arguments):
    """The lines "figure: KEY VALUE" of one run, as a table."""
    output = subprocess.run([BUILD / 'tests' / 'bench-library', *map(str, arguments)], check=True, capture_output=True,
                            text=True).stdout
    print(output, end='', flush=True)
    return dict(line.split()[1:3] for line in output.splitlines() if line.startswith('figure: '))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--sizes', default='1000,10000,100000', help='how many sources')
    args = parser.parse_args()
    rows = []
    for size in map(int, args.sizes.split(',')):
        with tempfile.TemporaryDirectory() as folder:
            library = pathlib.Path(folder) / 'library'
            figures = {**run('fill', library, size), **run('ask', library)}
        rows.append([str(size)] + [figures.get(f'library.{size}.{name}', '') for name in COLUMNS])
    print('| sources | ' + ' | '.join(COLUMNS) + ' |')
    print('|---' * (len(COLUMNS) + 1) + '|')
    for row in rows:
        print('| ' + ' | '.join(row) + ' |')


if __name__ == '__main__':
    main()
