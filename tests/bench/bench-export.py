#!/usr/bin/env python3
"""Whole processes from a document to a PDF: ./dev bench export [--rounds N] [--sizes 5,50,500] [--only NAME,…]

The same content for all programs, written by the shared generator; programs in turn within a round. A peer that is not
installed is left out, and said. Typst comes from npm: NODE_PATH names the folder that its package is in.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

from measure import PROGRAM, ROOT, figure, median, pdf_pages, run, shared
from peers import programs

WORDS = {5: 1700, 50: 21500, 500: 223000}


def prepare(folder, words):
    """All programs' input, and Brevier's brief."""
    subprocess.run([sys.executable, shared() / 'tools' / 'gen_brief.py', '--out', folder, '--words', str(words)],
                   check=True)
    theme = ROOT / 'tests' / 'bench' / 'generator-theme.ini'
    brief = folder / 'brief.brief'
    subprocess.run([PROGRAM, 'new', brief, '--force', '--language', 'en-US'], check=True)
    with subprocess.Popen([PROGRAM, 'apply', brief, folder / 'brief.apply', '--quiet'], stdout=subprocess.DEVNULL) as p:
        if p.wait() != 0:
            sys.exit('The generated brief could not be made.')
    if theme.exists():
        change = f'{{"op":"set","field":"theme","value":"{theme}"}}\n'
        subprocess.run([PROGRAM, 'apply', brief, '-'], input=change, text=True, stdout=subprocess.DEVNULL, check=True)


def print_table(table):
    """One line a program, the fastest first; time per page where page counts differ by over 5 %."""
    pages = next((row[3] for row in table if row[0] == 'brevier'), table[0][3] if table else 0)
    print(f'{"program":20} {"wall s":>8} {"peak MB":>8} {"pages":>6}  s for {pages} pages')
    for program, wall, peak, own in sorted(table, key=lambda row: row[1]):
        like = wall if abs(own - pages) <= .05 * pages else wall * pages / own
        print(f'{program:20} {wall:8.3f} {peak:8.0f} {own:6}  {like:.3f}', flush=True)


def main():
    """Prints the figures of all sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--rounds', type=int, default=9)
    parser.add_argument('--sizes', default='5,50,500')
    parser.add_argument('--only', default='')
    options = parser.parse_args()
    for size in map(int, options.sizes.split(',')):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            prepare(folder, WORDS[size])
            chosen = {}
            for program, (is_there, command, output) in programs(folder).items():
                if options.only and program not in options.only.split(','):
                    continue
                if not is_there:
                    print(f'{program}: not installed', flush=True)
                    continue
                chosen[program] = (command, output)
            rows = {program: [] for program in chosen}
            for _ in range(options.rounds):
                for program, (command, _) in list(chosen.items()):
                    try:
                        rows[program].append(run(command, cwd=folder))
                    except RuntimeError as error:
                        print(f'{program}: {error}', flush=True)
                        del chosen[program]
            table = []
            for program, (_, output) in chosen.items():
                wall, cpu, peak = median(rows[program])
                table.append((program, wall, peak, pdf_pages(folder / output)))
                figure(f'export.{size}.{program}.wall_s', wall)
                figure(f'export.{size}.{program}.cpu_s', cpu)
                figure(f'export.{size}.{program}.peak_mb', peak)
                figure(f'export.{size}.{program}.pages', pdf_pages(folder / output))
            print_table(table)


if __name__ == '__main__':
    main()
