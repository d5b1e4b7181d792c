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
import time
import unittest

import desktop as desk

PROGRAM, PROBE, SHOTS = map(os.path.abspath, sys.argv[1:4])
CHOSEN = sys.argv[4:]
SHARED = pathlib.Path(os.environ.get('BREVIER_SHARED', pathlib.Path(__file__).resolve().parents[3].parent / 'shared'))

BRIEF, READER = 'BrvBriefView', 'GtkTextView'

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
ADVICE = 'Name one coordinator, and fund the office for three years.'


def plain(text):
    """Text without the line ends and hyphens that a page puts in."""
    return re.sub(r'\s+', ' ', text.replace('\u00ad', ''))


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
        time.sleep(.6)
        program.type(str(path))
        time.sleep(.4)
        program.key('Return')
        program.wait(lambda: program.ask('windows') == '1', 'the end of the file dialog')

    def below(self, program, text):
        """A point under a text of the brief, where a block can land."""
        x, y, _, _ = program.place(BRIEF, text)
        return x + 40, y + 34

    def drag_passage(self, program, passage, heading):
        program.select(READER, passage)
        x1, y1, x2, y2 = program.place(READER, passage)
        inside = (x1 + 12, y1) if abs(y2 - y1) > 4 else ((x1 + x2) / 2, y1)
        program.drag(inside, self.below(program, heading))
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
            time.sleep(.6)
            program.click(title)
            program.wait(lambda: program.ask(f'text {READER} {threat}') != 'none', 'the article in the reader')
            desktop.shot(f'{name}-1-article')

            self.drag_passage(program, threat, 'Threat')
            self.drag_passage(program, background, 'Background')
            desktop.shot(f'{name}-2-quotes')

            x, y, _, _ = program.place(BRIEF, 'Recommendation')
            program.point(x + 40, y)
            desktop.tool('click', 1)
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
        time.sleep(.3)
        program.desktop.shot('export-dialog')
        program.key('Return')
        program.wait(lambda: program.ask('windows') == '3', 'the file dialog')
        time.sleep(.6)
        program.key('ctrl+a')
        program.type(str(path))
        time.sleep(.3)
        program.key('Return')
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

    def test_killed_while_typing(self):
        with desk.Desktop(shots=SHOTS) as desktop:
            brief = desktop.path / 'a.brief'
            self.run_verb(desktop, 'new', brief, '--title', 'Killed', '--language', 'en-GB')
            program = self.start(desktop, brief)
            program.wait(lambda: 'Threat' in self.content(program), 'the brief')
            x, y, _, _ = program.place(BRIEF, 'Threat')
            program.point(x + 10, y)
            desktop.tool('click', 1)
            program.key('End', 'Down')
            program.type('These words were typed just before the lights went out.')
            program.wait(lambda: 'lights went out' in self.content(program), 'the words')
            time.sleep(.3)
            program.quit(kill=True)
            program = self.start(desktop, brief)
            program.wait(lambda: 'lights went out' in self.content(program), 'the words after the crash')
            desktop.shot('recovered')


if __name__ == '__main__':
    if desk.missing():
        print(f'1..0 # SKIP not installed: {", ".join(desk.missing())}')
        sys.exit(77)
    unittest.main(argv=[sys.argv[0], *CHOSEN], verbosity=2)
