#!/usr/bin/env python3
"""PDFs that other programs make of a known text, compared with that text: usage: test-pdf-producers.py BREVIER

Texts and layouts are put together at random from a seed: fonts, sizes, leading, columns, ragged or
justified, indented or set apart, hyphenated or not, notes, running heads, lists, headings over all
columns. A text is a row of blocks: (kind, text); in it, [n] is a reference to footnote n. A block
is right if its text comes out letter for letter; blocks that come out besides count as wrong ones.
BREVIER_PDF_SEED=N tries other documents.
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
The working group met on three occasions and adopted no conclusions.
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


FONTS = ['DejaVu Serif', 'DejaVu Sans', 'TeX Gyre Termes', 'TeX Gyre Pagella', 'TeX Gyre Heros', 'Charis SIL', 'Inter', 'Cantarell']
HEADINGS = ['The Course of Events', 'What the Registers Show', 'Costs and Who Bears Them', 'The Inland Connection', 'Prospects']


class Layout:
    """How one document looks. Nothing of it is known to the program."""

    def __init__(self, seed, columns):
        source = random.Random(f'{seed} {columns}')
        self.columns = columns
        self.font = source.choice(FONTS)
        self.size = source.choice([9, 9.5, 10, 10.5, 11]) if columns == 1 else source.choice([8.5, 9, 9.5, 10])
        self.leading = source.choice([1.2, 1.3, 1.4, 1.5])
        self.gap = source.choice([11, 14, 18, 24])
        self.ragged = source.random() < .4
        self.hyphens = source.random() < .6
        self.indent = source.choice([0, 0, 10, 14, 18])          # 0: paragraphs are set apart
        self.notes = source.random() < .6
        self.running = source.choice(['top', 'bottom', 'none'])   # where the running head is
        self.numbered = source.random() < .5                      # lists
        self.spanning = columns > 1 and source.random() < .5      # headings over all columns
        self.centred = source.random() < .4                       # the title
        self.heading = source.choice([1.2, 1.4, 1.6])
        self.paper = source.choice(['a4', 'letter'] if columns > 1 else ['a4', 'letter', 'a5'])
        self.margin = source.choice([48, 60, 72])
        self.source = source

    def __str__(self):
        return ' '.join(f'{key}={value}' for key, value in vars(self).items() if key != 'source')


class Text:
    """A text as blocks: long enough for several pages, with one of everything."""

    def __init__(self, layout):
        source = layout.source
        self.blocks = [('title', 'Traffic in the Northern Harbours')]
        self.notes = source.sample(NOTES, len(NOTES)) if layout.notes else []
        for section, heading in enumerate(source.sample(HEADINGS, len(HEADINGS)), 1):
            self.blocks.append(('h2', heading))
            for number in range(4):
                self.add_paragraph(source, number, section)

    def add_paragraph(self, source, number, section):
        text = ' '.join(source.sample(SENTENCES, source.randint(2, 7)))
        if number == 1 and section <= len(self.notes):
            at = text.index('. ') + 1 if '. ' in text else len(text)
            text = f'{text[:at]}[{section}]{text[at:]}'
        self.blocks.append(('p', text))
        if number == 1 and section == 1:
            self.blocks += [('li', 'a terminal for timber, which was enlarged when the mills were rebuilt and now has '
                                   'room for six vessels at a time'),
                            ('li', 'a quay for passengers'), ('li', 'two basins that are not in use')]
        if number == 2 and section == 2:
            self.blocks += [('caption', 'Table 1: Arrivals by month'),
                            ('table', 'Month\tVessels\tTonnes\nJanuary\t112\t48,300\nFebruary\t97\t41,050\nMarch\t131\t57,800')]
        if number == 1 and section == 3:
            self.blocks.append(('h3', 'Public Money'))
        if number == 2 and section == 3:
            self.blocks.append(('quote', ' '.join(source.sample(SENTENCES, 3))))

    def plain(self):
        return [re.sub(r'\[(\d)\]', lambda m: m.group(1).translate(SUPERSCRIPT), text) for _, text in self.blocks]


# ---- LaTeX

TEX_FONTS = {'Termes': 'mathptmx', 'Pagella': 'mathpazo', 'Charis': 'charter', 'Heros': 'helvet'}


def tex_escape(text, notes=()):
    text = text.replace('%', r'\%').replace('“', '``').replace('”', "''").replace('’', "'").replace('—', '---')
    return re.sub(r'\[(\d)\]', lambda m: r'\footnote{%s}' % tex_escape(notes[int(m.group(1)) - 1]), text)


def tex_preamble(layout):
    font = next((package for name, package in TEX_FONTS.items() if name in layout.font), 'lmodern')
    sans = r'\renewcommand{\familydefault}{\sfdefault}' if font == 'helvet' else ''
    side = {'top': r'\fancyhead[L]{Harbour Report}', 'bottom': r'\fancyfoot[L]{Harbour Report}', 'none': ''}[layout.running]
    skip = '' if layout.indent else r'\setlength{\parindent}{0pt}\setlength{\parskip}{%.1fpt plus 1pt}' % (layout.size * .7)
    return [r'\documentclass[%spaper,%dpt%s]{article}' % (layout.paper, round(layout.size), ',twocolumn' if layout.columns == 2 else ''),
            r'\usepackage[T1]{fontenc}\usepackage{lmodern}\usepackage[margin=%dpt]{geometry}' % layout.margin,
            r'\usepackage{%s}%s\usepackage{multicol}' % (font, sans),
            r'\usepackage{fancyhdr}\pagestyle{fancy}\fancyhf{}%s\fancyfoot[C]{\thepage}' % side,
            r'\usepackage[hidelinks,pdftitle={Traffic in the Northern Harbours}]{hyperref}',
            r'\setcounter{secnumdepth}{0}\setlength{\headheight}{14pt}\linespread{%.2f}' % (layout.leading / 1.2),
            r'\setlength{\columnsep}{%dpt}%s' % (layout.gap, skip),
            '' if layout.hyphens else r'\hyphenpenalty=10000\sloppy', r'\begin{document}\pagenumbering{roman}',
            (r'\raggedright\setlength{\parindent}{%dpt}' % layout.indent) if layout.ragged else '', r'\thispagestyle{fancy}']


def make_tex(layout, text):
    out = tex_preamble(layout)
    environment, several, headings = '', layout.columns > 2, 0
    for kind, words in text.blocks:
        if environment and kind != 'li':
            out.append(r'\end{%s}' % environment)
            environment = ''
        escaped = tex_escape(words, text.notes)
        if kind == 'title':
            title = (r'\begin{center}{\LARGE %s}\end{center}' if layout.centred else r'{\LARGE\noindent %s\par}\bigskip') % escaped
            out.append(r'\twocolumn[%s\bigskip]' % title if layout.columns == 2 else title)
            out.append(r'\begin{multicols}{%d}' % layout.columns if several and not layout.spanning else '')
        elif kind == 'h2':
            headings += 1
            if several and layout.spanning and headings > 1:
                out.append(r'\end{multicols}')
            if headings == 2 and not several:
                out.append(r'\clearpage\pagenumbering{arabic}')
            out.append(r'\section{%s}' % escaped)
            if several and layout.spanning:
                out.append(r'\begin{multicols}{%d}' % layout.columns)
        elif kind == 'h3':
            out.append(r'\subsection{%s}' % escaped)
        elif kind == 'li':
            if not environment:
                environment = 'enumerate' if layout.numbered else 'itemize'
                out.append(r'\begin{%s}' % environment)
            out.append(r'\item ' + escaped)
        elif kind == 'caption':
            out.append(r'\begin{center}%s\\[4pt]' % escaped)
        elif kind == 'table':
            rows = r' \\ '.join(row.replace('\t', ' & ') for row in words.split('\n'))
            out.append(r'\begin{tabular}{lrr}\hline %s\\\hline\end{tabular}\end{center}' % rows)
        elif kind == 'quote':
            out.append(r'\begin{quote}%s\end{quote}' % escaped)
        else:
            out.append(escaped + '\n')
    return '\n'.join(out + [r'\end{multicols}' if several else '', r'\end{document}'])


def run_latex(folder, name, layout, text):
    (folder / f'{name}.tex').write_text(make_tex(layout, text), encoding='utf-8')
    for _ in range(2):
        subprocess.run(['pdflatex', '-interaction=batchmode', f'{name}.tex'], cwd=folder, capture_output=True, check=True)


# ---- HTML, for Chromium and WeasyPrint

def make_css(layout):
    head = {'top': '@top-left', 'bottom': '@bottom-left', 'none': ''}[layout.running]
    box = f'{head} {{ content: "Harbour Report"; font-size: 8pt }}' if head else ''
    paragraphs = f'p {{ margin: 0; text-indent: {layout.indent}pt }} h2 + p, h3 + p, .caption, .end {{ text-indent: 0 }}'
    return f"""body {{ font-family: "{layout.font}", serif; font-size: {layout.size}pt; line-height: {layout.leading};
  text-align: {'left' if layout.ragged else 'justify'}; hyphens: {'auto' if layout.hyphens else 'manual'} }}
