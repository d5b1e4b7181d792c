#!/usr/bin/env python3
"""PDFs that other programs make of a known text, compared with that text: usage: test-pdf-producers.py BREVIER

The text is put together here from sentences of our own, as blocks: (kind, text). In a text, [n]
is a reference to footnote n. A block is right if its text comes out letter for letter; blocks that
come out besides count against the producer.
"""
import difflib
import html
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

BREVIER = ''
KEEP = os.environ.get('BREVIER_KEEP_PDFS')   # a folder, for looking at what went wrong
RIGHT = 98
SUPERSCRIPT = str.maketrans('0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹')

SENTENCES = '''The harbour authority publishes its figures in the second week of the quarter.
Most of the timber that passes through the northern terminal is bound for the inland mills.
Officials describe the arrangement as provisional, although it has been renewed eleven times.
A well-known difficulty is that the two registers use different definitions of tonnage.
The commission recommended a comprehensive reorganisation of the inspection service.
Nobody disputes the measurements; what they mean for the fishing communities is another matter.
Insurance premiums rose by 14.5% between 2017 and 2019, and have fallen only slightly since.
The long-term contracts contain a clause that allows either party to withdraw after six months.
Shipowners have responded by postponing maintenance that would otherwise be unavoidable.
Under the revised procedure, documentation must be submitted electronically in advance.
The decision-makers in the capital were informed, but not consulted, about the change.
Environmental organisations point to the deterioration of the estuary’s shallow waters.
“We measure what we can reach,” says the authority’s own handbook, “and estimate the rest.”
It is not clear whether the additional capacity will be needed before the end of the decade.
Comparable installations elsewhere have taken considerably longer to become profitable.
The inter-ministerial working group met on three occasions and adopted no conclusions.
Satellite photographs show between thirty and forty vessels waiting outside the breakwater.
Transport by rail is cheaper per kilometre but requires transhipment at the frontier.
The smaller ports—there are nine of them—depend almost entirely on seasonal traffic.
A self-contained computer system was installed to record arrivals and departures.
Responsibility for dredging was transferred to a public-private partnership in 2014.
Neighbouring countries have expressed interest in the proposal without committing funds.
The statistical office publishes corrections, sometimes substantial ones, in the following year.
Opinion is divided on the question of compensation for the municipalities concerned.
For practical purposes the channel is navigable throughout the winter.
Inspectors found irregularities in roughly one consignment out of twenty.
The pilots’ association regards the existing regulations as sufficient.
Investment in equipment has been concentrated on the container terminal.
Experience suggests that preliminary estimates of this kind are too optimistic by a third.
The infrastructure is vulnerable to flooding, particularly at the spring tides.'''.split('\n')

NOTES = ['Figures for the last quarter are preliminary and may be corrected in the following year.',
         'The handbook has been revised several times; the edition used here is the ninth, which was '
         'published with a supplement on winter navigation and the maintenance of the buoys.',
         'See the appendix of the commission’s report.']


def paragraph(source, sentences):
    return ' '.join(source.sample(SENTENCES, sentences))


def make_blocks():
    """The text: long enough for several pages, with one of everything."""
    source = random.Random(7)
    blocks = [('title', 'Traffic in the Northern Harbours')]
    for section in range(1, 6):
        blocks.append(('h2', ['', 'The Course of Events', 'What the Registers Show', 'Costs and Who Bears Them',
                              'The Inland Connection', 'Prospects'][section]))
        for number in range(4):
            text = paragraph(source, source.randint(3, 7))
            if number == 1 and section <= 3:
                at = text.index('. ') + 1
                text = f'{text[:at]}[{section}]{text[at:]}'
            blocks.append(('p', text))
            if number == 1 and section == 1:
                blocks += [('li', 'a terminal for timber, which was enlarged when the mills were rebuilt and now has '
                                  'room for six vessels at a time'),
                           ('li', 'a quay for passengers'), ('li', 'two basins that are not in use')]
            if number == 2 and section == 2:
                blocks += [('caption', 'Table 1: Arrivals by month'),
                           ('table', 'Month\tVessels\tTonnes\nJanuary\t112\t48,300\nFebruary\t97\t41,050\n'
                                     'March\t131\t57,800')]
            if number == 1 and section == 3:
                blocks.append(('h3', 'Public Money'))
            if number == 2 and section == 3:
                blocks.append(('quote', paragraph(source, 3)))
    return blocks


