#!/usr/bin/env python3
"""How much the extractor leans on what other pages may lack: ./dev bench import-robust [NAME…]

Scores the annotated pages of the shared data as they are, and again after one thing was taken from all of them that
another site might not have: structured data, meta elements, telling names of classes, semantic elements, the English
words around date and author. A rule that only fits these pages shows as a fall in one row.
"""
import hashlib
import pathlib
import re
import subprocess
import sys
import tempfile

from measure import PROGRAM, figure, shared

sys.path.insert(0, str(shared() / 'tools'))
import score_extraction  # pylint: disable=wrong-import-position

FLAGS = re.IGNORECASE | re.DOTALL
VALUE = r'("[^"]*"|\'[^\']*\'|[^\s>]+)'
TELLING_META = (r'(og:|twitter:|article:|author|byl|parsely|sailthru|date|pub|dc\.|dcterms|citation|cxense|creator|'
                r'modified|headline|title|description)')
ENGLISH_MONTHS = 'January February March April May June July August September October November December'.split()
# By, published, updated; the months; whether "de" stands between the parts of a date.
LANGUAGES = {
    'de': ('Von', 'Veröffentlicht am', 'Aktualisiert am',
           'Januar Februar März April Mai Juni Juli August September Oktober November Dezember', '{}. {} {}'),
    'fr': ('Par', 'Publié le', 'Mis à jour le',
           'janvier février mars avril mai juin juillet août septembre octobre novembre décembre', '{} {} {}'),
    'es': ('Por', 'Publicado el', 'Actualizado el',
           'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre', '{} de {} de {}'),
    'pl': ('Autor:', 'Opublikowano', 'Aktualizacja',
           'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
           '{} {} {}'),
    'ru': ('Автор:', 'Опубликовано', 'Обновлено',
           'января февраля марта апреля мая июня июля августа сентября октября ноября декабря', '{} {} {}'),
    'tr': ('Yazan:', 'Yayınlanma', 'Güncelleme',
           'Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık', '{} {} {}'),
}


def replace(pattern, new, text):
    """All of a pattern, whatever its case."""
    return re.sub(pattern, new, text, flags=FLAGS)


def without_json_ld(text):
    """No structured data in scripts."""
    return replace(r'<script[^>]*ld\+json[^>]*>.*?</script>', '', text)


def without_meta(text):
    """No meta element that says anything about the article."""
    telling = re.compile(r'(name|property|itemprop)\s*=\s*["\']?[^"\'>]*' + TELLING_META, FLAGS)
    return replace(r'<meta\b[^>]*>', lambda found: '' if telling.search(found[0]) else found[0], text)


def without_microdata(text):
    """No itemprop and its kin, no rel=author."""
    text = replace(r'\s(itemprop|itemscope|itemtype|itemid|vocab|typeof)(\s*=\s*' + VALUE + r')?(?=[\s>/])', '', text)
    return replace(r'\srel\s*=\s*("[^"]*author[^"]*"|\'[^\']*author[^\']*\'|author)', '', text)


def without_names(text):
    """Classes and ids say nothing, though the same name stays the same."""
    def hide(found):
        names = found[2].strip('"\'').split()
        hidden = ('x' + hashlib.md5(name.encode('utf8', 'surrogateescape')).hexdigest()[:6] for name in names)
        return f' {found[1]}="{" ".join(hidden)}"'
    return replace(r'\s(class|id|data-testid|data-component)\s*=\s*' + VALUE, hide, text)


def without_semantics(text):
    """All containers are div."""
    return replace(r'<(/?)(article|main|aside|header|footer|nav|section|figure|hgroup)\b', r'<\1div', text)


def without_time(text):
    """No time elements."""
    return replace(r'<(/?)time\b', r'<\1span', replace(r'\sdatetime\s*=\s*("[^"]*"|\'[^\']*\')', '', text))


def without_author_links(text):
    """Addresses of authors' pages look like any other."""
    return replace(r'(href\s*=\s*["\'])[^"\']*/(author|authors|by|people|profile|staff|contributors?|autor|team|writers?)/'
                   r'[^"\']*', r'\1/x/y', text)


