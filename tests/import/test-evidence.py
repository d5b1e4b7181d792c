#!/usr/bin/env python3
"""That nothing is invented: test-evidence.py PROGRAM SOURCES

On annotated pages from which every trace of dates and authors is removed, none is given; on pages that are annotated
as having none, one is given only where the page carries evidence, listed here. And no importer's source names a host
of these pages. The pages lie beside the project, in a folder `shared`, or where BREVIER_SHARED says; without them the
tests are skipped. Speaks TAP.
"""
import html
import html.parser
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

PROGRAM = os.path.abspath(sys.argv[1])
SOURCES = pathlib.Path(sys.argv[2])
SHARED = pathlib.Path(os.environ.get('BREVIER_SHARED') or SOURCES.resolve().parents[2] / 'shared')
ARTICLES = SHARED / 'data' / 'articles'

MIN_PAGES = 60

# Pages annotated as having none, on which a value is given, with the evidence that the page carries for it.
EVIDENCE = {
    ('tr-feuerwehrverband.de-vorbereitungstagung', 'byline'):
        ('Silvia Oestreicher', 'twitter:label1 "Verfasst von" with twitter:data1, and a JSON-LD Person',
         'name="twitter:data1" content="Silvia Oestreicher"'),
    ('tr-leukefeld-handball.de.leukefeld', 'byline'):
        ('Dago', 'printed as "By Dago", in an element with itemprop=author', 'rel="author">Dago</a>'),
    ('tr-tierschutzpartei.de-wildvogelauffang', 'byline'):
        ('Sekretariat Partei Mensch Umwelt Tierschutz', 'twitter:label1 "Verfasst von" with twitter:data1',
         'name="twitter:data1" content="Sekretariat Partei Mensch Umwelt Tierschutz"'),
    ('tr-viertausendhertz.de.ddg48', 'byline'):
        ('Viertausendhertz', 'the JSON-LD author, by reference to a Person',
         '"author":{"@id":"https://viertausendhertz.de/author/viertausendhertz/#author"}'),
    ('tr-leukefeld-handball.de.leukefeld', 'date'):
        ('2014-03-11', 'article:published_time, JSON-LD datePublished, and a time element',
         'article:published_time" content="2014-03-11'),
    ('tr-iconmagazine.de.sharonstone', 'date'):
        ('2022-11', 'printed beside the title, in a time element', 'November 2022'),
}

# The one table in which hosts may stand: where pages send their readers to pass an address on.
EXCEPTED = ('sharing_hosts', 'brv-address.c')

VOID = set('area base br col embed hr img input link meta param source track wbr'.split())
NEVER = {'script', 'style', 'meta', 'link', 'base', 'time', 'template', 'noscript'}
TELLING = re.compile(r'author|by-?line|date|time|publi|posted|writer|contribut|creator|report|journalist|vcard|'
                     r'avatar|bio\b|profile|h-card|meta|staff|people|autor|user', re.I)
LABEL = re.compile(r'^\W*(by|written|words|story|text|posted|reviewed|edited|fact|author|von|verfasst|autor|par|'
                   r'auteur|por|di|da|door|av|af|作者|文|記者|著者|interview)\b', re.I)
BLOCKS = set('address article aside blockquote body caption dd details div dl dt fieldset figcaption figure footer form '
             'h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr '
             'ul'.split())


class Node:
    """An element of a page."""
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent, self.children = tag, attributes, parent, []

    def text(self):
        return ''.join(c if isinstance(c, str) else c.text() for c in self.children)


class Tree(html.parser.HTMLParser):
    """A page as nested elements, good enough for taking parts out of it."""
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.root = self.at = Node('', [], None)
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        node = Node(tag, attrs, self.at)
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def handle_endtag(self, tag):
        node = self.at
        while node.parent and node.tag != tag:
            node = node.parent
        if node.parent:
            self.at = node.parent

    def handle_data(self, data):
        self.at.children.append(data)


def is_short(node, words):
    return len(node.text().split()) <= words


def clean(node, names):
    """Takes out of an element what can tell a date or an author."""
    node.attributes = [(k, re.sub(r'\d', '', v or '')) for k, v in node.attributes
                       if k not in ('datetime', 'content', 'title', 'itemprop', 'rel') and
                       not (k in ('class', 'id', 'href') and TELLING.search(v or ''))]
    kept = []
    for child in node.children:
        if isinstance(child, str):
            kept.append(re.sub(r'\d', '', child))
            continue
        marks = ' '.join(v or '' for k, v in child.attributes
                         if k in ('class', 'id', 'itemprop', 'rel', 'href', 'data-testid', 'itemtype'))
        text = child.text()
        if child.tag in NEVER:
            continue
        if TELLING.search(marks) and is_short(child, 60):
            continue
        if is_short(child, 40) and (LABEL.search(text) or any(name in text for name in names)):
            continue
        clean(child, names)
        kept.append(child)
    node.children = kept


