#!/usr/bin/env python3
"""How good and how fast articles are extracted: ./dev bench import

Scores the annotated pages of the shared data with its own scorer, and times the extractor in one process and through
the worker.
"""
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile

from measure import PROGRAM, figure, run, shared


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


def main():
    """Prints the scores and the figures."""
    articles = shared() / 'data' / 'articles'
    score(articles / 'dev', ['--only', 'sh-'])
    score(articles / 'dev', ['--only', 'rd-'])
    score(articles / 'dev-meta', [])
    with tempfile.TemporaryDirectory() as folder:
        pages, n_pages = write_list(folder, articles / 'dev')
        _, cpu, peak = run([PROGRAM, 'extract', '--batch', str(pages), '--jobs', '1', '--in-process'])
        figure('import.brevier.pages_per_cpu_s', n_pages / cpu)
        figure('import.peak_mb', peak)
        _, cpu, _ = run([PROGRAM, 'extract', '--batch', str(pages), '--jobs', '1'])
        figure('import.worker.pages_per_cpu_s', n_pages / cpu)
        out = subprocess.run([PROGRAM, 'extract', '--batch', str(pages), '--jobs', '1', '--timings', '--in-process'],
                             capture_output=True, text=True, check=True).stdout
        times = sorted(json.loads(line)['ms'] for line in out.splitlines())
        cuts = statistics.quantiles(times, n=100)
        for name, value in (('p50', cuts[49]), ('p95', cuts[94]), ('p99', cuts[98]), ('max', times[-1])):
            figure(f'import.{name}_ms', float(value))


if __name__ == '__main__':
    main()