def without_data(text):
    """Nothing but what a reader sees, and the names of classes."""
    return without_microdata(without_meta(without_json_ld(text)))


def bare(text):
    """Nothing but what a reader sees."""
    for change in (without_data, without_names, without_semantics, without_time, without_author_links):
        text = change(text)
    return text


def in_language(code):
    """What a reader sees, with the words around date and author in another language."""
    label, published, updated, months, form = LANGUAGES[code]
    index = {month[:n].lower(): months.split()[i] for i, month in enumerate(ENGLISH_MONTHS) for n in (3, 4, len(month))}
    name = r'(?P<month>' + '|'.join(ENGLISH_MONTHS) + r'|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?'

    def day(found):
        return form.format(int(found['day']), index[found['month'].lower()], found['year'])

    def change(text):
        head, mark, body = without_data(text).partition('<body')
        body = re.sub(r'>(\s*)(?:Written by|By):?(?=[\s<&])', rf'>\1{label}', body)
        body = re.sub(name + r'\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})', day, body)
        body = re.sub(r'(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+' + name + r',?\s+(?P<year>\d{4})', day, body)
        body = re.sub(r'>(\s*)(?:Published|Posted)(?: on)?:?(?=[\s<])', rf'>\1{published}', body)
        body = re.sub(r'>(\s*)(?:Last )?[Uu]pdated(?: on)?:?(?=[\s<])', rf'>\1{updated}', body)
        return head + mark + body
    return change


CHANGES = {
    'as-is': lambda text: text, 'no-json-ld': without_json_ld, 'no-meta': without_meta, 'no-microdata': without_microdata,
    'no-names': without_names, 'no-semantics': without_semantics, 'no-time': without_time,
    'no-author-links': without_author_links, 'no-data': without_data, 'bare': bare,
    **{f'lang-{code}': in_language(code) for code in LANGUAGES},
}


def write_pages(folder, change):
    """Writes all pages, changed, and a list for --batch; returns the scorer's cases."""
    cases = []
    lines = []
    for path in sorted((shared() / 'data' / 'articles').glob('dev*/*/truth.json')):
        name = path.parent.name
        raw = (path.parent / 'source.html').read_bytes()
        try:
            encoding, text = 'utf-8', raw.decode('utf-8')
        except UnicodeDecodeError:
            encoding, text = 'latin-1', raw.decode('latin-1')
        page = pathlib.Path(folder, name + '.html')
        page.write_bytes(change(text).encode(encoding, 'xmlcharrefreplace'))
        lines.append(f'{name}\t{page}\n')
        truth = score_extraction.json.loads(path.read_text(encoding='utf-8'))
        cases.append({'id': name, 'html': str(page), 'truth': truth})
    pathlib.Path(folder, 'list').write_text(''.join(lines), encoding='utf-8')
    return cases


def measure(name):
    """Prints the figures of one change."""
    with tempfile.TemporaryDirectory() as folder:
        cases = write_pages(folder, CHANGES[name])
        out = subprocess.run([PROGRAM, 'extract', '--batch', f'{folder}/list', '--in-process'], capture_output=True,
                             text=True, check=False).stdout
    found = score_extraction.read_lines(out)
    for prefix in ('sh', 'rd'):
        some = [case for case in cases if case['id'].startswith(prefix + '-')]
        figure(f'robust.{name}.{prefix}_f1', score_extraction.evaluate(some, found, 2)['text']['f1'])
    others = [case for case in cases if not case['id'].startswith(('sh-', 'rd-'))]
    result = score_extraction.evaluate(others, found, 0)['meta']
    for field in ('title', 'byline', 'date'):
        counts = result[field]
        named = sum(counts[verdict] for verdict in score_extraction.VERDICTS[:5])
        figure(f'robust.{name}.{field}_ok_percent', 100 * (counts['exact'] + counts['same']) / named)


if __name__ == '__main__':
    for wanted in sys.argv[1:] or CHANGES:
        measure(wanted)
