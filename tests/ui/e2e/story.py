#!/usr/bin/env python3
"""The main job by hand: story.py PROGRAM PROBE SHOTS [Story.TEST…]

Real pointer and keys in a real window: open an article, drag passages into the brief, write, undo, save, export; then
look into the PDF with another program's eyes. Kill the program while somebody types, and start it again. Once with an
article written for this, and once with the press article of the shared data where that is there.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

import desktop as desk

PROGRAM, PROBE, SHOTS = map(os.path.abspath, sys.argv[1:4])
CHOSEN = sys.argv[4:]
SHARED = pathlib.Path(os.environ.get('BREVIER_SHARED', pathlib.Path(__file__).resolve().parents[3].parent / 'shared'))

BRIEF, READER = 'BrvBriefView', 'BrvReaderView'

OWN_ARTICLE = '''Harbour Review

Why Small Ports Matter Again

Freight that once went through three large harbours now goes through thirty small ones, and nobody planned it.

For forty years the sea trade of the region grew by concentration. Ships became longer, quays became deeper, and the
small harbours lost first their cranes and then their customs officers.

The turn came without a plan. When the two great locks closed for repairs, shippers sent their cargo to whatever quay
could take it, and found that the small ports were slower by a day and cheaper by a third.

Nobody has counted what this means for security. A customs post that was closed a generation ago is not opened again by
the decision of a shipping line, and inspections happen where the inspectors are.
'''

ARTICLES = {
    'own': ('ports.txt', OWN_ARTICLE, 'Why Small Ports Matter Again', 'inspections happen where the inspectors are',
            'lost first their cranes and then their customs officers'),
    'press': ('rusi-north-korea-policy.txt', None, 'Europe Needs to Update its North Korea Policy', 'EU engagement steadily eroded',
              'increasingly disconnected from current realities'),
}
# Lines of a PDF of two pages, which are numbered iv and v: page from 0, points from its upper left corner, words.
PAGES = [(0, 72, 100, 20, 'Tides and Quays'), (0, 72, 140, 12, 'Nobody counted the ships before the great locks were closed.'),
         (1, 72, 100, 12, 'The pilots know each bank of the river by its old name.'),
         (1, 72, 130, 12, 'Their maps are older than the harbour and better than the new ones.')]
ON_PAGE = 'Their maps are older than the harbour and better than the new ones'
ADVICE = 'Name one coordinator, and fund the office for three years.'


def plain(text):
    """Text without the line ends and hyphens that a page puts in."""
    return re.sub(r'\s+', ' ', text.replace('\u00ad', ''))


def make_pdf(path):
    """A PDF of PAGES, with page labels."""
    bodies = [b'<< /Type /Catalog /Pages 2 0 R /PageLabels << /Nums [ 0 << /S /r /St 4 >> ] >> >>',
              b'<< /Type /Pages /Kids [ 4 0 R 6 0 R ] /Count 2 >>',
              b'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>']
    for page in range(2):
        content = ''.join(f'BT /F {size} Tf {x} {842 - y} Td ({words}) Tj ET\n' for at, x, y, size, words in PAGES if at == page)
        bodies.append(b'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> '
                      b'/Contents %d 0 R >>' % (5 + 2 * page))
        bodies.append(b'<< /Length %d >>\nstream\n%s\nendstream' % (len(content), content.encode()))
    out, offsets = b'%PDF-1.4\n', []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b'%d 0 obj\n%s\nendobj\n' % (number, body)
    table = b''.join(b'%010d 00000 n \n' % offset for offset in offsets)
    path.write_bytes(out + b'xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n'
                     % (len(bodies) + 1, table, len(bodies) + 1, len(out)))


class Story(unittest.TestCase):
    def start(self, desktop, *files):
        program = desk.Program(desktop, [PROGRAM, *map(str, files)], PROBE)
        self.addCleanup(lambda: program.process.poll() is None and program.quit(kill=True))
        return program

    def run_verb(self, desktop, *arguments):
        done = subprocess.run([PROGRAM, *map(str, arguments)], env=desktop.env, cwd=desktop.path, capture_output=True,
                              text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def article(self, desktop, name):
        file, text, title, *passages = ARTICLES[name]
        path = desktop.path / file
        if text is None:
            if not (SHARED / 'data' / 'press' / file).exists():
                self.skipTest('The shared data is not here.')
            text = (SHARED / 'data' / 'press' / file).read_text(encoding='utf-8')
        path.write_text(text, encoding='utf-8')
        return path, title, passages

    def open_article(self, program, path):
        """By the file dialog, as with a hand on the keyboard."""
        program.key('ctrl+shift+o')
        program.wait(lambda: program.ask('windows') == '2', 'the file dialog')
        program.choose_file(path)

    def below(self, program, text):
        """A point under a text of the brief, where a block can land."""
        x, y, _, _ = program.place(BRIEF, text)
        return x + 40, y + 34

    def drag_passage(self, program, passage, heading):
        program.select(READER, passage)
        x1, y1, x2, y2 = program.place(READER, passage)
        inside = (x1 + 12, y1) if abs(y2 - y1) > 4 else ((x1 + x2) / 2, y1)
        program.carry(inside, self.below(program, heading))
        program.wait(lambda: passage in self.content(program), f'the quote in {heading}')

    def content(self, program):
        return program.ask(f'content {BRIEF}').encode().decode('unicode_escape').encode('latin-1').decode()

    def tell(self, name):
        with desk.Desktop(shots=SHOTS) as desktop:
            path, title, (threat, background) = self.article(desktop, name)
            brief = desktop.path / 'a.brief'
            self.run_verb(desktop, 'new', brief, '--title', 'A Story', '--language', 'en-GB')
            program = self.start(desktop, brief)
            program.wait(lambda: 'Threat' in self.content(program), 'the brief')
            self.open_article(program, path)
            program.click(title)
            program.wait(lambda: program.ask(f'text {READER} {threat}') != 'none', 'the article in the reader')
            desktop.shot(f'{name}-1-article')

            self.drag_passage(program, threat, 'Threat')
            self.drag_passage(program, background, 'Background')
            desktop.shot(f'{name}-2-quotes')

            program.put_caret(BRIEF, 'Recommendation')
            program.key('End', 'Down')
            program.type(ADVICE)
            program.wait(lambda: ADVICE in self.content(program), 'the recommendation')
            program.key('ctrl+z')
            program.wait(lambda: ADVICE not in self.content(program), 'undo')
            for _ in range(12):
                if ADVICE in self.content(program):
                    break
                program.key('ctrl+shift+z')
            self.assertIn(ADVICE, self.content(program))
            desktop.shot(f'{name}-3-written')

            program.key('ctrl+s')
            program.wait(lambda: ADVICE in self.run_verb(desktop, 'list', brief), 'the saved file')
            self.export(program, desktop.path / 'a.pdf')
            desktop.shot(f'{name}-4-exported')
            self.look_at_pdf(desktop, threat, background)
            self.compare_with_apply(desktop, brief, path, threat, background)
            program.quit()
            self.assertNotRegex(program.errors(), '(?i)critical|warning')

    def export(self, program, path):
        program.key('ctrl+shift+e')
        program.wait(lambda: program.ask('windows') == '2', 'the export dialog')
        program.settle()
        program.desktop.shot('export-dialog')
        program.key('Return')
        program.choose_file(path)
        program.wait(path.exists, 'the PDF')

    def look_at_pdf(self, desktop, threat, background):
        text = plain(subprocess.run(['pdftotext', desktop.path / 'a.pdf', '-'], capture_output=True, text=True,
                                    check=True).stdout)
        places = [text.find(part) for part in ('Background', background, 'Threat', threat, 'Recommendation', ADVICE)]
        self.assertNotIn(-1, places, text)
        self.assertEqual(places, sorted(places), text)
        info = subprocess.run(['pdfinfo', desktop.path / 'a.pdf'], capture_output=True, text=True, check=True).stdout
        self.assertRegex(info, r'Tagged:\s+yes')

    def compare_with_apply(self, desktop, brief, article, threat, background):
        """The same brief made by the command line gives the same pages."""
        other = desktop.path / 'b.brief'
        changes = [
            {'op': 'import', 'file': str(article)},
            {'op': 'add-quote', 'section': 'threat', 'text': threat},
            {'op': 'add-quote', 'section': 'background', 'text': background},
            {'op': 'add-paragraph', 'section': 'recommendation', 'text': ADVICE},
        ]
        (desktop.path / 'b.apply').write_text(''.join(json.dumps(c) + '\n' for c in changes), encoding='utf-8')
        self.run_verb(desktop, 'new', other, '--title', 'A Story', '--language', 'en-GB')
        self.run_verb(desktop, 'apply', other, desktop.path / 'b.apply')
        pictures = []
        for name, file in (('one', brief), ('two', other)):
            self.run_verb(desktop, 'export', file, '-o', desktop.path / f'{name}.pdf')
            subprocess.run(['pdftoppm', '-r', '80', '-png', f'{name}.pdf', name], cwd=desktop.path, check=True)
            pictures.append([page.read_bytes() for page in sorted(desktop.path.glob(f'{name}-*.png'))])
        self.assertEqual(pictures[0], pictures[1])

    def test_own_article(self):
        self.tell('own')

    def test_press_article(self):
        self.tell('press')

    def page_point(self, program, page, x, y):
        """A place of a page in the page view, which shows pages of A4 as wide as itself."""
        left, top, width, _ = program.bounds('type BrvSourcePages')
        scale = (width - 24) / 595
        return left + 12 + x * scale, top + 12 + page * (int(842 * scale) + 30) + y * scale

    def find_letter(self, program, page, x, y):
        """The pointer onto a letter of a page, once the page knows where its letters are."""
        def is_there():
            px, py = self.page_point(program, page, x, y)
            program.point(px + 2, py)
            program.point(px, py)
            return program.ask('cursor') in ('text', 'pointer')
        program.wait(is_there, 'the letters of the page')

    def quotes(self, desktop, brief):
        """All objects of the brief that are quotes."""
        found = []

        def look(value):
            if isinstance(value, dict) and 'exact' in value and 'shown' in value:
                found.append(value)
            for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
                look(part)
        look(json.loads(self.run_verb(desktop, 'list', '--json', '--what=quotes', brief)))
        return found

    def test_quote_from_a_page(self):
        """What is quoted from the page and what is quoted from the text have the same place and page label."""
        with desk.Desktop(shots=SHOTS) as desktop:
            brief, path = desktop.path / 'a.brief', desktop.path / 'tides.pdf'
            make_pdf(path)
            self.run_verb(desktop, 'new', brief, '--title', 'Pages', '--language', 'en-GB')
            program = self.start(desktop, brief)
            program.wait(lambda: 'Threat' in self.content(program), 'the brief')
            self.open_article(program, path)
            program.click('Tides and Quays')
            program.wait(lambda: program.ask(f'text {READER} {ON_PAGE}') != 'none', 'the article in the reader')
            self.drag_passage(program, ON_PAGE, 'Threat')
            program.key('F8')
            self.find_letter(program, 1, 73, 127)
            desktop.shot('pages-1-shown')
            start = self.page_point(program, 1, 73, 127)
            end = self.page_point(program, 1, 72 + 361, 127)
            program.drag(start, end)
            program.settle()
            desktop.shot('pages-2-selected')
            program.carry(self.page_point(program, 1, 80, 127), self.below(program, 'Background'))
            program.wait(lambda: self.content(program).count(ON_PAGE) == 2, 'the quote from the page')
            program.key('ctrl+s')
            program.wait(lambda: len(self.quotes(desktop, brief)) == 2, 'the saved file')
            desktop.shot('pages-3-quoted')
            for key in ('source', 'start', 'end', 'exact', 'page_label', 'verdict'):
                self.assertEqual(*(quote[key] for quote in self.quotes(desktop, brief)), key)
            self.assertEqual(self.quotes(desktop, brief)[0]['page_label'], 'v')
            program.quit()

    def test_protected_pages(self):
        """A file's password is asked for when it is added, and again in the next session, on its pages."""
        with desk.Desktop(shots=SHOTS) as desktop:
            brief, plain_file, path = (desktop.path / name for name in ('a.brief', 'plain.pdf', 'tides.pdf'))
            make_pdf(plain_file)
            subprocess.run(['qpdf', '--encrypt', 'quay', 'owner', '256', '--', plain_file, path], check=True)
            self.run_verb(desktop, 'new', brief, '--title', 'Pages', '--language', 'en-GB')
            program = self.start(desktop, brief)
            program.wait(lambda: 'Threat' in self.content(program), 'the brief')
            self.open_article(program, path)
            program.wait(lambda: program.ask('windows') == '2', 'the question for the password')
            program.type('quay', entry=True)
            desktop.shot('protected-1-asked')
            program.key('Return')
            program.wait(lambda: program.ask('windows') == '1', 'the answer')
            program.click('Tides and Quays')
            program.wait(lambda: program.ask(f'text {READER} {ON_PAGE}') != 'none', 'the article in the reader')
            program.key('F8')
            self.find_letter(program, 1, 73, 127)
            desktop.shot('protected-2-known')
            program.key('ctrl+s')
            program.wait(lambda: 'Tides' in self.run_verb(desktop, 'list', '--what=sources', brief), 'the saved file')
            program.quit()
            program = self.start(desktop, brief)
            program.click('Tides and Quays')
            program.wait(lambda: program.ask(f'text {READER} {ON_PAGE}') != 'none', 'the article in the reader')
            program.key('F8')
            program.wait(lambda: program.ask('type GtkPasswordEntry') != 'none', 'the question on the page')
            program.type('pier', entry=True)
            program.key('Return')
            program.wait(lambda: program.ask('label This password does not open') != 'none', 'the word that it is wrong')
            program.wait(lambda: program.ask('entry GtkPasswordEntry') == '', 'the question on the page again')
            desktop.shot('protected-3-wrong')
            program.type('quay', entry=True)
            program.key('Return')
            program.wait(lambda: program.ask('type GtkPasswordEntry') == 'none', 'the pages')
            self.find_letter(program, 1, 73, 127)
            desktop.shot('protected-4-shown')
            program.quit()

    def test_killed_while_typing(self):
        with desk.Desktop(shots=SHOTS) as desktop:
            brief = desktop.path / 'a.brief'
            self.run_verb(desktop, 'new', brief, '--title', 'Killed', '--language', 'en-GB')
            program = self.start(desktop, brief)
            program.wait(lambda: 'Threat' in self.content(program), 'the brief')
            program.put_caret(BRIEF, 'Threat')
            program.key('End', 'Down')
            program.type('These words were typed just before the lights went out.')
            program.wait(lambda: 'lights went out' in self.content(program), 'the words')
            program.wait(lambda: desktop.has_kept('lights went out.'), 'the words in the working copy')
            program.quit(kill=True)
            program = self.start(desktop, brief)
            program.wait(lambda: 'lights went out' in self.content(program), 'the words after the crash')
            desktop.shot('recovered')

    def test_versions_and_session(self):
        """A version is saved, compared and brought back; the session ends and begins again where it was."""
        with desk.Desktop(shots=SHOTS) as desktop:
            brief = desktop.path / 'a.brief'
            self.run_verb(desktop, 'new', brief, '--title', 'Versions', '--language', 'en-GB')
            program = self.start(desktop, brief)
            program.wait(lambda: 'Threat' in self.content(program), 'the brief')
            program.put_caret(BRIEF, 'Threat')
            program.key('End', 'Down')
            program.type('The first words.')
            program.wait(lambda: 'The first words.' in self.content(program), 'the words')
            program.key('ctrl+shift+h')
            program.wait(lambda: program.ask('windows') == '2', 'the versions')
            program.key('ctrl+n')
            program.wait(lambda: program.ask('windows') == '3', 'the question for a name')
            program.type('Draft', entry=True)
            program.key('Return')
            program.wait(lambda: program.ask('windows') == '2', 'the end of the question')
            program.wait(lambda: 'Draft' in self.run_verb(desktop, 'list', brief, '--what', 'versions'), 'the version')
            program.key('Escape')
            program.wait(lambda: program.ask('windows') == '1', 'the brief again')
            program.type(' And others.')
            program.wait(lambda: 'And others.' in self.content(program), 'other words')
            program.key('ctrl+shift+h')
            program.wait(lambda: program.ask('windows') == '2', 'the versions again')
            program.settle()
            desktop.shot('versions')
            program.key('ctrl+Return')
            program.wait(lambda: program.ask('windows') == '1', 'the brief with its version')
            program.wait(lambda: 'And others.' not in self.content(program), 'the version')
            program.key('ctrl+z')
            program.wait(lambda: 'And others.' in self.content(program), 'undo')
            # The session ends: nothing is asked, and the next start goes on from there.
            program.quit()
            program = self.start(desktop)
            program.wait(lambda: 'And others.' in self.content(program), 'the session again')
            self.assertNotIn('And others.', self.run_verb(desktop, 'list', self.copy_of(brief)))
            program.quit()
            self.assertNotRegex(program.errors(), '(?i)critical|warning')

    @staticmethod
    def copy_of(brief):
        """The file alone, without what is unsaved."""
        copy = brief.with_name('copy.brief')
        copy.write_bytes(brief.read_bytes())
        return copy


if __name__ == '__main__':
    if desk.missing():
        print(f'1..0 # SKIP not installed: {", ".join(desk.missing())}')
        sys.exit(77)
    unittest.main(argv=[sys.argv[0], *CHOSEN], verbosity=2)