h1 {{ font-size: 20pt; text-align: {'center' if layout.centred else 'left'} }} h3 {{ font-size: {layout.size * 1.1}pt }}
h2 {{ font-size: {layout.size * layout.heading}pt; {'column-span: all' if layout.spanning else ''} }} h2, h3 {{ text-align: left; hyphens: none }}
table {{ border-collapse: collapse; margin: 8pt 0 }} td {{ padding: 2pt 14pt 2pt 0; text-align: left }} tr {{ break-inside: avoid }}
.caption {{ font-size: 9pt; margin-bottom: 0; break-after: avoid }} blockquote {{ margin: 8pt 24pt }} blockquote p {{ text-indent: 0 }}
{paragraphs if layout.indent else ''} {f'.body {{ columns: {layout.columns}; column-gap: {layout.gap}pt }}' if layout.columns > 1 else ''}
@page {{ size: {layout.paper}; margin: {layout.margin}pt; {box} @bottom-center {{ content: counter(page); font-size: 8pt }}
  @footnote {{ border-top: .5pt solid black; padding-top: 4pt }} }}
.note {{ float: footnote; font-size: 8pt; hyphens: none; text-indent: 0 }}
::footnote-call {{ font-size: 60%; vertical-align: super; line-height: 0 }}"""


def make_html(layout, text, float_notes):
    out = [f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Traffic in the Northern Harbours</title>'
           f'<style>{make_css(layout)}</style></head><body>']
    items = ''

    def inline(words):
        words = html.escape(words, quote=False)
        if float_notes:
            return re.sub(r'\[(\d)\]', lambda m: f'<span class="note">{text.notes[int(m.group(1)) - 1]}</span>', words)
        return re.sub(r'\[(\d)\]', r'<sup style="font-size: 60%; line-height: 0">\1</sup>', words)

    for kind, words in text.blocks:
        if items and kind != 'li':
            out.append(f'</{items}>')
            items = ''
        if kind == 'title':
            out.append(f'<h1>{words}</h1><div class="body">')
        elif kind in ('h2', 'h3', 'p'):
            out.append(f'<{kind}>{inline(words)}</{kind}>')
        elif kind == 'li':
            if not items:
                items = 'ol' if layout.numbered else 'ul'
                out.append(f'<{items}>')
            out.append(f'<li>{inline(words)}</li>')
        elif kind == 'caption':
            out.append(f'<p class="caption">{words}</p>')
        elif kind == 'table':
            out.append('<table>' + ''.join('<tr>' + ''.join(f'<td>{c}</td>' for c in row.split('\t')) + '</tr>'
                                           for row in words.split('\n')) + '</table>')
        elif kind == 'quote':
            out.append(f'<blockquote><p>{inline(words)}</p></blockquote>')
    if not float_notes:
        out += [f'<p class="end">{number}. {note}</p>' for number, note in enumerate(text.notes, 1)]
    return '\n'.join(out + ['</div></body></html>'])


def run_weasyprint(folder, name, layout, text):
    # Around a heading over all columns WeasyPrint 57 loses text and sets notes on top of it.
    layout.spanning = False
    (folder / f'{name}.html').write_text(make_html(layout, text, True), encoding='utf-8')
    subprocess.run(['weasyprint', f'{name}.html', f'{name}.pdf'], cwd=folder, capture_output=True, check=True)


def run_chromium(folder, name, layout, text):
    (folder / f'{name}.html').write_text(make_html(layout, text, False), encoding='utf-8')
    subprocess.run([shutil.which('chromium') or 'chromium', '--headless', '--no-sandbox', '--disable-gpu',
                    f'--user-data-dir={folder}/profile', f'--print-to-pdf={folder}/{name}.pdf', f'file://{folder}/{name}.html'],
                   cwd=folder, capture_output=True, check=True, timeout=120)


# ---- LibreOffice

PAPERS = {'a4': (595, 842), 'letter': (612, 792), 'a5': (420, 595)}


def fodt_body(layout, text):
    def inline(words):
        return re.sub(r'\[(\d)\]', lambda m: f'<text:note text:note-class="footnote"><text:note-citation>{m.group(1)}'
                      f'</text:note-citation><text:note-body><text:p text:style-name="Note">{text.notes[int(m.group(1)) - 1]}</text:p>'
                      '</text:note-body></text:note>', html.escape(words, quote=False))

    out, items, sections, first = [], False, 0, True
    for kind, words in text.blocks:
        if items and kind != 'li':
            out.append('</text:list>')
            items = False
        opens = layout.columns > 1 and (kind == 'title' if not layout.spanning else kind == 'h2')
        if opens and sections:
            out.append('</text:section>')
        if kind == 'title':
            out.append(f'<text:p text:style-name="Head">{words}</text:p>')
        elif kind in ('h2', 'h3'):
            out.append(f'<text:h text:style-name="H{kind[1]}" text:outline-level="{kind[1]}">{words}</text:h>')
        elif kind == 'li':
            if not items:
                out.append(f'<text:list text:style-name="{"L2" if layout.numbered else "L1"}">')
                items = True
            out.append(f'<text:list-item><text:p text:style-name="Item">{words}</text:p></text:list-item>')
        elif kind == 'table':
            out.append('<table:table table:name="T"><table:table-column table:number-columns-repeated="3"/>' + ''.join(
                '<table:table-row>' + ''.join(f'<table:table-cell office:value-type="string"><text:p text:style-name="Cell">{c}'
                                              '</text:p></table:table-cell>' for c in row.split('\t')) + '</table:table-row>'
                for row in words.split('\n')) + '</table:table>')
        else:
            style = {'p': 'First' if first else 'Body', 'quote': 'Quoted', 'caption': 'Cap'}[kind]
            out.append(f'<text:p text:style-name="{style}">{inline(words)}</text:p>')
        first = kind in ('h2', 'h3')
        if opens:
            sections += 1
            out.append(f'<text:section text:style-name="Sect" text:name="body{sections}">')
    return ''.join(out) + ('</text:section>' if sections else '')


def make_fodt(layout, text):
    hyphens = 'true' if layout.hyphens else 'false'
    font = (f'style:font-name="F" fo:language="en" fo:country="GB" fo:hyphenate="{hyphens}" fo:hyphenation-push-char-count="2" '
            'fo:hyphenation-remain-char-count="2"')
    align = 'start' if layout.ragged else 'justify'
    width, height = PAPERS[layout.paper]
    skip = 0 if layout.indent else layout.size * .6

    def style(name, size, paragraph='', words='', below=skip):
        return (f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="{below}pt" '
                f'fo:line-height="{round(layout.leading / 1.2 * 100)}%" {paragraph}/><style:text-properties {font} fo:font-size="{size}pt" '
                f'{words}/></style:style>')

    def level(kind, extra):
        return (f'<text:list-level-style-{kind} text:level="1" {extra}><style:list-level-properties text:space-before="0.3cm" '
                f'text:min-label-width="0.6cm"/></text:list-level-style-{kind}>')
    page_number = '<text:page-number text:select-page="current">1</text:page-number>'
    running = '<text:p text:style-name="Note">Harbour Report</text:p>'
    head = f'<style:header>{running}</style:header>' if layout.running == 'top' else ''
    foot = f'{running if layout.running == "bottom" else ""}<text:p text:style-name="Note">{page_number}</text:p>'
    columns = ''.join('<style:column style:rel-width="1*" fo:start-indent="{}pt" fo:end-indent="{}pt"/>'.format(
        layout.gap / 2 if number else 0, layout.gap / 2 if number + 1 < layout.columns else 0) for number in range(layout.columns))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="&apos;{layout.font}&apos;"/></office:font-face-decls>
<office:styles>{style('Head', 20, f'fo:text-align="{"center" if layout.centred else "start"}"', 'fo:font-weight="bold"', 8)}
{style('H2', layout.size * layout.heading, 'fo:keep-with-next="always" fo:margin-top="0.4cm"', 'fo:font-weight="bold"', 4)}
{style('H3', layout.size * 1.1, 'fo:keep-with-next="always" fo:margin-top="0.2cm"', 'fo:font-weight="bold"', 3)}
{style('Body', layout.size, f'fo:text-align="{align}" fo:text-indent="{layout.indent}pt"')}
{style('First', layout.size, f'fo:text-align="{align}"')}{style('Item', layout.size)}
{style('Quoted', layout.size, f'fo:margin-left="0.8cm" fo:margin-right="0.8cm" fo:text-align="{align}" fo:margin-top="4pt"', '', 6)}
{style('Cap', 9, 'fo:keep-with-next="always" fo:margin-top="6pt"', '', 3)}{style('Cell', layout.size)}{style('Note', 8)}
<text:list-style style:name="L1">{level('bullet', 'text:bullet-char="•"')}</text:list-style>
<text:list-style style:name="L2">{level('number', 'style:num-format="1" style:num-suffix="."')}</text:list-style>
<text:notes-configuration text:note-class="footnote" text:citation-body-style-name="Anchor" style:num-format="1" text:start-value="0" text:start-numbering-at="document"/>
<style:style style:name="Anchor" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style></office:styles>
<office:automatic-styles><style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="{width}pt" fo:page-height="{height}pt"
 fo:margin-top="{layout.margin * .7}pt" fo:margin-bottom="{layout.margin * .7}pt" fo:margin-left="{layout.margin}pt" fo:margin-right="{layout.margin}pt"/>
<style:header-style><style:header-footer-properties fo:min-height="1cm" fo:margin-bottom="0.5cm"/></style:header-style><style:footer-style>
<style:header-footer-properties fo:min-height="1cm" fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>
<style:style style:name="Sect" style:family="section"><style:section-properties><style:columns fo:column-count="{layout.columns}"
 fo:column-gap="{layout.gap}pt">{columns}</style:columns></style:section-properties></style:style></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm">{head}<style:footer>{foot}</style:footer>
</style:master-page></office:master-styles><office:body><office:text>{fodt_body(layout, text)}</office:text></office:body></office:document>"""