BLOCKS = make_blocks()


def plain(text):
    return re.sub(r'\[(\d)\]', lambda m: m.group(1).translate(SUPERSCRIPT), text)


def expected():
    texts = [plain(text) for kind, text in BLOCKS] + NOTES
    return sorted(texts)


# ---- LaTeX

def tex_escape(text):
    text = text.replace('%', r'\%').replace('“', '``').replace('”', "''").replace('’', "'").replace('—', '---')
    return re.sub(r'\[(\d)\]', lambda m: r'\footnote{%s}' % tex_escape(NOTES[int(m.group(1)) - 1]), text)


def make_tex(columns):
    out = [r'\documentclass[a4paper,10pt%s]{article}' % (',twocolumn' if columns == 2 else ''),
           r'\usepackage[T1]{fontenc}\usepackage{lmodern}\usepackage[margin=2.4cm]{geometry}',
           r'\usepackage{fancyhdr}\pagestyle{fancy}\fancyhf{}\fancyhead[L]{Harbour Report}\fancyfoot[C]{\thepage}',
           r'\usepackage[hidelinks,pdftitle={Traffic in the Northern Harbours}]{hyperref}',
           r'\setcounter{secnumdepth}{0}\setlength{\headheight}{14pt}\begin{document}\pagenumbering{roman}',
           r'\thispagestyle{fancy}']
    items = False
    for number, (kind, text) in enumerate(BLOCKS):
        if items and kind != 'li':
            out.append(r'\end{itemize}')
            items = False
        text = tex_escape(text)
        if kind == 'title':
            title = r'\begin{center}{\LARGE %s}\end{center}' % text
            out.append(r'\twocolumn[%s\bigskip]' % title if columns == 2 else title)
        elif kind == 'h2':
            if text == 'What the Registers Show':
                out.append(r'\clearpage\pagenumbering{arabic}')
            out.append(r'\section{%s}' % text)
        elif kind == 'h3':
            out.append(r'\subsection{%s}' % text)
        elif kind == 'li':
            if not items:
                out.append(r'\begin{itemize}')
                items = True
            out.append(r'\item ' + text)
        elif kind == 'caption':
            out.append(r'\begin{center}%s\\[4pt]' % text)
        elif kind == 'table':
            rows = r' \\ '.join(row.replace('\t', ' & ') for row in text.split('\n'))
            out.append(r'\begin{tabular}{lrr}\hline %s\\\hline\end{tabular}\end{center}' % rows)
        elif kind == 'quote':
            out.append(r'\begin{quote}%s\end{quote}' % text)
        else:
            out.append(text + '\n')
    return '\n'.join(out + [r'\end{document}'])


def run_latex(folder, name, columns):
    (folder / f'{name}.tex').write_text(make_tex(columns), encoding='utf-8')
    for _ in range(2):
        subprocess.run(['pdflatex', '-interaction=batchmode', f'{name}.tex'], cwd=folder, capture_output=True, check=True)


# ---- HTML, for Chromium and WeasyPrint

