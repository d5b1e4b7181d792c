#!/usr/bin/env python3
"""The command line as scripts rely on it: test-verbs.py PROGRAM

Runs the program itself in a folder of its own; speaks TAP.
"""
import http.server
import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest

PROGRAM = os.path.abspath(sys.argv[1])
RESOURCES = pathlib.Path(__file__).resolve().parents[2] / 'resources'

ARTICLE = '''Harbour Review

Why Small Ports Matter Again

Freight that once went through three large harbours now goes through thirty small ones.

For forty years the sea trade of the region grew by concentration. Ships became longer, quays became deeper,
and the small harbours lost first their cranes and then their customs officers.

The turn came without a plan. When the two great locks closed for repairs, shippers sent their cargo to
whatever quay could take it, and found that the small ports were “slower by a day, cheaper by a third”.

Nobody has counted what this means for security. A customs post that was closed in 1998 is not opened again
by a decision of a shipping line.
'''


class Program(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)
        self.env = {**os.environ, 'HOME': self.folder.name}
        for name in ('STATE', 'DATA', 'CONFIG', 'CACHE'):
            self.env[f'XDG_{name}_HOME'] = str(self.path / name.lower())
        self.env.pop('DISPLAY', None)
        self.env.pop('WAYLAND_DISPLAY', None)
        self.user = None
        (self.path / 'article.txt').write_text(ARTICLE, encoding='utf-8')

    def run_program(self, *arguments, stdin=None, expect=0):
        done = subprocess.run([PROGRAM, *arguments], cwd=self.path, env=self.env, input=stdin, capture_output=True,
                              text=True, timeout=120, check=False, user=self.user)
        self.assertEqual(done.returncode, expect, (arguments, done.stdout, done.stderr))
        return done

    def run_as_nobody(self):
        """From here on the program is a user to whom a file can be forbidden."""
        if os.geteuid() != 0:
            return
        self.path.chmod(0o777)
        self.user = 65534
        try:
            self.run_program('--version')
        except PermissionError:
            self.skipTest('the program is where only root can start it')

    def run_json(self, *arguments, **options):
        done = self.run_program(*arguments, '--json', **options)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def apply(self, *changes, expect=0, arguments=()):
        text = ''.join(json.dumps(change) + '\n' for change in changes)
        done = self.run_program('apply', 'a.brief', '-', *arguments, stdin=text, expect=expect)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def sections(self):
        return self.run_json('list', 'a.brief')[0]['sections']

    def make_brief(self):
        self.run_program('new', 'a.brief', '--title', 'Ports', '--language', 'en-GB')
        return self.run_json('import', 'a.brief', 'article.txt')[0]['source']


class Library(Program):
    def library(self, *arguments, **options):
        return self.run_json('library', *arguments, **options)

    def test_library(self):
        self.assertEqual(self.library('search', 'ports', expect=4)[0]['error']['code'], 'not-found')
        first = self.library('add', 'article.txt')[0]
        self.assertEqual((first['id'], first['duplicate']), (1, False))
        self.assertTrue(self.library('add', 'article.txt')[0]['duplicate'])
        (self.path / 'other.txt').write_text('Tide tables\n\nPilots read them twice a day, and so do the tugs.\n')
        self.assertEqual(self.library('add', 'other.txt', 'missing.txt', expect=3)[0]['id'], 2)

        hits = self.library('search', 'small', 'harbours')
        self.assertEqual([hit['id'] for hit in hits], [1])
        self.assertIn('large harbours', hits[0]['snippet'])
        self.assertEqual(self.library('search', 'harb'), [])
        self.assertEqual(len(self.library('search', 'harb*')), 1)
        self.assertEqual([hit['id'] for hit in self.library('search')], [2, 1])
        self.assertEqual(len(self.library('search', '--limit', '1')), 1)
        self.assertIn('--limit -1', self.library('search', '--limit', '-1', expect=2)[0]['error']['message'])
        self.assertIn('thirty small ones', self.library('show', '1')[0]['text'])

    def test_marks(self):
        self.library('add', 'article.txt')
        self.library('tag', '1', 'ports', 'north')
        self.library('note', '1', 'Compare with the customs report')
        self.library('grade', '1', 'B2')
        for typed in ('tag:north', 'note:customs', 'grade:B'):
            hit = self.library('search', typed)[0]
            self.assertEqual((hit['tags'], hit['grade']), (['north', 'ports'], 'B2'))
        self.run_program('library', 'grade', '1', 'Z9', expect=2)
        self.run_program('library', 'grade', 'one', 'B2', expect=2)
        self.run_program('library', 'note', '9', 'nothing there', expect=4)
        self.library('withdraw', '1', 'Its author took it back')
        self.assertEqual(self.library('search', 'is:withdrawn')[0]['standing'], 'withdrawn')
        self.library('reinstate', '1')
        self.assertEqual(self.library('search', 'is:withdrawn'), [])

    def test_replace(self):
        (self.path / 'other.txt').write_text('Tide tables\n\nPilots read them twice a day, and so do the tugs.\n')
        self.library('add', 'article.txt', 'other.txt')
        self.library('replace', '1', '2', 'The figures were corrected')
        hit = self.library('search', 'is:replaced')[0]
        self.assertEqual((hit['id'], hit['standing'], hit['replaced_by'], hit['reason']),
                         (1, 'replaced', 2, 'The figures were corrected'))
        self.assertEqual(self.library('search', 'is:withdrawn'), [])
        self.library('reinstate', '1')
        self.assertNotIn('standing', self.library('show', '1')[0])
        for arguments, expect in ((('1', 'two'), 2), (('one', '2'), 2), (('9', '2'), 4), (('1',), 2), (('1', '9'), 4),
                                  (('1', '1'), 2)):
            self.assertIn('error', self.library('replace', *arguments, expect=expect)[0], arguments)
        self.assertEqual(self.library('search', 'is:replaced'), [])

    def test_used(self):
        self.library('add', 'article.txt')
        self.assertEqual(self.library('used', '1'), [])
        database = self.path / 'data' / 'brevier' / 'library' / 'library.db'
        number = '0123456789abcdef0123456789abcdef'
        # What a window notes when a brief is saved.
        with sqlite3.connect(database) as connection:
            connection.execute("INSERT INTO brief (id, title, path, seen_us) VALUES (?, 'Ports', '/tmp/a.brief', 7)", [number])
            connection.execute('INSERT INTO usage (source, brief, n_quotes) VALUES (1, ?, 3)', [number])
        connection.close()
        self.assertEqual(self.library('used', '1'),
                         [{'brief': number, 'title': 'Ports', 'path': '/tmp/a.brief', 'quotes': 3}])
        self.assertIn('Ports · /tmp/a.brief', self.run_program('library', 'used', '1').stdout)
        self.assertEqual(self.library('used', '2'), [])
        self.library('used', 'one', expect=2)

    def test_backup(self):
        self.library('add', 'article.txt')
        self.library('backup', 'copy.db')
        self.library('remove', '1')
        self.assertEqual(self.library('search'), [])
        self.library('restore', 'copy.db')
        self.assertEqual(len(self.library('search', 'harbours')), 1)
        self.library('check')
        self.library('rebuild')
        self.assertEqual(len(self.library('search', 'harbours')), 1)
        (self.path / 'no.db').write_text('not one')
        self.assertEqual(self.library('restore', 'no.db', expect=4)[0]['error']['code'], 'damaged')
        self.assertEqual(self.library('restore', 'gone.db', expect=4)[0]['error']['code'], 'not-found')


