#!/usr/bin/env python3
"""How sources come in, by hand: import_story.py PROGRAM PROBE GIVER SHOTS [Story.TEST…]

Real pointer and keys: a folder dropped from another program, stopped halfway and dropped again; a link that is offered
and fetched only then; pages that are too large, too slow or not allowed; a mail with attachments; a file with a
password; a folder that is watched.
"""
import email.message
import http.server
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import unittest
import zipfile

import desktop as desk

PROGRAM, PROBE, GIVER, SHOTS = map(os.path.abspath, sys.argv[1:5])
CHOSEN = sys.argv[5:]
ROOT = pathlib.Path(__file__).resolve().parents[3]

WORDS = 'harbour lock quay crane customs freight ship officer region trade cargo repair shipper port security post'.split()


def prose(rng, paragraphs):
    """Paragraphs of made-up sentences."""
    return [' '.join(' '.join(rng.choice(WORDS) for _ in range(12)).capitalize() + f' {rng.randrange(10**6)}.' for _ in range(5))
            for _ in range(paragraphs)]


def read(path):
    """What stands there, as long as it is there."""
    try:
        return path.read_text()
    except OSError:
        return ''


def read_parent(process):
    """The process that began this one; 0 where it has gone."""
    fields = read(process / 'stat').rpartition(')')[2].split()
    return int(fields[1]) if fields else 0


def page(title, paragraphs):
    """A page as a browser saves it."""
    body = ''.join(f'<p>{text}</p>' for text in paragraphs)
    return f'<!DOCTYPE html><title>{title}</title><nav>Home</nav><article><h1>{title}</h1>{body}</article><footer>End</footer>'


