"""The programs that make PDFs of a text and a layout (pdf_documents.py), for the test of the PDF importer."""
import concurrent.futures
import html
import os
import re
import shutil
import subprocess
import threading

from pdf_documents import TITLE


def at_once(make, documents):
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda document: make(*document), documents))


# ---- LaTeX

TEX_FONTS = {'TeX Gyre Termes': 'mathptmx', 'TeX Gyre Pagella': 'mathpazo', 'Charis SIL': 'charter', 'TeX Gyre Heros': 'helvet',
             'TeX Gyre Bonum': 'bookman', 'TeX Gyre Schola': 'newcent', 'EB Garamond': 'ebgaramond', 'Noto Serif': 'libertine',
             'Liberation Sans': 'helvet', 'Liberation Serif': 'newtxtext'}


def tex_escape(text, notes=()):
    text = text.replace('%', r'\%').replace('“', '``').replace('”', "''").replace('’', "'").replace('—', '---').replace('–', '--')
    return re.sub(r'\[(\d)\]', lambda m: r'\footnote{%s}' % tex_escape(notes[int(m.group(1)) - 1]), text)


def tex_preamble(layout):
    font = TEX_FONTS.get(layout.font, 'lmodern')
    sans = r'\renewcommand{\familydefault}{\sfdefault}' if font == 'helvet' else ''
    side = {'top': r'\fancyhead[L]{%s}', 'bottom': r'\fancyfoot[L]{%s}', 'none': ''}[layout.running].replace('%s', layout.running_text)
    if layout.running == 'bottom' and len(layout.running_text) > 32:   # would lie on top of the folio
        side = side.replace('[L]', '[C]').replace(r'\fancyfoot', r'\fancyhead')
    skip = '' if layout.indent else r'\setlength{\parindent}{0pt}\setlength{\parskip}{%.1fpt plus 1pt}' % (layout.size * .7)
    heading = {'bold': r'\bfseries', 'italic': r'\itshape', 'centred': r'\bfseries\centering'}[layout.heading_style]
    return [r'\documentclass[%spaper,%dpt%s]{extarticle}' % (layout.paper, round(layout.size), ',twocolumn' if layout.columns == 2 else ''),
            r'\usepackage[T1]{fontenc}\usepackage{lmodern}\usepackage[hmargin=%dpt,vmargin=%dpt]{geometry}' % (layout.margin, layout.head_margin),
            r'\usepackage{%s}%s\usepackage{multicol}\usepackage{titlesec}' % (font, sans),
            r'\titleformat*{\section}{\Large%s}\titleformat*{\subsection}{\large\bfseries}' % heading,
            r'\usepackage{fancyhdr}\pagestyle{fancy}\fancyhf{}%s\fancyfoot[%s]{\thepage}' % (side, 'R' if layout.folio == 'right' else 'C'),
            r'\usepackage[hidelinks,pdftitle={%s}]{hyperref}' % TITLE,
            r'\setcounter{secnumdepth}{%d}\setlength{\headheight}{14pt}\linespread{%.2f}' % (layout.sectioned, layout.leading / 1.2),
            r'\setlength{\columnsep}{%dpt}%s\setlength{\tabcolsep}{%.1fpt}' % (layout.gap, skip, layout.cell_gap / 2),
            '' if layout.hyphens else r'\hyphenpenalty=10000\sloppy', r'\begin{document}\pagenumbering{roman}',
            (r'\raggedright\setlength{\parindent}{%dpt}' % layout.indent) if layout.ragged else '', r'\thispagestyle{fancy}']


def tex_table(layout, words):
    rows = [tex_escape(row).replace('\t', ' & ') for row in words.split('\n')]
    sort = {'left': 'l', 'right': 'r', 'centre': 'c'}[layout.figures]
    n_cells = rows[0].count('&') + 1
    sorts = ['l'] + [sort] * (n_cells - 1)
    if 'Remarks' in rows[0]:
        sorts[-1] = r'>{\raggedright\arraybackslash}p{3.4cm}'
    sorts = '|'.join(['', *sorts, '']) if layout.ruled == 'grid' else ''.join(sorts)
    rule = {'none': '', 'lines': r'\hline ', 'grid': r'\hline '}[layout.ruled]
    body = (r' \\' + (r'\hline ' if layout.ruled == 'grid' else '')).join(rows)
    return r'\begin{tabular}{%s}%s%s\\%s\end{tabular}' % (sorts, rule, body, rule)