NOTED_PAGE = '''<!doctype html><html lang="en"><head><title>Two piers for the harbour</title></head><body><article>
<h1>Two piers for the harbour</h1>
<p>The ministry published its review of the harbour on Monday, and it asks for two new piers before the ships of the
next decade arrive, which the port’s own engineers had doubted.<sup><a href="#fn1">1</a></sup></p>
<figure><img src="a.jpg" alt="A crane"><figcaption>The old quay 🚢 at low tide. Photo: Bo Ek</figcaption></figure>
<p>Nobody in the town expected the costs to fall, yet the third tender came in lower than the first, because the
stone can be brought by rail from the quarry instead of by road.</p>
<p>A decision is due before the summer; until then the old quay stays closed to heavy traffic, and the fishing boats
share the northern basin with the ferries, as they did last year.</p>
<section class="footnotes"><ol><li id="fn1">Ministry of Ports, Review of the Harbour, p. 12.</li></ol></section>
</article></body></html>
'''
ROLES = ('title byline standfirst heading paragraph list-item quote pull-quote caption table preformatted embed footnote '
         'furniture').split()


class Extract(Program):
    def write_list(self, *lines):
        (self.path / 'list').write_text(''.join(f'{line}\n' for line in lines), encoding='utf-8')

    def batch(self, *arguments, expect=0):
        done = self.run_program('extract', '--batch', 'list', *arguments, expect=expect)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def write_page(self):
        (self.path / 'page.html').write_text(NOTED_PAGE, encoding='utf-8')

    def test_order(self):
        """The answers stand in the order of the list, however many are worked on at once."""
        names = [f'{i:02}' for i in range(10)]
        for name in names:
            (self.path / f'{name}.txt').write_text(f'Quay {name}\n\n' + 'Words and words.\n\n' *
                                                   (400 if name < '04' else 1), encoding='utf-8')
        self.write_list(*(f'id {name}\t{name}.txt' for name in reversed(names)))
        for jobs in ([], ['--jobs', '1'], ['--jobs', '7']):
            answers = self.batch(*jobs)
            self.assertEqual([answer['id'] for answer in answers], [f'id {name}' for name in reversed(names)])
            for answer in answers:
                self.assertIn(answer['id'][3:], answer['source']['origin'])
                self.assertNotIn('ms', answer)

    def test_timings(self):
        self.write_list('a\tarticle.txt', 'b\tnothing.txt')
        first, second = self.batch('--timings', expect=3)
        self.assertGreater(first['ms'], 0)
        self.assertGreaterEqual(second['ms'], 0)

    def test_failing_lines(self):
        """What fails is one line of the answer; the others are there."""
        (self.path / 'empty.txt').write_bytes(b'')
        (self.path / 'folder').mkdir()
        self.write_list('one\tarticle.txt', 'two\tempty.txt', 'three\tnothing.txt', 'four\tfolder',
                        'five\tarticle.txt')
        answers = self.batch(expect=3)
        self.assertEqual([answer['id'] for answer in answers], ['one', 'two', 'three', 'four', 'five'])
        codes = ['', 'empty', 'not-found', 'not-a-file', '']
        for answer, code in zip(answers, codes):
            self.assertEqual(answer.get('error', {}).get('code', ''), code)
            if code:
                self.assertEqual(set(answer), {'id', 'error'})
                self.assertIn(answer['error']['file'], answer['error']['message'])

    def test_exit(self):
        (self.path / 'empty.txt').write_bytes(b'')
        self.run_program('extract', 'article.txt')
        failed, = self.run_json('extract', 'empty.txt', expect=4)
        self.assertEqual((failed['id'], failed['error']['code']), ('empty.txt', 'empty'))
        self.assertRegex(self.run_program('extract', 'empty.txt', expect=4).stderr, '^brevier: empty.txt: ')
        self.run_program('extract', 'article.txt', 'empty.txt', expect=3)
        self.run_program('extract', 'empty.txt', 'nothing.txt', expect=3)
        self.write_list('only\tempty.txt')
        self.batch(expect=4)

    def test_usage(self):
        self.write_list('a\tarticle.txt')
        self.assertIn('--batch', self.run_program('extract', expect=2).stderr)
        self.run_program('extract', '--batch', 'list', 'article.txt', expect=2)
        for jobs in ('0', '-3'):
            self.assertIn(f'--jobs {jobs}', self.run_program('extract', '--jobs', jobs, 'article.txt', expect=2).stderr)
        (self.path / 'folder').mkdir()
        for name, code in (('missing', 'not-found'), ('folder', 'not-a-file')):
            failed, = self.run_json('extract', '--batch', name, expect=4)
            self.assertEqual((failed['error']['code'], failed['error']['file']), (code, name))

    def test_forbidden_list(self):
        self.write_list('a\tarticle.txt')
        (self.path / 'list').chmod(0)
        self.run_as_nobody()
        failed, = self.run_json('extract', '--batch', 'list', expect=4)
        self.assertEqual(failed['error']['code'], 'permission')

    def test_blocks(self):
        """Places count code points, roles are those of the contract, and the text is the article's own."""
        self.write_page()
        answer, = self.run_json('extract', 'page.html')
        blocks = answer['source']['blocks']
        at = 0
        for block in blocks:
            self.assertEqual((block['start'], block['end']), (at, at + len(block['text'])))
            self.assertIn(block['role'], ROLES)
            at = block['end'] + 1
        roles = {block['role']: block for block in blocks}
        self.assertIn('🚢', roles['caption']['caption'])
        self.assertEqual(roles['caption']['credit'], 'Bo Ek')
        self.assertTrue(roles['footnote']['kept'])
        self.assertEqual(answer['text'].split('\n\n'),
                         [block['text'] for block in blocks if block['role'] == 'paragraph'])
        self.assertIn('Review of the Harbour, p. 12', self.run_program('extract', 'page.html').stdout)

    def test_absent(self):
        """What is not known is not there."""
        def check(value):
            for member in value.values() if isinstance(value, dict) else value:
                self.assertNotIn(member, ('', None))
                if isinstance(member, (dict, list)):
                    check(member)

        self.write_page()
        (self.path / 'plain.txt').write_text('Words.\n', encoding='utf-8')
        for name in ('article.txt', 'page.html', 'plain.txt'):
            answer, = self.run_json('extract', name)
            check(answer)
            self.assertEqual(answer['id'], name)
            for member in ('byline', 'date', 'url'):
                self.assertNotIn(member, answer)
            for member in ('standfirst', 'modified', 'republisher', 'channel_url'):
                self.assertNotIn(member, answer['source'])