def write(node, out):
    for child in node.children:
        if isinstance(child, str):
            out.append(html.escape(child, quote=False))
            continue
        attributes = ''.join(f' {k}="{html.escape(v)}"' for k, v in child.attributes)
        out.append(f'<{child.tag}{attributes}>')
        write(child, out)
        if child.tag not in VOID:
            out.append(f'</{child.tag}>')


def strip(text, byline):
    tree = Tree(text)
    names = {name.strip() for line in byline for name in re.split(r',|;|\||&| and ', line) if len(name.strip()) > 2}
    clean(tree.root, names)
    out = []
    write(tree.root, out)
    return '<!doctype html>' + ''.join(out)


def cases():
    for folder in ('dev', 'dev-meta'):
        for path in sorted((ARTICLES / folder).glob('*/truth.json')):
            yield path.parent, json.loads(path.read_text(encoding='utf-8'))


def extract(pages):
    """The values given for each of pages: a dictionary from id to path."""
    with tempfile.NamedTemporaryFile('w', suffix='.list', encoding='utf-8') as listing:
        listing.write(''.join(f'{name}\t{path}\n' for name, path in pages.items()))
        listing.flush()
        out = subprocess.run([PROGRAM, 'extract', '--batch', listing.name], capture_output=True, text=True, check=False)
    return {line['id']: line for line in map(json.loads, filter(None, out.stdout.split('\n')))}


def values(line):
    source = line.get('source') or {}
    return {'byline': line.get('byline') or [], 'date': line.get('date') or '', 'modified': source.get('modified') or ''}


def test_stripped():
    """No date and no author where the page has no trace of one."""
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        pages = {}
        for path, truth in cases():
            if not truth.get('date') or not truth.get('byline'):
                continue
            text = (path / 'source.html').read_bytes().decode('utf-8', 'ignore')
            if '\ufffd' in text or not text.strip():
                continue
            pages[truth['id']] = pathlib.Path(folder, truth['id'] + '.html')
            pages[truth['id']].write_text(strip(text, truth['byline']), encoding='utf-8')
        for name, line in extract(pages).items():
            faults += [f'{name}: {field} {value}' for field, value in values(line).items() if value]
    if len(pages) < MIN_PAGES:
        faults.append(f'only {len(pages)} pages')
    print(f'# {len(pages)} pages without a trace of date and author')
    return faults


def test_empty():
    """Where the annotation says that there is none, only what the page itself carries."""
    faults = []
    seen = set()
    truths = {truth['id']: (path, truth) for path, truth in cases()
              if any(truth.get(field) in ('', []) for field in ('byline', 'date'))}
    given = extract({name: path / 'source.html' for name, (path, _) in truths.items()})
    for name, (path, truth) in truths.items():
        for field in ('byline', 'date'):
            value = values(given[name])[field]
            if truth.get(field) not in ('', []) or not value:
                continue
            value = ', '.join(value) if isinstance(value, list) else value
            expected, why, evidence = EVIDENCE.get((name, field), (None, None, None))
            page = (path / 'source.html').read_bytes().decode('utf-8', 'replace')
            if expected is None:
                faults.append(f'{name}: {field} {value}, without evidence')
            elif value != expected or evidence not in page:
                faults.append(f'{name}: {field} {value}, not the evidence')
            else:
                seen.add((name, field))
                print(f'# {name}: {field} {value}: {why}')
    print(f'# {len(truths)} pages annotated as having no date or no author')
    return faults


def test_hosts():
    """No importer knows a site by its name."""
    hosts = set()
    for _, truth in cases():
        host = urllib.parse.urlsplit(truth.get('url') or '').hostname or ''
        hosts.add(re.sub(r'^www\.', '', host.lower()))
    hosts -= {''}
    faults = []
    for path in sorted(SOURCES.glob('*.[ch]')):
        text = path.read_text(encoding='utf-8')
        if path.name == EXCEPTED[1]:
            text = re.sub(EXCEPTED[0] + r'\[\] = \{.*?\};', '', text, count=1, flags=re.S)
        text = text.lower()
        faults += [f'{path.name} names {host}' for host in sorted(hosts)
                   if re.search(r'(?<![\w.-])' + re.escape(host) + r'(?![\w-])', text)]
    print(f'# {len(hosts)} hosts')
    return faults


def main():
    tests = [test_stripped, test_empty, test_hosts]
    print(f'1..{len(tests)}')
    failed = False
    for number, test in enumerate(tests, 1):
        if not ARTICLES.is_dir():
            print(f'ok {number} {test.__name__} # SKIP the annotated pages are not beside the project')
            continue
        faults = test()
        for fault in faults:
            print('#', fault)
        failed = failed or bool(faults)
        print('not ok' if faults else 'ok', number, test.__name__, '-', test.__doc__, flush=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