def make_tex(layout, text):
    out = tex_preamble(layout)
    out.insert(3, r'\usepackage{array}')
    environment, several, headings = '', layout.columns > 2, 0
    for number, (kind, words) in enumerate(text.blocks):
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
            out.append(r'\section{%s}' % (escaped[2:] if layout.sectioned else escaped))
            if several and layout.spanning:
                out.append(r'\begin{multicols}{%d}' % layout.columns)
        elif kind == 'h3':
            out.append(r'\subsection{%s}' % escaped)
        elif kind == 'li':
            if not environment:
                environment = 'enumerate' if layout.numbered else 'itemize'
                out.append(r'\begin{%s}' % environment)
            out.append(r'\item ' + escaped)
        elif kind == 'figure':
            out.append(r'\begin{center}\fbox{\rule{0pt}{50pt}\rule{60pt}{0pt}}\\[4pt]')
        elif kind == 'caption' and text.blocks[number - 1][0] == 'figure':
            out.append(r'%s\end{center}' % escaped)
        elif kind == 'caption':
            out.append(r'\begin{center}%s\\[4pt]' % escaped)
        elif kind == 'table':
            out.append(tex_table(layout, words) + r'\end{center}')
        elif kind == 'quote':
            style = {'plain': '', 'italic': r'\itshape ', 'small': r'\small '}[layout.quote]
            out.append(r'\begin{quote}%s%s\end{quote}' % (style, escaped))
        else:
            out.append(escaped + '\n')
    return '\n'.join(out + [r'\end{%s}' % environment if environment else '', r'\end{multicols}' if several else '', r'\end{document}'])


def run_latex(folder, documents):
    def make(name, layout, text):
        (folder / f'{name}.tex').write_text(make_tex(layout, text), encoding='utf-8')
        subprocess.run(['pdflatex', '-interaction=batchmode', f'{name}.tex'], cwd=folder, capture_output=True, check=True)
    at_once(make, documents)


# ---- HTML, for Chromium and WeasyPrint

def make_css(layout):
    head = {'top': '@top-left', 'bottom': '@bottom-left', 'none': ''}[layout.running]
    if layout.running == 'bottom' and len(layout.running_text) > 32:   # would be broken into lines
        head = '@top-center'
    box = f'{head} {{ content: "{layout.running_text}"; font-size: 8pt }}' if head else ''
    paragraphs = f'p {{ margin: 0; text-indent: {layout.indent}pt }} h2 + p, h3 + p, .caption, .end {{ text-indent: 0 }}'
    heading = {'bold': '', 'italic': 'font-weight: normal; font-style: italic', 'centred': 'text-align: center'}[layout.heading_style]
    quote = {'plain': '', 'italic': 'font-style: italic', 'small': f'font-size: {layout.size * .9}pt'}[layout.quote]
    rules = {'none': '', 'lines': 'table { border-top: 1pt solid; border-bottom: 1pt solid }',
             'grid': f'td {{ border: .5pt solid; padding-left: {layout.cell_gap / 2}pt; padding-right: {layout.cell_gap / 2}pt }}'}[layout.ruled]
    figures = {'left': 'left', 'right': 'right', 'centre': 'center'}[layout.figures]
    return f"""body {{ font-family: "{layout.font}", serif; font-size: {layout.size}pt; line-height: {layout.leading};
  text-align: {'left' if layout.ragged else 'justify'}; hyphens: {'auto' if layout.hyphens else 'manual'} }}
h1 {{ font-size: 20pt; text-align: {'center' if layout.centred else 'left'} }} h3 {{ font-size: {layout.size * 1.1}pt }}
h2, h3 {{ text-align: left; hyphens: none }}
h2 {{ font-size: {layout.size * layout.heading}pt; {'column-span: all' if layout.spanning else ''}; {heading} }}
table {{ border-collapse: collapse; margin: 8pt 0 }} td {{ padding: 2pt {layout.cell_gap}pt 2pt 0; text-align: left; hyphens: none }}
td + td {{ text-align: {figures} }} td.words {{ text-align: left; width: 3.4cm; padding-right: 0 }} {rules} tr {{ break-inside: avoid }}
.caption {{ font-size: 9pt; margin-bottom: 0; break-after: avoid }} blockquote {{ margin: 8pt 24pt; {quote} }}
.figure {{ border: .5pt solid; width: 80pt; height: 50pt; margin: 8pt 0 4pt; break-inside: avoid; break-after: avoid }}
.figure + .caption {{ margin-bottom: 8pt; break-after: auto }} blockquote p {{ text-indent: 0 }}
{paragraphs if layout.indent else ''} {f'.body {{ columns: {layout.columns}; column-gap: {layout.gap}pt }}' if layout.columns > 1 else ''}
blockquote p {{ text-indent: 0 }}
@page {{ size: {layout.paper}; margin: {layout.head_margin}pt {layout.margin}pt; {box}
  @bottom-{'right' if layout.folio == 'right' else 'center'} {{ content: counter(page); font-size: 8pt }}
  @footnote {{ border-top: .5pt solid black; padding-top: 4pt }} }}
.note {{ float: footnote; font-size: 8pt; hyphens: none; text-indent: 0 }}
::footnote-call {{ font-size: 60%; vertical-align: super; line-height: 0 }}"""


