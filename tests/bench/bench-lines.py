#!/usr/bin/env python3
"""How evenly lines are set, beside the peers: ./dev bench lines [--words N] [--paras N] [--only NAME,…]

The same paragraphs in the same font at 130 and 65 mm, measured in the PDF files by the shared tool.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from measure import PROGRAM, ROOT, figure, run, shared
from peers import programs

PAPER_MM = 210
KEYS = {'r2': 'mean_r2', 'bad_pct': 'bad_share', 'hyphens_per_100': 'hyphens_per_100', 'longest_ladder': 'ladder_max'}
COMPARED = ('brevier', 'pdflatex-microtype', 'pdflatex', 'lualatex', 'typst', 'libreoffice')


def make_theme(folder, measure):
    """The generator's page, as wide as it was asked for."""
    theme = (ROOT / 'tests' / 'bench' / 'generator-theme.ini').read_text(encoding='utf-8')
    points = measure / 25.4 * 72
    theme = re.sub(r'(?m)^left=.*$', f'left={(PAPER_MM / 25.4 * 72 - points) / 2:.2f}', theme, count=1)
    theme = re.sub(r'(?m)^measure=.*$', f'measure={points:.2f}', theme, count=1)
    path = folder / 'theme.ini'
    path.write_text(theme, encoding='utf-8')
    return path


def prepare(folder, options, measure):
    """All programs' input, and Brevier's brief."""
    subprocess.run([sys.executable, shared() / 'tools' / 'gen_brief.py', '--out', folder, '--plain', '--words',
                    str(options.words), '--paras', str(options.paras), '--measure', str(measure)], check=True)
    brief = folder / 'brief.brief'
    subprocess.run([PROGRAM, 'new', brief, '--force', '--language', 'en-US'], check=True)
    change = json.dumps({'op': 'set', 'field': 'theme', 'value': str(make_theme(folder, measure))}) + '\n'
    changes = (folder / 'brief.apply').read_text(encoding='utf-8') + change
    subprocess.run([PROGRAM, 'apply', brief, '-', '--quiet'], input=changes, text=True, stdout=subprocess.DEVNULL,
                   check=True)


def spacing(path):
    """What the shared tool finds in a PDF."""
    out = subprocess.run([sys.executable, shared() / 'tools' / 'measure_spacing.py', '--json', path],
                         capture_output=True, text=True, check=True).stdout
    return json.loads(out)[0]


def main():
    """Prints the figures of both measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--words', type=int, default=40000)
    parser.add_argument('--paras', type=int, default=200)
    parser.add_argument('--only', default=','.join(COMPARED))
    options = parser.parse_args()
    for measure in (130, 65):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            prepare(folder, options, measure)
            for program, (is_there, command, output) in programs(folder).items():
                if program not in options.only.split(','):
                    continue
                if not is_there:
                    print(f'{program}: not installed', flush=True)
                    continue
                run(command, cwd=folder)
                found = spacing(folder / output)
                key = f'lines.{measure}mm.{program}'
                for short, long in KEYS.items():
                    figure(f'{key}.{short}', float(found[long]))


if __name__ == '__main__':
    main()