def run_libreoffice(folder, name, layout, text):
    (folder / f'{name}.fodt').write_text(make_fodt(layout, text), encoding='utf-8')
    subprocess.run(['soffice', f'-env:UserInstallation=file://{folder}/office', '--headless', '--convert-to', 'pdf', f'{name}.fodt'],
                   cwd=folder, capture_output=True, check=True, timeout=180)


PRODUCERS = [('latex', 'pdflatex', run_latex), ('weasyprint', 'weasyprint', run_weasyprint), ('chromium', 'chromium', run_chromium),
             ('libreoffice', 'soffice', run_libreoffice)]
# Documents of each producer in one, two and three columns. Chromium and LibreOffice are slow to start.
COUNTS = {1: 5, 2: 6, 3: 3}
FIRST_SEED = int(os.environ.get('BREVIER_PDF_SEED', '1'))


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
        found = [re.sub(r'^(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[0-9]+\.?) ?', '', block['text']) if block['role'] == 'footnote' or
                 block['text'][:3] in ('1. ', '2. ', '3. ') else block['text'] for block in kept]
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
        self.assertEqual(article['title'], 'Traffic in the Northern Harbours', name)
        return order == [words for words in body if words in order]

    def check(self, producer, program, run, columns):
        if shutil.which(program) is None:
            self.skipTest(f'{program} is not installed')
        score, ordered = Score(), 0
        with tempfile.TemporaryDirectory() as temporary:
            folder = pathlib.Path(KEEP or temporary)
            for seed in range(FIRST_SEED, FIRST_SEED + COUNTS[columns]):
                layout = Layout(f'{producer} {seed}', columns)
                text = Text(layout)
                name = f'{producer}-{columns}-{seed}'
                try:
                    run(folder, name, layout, text)
                except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
                    self.skipTest(f'{program} does not work here: {error}')
                with self.subTest(name):
                    ordered += self.check_document(folder, name, layout, text, score)
        print(f'# {producer}, {columns} columns: paragraphs {score.percent:.1f} % of {score.total}, in order {ordered} of '
              f'{COUNTS[columns]} documents, {score.pages} pages')
        self.assertGreaterEqual(score.percent, RIGHT)
        self.assertEqual(ordered, COUNTS[columns])


def add_tests():
    for producer, program, run in PRODUCERS:
        for columns in COUNTS:
            setattr(Producers, f'test_{producer}_{columns}', lambda self, row=(producer, program, run, columns): self.check(*row))


def main():
    global BREVIER
    BREVIER = sys.argv.pop(1)
    add_tests()
    unittest.main(verbosity=2)


if __name__ == '__main__':
    main()