def html_table(words):
    rows = [row.split('\t') for row in words.split('\n')]
    remarks = rows[0][-1] == 'Remarks'

    def cell(row, i):
        return f'<td{" class=words" if remarks and i + 1 == len(row) else ""}>{row[i]}</td>'
    return '<table>' + ''.join('<tr>' + ''.join(cell(row, i) for i in range(len(row))) + '</tr>' for row in rows) + '</table>'


def make_html(layout, text, float_notes):
    out = [f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{TITLE}</title>'
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
        elif kind == 'figure':
            out.append('<div class="figure"></div>')
        elif kind == 'caption':
            out.append(f'<p class="caption">{words}</p>')
        elif kind == 'table':
            out.append(html_table(words))
        elif kind == 'quote':
            out.append(f'<blockquote><p>{inline(words)}</p></blockquote>')
    if not float_notes:
        out += [f'<p class="end">{number}. {note}</p>' for number, note in enumerate(text.notes, 1)]
    return '\n'.join(out + ['</div></body></html>'])


def run_weasyprint(folder, documents):
    def make(name, layout, text):
        # Around a heading over all columns WeasyPrint 57 loses text and sets notes on top of it.
        layout.spanning = False
        (folder / f'{name}.html').write_text(make_html(layout, text, True), encoding='utf-8')
        subprocess.run(['weasyprint', f'{name}.html', f'{name}.pdf'], cwd=folder, capture_output=True, check=True)
    at_once(make, documents)


def run_chromium(folder, documents):
    program = shutil.which('chromium') or 'chromium'

    def make(name, layout, text):
        (folder / f'{name}.html').write_text(make_html(layout, text, False), encoding='utf-8')
        subprocess.run([program, '--headless', '--no-sandbox', '--disable-gpu',
                        f'--user-data-dir={folder}/profile-{threading.get_ident()}', f'--print-to-pdf={folder}/{name}.pdf',
                        f'file://{folder}/{name}.html'], cwd=folder, capture_output=True, check=True, timeout=300)
    at_once(make, documents)


# ---- LibreOffice

PAPERS = {'a4': (595, 842), 'letter': (612, 792), 'a5': (420, 595)}


def fodt_table(layout, words):
    rows = [row.split('\t') for row in words.split('\n')]
    n_words = 1 if rows[0][-1] == 'Remarks' else 0
    n_numbers = len(rows[0]) - 1 - n_words

    def cell(row, i):
        style = 'Figures' if 0 < i <= n_numbers else 'Cell'
        frame = 'Ruled' if layout.ruled == 'grid' else 'Plain'
        return (f'<table:table-cell table:style-name="{frame}" office:value-type="string"><text:p text:style-name="{style}">{row[i]}</text:p>'
                '</table:table-cell>')
    return (f'<table:table table:name="T{len(words)}"><table:table-column table:number-columns-repeated="{len(rows[0])}"/>' +
            ''.join('<table:table-row>' + ''.join(cell(row, i) for i in range(len(row))) + '</table:table-row>' for row in rows) +
            '</table:table>')


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
            out.append(fodt_table(layout, words))
        elif kind == 'figure':
            out.append('<text:p text:style-name="Figure"/>')
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
    centred = 'fo:text-align="center"' if layout.heading_style == 'centred' else ''
    heading = 'fo:font-style="italic"' if layout.heading_style == 'italic' else 'fo:font-weight="bold"'
    figures = {'left': 'start', 'right': 'end', 'centre': 'center'}[layout.figures]
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
    running = f'<text:p text:style-name="Note">{layout.running_text}</text:p>'
    head = f'<style:header>{running}</style:header>' if layout.running == 'top' else ''
    foot = f'{running if layout.running == "bottom" else ""}<text:p text:style-name="Folio">{page_number}</text:p>'
    columns = ''.join('<style:column style:rel-width="1*" fo:start-indent="{}pt" fo:end-indent="{}pt"/>'.format(
        layout.gap / 2 if number else 0, layout.gap / 2 if number + 1 < layout.columns else 0) for number in range(layout.columns))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="&apos;{layout.font}&apos;"/></office:font-face-decls>
<office:styles>{style('Head', 20, f'fo:text-align="{"center" if layout.centred else "start"}"', 'fo:font-weight="bold"', 8)}
{style('H2', layout.size * layout.heading, f'fo:keep-with-next="always" fo:margin-top="0.4cm" {centred}', heading, 4)}
{style('H3', layout.size * 1.1, 'fo:keep-with-next="always" fo:margin-top="0.2cm"', 'fo:font-weight="bold"', 3)}
{style('Body', layout.size, f'fo:text-align="{align}" fo:text-indent="{layout.indent}pt"')}
{style('First', layout.size, f'fo:text-align="{align}"')}{style('Item', layout.size)}
{style('Quoted', layout.size * (.9 if layout.quote == 'small' else 1),
       f'fo:margin-left="0.8cm" fo:margin-right="0.8cm" fo:text-align="{align}" fo:margin-top="4pt"',
       'fo:font-style="italic"' if layout.quote == 'italic' else '', 6)}
{style('Cap', 9, 'fo:keep-with-next="always" fo:margin-top="6pt"', '', 3)}{style('Cell', layout.size, '', '', 0)}{style('Note', 8)}
{style('Figures', layout.size, f'fo:text-align="{figures}"', '', 0)}
{style('Folio', 8, f'fo:text-align="{"end" if layout.folio == "right" else "start"}"')}
{style('Figure', 40, 'fo:keep-with-next="always" fo:border="0.5pt solid #000000" fo:margin-right="2cm"')}
<text:list-style style:name="L1">{level('bullet', 'text:bullet-char="•"')}</text:list-style>
<text:list-style style:name="L2">{level('number', 'style:num-format="1" style:num-suffix="."')}</text:list-style>
<text:notes-configuration text:note-class="footnote" text:citation-body-style-name="Anchor" style:num-format="1" text:start-value="0" text:start-numbering-at="document"/>
<style:style style:name="Anchor" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style></office:styles>
<office:automatic-styles><style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="{width}pt" fo:page-height="{height}pt"
 fo:margin-top="{layout.head_margin * .7}pt" fo:margin-bottom="{layout.head_margin * .7}pt" fo:margin-left="{layout.margin}pt" fo:margin-right="{layout.margin}pt"/>
<style:header-style><style:header-footer-properties fo:min-height="1cm" fo:margin-bottom="0.5cm"/></style:header-style><style:footer-style>
<style:header-footer-properties fo:min-height="1cm" fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>
<style:style style:name="Sect" style:family="section"><style:section-properties><style:columns fo:column-count="{layout.columns}"
 fo:column-gap="{layout.gap}pt">{columns}</style:columns></style:section-properties></style:style>
<style:style style:name="Ruled" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/>
</style:style>
<style:style style:name="Plain" style:family="table-cell"><style:table-cell-properties fo:padding="0.1cm"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm">{head}<style:footer>{foot}</style:footer>
</style:master-page></office:master-styles><office:body><office:text>{fodt_body(layout, text)}</office:text></office:body></office:document>"""


def run_libreoffice(folder, documents, target='pdf'):
    for name, layout, text in documents:
        (folder / f'{name}.fodt').write_text(make_fodt(layout, text), encoding='utf-8')
    subprocess.run(['soffice', f'-env:UserInstallation=file://{folder}/office', '--headless', '--convert-to', target] +
                   [f'{name}.fodt' for name, _, _ in documents], cwd=folder, capture_output=True, check=True, timeout=600)


def run_archival(folder, documents):
    """PDF/A-2 with a structure tree."""
    options = '{"SelectPdfVersion":{"type":"long","value":"2"},"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    run_libreoffice(folder, documents, f'pdf:writer_pdf_Export:{options}')