class Web(http.server.BaseHTTPRequestHandler):
    """What the stories fetch."""

    asked = []

    def log_message(self, *_):
        """Says nothing."""

    def answer(self, body, media_type='text/html; charset=utf-8', length=None):
        """A page that is there."""
        self.send_response(200)
        self.send_header('Content-Type', media_type)
        self.send_header('Content-Length', str(length or len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        """One page."""
        self.asked.append(self.path)
        if self.path == '/moved':
            self.send_response(302)
            self.send_header('Location', '/page')
            self.end_headers()
        elif self.path == '/page':
            self.answer(page('Fetched from the Quay', prose(random.Random(3), 8)).encode())
        elif self.path == '/large':
            self.answer(b'', length=200 * 1024 * 1024)
        elif self.path == '/slow':
            self.answer(b'<p>', length=100000)
            try:
                while True:
                    self.wfile.write(b'slow ')
                    self.wfile.flush()
                    time.sleep(.1)
            except OSError:
                pass
        else:
            self.send_error(404)


class Story(unittest.TestCase):
    def setUp(self):
        self.desktop = desk.Desktop(shots=SHOTS)
        self.addCleanup(self.desktop.close)
        self.brief = self.desktop.path / 'a.brief'
        self.run_verb('new', self.brief, '--title', 'A Story', '--language', 'en-GB')

    def start(self):
        program = desk.Program(self.desktop, [PROGRAM, str(self.brief)], PROBE)
        self.addCleanup(lambda: program.process.poll() is None and program.quit(kill=True))
        program.wait(lambda: 'Threat' in program.ask('content BrvBriefView'), 'the brief')
        return program

    def run_verb(self, *arguments):
        done = subprocess.run([PROGRAM, *map(str, arguments)], env=self.desktop.env, cwd=self.desktop.path,
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def end(self, program):
        program.quit()
        self.assertNotRegex(program.errors(), '(?i)critical|warning')

    def wait_label(self, program, part):
        """The whole label, once there is one with these words."""
        found = []

        def there():
            found[:] = [program.ask(f'label {part}')]
            return found[0] != 'none'
        program.wait(there, f'“{part}”')
        return found[0]

    def drop(self, program, contents):
        """Something from another program, dropped on the list of sources."""
        giver = desk.Giver(self.desktop, GIVER, contents)
        x, y, width, height = program.bounds('type BrvSourcesPane')
        giver.drag_to(x + width / 2, y + height / 2, drop=False)
        self.desktop.shot('drop-above')
        giver.drop()
        giver.close()

    def drop_files(self, program, *paths):
        self.drop(program, {'text/uri-list': ''.join(path.as_uri() + '\r\n' for path in paths)})

    def pack(self, path, name, content):
        with zipfile.ZipFile(path, 'w') as archive:
            archive.writestr(name, content)

    def make_box(self):
        """200 files: 190 that can be read, two of them the same, five that cannot, and four pictures."""
        rng = random.Random(7)
        box = self.desktop.path / 'box'
        box.mkdir()
        for i in range(190):
            if i % 2:
                (box / f'{i:03}.html').write_text(page(f'Report {i}', prose(rng, 60)), encoding='utf-8')
            else:
                (box / f'{i:03}.txt').write_text(f'Report {i}\n\n' + '\n\n'.join(prose(rng, 60)), encoding='utf-8')
        (box / '190.html').write_bytes((box / '003.html').read_bytes())
        (box / '191 empty.txt').write_bytes(b'')
        (box / '192 damaged.pdf').write_bytes(b'%PDF-1.7\nnothing that follows is a document\n')
        self.pack(box / '193 damaged.docx', 'word/document.xml', b'<w:document><w:body><w:p>')
        (box / '194 blank.html').write_text('<!DOCTYPE html><title>Blank</title><script>draw()</script>', encoding='utf-8')
        self.pack(box / '195 damaged.epub', 'mimetype', b'application/epub+zip')
        for i in range(196, 200):
            (box / f'{i}.png').write_bytes(b'\x89PNG\r\n\x1a\n' + bytes(64))
        return box

    def tell_workers(self, program, *signals):
        """Halts the processes that read files, or lets them go on."""
        for path in pathlib.Path('/proc').iterdir():
            if path.name.isdigit() and read_parent(path) == program.process.pid and (
                    read(path / 'comm').startswith('brevier-import')):
                for number in signals:
                    os.kill(int(path.name), number)

    def halt_halfway(self, program):
        """Halts them once they have read some files, but by far not all."""
        def is_halfway():
            self.tell_workers(program, signal.SIGCONT, signal.SIGSTOP)
            return re.match(r'([2-9]|\d\d+) of 200', program.ask('label of 200'))
        program.wait(is_halfway, 'some files to be read')

    def test_folder_dropped(self):
        box = self.make_box()
        program = self.start()
        self.drop_files(program, box)
        program.wait(lambda: program.ask('widget Stop Adding') != 'none', 'the progress')
        self.halt_halfway(program)
        self.desktop.shot('folder-1-progress')
        program.click('Stop Adding')
        self.tell_workers(program, signal.SIGCONT)
        summary = self.wait_label(program, ' left')
        self.desktop.shot('folder-2-stopped')
        self.assertRegex(summary, r'\d+ added, .*\d+ left')

        self.drop_files(program, box)
        title = self.wait_label(program, 'Could Not Be Added')
        self.assertEqual(title, '5 of 196 Files Could Not Be Added')
        program.settle()
        self.desktop.shot('folder-3-failures')
        self.assertRegex(self.wait_label(program, 'already here'), r'\d+ added, \d+ already here, 4 other files passed over')
        for words in ('192 damaged.pdf', '191 empty.txt'):
            self.wait_label(program, words)
        self.end(program)

    def ask_for(self, program, address):
        """The command, with the address typed."""
        program.key('ctrl+shift+l')
        program.wait(lambda: program.ask('label Add from Web Address') != 'none', 'the question')
        program.wait(lambda: program.ask('focus') == 'GtkText', 'an entry that gets the keys')
        program.key('ctrl+a')
        program.type(address)
        program.key('Return')

    def serve(self):
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Web)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        Web.asked.clear()
        return f'http://127.0.0.1:{server.server_port}'

    def test_fetched(self):
        site = self.serve()
        program = self.start()
        self.ask_for(program, f'{site}/moved')
        self.wait_label(program, 'Fetched from the Quay')
        self.desktop.shot('fetch-1-added')
        self.ask_for(program, f'{site}/large')
        self.wait_label(program, 'Could Not Be Added')
        program.settle()
        self.desktop.shot('fetch-2-large')
        self.assertEqual(self.wait_label(program, '/large'), f'{site}/large'.removeprefix('http://'))
        # The address is shown again, and not fetched before the user says so.
        program.click('Try Again')
        self.wait_label(program, 'Add from Web Address')
        program.wait(lambda: program.ask('entry GtkText') == f'{site}/large', 'the address')
        program.key('Escape')
        program.wait(lambda: program.ask('label Add from Web Address') == 'none', 'the end of the question')
        self.ask_for(program, f'{site}/slow')
        program.wait(lambda: '/slow' in Web.asked and program.ask('widget Stop Adding') != 'none', 'the fetch')
        self.desktop.shot('fetch-3-slow')
        program.click('Stop Adding')
        self.wait_label(program, '1 left')
        program.wait(lambda: program.ask('widget Stop Adding') == 'none', 'the end of the fetch')
        self.assertEqual(Web.asked, ['/moved', '/page', '/large', '/slow'])
        self.end(program)

    def test_link_dropped(self):
        site = self.serve()
        program = self.start()
        for number, contents in enumerate((
                {'text/uri-list': f'{site}/page\r\n', 'text/html': f'<a href="{site}/page">A page</a>'},
                {'text/x-moz-url': f'{site}/page\nA page'},
                {'text/plain;charset=utf-8': f'{site}/page'})):
            self.drop(program, contents)
            self.wait_label(program, 'Add from Web Address')
            program.settle()
            self.desktop.shot(f'link-{number}')
            self.assertEqual(Web.asked, [])
            program.key('Escape')
            program.wait(lambda: program.ask('label Add from Web Address') == 'none', 'the end of the question')
        self.drop(program, {'text/uri-list': f'{site}/page\r\n'})
        self.wait_label(program, 'Add from Web Address')
        program.key('Return')
        self.wait_label(program, 'Fetched from the Quay')
        self.end(program)

    def test_fetch_switched_off(self):
        site = self.serve()
        schemas = self.desktop.path / 'schemas'
        schemas.mkdir()
        for schema in (ROOT / 'resources').rglob('org.brevier.Brevier.gschema.xml'):
            (schemas / schema.name).write_bytes(schema.read_bytes())
        subprocess.run(['glib-compile-schemas', schemas], check=True)
        settings = self.desktop.path / '.config' / 'glib-2.0' / 'settings'
        settings.mkdir(parents=True)
        (settings / 'keyfile').write_text('[org/brevier/Brevier]\nallow-fetch=false\n', encoding='utf-8')
        self.desktop.env |= {'GSETTINGS_BACKEND': 'keyfile', 'GSETTINGS_SCHEMA_DIR': str(schemas)}
        program = self.start()
        program.key('ctrl+shift+l')
        self.wait_label(program, 'switched off on this computer')
        program.settle()
        self.desktop.shot('fetch-off')
        program.type(f'{site}/page')
        program.key('Return', 'Escape')
        # Time for what must not come.
        time.sleep(1)
        self.assertEqual(Web.asked, [])
        self.end(program)

    def test_mail_with_attachments(self):
        mail = email.message.EmailMessage()
        mail['From'], mail['To'] = 'Ada Holm <ada@example.org>', 'desk@example.org'
        mail['Subject'], mail['Date'] = 'Papers on the Quay', 'Tue, 12 Mar 2024 10:00:00 +0000'
        mail.set_content('\n\n'.join(prose(random.Random(5), 4)))
        mail.add_attachment('\n\n'.join(['The Attached Paper', *prose(random.Random(6), 6)]), filename='paper.txt')
        mail.add_attachment(page('The Attached Page', prose(random.Random(8), 6)), subtype='html', filename='page.html')
        path = self.desktop.path / 'papers.eml'
        path.write_bytes(bytes(mail))
        program = self.start()
        self.drop_files(program, path)
        self.wait_label(program, 'Papers on the Quay')
        self.wait_label(program, 'paper.txt')
        program.settle()
        self.desktop.shot('mail-1-offered')
        program.click('Add')
        for title in ('The Attached Paper', 'The Attached Page'):
            self.wait_label(program, title)
        program.settle()
        self.desktop.shot('mail-2-added')
        self.end(program)

    def test_password(self):
        other = self.desktop.path / 'b.brief'
        plain, locked = self.desktop.path / 'plain.pdf', self.desktop.path / 'locked.pdf'
        self.run_verb('new', other, '--title', 'Locked Away', '--language', 'en-GB')
        changes = '{"op":"add-paragraph","section":"threat","text":"What stands here was under lock and key for a long time."}\n'
        (self.desktop.path / 'b.apply').write_text(changes, encoding='utf-8')
        self.run_verb('apply', other, self.desktop.path / 'b.apply')
        self.run_verb('export', other, '-o', plain)
        subprocess.run(['qpdf', '--encrypt', 'quay', 'owner', '256', '--', plain, locked], check=True)
        program = self.start()
        self.drop_files(program, locked)
        self.wait_label(program, 'Password Needed')
        program.settle()
        self.desktop.shot('password-1-asked')
        program.type('wrong', entry=True)
        program.key('Return')
        self.wait_label(program, 'does not open')
        program.settle()
        self.desktop.shot('password-2-wrong')
        program.type('quay', entry=True)
        program.key('Return')
        self.wait_label(program, 'Locked Away')
        self.desktop.shot('password-3-open')
        program.wait(lambda: program.ask('label Could Not Be Added') == 'none', 'the end of the failures')
        self.end(program)

    def test_watched_folder(self):
        folder = self.desktop.path / 'inbox'
        folder.mkdir()
        (folder / 'old.txt').write_text('\n\n'.join(['An Old Report', *prose(random.Random(1), 6)]), encoding='utf-8')
        program = self.start()
        self.watch(program, folder)
        whole = page('A Page That Arrives', prose(random.Random(2), 8))
        with open(folder / 'page.html', 'w', encoding='utf-8') as stream:
            stream.write(whole[:400])
            stream.flush()
            time.sleep(2.5)
            self.assertEqual(program.ask('label A Page That Arrives'), 'none')
            stream.write(whole[400:])
        self.wait_label(program, 'A Page That Arrives')
        self.desktop.shot('watch-1-arrived')
        program.settle()
        self.end(program)

        (folder / 'meanwhile.txt').write_text('\n\n'.join(['What Came Meanwhile', *prose(random.Random(4), 6)]), encoding='utf-8')
        program = self.start()
        self.wait_label(program, 'What Came Meanwhile')
        self.assertEqual(program.ask('label An Old Report'), 'none')
        program.settle()
        self.desktop.shot('watch-2-meanwhile')
        shutil.rmtree(folder)
        self.wait_label(program, 'The watched folder “inbox” is gone')
        program.settle()
        self.desktop.shot('watch-3-gone')
        self.end(program)

        program = self.start()
        self.wait_label(program, 'The watched folder “inbox” is gone')
        program.click('Stop Watching the Folder')
        program.wait(lambda: program.ask('label is gone') == 'none', 'the end of the line')
        self.end(program)

    def watch(self, program, folder):
        """Watches a folder from now on."""
        program.click('More Ways to Add')
        program.wait(lambda: program.ask('type GtkPopoverMenu') != 'none', 'the menu')
        program.key('w')
        program.choose_file(folder)
        self.wait_label(program, f'Watching “{folder.name}”')

    def test_pressed_while_rows_come(self):
        """What the button went down on opens, wherever its row is when the button comes up."""
        folder, meant = self.desktop.path / 'inbox', self.desktop.path / 'meant.html'
        folder.mkdir()
        meant.write_text(page('What Was Meant', prose(random.Random(1), 6)), encoding='utf-8')
        self.run_verb('import', self.brief, meant)
        program = self.start()
        self.watch(program, folder)
        x, y, width, height = program.settled('widget What Was Meant')
        program.point(x + width / 2, y + height / 2)
        program.press(release=False)
        for i in range(60):
            (folder / f'{i}.html').write_text(page(f'Report {i}', prose(random.Random(i), 6)), encoding='utf-8')
        self.wait_label(program, '60 sources added')
        self.desktop.shot('pressed-1-rows')
        self.desktop.tool('mouseup', 1)
        program.wait(lambda: 'What Was Meant' in program.ask('content BrvReaderView'), 'the source that was meant')
        program.settle()
        self.desktop.shot('pressed-2-open')
        self.end(program)

    def test_many_cards(self):
        """However much there is to say of imports, the list of sources keeps its place."""
        program = self.start()
        for number in range(5):
            path = self.desktop.path / f'empty {number}.txt'
            path.write_bytes(b'')
            self.drop_files(program, path)
            self.wait_label(program, f'“{path.name}” is empty')
            program.settle()
        self.desktop.shot('cards')
        self.assertGreater(program.bounds('type BrvSourceBrowser')[3], 250)
        self.end(program)


if __name__ == '__main__':
    if desk.missing():
        print(f'1..0 # SKIP not installed: {", ".join(desk.missing())}')
        sys.exit(77)
    unittest.main(argv=[sys.argv[0], *CHOSEN], verbosity=2)
