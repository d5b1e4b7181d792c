#!/usr/bin/env python3
"""Whole processes from a document to a PDF: ./dev bench export [--rounds N] [--sizes 5,50,500] [--only NAME,…]

The same content for all programs, written by the shared generator; programs in turn within a round. A peer that is not
installed is left out, and said.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

from measure import PROGRAM, ROOT, figure, have, median, pdf_pages, run, shared

WORDS = {5: 1700, 50: 21500, 500: 223000}


def programs(folder):
    """name -> (what it needs, its command, its output)"""
    latex = ['-interaction=batchmode', '-halt-on-error']
    return {
        'brevier': (None, [PROGRAM, 'export', 'brief.brief', '-o', 'brevier.pdf'], 'brevier.pdf'),
        'pdflatex': ('pdflatex', ['pdflatex', *latex, 'pdf.tex'], 'pdf.pdf'),
        'pdflatex-microtype': ('pdflatex', ['pdflatex', *latex, 'pdfmt.tex'], 'pdfmt.pdf'),
        'lualatex': ('lualatex', ['lualatex', *latex, 'lua.tex'], 'lua.pdf'),
        'pandoc-lualatex': ('pandoc', ['pandoc', 'brief.md', '--pdf-engine=lualatex', '-o', 'pandoc.pdf'], 'pandoc.pdf'),
        'groff-ps2pdf': ('ps2pdf', ['sh', '-c', 'groff -k -ms -Tps brief.ms | ps2pdf - groff.pdf'], 'groff.pdf'),
        'libreoffice': ('soffice', ['soffice', f'-env:UserInstallation=file://{folder}/profile', '--headless',
                                    '--convert-to', 'pdf', 'brief.fodt'], 'brief.pdf'),
        'weasyprint': ('weasyprint', ['weasyprint', 'wp.html', 'wp.pdf'], 'wp.pdf'),
        'chromium': ('chromium', ['chromium', '--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer',
                                  f'--user-data-dir={folder}/chromium', '--print-to-pdf=cr.pdf', 'cr.html'], 'cr.pdf'),
        'typst': ('typst', ['typst', 'compile', 'brief.typ', 'typst.pdf'], 'typst.pdf'),
    }


def prepare(folder, words):
    """All programs' input, and Brevier's brief."""
    subprocess.run([sys.executable, shared() / 'tools' / 'gen_brief.py', '--out', folder, '--words', str(words)],
                   check=True)
    theme = ROOT / 'tests' / 'bench' / 'generator-theme.ini'
    brief = folder / 'brief.brief'
    subprocess.run([PROGRAM, 'new', brief, '--force'], check=True)
    with subprocess.Popen([PROGRAM, 'apply', brief, folder / 'brief.apply', '--quiet'], stdout=subprocess.DEVNULL) as p:
        if p.wait() != 0:
            sys.exit('The generated brief could not be made.')
    if theme.exists():
        change = f'{{"op":"set","field":"theme","value":"{theme}"}}\n'
        subprocess.run([PROGRAM, 'apply', brief, '-'], input=change, text=True, stdout=subprocess.DEVNULL, check=True)


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
            for program, (needs, command, output) in programs(folder).items():
                if options.only and program not in options.only.split(','):
                    continue
                if needs and not have(needs):
                    print(f'{program}: not installed', flush=True)
                    continue
                chosen[program] = (command, output)
            rows = {program: [] for program in chosen}
            for _ in range(options.rounds):
                for program, (command, _) in chosen.items():
                    rows[program].append(run(command, cwd=folder))
            for program, (_, output) in chosen.items():
                wall, cpu, peak = median(rows[program])
                figure(f'export.{size}.{program}.wall_s', wall)
                figure(f'export.{size}.{program}.cpu_s', cpu)
                figure(f'export.{size}.{program}.peak_mb', peak)
                figure(f'export.{size}.{program}.pages', pdf_pages(folder / output))


if __name__ == '__main__':
    main()
