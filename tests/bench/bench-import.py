#!/usr/bin/env python3
"""How good and how fast articles are extracted: ./dev bench import

Scores the annotated pages of the shared data with its own scorer, and times the extractor in one process and through
the worker. In the same run, over the same pages: what libxml2 alone takes to parse them, and Mozilla's Readability on
linkedom, which npm fetches into the build folder once.
"""
import json
import pathlib
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile

from measure import BUILD, PROGRAM, ROOT, figure, have, median, peak_of_children, run, shared

sys.path.insert(0, str(shared() / 'tools'))
import score_extraction  # pylint: disable=wrong-import-position

ROUNDS = 3
PEERS = ['@mozilla/readability@0.6.0', 'linkedom@0.18.12']


def score(folder, only=''):
    """The scorer's result for one set of pages; prints its table."""
    cases = score_extraction.load_cases([folder], only=only)
    before = score_extraction.child_cpu()
    found, failed, spent = score_extraction.run_batch(f'{shlex.quote(PROGRAM)} extract --batch {{list}}', cases, 3600)
    result = score_extraction.evaluate(cases, found)
    result |= {'cpu': score_extraction.child_cpu() - before, 'peak_mb': round(peak_of_children())}
    score_extraction.show(result, spent, failed, 0)
    return result


def scores(articles):
    """The quality of text on the pages of dev, and of metadata on those of dev-meta."""
    for prefix in ('sh', 'rd'):
        figure(f'import.{prefix}.f1', score(articles / 'dev', f'{prefix}-')['text']['f1'])
    for prefix in ('pl', 'wc', 'fu'):
        counts = score(articles / 'dev-meta', f'{prefix}-')['meta']
        for field in ('title', 'byline', 'date'):
            named = sum(counts[field][verdict] for verdict in score_extraction.VERDICTS[:5])
            right = counts[field]['exact'] + counts[field]['same']
            figure(f'import.{prefix}.{field}_pct', 100 * right / named)


def write_list(path, *folders):
    """A list of the folders' pages for --batch, and how many they are."""
    pages = [page for folder in folders for page in sorted(folder.glob('*/source.html'))]
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
        cpu, _ = median(rows[name])
        figure(f'import.{name}.pages_per_cpu_s', n_pages / cpu)


def times(pages):
    """How long each page takes, one at a time."""
    out = subprocess.run([PROGRAM, 'extract', '--batch', str(pages), '--jobs', '1', '--timings', '--in-process'],
                         capture_output=True, text=True, check=True).stdout
    values = sorted(json.loads(line)['ms'] for line in out.splitlines())
    cuts = statistics.quantiles(values, n=100)
    for name, value in (('p50', cuts[49]), ('p95', cuts[94]), ('p99', cuts[98]), ('max', values[-1])):
        figure(f'import.{name}_ms', float(value))


def peak(pages):
    """The most memory that the program or a worker took, over all pages."""
    figure('import.peak_mb', run([PROGRAM, 'extract', '--batch', str(pages), '--jobs', '1'])[2])


def main():
    """Prints the scores and the figures."""
    articles = shared() / 'data' / 'articles'
    scores(articles)
    with tempfile.TemporaryDirectory() as folder:
        pages, n_pages = write_list(pathlib.Path(folder, 'list'), articles / 'dev')
        speed(pages, n_pages)
        times(pages)
        peak(write_list(pathlib.Path(folder, 'all'), articles / 'dev', articles / 'dev-meta')[0])


if __name__ == '__main__':
    main()