CSS = '''body { font-family: "DejaVu Serif", serif; font-size: 10pt; line-height: 1.35; text-align: justify; hyphens: auto }
h1 { font-size: 20pt; text-align: left } h2 { font-size: 14pt } h3 { font-size: 11.5pt }
table { border-collapse: collapse; margin: 8pt 0 } td, th { padding: 2pt 14pt 2pt 0; text-align: left }
.caption { font-size: 9pt; margin-bottom: 0 } blockquote { margin: 8pt 30pt }
@page { size: A4; margin: 2.4cm } '''
COLUMNS = '.body { columns: 2; column-gap: 18pt } '
INDENTED = 'p { margin: 0; text-indent: 14pt } h2 + p, h3 + p, .caption, blockquote p { text-indent: 0 } '
WEASY = '''@page { @top-left { content: "Harbour Report"; font-size: 8pt } @bottom-center { content: counter(page); font-size: 8pt }
  @footnote { border-top: .5pt solid black; padding-top: 4pt } }
.note { float: footnote; font-size: 8pt; hyphens: none; text-indent: 0 } ::footnote-call { font-size: 60%; vertical-align: super; line-height: 0 } '''


def make_html(css, notes):
    out = [f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Traffic in the Northern Harbours</title>'
           f'<style>{css}</style></head><body>']
    items = False

    def inline(text):
        text = html.escape(text, quote=False)
        if notes == 'float':
            return re.sub(r'\[(\d)\]', lambda m: f'<span class="note">{NOTES[int(m.group(1)) - 1]}</span>', text)
        return re.sub(r'\[(\d)\]', r'<sup style="font-size: 60%; line-height: 0">\1</sup>', text)

    for kind, text in BLOCKS:
        if items and kind != 'li':
            out.append('</ul>')
            items = False
        if kind == 'title':
            out.append(f'<h1>{text}</h1><div class="body">')
        elif kind in ('h2', 'h3', 'p'):
            out.append(f'<{kind}>{inline(text)}</{kind}>')
        elif kind == 'li':
            if not items:
                out.append('<ul>')
                items = True
            out.append(f'<li>{inline(text)}</li>')
        elif kind == 'caption':
            out.append(f'<p class="caption">{text}</p>')
        elif kind == 'table':
            out.append('<table>' + ''.join('<tr>' + ''.join(f'<td>{c}</td>' for c in row.split('\t')) + '</tr>'
                                           for row in text.split('\n')) + '</table>')
        elif kind == 'quote':
            out.append(f'<blockquote><p>{inline(text)}</p></blockquote>')
    if notes == 'end':
        out += [f'<p class="end">{number}. {note}</p>' for number, note in enumerate(NOTES, 1)]
    return '\n'.join(out + ['</div></body></html>'])


def run_weasyprint(folder, name, css):
    (folder / f'{name}.html').write_text(make_html(CSS + WEASY + css, 'float'), encoding='utf-8')
    subprocess.run(['weasyprint', f'{name}.html', f'{name}.pdf'], cwd=folder, capture_output=True, check=True)


def run_chromium(folder, name, css):
    (folder / f'{name}.html').write_text(make_html(CSS + css, 'end'), encoding='utf-8')
    subprocess.run([shutil.which('chromium') or 'chromium', '--headless', '--no-sandbox', '--disable-gpu',
                    f'--user-data-dir={folder}/profile', f'--print-to-pdf={folder}/{name}.pdf', f'file://{folder}/{name}.html'],
                   cwd=folder, capture_output=True, check=True, timeout=120)


# ---- LibreOffice

