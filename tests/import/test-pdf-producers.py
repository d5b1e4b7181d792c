#!/usr/bin/env python3
"""PDFs that other programs make of a known text, compared with that text: usage: test-pdf-producers.py BREVIER

Texts and layouts (pdf_documents.py) are put together at random from a seed: fonts, sizes, leading, columns, ragged or
justified, indented or set apart, hyphenated or not, notes, running heads, lists, tables, headings over all columns. A block
is right if its text comes out letter for letter; blocks that come out besides count as wrong ones.
BREVIER_PDF_SEED=N tries other documents: those from the Nth on.
"""
import difflib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True

from pdf_documents import TITLE, Layout, Text
from pdf_makers import run_archival, run_chromium, run_latex, run_libreoffice, run_weasyprint

BREVIER = ''
KEEP = os.environ.get('BREVIER_KEEP_PDFS')   # a folder, for looking at what went wrong
RIGHT = 98

PRODUCERS = [('latex', 'pdflatex', run_latex), ('weasyprint', 'weasyprint', run_weasyprint), ('chromium', 'chromium', run_chromium),
             ('libreoffice', 'soffice', run_libreoffice)]
ARCHIVAL = ('libreoffice', 'soffice', run_archival)   # the same documents as PDF/A
# Documents of each producer in one, two and three columns.
COUNTS = {1: 5, 2: 6, 3: 6}
NUMBER = r'^(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[0-9]+\.?) ?'
FIRST_SEED = int(os.environ.get('BREVIER_PDF_SEED', '100'))


def make_documents(producer, columns):
    documents = []
    for seed in range(FIRST_SEED, FIRST_SEED + COUNTS[columns]):
        layout = Layout(f'{producer} {seed}', columns)
        documents.append((f'{producer}-{columns}-{seed}', layout, Text(layout)))
    return documents


def printed_labels(path):
    """The folio of each page: its last line that is a number, Arabic or Roman."""
    text = subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True, text=True, check=True).stdout
    labels = []
    for page in text.split('\f')[:-1]:
        lines = [line.strip() for line in page.split('\n') if line.strip()]
        numbers = [line for line in lines[-2:] if re.fullmatch(r'[0-9]+|[ivxl]+', line)]
        labels.append(numbers[-1] if numbers else None)
    return labels


class Score:
    """Of the documents of one class."""

    def __init__(self):
        self.right = self.total = self.pages = 0

    @property
    def percent(self):
        return 100 * self.right / max(self.total, 1)


class Producers(unittest.TestCase):
    def extract(self, path):
        out = subprocess.run([BREVIER, 'extract', '--json', path], capture_output=True, text=True, check=True).stdout
        return json.loads(out)

    def check_document(self, folder, name, layout, text, score):
        article = self.extract(str(folder / f'{name}.pdf'))
        labels = printed_labels(str(folder / f'{name}.pdf'))
        kept = [block for block in article['source']['blocks'] if block['kept']]
        found = [re.sub(NUMBER, '', block['text']) if block['role'] == 'footnote' or re.match(r'[1-9]\. ', block['text'])
                 else block['text'] for block in kept]
        wanted = sorted(text.plain() + text.notes)
        matching = difflib.SequenceMatcher(None, wanted, sorted(found), autojunk=False).get_matching_blocks()
        right, total = sum(b.size for b in matching), max(len(wanted), len(found))
        score.right += right
        score.total += total
        score.pages += len(labels)
        body = text.plain()
        order = [words for words in found if words in body]
        if right < total:
            print(f'# {name}: {right} of {total}: {layout}')
            for words in sorted(found):
                if words not in wanted:
                    print(f'#   not in the original: {words!r}')
        for block in article['source']['blocks']:
            if labels[block['page']] is not None:
                self.assertEqual(block.get('page_label'), labels[block['page']], name)
        self.assertEqual(article['title'], TITLE, name)
        return order == [words for words in body if words in order]

    def check(self, producer, program, run, columns):
        if shutil.which(program) is None:
            self.skipTest(f'{program} is not installed')
        score, ordered = Score(), 0
        with tempfile.TemporaryDirectory() as temporary:
            folder = pathlib.Path(KEEP or temporary)
            documents = make_documents(producer, columns)
            try:
                run(folder, documents)
            except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
                self.skipTest(f'{program} does not work here: {error}')
            for name, layout, text in documents:
                with self.subTest(name):
                    ordered += self.check_document(folder, name, layout, text, score)
        print(f'# {producer}, {columns} columns: paragraphs {score.percent:.1f} % of {score.total}, in order {ordered} of '
              f'{COUNTS[columns]} documents, {score.pages} pages')
        self.assertGreaterEqual(score.percent, RIGHT)
        self.assertGreaterEqual(ordered, COUNTS[columns] - 1)


def add_tests():
    for producer, program, run in PRODUCERS:
        for columns in COUNTS:
            setattr(Producers, f'test_{producer}_{columns}', lambda self, row=(producer, program, run, columns): self.check(*row))


    setattr(Producers, 'test_archival', lambda self: self.check(*ARCHIVAL, 2))


def main():
    global BREVIER
    BREVIER = sys.argv.pop(1)
    add_tests()
    unittest.main(verbosity=2)


if __name__ == '__main__':
    main()