class Verbs(Program):
    def test_help_and_version(self):
        self.assertIn('export', self.run_program('--help').stdout)
        self.assertRegex(self.run_program('--version').stdout, r'^brevier \d')
        for verb in 'new extract import quote apply list check export library'.split():
            self.assertIn('--json', self.run_program(verb, '--help').stdout)

    def test_new(self):
        answer = self.run_json('new', 'a.brief')[0]
        self.assertEqual([s['key'] for s in answer['sections']], ['background', 'threat', 'recommendation'])
        before = (self.path / 'a.brief').read_bytes()
        self.run_program('new', 'a.brief', expect=5)
        self.assertEqual((self.path / 'a.brief').read_bytes(), before)
        self.run_program('new', 'a.brief', '--force')
        self.run_program('new', 'b.brief', '--template', 'nonsense', expect=2)
        self.run_program('new', 'b.brief', '--paper', 'parchment', expect=2)
        self.assertFalse((self.path / 'b.brief').exists())
        self.run_program('new', 'nowhere/b.brief', expect=5)

    def test_usage(self):
        for arguments in (['new'], ['import', 'a.brief'], ['quote', 'a.brief', 'x'], ['export', 'a.brief'],
                          ['list'], ['check'], ['new', '--nonsense']):
            done = self.run_program(*arguments, expect=2)
            self.assertRegex(done.stderr, r'^brevier: ')
        answer = self.run_json('list', expect=2)[0]
        self.assertEqual(answer['error']['code'], 'usage')

    def test_import(self):
        self.make_brief()
        again = self.run_json('import', 'a.brief', 'article.txt')[0]
        self.assertTrue(again['duplicate'])
        (self.path / 'empty.txt').write_bytes(b'')
        (self.path / 'other.txt').write_text('A line of its own.\n\nAnother paragraph here.\n', encoding='utf-8')
        self.run_program('import', 'a.brief', 'empty.txt', 'other.txt', expect=3)
        self.run_program('import', 'a.brief', 'empty.txt', expect=4)
        self.assertEqual(len(self.run_json('list', 'a.brief', '--what', 'sources')[0]['sources']), 2)

    def test_salvage(self):
        source = self.make_brief()
        self.assertEqual(self.run_json('list', 'a.brief', '--salvage')[0]['missing'], [])
        whole = (self.path / 'a.brief').read_bytes()
        at = whole.index(b'Harbour Review\n')
        damaged = whole[:at + 3] + b'\xff' + whole[at + 4:]
        (self.path / 'a.brief').write_bytes(damaged)
        self.assertEqual(self.run_json('list', 'a.brief', expect=4)[0]['error']['code'], 'damaged')
        answer = self.run_json('list', 'a.brief', '--salvage', expect=1)[0]
        self.assertEqual([each['id'] for each in answer['sources']], [source])
        self.assertTrue(answer['sources'][0]['incomplete'])
        self.assertIn('Ports', answer['brief']['title'])
        self.assertGreaterEqual(len(answer['missing']), 2)
        done = self.run_program('list', 'a.brief', '--salvage', expect=1)
        self.assertEqual(done.stderr.count(': missing: '), len(answer['missing']))
        self.run_program('export', 'a.brief', '-o', 'a.pdf', expect=4)
        answer = self.run_json('export', 'a.brief', '--salvage', '-o', 'a.pdf', expect=1)[0]
        self.assertTrue((self.path / 'a.pdf').read_bytes().startswith(b'%PDF'))
        self.assertGreaterEqual(len(answer['missing']), 2)
        self.assertEqual((self.path / 'a.brief').read_bytes(), damaged)
        (self.path / 'b.brief').write_bytes(b'An article.')
        self.run_program('list', 'b.brief', '--salvage', expect=4)

    def test_import_folder(self):
        self.make_brief()
        for name, text in (('b/two.txt', 'Two lines'), ('b/c/three.txt', 'Three lines'), ('one.txt', 'One line')):
            path = self.path / 'box' / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f'{text} of a text.\n\nAnd a paragraph.\n', encoding='utf-8')
        (self.path / 'box' / 'picture.png').write_bytes(b'\x89PNG\r\n\x1a\n' + bytes(64))
        answers = self.run_json('import', 'a.brief', 'box', 'article.txt')
        self.assertEqual([answer['file'] for answer in answers],
                         ['box/b/c/three.txt', 'box/b/two.txt', 'box/one.txt', 'article.txt'])
        self.assertEqual([answer['duplicate'] for answer in answers], [False, False, False, True])
        self.assertEqual(len(self.run_json('list', 'a.brief', '--what', 'sources')[0]['sources']), 4)

    def test_fetch(self):
        """A page from a server on this machine; and the setting that forbids it."""
        page = '<!DOCTYPE html><title>Ports</title><p>Zwölf kleine Häfen.</p><p>Und große Schiffe.</p>'
        asked = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                self.send_response(200 if self.path != '/missing' else 404)
                self.send_header('Content-Type', 'text/html; charset=iso-8859-1')
                self.end_headers()
                self.wfile.write(page.encode('latin-1'))

            def log_message(self, *_):
                """Nothing."""

        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        address = f'http://127.0.0.1:{server.server_port}/page'
        self.make_brief()
        answer = self.run_json('fetch', 'a.brief', address)[0]
        self.assertEqual((answer['file'], answer['title'], answer['duplicate']), (address, 'Ports', False))
        source = self.run_json('list', 'a.brief', '--what', 'sources')[0]['sources'][1]
        self.assertEqual(source['origin'], address)
        self.run_program('quote', 'a.brief', '--section', 'threat', 'Zwölf kleine Häfen.')
        failed = self.run_json('fetch', 'a.brief', address.replace('/page', '/missing'), expect=4)[0]
        self.assertEqual(failed['error']['code'], 'not-found')
        failed = self.run_json('fetch', 'a.brief', 'ftp://example.org/', expect=4)[0]
        self.assertEqual(failed['error']['code'], 'refused')

        schemas = self.path / 'schemas'
        schemas.mkdir()
        subprocess.run(['glib-compile-schemas', '--strict', f'--targetdir={schemas}', RESOURCES], check=True)
        keys = self.path / 'config' / 'glib-2.0' / 'settings' / 'keyfile'
        keys.parent.mkdir(parents=True)
        keys.write_text('[org/brevier/Brevier]\nallow-fetch=false\n', encoding='utf-8')
        self.env |= {'GSETTINGS_SCHEMA_DIR': str(schemas), 'GSETTINGS_BACKEND': 'keyfile',
                     'XDG_CONFIG_HOME': str(self.path / 'config')}
        del asked[:]
        failed = self.run_json('fetch', 'a.brief', address, expect=4)[0]
        self.assertEqual(failed['error']['code'], 'refused')
        self.assertEqual(asked, [])

    def write_locked(self):
        """A document that asks for a password."""
        (self.path / 'plain.pdf').write_bytes(
            b'%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n'
            b'3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
        subprocess.run(['qpdf', '--warning-exit-0', '--encrypt', 'quay', 'owner', '256', '--', 'plain.pdf', 'locked.pdf'],
                       cwd=self.path, check=True, capture_output=True)

    def test_import_codes(self):
        self.make_brief()
        (self.path / 'empty.txt').write_bytes(b'')
        (self.path / 'folder').mkdir()
        (self.path / 'fake.txt').write_bytes(b'%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n')
        with open(self.path / 'large.txt', 'wb') as file:
            file.truncate(80_000_000)
        (self.path / 'bare.html').write_text('<!doctype html><title></title><body><img src=a.png></body>')
        (self.path / 'picture.png').write_bytes(b'\x89PNG\r\n\x1a\n' + bytes(64))
        (self.path / 'letters.html').write_bytes(b'<!doctype html><meta charset=utf-16><p>\xff\xfe\x00')
        self.write_locked()
        for name, code in (('empty.txt', 'empty'), ('folder', 'empty'), ('nothing.txt', 'not-found'),
                           ('fake.txt', 'damaged'), ('large.txt', 'too-large'), ('locked.pdf', 'password'),
                           ('plain.pdf', 'no-text'), ('bare.html', 'no-text'), ('picture.png', 'unsupported')):
            answer = self.run_json('import', 'a.brief', name, expect=4)[0]
            self.assertEqual(answer['error']['code'], code, name)
            self.assertEqual(answer['error']['file'], name)
            self.assertEqual(self.run_json('extract', name, expect=4)[0]['error']['code'],
                             'not-a-file' if name == 'folder' else code, name)

    def test_import_forbidden(self):
        self.make_brief()
        (self.path / 'article.txt').chmod(0)
        (self.path / 'a.brief').chmod(0o666)
        self.run_as_nobody()
        answer, = self.run_json('extract', 'article.txt', expect=4)
        self.assertEqual(answer['error']['code'], 'permission')

    def test_quote(self):
        source = self.make_brief()
        answer = self.run_json('quote', 'a.brief', '--section', 'threat', 'lost first their cranes')[0]
        self.assertEqual((answer['source'], answer['match']), (source, 'exact'))
        answer = self.run_json('quote', 'a.brief', '--section', 'Threat', '"slower by a day, cheaper by a third"')[0]
        self.assertEqual(answer['match'], 'normalised')
        quotes = [b['quote'] for s in self.sections() for b in s['blocks'] if b['kind'] == 'quote']
        self.assertEqual([q['exact'] for q in quotes],
                         ['lost first their cranes', '“slower by a day, cheaper by a third”'])
        self.assertEqual({q['verdict'] for q in quotes}, {'exact'})

    def test_quote_not_found_or_ambiguous(self):
        self.make_brief()
        self.run_json('quote', 'a.brief', '--section', 'threat', 'no such words', expect=1)
        answer = self.run_json('quote', 'a.brief', '--section', 'threat', 'small', expect=1)[0]
        self.assertEqual(answer['error']['code'], 'ambiguous')
        places = answer['error']['places']
        self.assertGreater(len(places), 2)
        self.assertEqual([p['start'] for p in places], sorted(p['start'] for p in places))
        second = self.run_json('quote', 'a.brief', '--section', 'threat', '--nth', '2', 'small')[0]
        self.assertEqual(second['start'], places[1]['start'])
        self.run_program('quote', 'a.brief', '--section', 'nowhere', 'small', expect=2)

    def test_apply(self):
        self.make_brief()
        answers = self.apply(
            {'op': 'set', 'field': 'authors', 'value': ['One', 'Two']},
            {'op': 'add-paragraph', 'section': 'background', 'text': 'A *plain* word[^note: and a note].'},
            {'op': 'add-quote', 'section': 'threat', 'text': 'lost first their cranes and then their customs officers'},
            {'op': 'elide', 'block': '@3', 'start': 5, 'end': 32},
            {'op': 'type', 'block': '@2', 'at': 0, 'text': 'Begin. '},
            {'op': 'add-list', 'section': 'recommendation', 'ordered': True, 'items': ['First', '**Second**']},
            {'op': 'add-section', 'heading': 'Costs', 'at': 1},
            {'op': 'add-heading', 'section': '@7', 'level': 1, 'text': 'Quays'},
            {'op': 'move', 'block': '@3', 'section': '@7'},
            {'op': 'split', 'block': '@2', 'at': 6},
            {'op': 'undo'}, {'op': 'redo'}, {'op': 'undo', 'count': 2},
        )
        self.assertTrue(all(a['ok'] for a in answers), answers)
        self.assertEqual([a['n'] for a in answers], list(range(1, len(answers) + 1)))
        self.assertEqual(len(answers[5]['ids']), 2)
        sections = {s['heading']: s for s in self.sections()}
        self.assertEqual(list(sections), ['Background', 'Costs', 'Threat', 'Recommendation'])
        self.assertEqual([b['text'] for b in sections['Background']['blocks']], ['Begin. A plain word.'])
        quote = sections['Threat']['blocks'][0]['quote']
        self.assertEqual(quote['shown'], 'lost […] their customs officers')
        self.assertEqual(quote['verdict'], 'altered')
        self.assertEqual(quote['alterations'][0]['kind'], 'elision')

    def test_apply_notes_in_cells(self):
        self.make_brief()
        source = self.run_json('list', 'a.brief')[0]['sources'][0]['id']
        answers = self.apply(
            {'op': 'add-table', 'section': 'threat',
             'rows': [['Port', 'Ships'], ['North', f'1,204[^note: Counted twice.][^cite: {source}]']]},
            {'op': 'add-note', 'block': '@1', 'row': 1, 'column': 0, 'at': 5, 'text': 'Of *two*.'},
            {'op': 'add-citation', 'block': '@1', 'row': 0, 'column': 1, 'source': source, 'locator': 'p. 5'},
            {'op': 'add-paragraph', 'section': 'threat', 'text': 'Words.'},
            {'op': 'add-note', 'block': '@4', 'text': 'At its end.'})
        self.assertTrue(all(a['ok'] for a in answers), answers)
        table = {s['key']: s for s in self.sections()}['threat']['blocks'][0]
        self.assertEqual(table['rows'], [['Port', 'Ships'], ['North', '1,204']])
        self.apply({'op': 'add-note', 'block': table['id'], 'row': 9, 'column': 0, 'text': 'x'}, expect=2)
        self.run_program('export', 'a.brief', '-o', 'a.pdf')

    def test_apply_cites_what_a_line_imported(self):
        self.make_brief()
        answers = self.apply(
            {'op': 'import', 'file': 'article.txt'},
            {'op': 'add-paragraph', 'section': 'threat', 'text': 'Ports matter.[^cite: @1] Again.'})
        self.assertTrue(all(a['ok'] for a in answers), answers)
        answers = self.apply({'op': 'add-paragraph', 'section': 'threat', 'text': 'x[^cite: @7]'}, expect=2)
        self.assertIn('@7', answers[0]['error']['message'])

    def test_apply_sources(self):
        """Paths are those of the file of changes; sources can be corrected and taken out."""
        self.make_brief()
        (self.path / 'sub').mkdir()
        (self.path / 'sub' / 'other.txt').write_text('Tides\n\nPilots read the tables twice a day.\n')
        (self.path / 'other.txt').write_text('Wrong\n\nThis is not the file that the changes mean.\n')
        changes = [{'op': 'import', 'file': 'other.txt'}, {'op': 'import', 'file': '../article.txt'},
                   {'op': 'set-source', 'source': '@1', 'field': 'authors', 'value': ['Ada Holm', 'Bo Ek']},
                   {'op': 'set-source', 'source': '@1', 'field': 'date', 'value': '2024-03'}]
        (self.path / 'sub' / 'all.apply').write_text(''.join(json.dumps(change) + '\n' for change in changes))
        done = self.run_program('apply', 'a.brief', 'sub/all.apply')
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([answer.get('duplicate') for answer in answers[:2]], [False, True])
        listed = {each['id']: each for each in self.run_json('list', 'a.brief', '--what', 'sources')[0]['sources']}
        other = listed[answers[0]['id']]
        self.assertIn('sub/other.txt', other['origin'])
        self.assertEqual((other['authors'], other['date']), (['Ada Holm', 'Bo Ek'], '2024-03'))
        failed = self.apply({'op': 'set-source', 'source': other['id'], 'field': 'colour', 'value': 'red'}, expect=2)
        self.assertEqual(failed[0]['error']['code'], 'usage')
        failed = self.apply({'op': 'set-source', 'source': other['id'], 'field': 'date', 'value': 'soon'}, expect=2)
        self.assertEqual(failed[0]['error']['code'], 'usage')

        answers = self.apply({'op': 'add-quote', 'section': 'threat', 'text': 'Pilots read the tables'})
        failed = self.apply({'op': 'remove-source', 'source': other['id']}, expect=7)
        self.assertEqual(failed[0]['error']['code'], 'refused')
        self.assertEqual(len(self.run_json('list', 'a.brief')[0]['sources']), 2)
        self.apply({'op': 'remove-source', 'source': other['id'], 'force': True})
        self.assertEqual(len(self.run_json('list', 'a.brief')[0]['sources']), 1)
        self.assertEqual(self.apply({'op': 'remove-source', 'source': other['id']}, expect=2)[0]['error']['code'],
                         'not-found')

    def test_locked(self):
        """While one process has the brief open another may read it and not change it."""
        self.make_brief()
        with subprocess.Popen([PROGRAM, 'apply', 'a.brief', '--keep-open'], cwd=self.path, env=self.env,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
            program.stdin.write(json.dumps({'op': 'set', 'field': 'title', 'value': 'Held'}) + '\n')
            program.stdin.flush()
            self.assertTrue(json.loads(program.stdout.readline())['ok'])
            before = (self.path / 'a.brief').read_bytes()
            for verb in (['import', 'a.brief', 'article.txt'], ['new', 'a.brief', '--force'],
                         ['quote', 'a.brief', '--section', 'threat', 'lost first their cranes']):
                self.assertEqual(self.run_json(*verb, expect=6)[0]['error']['code'], 'locked')
            self.run_program('apply', 'a.brief', '-', stdin='{"op":"undo"}\n', expect=6)
            self.assertEqual((self.path / 'a.brief').read_bytes(), before)
            # Who is here cannot be put out.
            self.run_program('apply', 'a.brief', '-', '--take-over', stdin='{"op":"undo"}\n', expect=6)
            program.stdin.close()
            self.assertEqual(program.wait(timeout=60), 0)
        self.apply({'op': 'set', 'field': 'title', 'value': 'Free'})

    def test_taken_over(self):
        """The lock of another computer gives way to those who say so, with each verb that changes a brief."""
        self.make_brief()
        lock = self.path / '.a.brief.lock'
        for verb in (['import', 'a.brief', 'article.txt'], ['apply', 'a.brief', '-'],
                     ['quote', 'a.brief', '--section', 'threat', 'lost first their cranes']):
            lock.write_text(f'[owner]\nmachine={"0" * 32}\nboot=then\nuser=mh\nhost=desk-7\n', encoding='utf-8')
            said = self.run_program(*verb, stdin='', expect=6).stderr
            self.assertIn('mh has it on desk-7', said)
            self.assertIn('--take-over', said)
            self.assertTrue(lock.exists())
            self.run_program(*verb, '--take-over', stdin='', expect=0)
            self.assertFalse(lock.exists())

    def test_apply_is_all_or_nothing(self):
        self.make_brief()
        before = (self.path / 'a.brief').read_bytes()
        answers = self.apply({'op': 'add-paragraph', 'section': 'threat', 'text': 'x'}, {'op': 'nonsense'},
                             {'op': 'add-paragraph', 'section': 'threat', 'text': 'y'}, expect=2)
        self.assertEqual([a['ok'] for a in answers], [True, False])
        self.assertEqual((self.path / 'a.brief').read_bytes(), before)
        answers = self.apply({'op': 'remove', 'block': 'nothing'}, {'op': 'set', 'field': 'title', 'value': 'T'},
                             arguments=['--continue'], expect=3)
        self.assertEqual([a['ok'] for a in answers], [False, True])
        self.assertEqual(self.run_json('list', 'a.brief')[0]['brief']['title'], 'T')

    def test_as_given(self):
        self.make_brief()
        rows = [
            ('lost first their cranes', 'exact'),
            ('lost first their \n cranes', 'normalised'),
            ('[L]ost first […] customs officers', 'altered'),
            ('lost first their [old] cranes', 'altered'),
            ('lost first their bridges and then their customs officers', 'misquoted'),
            ('an entirely different statement about fishing', 'missing'),
        ]
        answers = self.apply(*({'op': 'add-quote', 'section': 'threat', 'text': text, 'as_given': True}
                               for text, _ in rows))
        self.assertTrue(all(a['ok'] for a in answers), answers)
        quotes = [b['quote'] for s in self.sections() for b in s['blocks'] if b['kind'] == 'quote']
        self.assertEqual([q['shown'] for q in quotes], [text for text, _ in rows])
        self.assertEqual([q['verdict'] for q in quotes], [verdict for _, verdict in rows])
        found = self.run_json('check', 'a.brief', expect=1)[0]
        self.assertFalse(found['ok'])
        self.assertEqual(found['counts']['misquoted'], 1)
        refused = self.run_json('export', 'a.brief', '-o', 'a.pdf', expect=7)[0]
        self.assertEqual(refused['error']['code'], 'refused')
        self.assertFalse((self.path / 'a.pdf').exists())
        self.run_program('export', 'a.brief', '-o', 'a.pdf', '--overrule', 'The minister insists.')
        self.assertTrue((self.path / 'a.pdf').read_bytes().startswith(b'%PDF-'))

    def test_export(self):
        self.make_brief()
        self.apply({'op': 'add-quote', 'section': 'threat', 'text': 'slower by a day, cheaper by a third'})
        answer = self.run_json('export', 'a.brief', '-o', 'a.pdf')[0]
        self.assertEqual(answer['out'], 'a.pdf')
        self.assertEqual(answer['bytes'], (self.path / 'a.pdf').stat().st_size)
        text = subprocess.run(['pdftotext', '-layout', 'a.pdf', '-'], cwd=self.path, capture_output=True, text=True,
                              check=True).stdout
        self.assertIn('slower by a day, cheaper by a third', text)
        self.env['SOURCE_DATE_EPOCH'] = '1700000000'
        first = self.run_json('export', 'a.brief', '-o', 'b.pdf')[0]['sha256']
        self.assertEqual(first, self.run_json('export', 'a.brief', '-o', 'c.pdf')[0]['sha256'])
        self.run_program('export', 'a.brief', '-o', 'page.png')
        self.assertTrue((self.path / 'page.png').read_bytes().startswith(b'\x89PNG'))
        self.run_json('export', 'a.brief', '-o', 'a.docx', expect=4)
        self.run_json('export', 'a.brief', '-o', 'a.pdf', '--pages', '90', expect=2)
        self.run_json('export', 'a.brief', '-o', 'nowhere/a.pdf', expect=5)

    def findings(self, kind, **options):
        found = self.run_json('check', 'a.brief', **options)[0]
        self.assertEqual(found['ok'], options.get('expect', 0) == 0)
        return [finding for finding in found['findings'] if finding['kind'] == kind]

    def test_notices(self):
        self.make_brief()
        self.apply({'op': 'add-paragraph', 'section': 'threat', 'text': 'Nothing is wrong here.'},
                   {'op': 'add-quote', 'section': 'threat', 'text': 'slower by a day'})
        self.assertEqual([f['kind'] for f in self.run_json('check', 'a.brief')[0]['findings']], ['exact'])
        clean = self.run_program('export', 'a.brief', '-o', 'a.pdf', '--json')
        self.assertEqual(json.loads(clean.stdout)['findings'], [])
        self.assertNotIn('brevier: ', clean.stderr)

        answers = self.apply({'op': 'add-paragraph', 'section': 'threat', 'text': 'A \U0010fffd and \U0010fffc.'},
                             {'op': 'add-paragraph', 'section': 'threat', 'text': 'A note[^note: \U0010fffb].'},
                             {'op': 'add-section', 'heading': 'Odd \U0010fffa'},
                             {'op': 'add-paragraph', 'section': '@3', 'text': 'Plain.'})
        section = next(s for s in self.sections() if s['key'] == 'threat')
        found = self.findings('missing-glyph', expect=1)
        self.assertEqual([(f['severity'], f['page'], f['section'], f.get('block')) for f in found],
                         [('warning', 1, section['id'], answers[0]['id']), ('warning', 1, answers[2]['id'], None),
                          ('warning', 1, section['id'], answers[1]['id'])])
        self.assertIn('U+10FFFD, U+10FFFC', found[0]['message'])
        done = self.run_program('check', 'a.brief', '--quiet', expect=1)
        self.assertEqual(len(done.stdout.splitlines()), 3)
        self.assertRegex(done.stdout, r'(?m)^warning: page 1, .Threat.: No font .*U\+10FFFD, U\+10FFFC')
        done = self.run_program('export', 'a.brief', '-o', 'a.pdf', '--json')
        self.assertRegex(done.stderr, r'(?m)^brevier: a\.brief: page 1, .Threat.: No font .*U\+10FFFB')
        self.assertEqual(json.loads(done.stdout)['findings'], found)

    def test_notices_on_elements(self):
        self.make_brief()
        words = ['Donaudampfschifffahrtsgesellschaftskapitän'] * 14
        answers = self.apply({'op': 'add-table', 'section': 'threat', 'rows': [words, words]})
        found = self.findings('narrow-table', expect=1)
        self.assertEqual([(f['severity'], f['block']) for f in found], [('warning', answers[0]['id'])])
        self.apply({'op': 'remove', 'block': answers[0]['id']},
                   {'op': 'add-paragraph', 'section': 'threat', 'text': 'การท่าเรือประชุมเมื่อวันอังคาร'})
        has_font = subprocess.run(['fc-list', ':lang=th'], capture_output=True, check=True).stdout != b''
        found = self.findings('fallback-script', expect=0 if has_font else 1)
        self.assertEqual([(f['severity'], f['page']) for f in found], [('info', 1)])
        if has_font:
            self.assertEqual(self.run_program('check', 'a.brief', '--quiet').stdout, '')
            self.assertNotIn('brevier: ', self.run_program('export', 'a.brief', '-o', 'a.pdf').stderr)

    def test_notices_on_fonts(self):
        self.make_brief()
        folder = self.path / 'data' / 'brevier' / 'themes'
        folder.mkdir(parents=True)
        theme = (RESOURCES / 'themes' / 'classic.ini').read_text(encoding='utf-8')
        self.assertIn('\nserif=', theme)
        self.apply({'op': 'set', 'field': 'theme', 'value': 'classic'})
        (folder / 'own.ini').write_text(theme.replace('\nserif=', '\nserif=Nowhere Text, '), encoding='utf-8')
        self.apply({'op': 'set', 'field': 'theme', 'value': 'own'})
        found = self.findings('missing-font', expect=1)
        self.assertEqual([f['severity'] for f in found], ['warning'])
        self.assertRegex(found[0]['message'], 'Nowhere Text.*TeX Gyre Pagella')
        self.assertIn('Nowhere Text', self.run_program('export', 'a.brief', '-o', 'a.pdf').stderr)
        lines = theme.splitlines()
        lines[next(i for i, line in enumerate(lines) if line.startswith('serif='))] = 'serif=Nowhere Text'
        (folder / 'own.ini').write_text('\n'.join(lines), encoding='utf-8')
        found = self.findings('missing-font', expect=1)
        self.assertRegex(found[0]['message'], 'Nowhere Text.*not installed; .(?!Nowhere).+ takes its place')
        (folder / 'own.ini').write_text('[theme]\n', encoding='utf-8')
        self.assertEqual([f['severity'] for f in self.findings('no-pages', expect=1)], ['warning'])

    def test_bad_briefs(self):
        (self.path / 'broken.brief').write_bytes(b'SQLite format 3\0' + b'\xff' * 4000)
        (self.path / 'text.brief').write_text('not a brief', encoding='utf-8')
        (self.path / 'empty.brief').write_bytes(b'')
        (self.path / 'folder.brief').mkdir()
        for name in ('broken.brief', 'text.brief', 'empty.brief', 'folder.brief', 'missing.brief'):
            for verb in (['list', name], ['check', name], ['export', name, '-o', 'a.pdf'],
                         ['import', name, 'article.txt']):
                done = self.run_program(*verb, expect=4)
                self.assertTrue(done.stderr.startswith(f'brevier: {name}: '), done.stderr)
                self.assertEqual(len(done.stderr.splitlines()), 1)

    def test_killed_while_open(self):
        self.make_brief()
        with subprocess.Popen([PROGRAM, 'apply', 'a.brief', '--keep-open'], cwd=self.path, env=self.env,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
            program.stdin.write(json.dumps({'op': 'add-paragraph', 'section': 'threat', 'text': 'Kept safe.'}) + '\n')
            program.stdin.flush()
            self.assertTrue(json.loads(program.stdout.readline())['ok'])
            time.sleep(.4)
            program.send_signal(signal.SIGKILL)
        before = (self.path / 'a.brief').read_bytes()
        done = self.run_program('list', 'a.brief')
        self.assertIn('Kept safe.', done.stdout)
        self.assertEqual(len(done.stderr.splitlines()), 1)
        self.assertEqual((self.path / 'a.brief').read_bytes(), before)
        self.apply({'op': 'set', 'field': 'title', 'value': 'After'})
        listed = self.run_program('list', 'a.brief')
        self.assertIn('Kept safe.', listed.stdout)
        self.assertEqual(listed.stderr, '')

    def kill_while_open(self, text):
        """A process that has a change in its journal, and is killed."""
        with subprocess.Popen([PROGRAM, 'apply', 'a.brief', '--keep-open'], cwd=self.path, env=self.env,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
            program.stdin.write(json.dumps({'op': 'add-paragraph', 'section': 'threat', 'text': text}) + '\n')
            program.stdin.flush()
            self.assertTrue(json.loads(program.stdout.readline())['ok'])
            time.sleep(.4)
            program.send_signal(signal.SIGKILL)

    def test_replaced_after_a_crash(self):
        """A new brief in the place of one with unsaved work is not taken for it."""
        self.make_brief()
        self.kill_while_open('Work on the old one.')
        done = self.run_program('new', 'a.brief', '--force', '--title', 'Fresh')
        self.assertIn('replaced', done.stderr)
        self.assertEqual(len(list((self.path / 'state' / 'brevier' / 'replaced').iterdir())), 1)
        self.apply({'op': 'add-paragraph', 'section': 'threat', 'text': 'Work on the new one.'})
        self.assertEqual([b['text'] for b in self.blocks('a.brief')], ['Work on the new one.'])

    def test_torn_file(self):
        """A file that was hurt while it was open is mended from the working copy, and that is said."""
        self.make_brief()
        self.kill_while_open('Kept in the working copy.')
        with open(self.path / 'a.brief', 'r+b') as file:
            file.truncate(5000)
        done = self.run_program('list', 'a.brief')
        self.assertIn('damaged', done.stderr)
        self.assertIn('Kept in the working copy.', done.stdout)
        self.apply({'op': 'add-paragraph', 'section': 'threat', 'text': 'And more.'})
        done = self.run_program('list', 'a.brief')
        self.assertEqual(done.stderr, '')
        self.assertIn('Kept in the working copy.', done.stdout)
        self.assertIn('And more.', done.stdout)

    def test_undo_reaches_back(self):
        self.make_brief()
        self.apply({'op': 'add-paragraph', 'section': 'threat', 'text': 'First.'})
        self.apply({'op': 'add-paragraph', 'section': 'threat', 'text': 'Second.'}, {'op': 'undo'})
        texts = [b['text'] for b in self.sections()[1]['blocks']]
        self.assertEqual(texts, ['First.'])
        answers = self.apply({'op': 'redo'}, {'op': 'undo', 'count': 99}, {'op': 'redo', 'count': 99}, {'op': 'undo'})
        self.assertEqual([a['count'] for a in answers], [1, 3, 3, 1])
        self.assertEqual([b['text'] for b in self.sections()[1]['blocks']], ['First.'])
        history = self.run_json('list', 'a.brief', '--what', 'history')[0]['history']
        self.assertEqual([step.get('undone', False) for step in history], [False, False, True])

    def test_versions(self):
        self.run_program('new', 'a.brief')
        self.apply({'op': 'add-paragraph', 'section': 'threat', 'text': 'The first draft was secret.'},
                   {'op': 'checkpoint', 'name': 'First draft'})
        block = self.blocks('a.brief')[0]['id']
        self.apply({'op': 'type', 'block': block, 'at': 0, 'text': 'NOT '})
        versions, = self.run_json('list', 'a.brief', '--what', 'versions')
        self.assertEqual([v['name'] for v in versions['versions']], ['First draft'])
        self.assertEqual(versions['versions'][0]['version'], 0)
        self.apply({'op': 'restore', 'version': 3}, expect=2)
        self.apply({'op': 'restore', 'version': 0})
        self.assertEqual([b['text'] for b in self.blocks('a.brief')], ['The first draft was secret.'])
        # What was there before is a version of its own, and undo leads back to it.
        versions, = self.run_json('list', 'a.brief', '--what', 'versions')
        self.assertEqual([v.get('name') for v in versions['versions']], ['First draft', None])
        self.apply({'op': 'undo'})
        self.assertEqual([b['text'] for b in self.blocks('a.brief')], ['NOT The first draft was secret.'])

    def blocks(self, brief):
        answer, = self.run_json('list', brief)
        return [block for section in answer['sections'] for block in section['blocks'] if block['text']]

    def test_share(self):
        self.run_program('new', 'a.brief')
        self.apply({'op': 'add-paragraph', 'section': 'threat', 'text': 'Name of the agent: Xyzzy.'},
                   {'op': 'checkpoint', 'name': 'Plugh'},
                   {'op': 'delete', 'block': '@1', 'start': 0, 'end': 25},
                   {'op': 'type', 'block': '@1', 'at': 0, 'text': 'Nothing to see.'})
        self.assertIn(b'Xyzzy', (self.path / 'a.brief').read_bytes())
        answer, = self.run_json('share', 'a.brief', '-o', 'b.brief')
        self.assertEqual(answer, {'out': 'b.brief'})
        shared = (self.path / 'b.brief').read_bytes()
        for word in (b'Xyzzy', b'Plugh'):
            self.assertNotIn(word, shared)
        self.assertEqual([b['text'] for b in self.blocks('b.brief')], ['Nothing to see.'])
        for what in ('history', 'versions'):
            answer, = self.run_json('list', 'b.brief', '--what', what)
            self.assertEqual(answer[what], [])
        self.run_program('share', 'a.brief', expect=2)
        self.run_program('share', 'a.brief', '-o', 'none/b.brief', expect=5)
        self.run_program('share', 'none.brief', '-o', 'b.brief', expect=4)

    def test_keep_open_saves_on_demand(self):
        self.make_brief()
        before = (self.path / 'a.brief').read_bytes()
        answers = self.apply({'op': 'set', 'field': 'title', 'value': 'One'}, {'op': 'save'},
                             arguments=['--keep-open'])
        self.assertTrue(all(a['ok'] and 't_ms' in a for a in answers))
        self.assertNotEqual((self.path / 'a.brief').read_bytes(), before)
        self.assertEqual(self.run_json('list', 'a.brief')[0]['brief']['title'], 'One')


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1], verbosity=2)