def make_fodt(columns):
    def inline(text):
        return re.sub(r'\[(\d)\]', lambda m: f'<text:note text:note-class="footnote"><text:note-citation>{m.group(1)}'
                      f'</text:note-citation><text:note-body><text:p text:style-name="Note">{NOTES[int(m.group(1)) - 1]}</text:p>'
                      '</text:note-body></text:note>', html.escape(text, quote=False))
    out, items = [], False
    for kind, text in BLOCKS:
        if items and kind != 'li':
            out.append('</text:list>')
            items = False
        if kind == 'title':
            out.append(f'<text:p text:style-name="Head">{text}</text:p>')
            out.append('<text:section text:style-name="Sect" text:name="body">' if columns == 2 else '')
        elif kind in ('h2', 'h3'):
            level = kind[1]
            out.append(f'<text:h text:style-name="H{level}" text:outline-level="{level}">{text}</text:h>')
        elif kind == 'li':
            if not items:
                out.append('<text:list text:style-name="L1">')
                items = True
            out.append(f'<text:list-item><text:p text:style-name="Item">{text}</text:p></text:list-item>')
        elif kind == 'table':
            rows = text.split('\n')
            out.append('<table:table table:name="T"><table:table-column table:number-columns-repeated="3"/>' + ''.join(
                '<table:table-row>' + ''.join(f'<table:table-cell office:value-type="string"><text:p text:style-name="Cell">{c}'
                                              '</text:p></table:table-cell>' for c in row.split('\t')) + '</table:table-row>'
                for row in rows) + '</table:table>')
        else:
            style = {'p': 'Body', 'quote': 'Quoted', 'caption': 'Cap'}[kind]
            out.append(f'<text:p text:style-name="{style}">{inline(text)}</text:p>')
    if columns == 2:
        out.append('</text:section>')
    font = 'style:font-name="DejaVu Serif" fo:language="en" fo:country="GB" fo:hyphenate="true" fo:hyphenation-push-char-count="2" fo:hyphenation-remain-char-count="2"'

    def style(name, size, paragraph='', text=''):
        return (f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.2cm" '
                f'{paragraph}/><style:text-properties {font} fo:font-size="{size}pt" {text}/></style:style>')
    return f'''<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="DejaVu Serif" svg:font-family="&apos;DejaVu Serif&apos;"/></office:font-face-decls>
<office:styles>{style('Head', 20, '', 'fo:font-weight="bold"')}{style('H2', 14, 'fo:keep-with-next="always" fo:margin-top="0.4cm"', 'fo:font-weight="bold"')}
{style('H3', 11.5, 'fo:keep-with-next="always"', 'fo:font-weight="bold"')}{style('Body', 10, 'fo:text-align="justify"')}{style('Item', 10)}
{style('Quoted', 10, 'fo:margin-left="1cm" fo:margin-right="1cm" fo:text-align="justify"')}{style('Cap', 9, 'fo:keep-with-next="always"')}
{style('Cell', 10)}{style('Note', 8)}
<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"><style:list-level-properties
 text:space-before="0.3cm" text:min-label-width="0.5cm"/></text:list-level-style-bullet></text:list-style>
<text:notes-configuration text:note-class="footnote" text:citation-body-style-name="Anchor" style:num-format="1" text:start-value="0" text:start-numbering-at="document"/>
<style:style style:name="Anchor" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style></office:styles>
<office:automatic-styles><style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"
 fo:margin-top="1.5cm" fo:margin-bottom="1.5cm" fo:margin-left="2.4cm" fo:margin-right="2.4cm"/><style:header-style><style:header-footer-properties
 fo:min-height="1cm" fo:margin-bottom="0.5cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="1cm"
 fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>
<style:style style:name="Sect" style:family="section"><style:section-properties><style:columns fo:column-count="2" fo:column-gap="0.6cm">
<style:column style:rel-width="1*" fo:end-indent="0.3cm"/><style:column style:rel-width="1*" fo:start-indent="0.3cm"/></style:columns>
</style:section-properties></style:style></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm"><style:header><text:p text:style-name="Note">Harbour Report</text:p>
</style:header><style:footer><text:p text:style-name="Note"><text:page-number text:select-page="current">1</text:page-number></text:p></style:footer>
</style:master-page></office:master-styles><office:body><office:text>{''.join(out)}</office:text></office:body></office:document>'''


def run_libreoffice(folder, name, columns):
    (folder / f'{name}.fodt').write_text(make_fodt(columns), encoding='utf-8')
    subprocess.run(['soffice', f'-env:UserInstallation=file://{folder}/office', '--headless', '--convert-to', 'pdf', f'{name}.fodt'],
                   cwd=folder, capture_output=True, check=True, timeout=180)


