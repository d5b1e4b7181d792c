#!/usr/bin/env python3
"""How good and how fast articles are extracted: ./dev bench import

Scores the annotated pages of the shared data with its own scorer, and times the extractor in one process and through
the worker. In the same run, over the same pages: what libxml2 alone takes to parse them, and Mozilla's Readability on
linkedom, which npm fetches into the build folder once.
"""
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

from measure import BUILD, PROGRAM, ROOT, figure, have, median, run, shared

ROUNDS = 3
PEERS = ['@mozilla/readability@0.6.0', 'linkedom@0.18.12']


def score(cases, arguments):
    """The scorer's report, as it prints it."""
    command = [sys.executable, shared() / 'tools' / 'score_extraction.py', cases, *arguments,
               '--batch', f'{PROGRAM} extract --batch {{list}}']
    print(subprocess.run(command, capture_output=True, text=True, check=True).stdout, flush=True)


def write_list(folder, cases):
    """A list of all pages for --batch."""
    path = pathlib.Path(folder) / 'list'
    pages = sorted(cases.glob('*/source.html'))
    path.write_text(''.join(f'{page.parent.name}\t{page}\n' for page in pages), encoding='utf-8')
    return path, len(pages)


def peer():
    """The folder in which Readability and linkedom can be run, or None where npm cannot give them."""
    folder = ROOT / '_build' / 'readability'
    if not have('npm') or not have('node'):
        return None
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / 'tests' / 'bench' / 'readability.mjs', folder)
    if not (folder / 'node_modules' / 'linkedom').is_dir():
        command = ['npm', 'install', '--silent', '--no-audit', '--no-fund', '--prefix', str(folder), *PEERS]
        if subprocess.run(command, check=False).returncode != 0:
            return None
    return folder


def speed(pages, n_pages):
    """Pages a CPU second of each way to read the pages, in turn within a round; medians."""
    ways = {
        'libxml2': [str(BUILD / 'tests' / 'bench-libxml2'), str(pages)],
        'brevier': [PROGRAM, 'extract', '--batch', str(pages), '--jobs', '1', '--in-process'],
        'worker': [PROGRAM, 'extract', '--batch', str(pages), '--jobs', '1'],
    }
    folder = peer()
    if folder is None:
        print('Readability is not measured: npm cannot give it.', flush=True)
    else:
        ways['readability'] = ['node', str(folder / 'readability.mjs'), str(pages)]
    rows = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, command in ways.items():
            rows[name].append(run(command)[1:])
    for name in ways:
        cpu, peak = median(rows[name])
        figure(f'import.{name}.pages_per_cpu_s', n_pages / cpu)
        if name == 'worker':
            figure('import.peak_mb', peak)


def times(pages):
    """How long each page takes, one at a time."""
    out = subprocess.run([PROGRAM, 'extract', '--batch', str(pages), '--jobs', '1', '--timings', '--in-process'],
                         capture_output=True, text=True, check=True).stdout
    values = sorted(json.loads(line)['ms'] for line in out.splitlines())
    cuts = statistics.quantiles(values, n=100)
    for name, value in (('p50', cuts[49]), ('p95', cuts[94]), ('p99', cuts[98]), ('max', values[-1])):
        figure(f'import.{name}_ms', float(value))


def main():
    """Prints the scores and the figures."""
    articles = shared() / 'data' / 'articles'
    score(articles / 'dev', ['--only', 'sh-'])
    score(articles / 'dev', ['--only', 'rd-'])
    score(articles / 'dev-meta', [])
    with tempfile.TemporaryDirectory() as folder:
        pages, n_pages = write_list(folder, articles / 'dev')
        speed(pages, n_pages)
        times(pages)


if __name__ == '__main__':
    main()