# What each must reach, in per cent of the paragraphs: RIGHT, or what is reached where that is less.
PRODUCERS = [
    ('latex-one-column', 'pdflatex', run_latex, 1, RIGHT), ('latex-two-columns', 'pdflatex', run_latex, 2, RIGHT),
    ('weasyprint-gaps', 'weasyprint', run_weasyprint, '', RIGHT), ('weasyprint-indents', 'weasyprint', run_weasyprint, INDENTED, RIGHT),
    ('weasyprint-two-columns', 'weasyprint', run_weasyprint, COLUMNS, RIGHT),
    ('chromium-gaps', 'chromium', run_chromium, '', RIGHT),
    ('chromium-ragged', 'chromium', run_chromium, 'body { text-align: left; hyphens: manual } ', RIGHT),
    ('chromium-two-columns', 'chromium', run_chromium, COLUMNS, RIGHT),
    ('libreoffice-one-column', 'soffice', run_libreoffice, 1, RIGHT),
    ('libreoffice-two-columns', 'soffice', run_libreoffice, 2, RIGHT),
]


def printed_labels(path):
    """The folio of each page: its last line that is a number, Arabic or Roman."""
    text = subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True, text=True, check=True).stdout
    labels = []
    for page in text.split('\f')[:-1]:
        lines = [line.strip() for line in page.split('\n') if line.strip()]
        numbers = [line for line in lines[-2:] if re.fullmatch(r'[0-9]+|[ivxl]+', line)]
        labels.append(numbers[-1] if numbers else None)
    return labels


class Producers(unittest.TestCase):
    def extract(self, path):
        out = subprocess.run([BREVIER, 'extract', '--json', path], capture_output=True, text=True, check=True).stdout
        return json.loads(out)

    def check(self, name, program, run, argument, least):
        if shutil.which(program) is None:
            self.skipTest(f'{program} is not installed')
        with tempfile.TemporaryDirectory() as temporary:
            folder = pathlib.Path(KEEP or temporary)
            try:
                run(folder, name, argument)
            except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
                self.skipTest(f'{program} does not work here: {error}')
            article = self.extract(str(folder / f'{name}.pdf'))
            labels = printed_labels(str(folder / f'{name}.pdf'))
        kept = [block for block in article['source']['blocks'] if block['kept']]
        found = [re.sub(r'^(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[0-9]+\.?) ?', '', block['text']) if block['role'] == 'footnote' or
                 block['text'][:3] in ('1. ', '2. ', '3. ') else block['text'] for block in kept]
        wanted = expected()
        right = sum(b.size for b in difflib.SequenceMatcher(None, wanted, sorted(found), autojunk=False).get_matching_blocks())
        percent = 100 * right / max(len(wanted), len(found))
        body = [plain(text) for _, text in BLOCKS]
        order = [text for text in found if text in body]
        in_order = sum(b.size for b in difflib.SequenceMatcher(None, [t for t in body if t in order], order,
                                                               autojunk=False).get_matching_blocks())
        good = sum(1 for page, label in self.pages(article) if labels[page] is None or label == labels[page])
        total = len(self.pages(article))
        print(f'# {name}: paragraphs {percent:.1f} % ({right} of {max(len(wanted), len(found))}), order '
              f'{100 * in_order / max(len(order), 1):.1f} %, page labels {100 * good / total:.1f} % of {len(labels)} pages')
        for text in sorted(found):
            if text not in wanted:
                print(f"#   {name} not in the original: {text!r}")
        self.assertGreaterEqual(percent, least)
        if least == RIGHT:
            self.assertEqual(in_order, len(order))
        self.assertEqual(good, total)
        self.assertEqual(article['title'], 'Traffic in the Northern Harbours')

    @staticmethod
    def pages(article):
        """Index and label of the page that each block begins on."""
        return [(block['page'], block.get('page_label')) for block in article['source']['blocks']]


def add_tests():
    for row in PRODUCERS:
        setattr(Producers, 'test_' + row[0].replace('-', '_'), lambda self, row=row: self.check(*row))


def main():
    global BREVIER
    BREVIER = sys.argv.pop(1)
    add_tests()
    unittest.main(verbosity=2)


if __name__ == '__main__':
    main()
