#!/usr/bin/env python3
"""The library by hand: library_story.py PROGRAM PROBE SHOTS

Real pointer and keys: find a source while typing, drag one into the brief, bring another in by keys, tag and grade it,
withdraw it, narrow the list by a tag from the menu; then open the brief again and be told that a source was withdrawn.
"""
import json
import os
import shutil
import subprocess
import sys
import time
import unittest

import desktop as desk

PROGRAM, PROBE, SHOTS = map(os.path.abspath, sys.argv[1:4])
BRIEF, READER = 'BrvBriefView', 'BrvReaderView'

ARTICLES = (
    ('Tugs Wait for the Tide', 'The Pilot', 'The harbour office says that tugs wait for the tide.'),
    ('Cranes Close the Eastern Quay', 'Strait Review', 'Two cranes stand still, and the harbour loses berths.'),
    ('A Queue at the Crossing', 'Inland Gazette', 'Lorries wait nine hours, and nobody says why.'),
)
PAGE = '''<!DOCTYPE html><html lang="en"><head><title>{0}</title><meta property="og:site_name" content="{1}">
<meta property="article:published_time" content="2024-03-09"></head><body><article><h1>{0}</h1><p>{2}
{3}</p></article></body></html>'''
MORE = 'The report goes on to say what this costs, and whom. ' * 8


class Library(unittest.TestCase):
    def run_verb(self, desktop, *arguments):
        done = subprocess.run([PROGRAM, *map(str, arguments)], env=desktop.env, cwd=desktop.path, capture_output=True,
                              text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{')]

    def start(self, desktop, brief):
        program = desk.Program(desktop, [PROGRAM, str(brief)], PROBE)
        self.addCleanup(lambda: program.process.poll() is None and program.quit(kill=True))
        program.wait(lambda: 'Threat' in program.ask(f'content {BRIEF}'), 'the brief')
        return program

    def sources(self, desktop, brief):
        return [source['title'] for source in self.run_verb(desktop, 'list', brief, '--json')[0]['sources']]

    def test_library(self):
        with desk.Desktop(shots=SHOTS) as desktop:
            brief = desktop.path / 'a.brief'
            self.run_verb(desktop, 'new', brief, '--title', 'Harbours', '--language', 'en-GB')
            for number, (title, publisher, text) in enumerate(ARTICLES):
                (desktop.path / f'{number}.html').write_text(PAGE.format(title, publisher, text, MORE), encoding='utf-8')
                self.run_verb(desktop, 'library', 'add', f'{number}.html')
            program = self.start(desktop, brief)
            program.key('ctrl+shift+f')
            program.wait(lambda: program.ask('widget 3 sources') != 'none', 'the whole library')
            program.type('harb')
            program.wait(lambda: program.ask('widget 2 sources') != 'none', 'the hits')
            desktop.shot('library-1-search')

            self.bring_in(desktop, program, brief)
            self.mark(desktop, program)
            self.mark_again(desktop, program)
            self.narrow(desktop, program)
            program.quit()
            self.assertNotRegex(program.errors(), '(?i)critical|warning')
            self.be_warned(desktop, brief)

    def test_network_drive(self):
        """That the library lies on one is said, once."""
        with desk.Desktop(shots=SHOTS) as desktop:
            real, mounted = desktop.path / 'real', desktop.path / 'mounted'
            real.mkdir()
            mounted.mkdir()
            if shutil.which('bindfs') is None or not os.access('/dev/fuse', os.R_OK | os.W_OK) or subprocess.run(
                    ['bindfs', '--no-allow-other', real, mounted], capture_output=True, check=False).returncode:
                self.skipTest('bindfs is not installed, or /dev/fuse may not be used.')
            self.addCleanup(lambda: subprocess.run(['fusermount3', '-u', '-z', mounted], check=False, capture_output=True))
            desktop.env['XDG_DATA_HOME'] = str(mounted)
            brief = desktop.path / 'a.brief'
            self.run_verb(desktop, 'new', brief, '--title', 'Harbours', '--language', 'en-GB')
            (desktop.path / '0.html').write_text(PAGE.format(*ARTICLES[0], MORE), encoding='utf-8')
            self.run_verb(desktop, 'library', 'add', '0.html')
            program = self.start(desktop, brief)
            program.key('ctrl+shift+f')
            program.wait(lambda: program.ask('label The library is on a network drive') != 'none', 'the word of it')
            desktop.shot('library-9-network')
            program.quit()
            program = self.start(desktop, brief)
            program.key('ctrl+shift+f')
            program.wait(lambda: program.ask('widget 1 source') != 'none', 'the library')
            # Time for what must not come.
            time.sleep(1)
            self.assertEqual(program.ask('label The library is on a network drive'), 'none')
            program.quit()
            self.assertNotRegex(program.errors(), '(?i)critical|warning')
            subprocess.run(['fusermount3', '-u', '-z', mounted], check=False, capture_output=True)

    def bring_in(self, desktop, program, brief):
        """One by drag, one by keys."""
        title = ARTICLES[0][0]
        x, y, width, height = program.bounds(f'widget {title}')
        x2, y2, _, _ = program.place(BRIEF, 'Threat')
        program.carry((x + width / 2, y + height / 2), (x2 + 60, y2 + 40))
        program.wait(lambda: program.ask(f'widget Added “{title}” to this brief') != 'none', 'the word that it was added')
        desktop.shot('library-2-dropped')
        program.key('ctrl+shift+f', 'ctrl+a')
        program.type('eastern')
        program.wait(lambda: program.ask('widget 1 source') != 'none', 'one hit')
        program.key('Return')
        program.wait(lambda: program.ask(f'text {READER} {ARTICLES[1][2][:20]}') != 'none', 'the article in the reader')
        program.key('ctrl+s')
        program.wait(lambda: sorted(self.sources(desktop, brief)) == sorted(article[0] for article in ARTICLES[:2]),
                     'both sources in the saved brief')

    def mark(self, desktop, program):
        """Tags, and that it was withdrawn."""
        program.key('ctrl+shift+f', 'ctrl+a')
        program.type('eastern')
        program.wait(lambda: program.ask('widget 1 source') != 'none', 'one hit')
        program.key('Down', 'Down')
        program.key('alt+Return')
        program.wait(lambda: program.ask('windows') == '2', 'the window of marks')
        program.key('Tab')
        desktop.shot('library-3-marks')
        program.click('Tags, Separated by Commas')
        program.type('cranes, quays', entry=True)
        program.click('Withdrawn')
        desktop.shot('library-4-marked')
        program.click('Save')
        program.wait(lambda: program.ask('windows') == '1', 'the end of the window of marks')

    def mark_again(self, desktop, program):
        """The row that was marked is still the one that the keys mean."""
        program.settle()
        desktop.shot('library-4b-kept')
        program.key('alt+Return')
        program.wait(lambda: program.ask('windows') == '2', 'the window of marks again')
        self.assertNotEqual(program.ask(f'label {ARTICLES[1][0]}'), 'none')
        program.key('Escape')
        program.wait(lambda: program.ask('windows') == '1', 'the end of the window of marks')

    def narrow(self, desktop, program):
        """From the menu, by keys."""
        program.key('ctrl+shift+f', 'ctrl+a', 'BackSpace')
        program.wait(lambda: program.ask('widget 3 sources') != 'none', 'the whole library')
        program.type('tag:quays ')
        program.wait(lambda: program.ask('widget 1 source') != 'none', 'the tagged one')
        program.key('ctrl+a', 'BackSpace', 'Tab', 'space')
        program.wait(lambda: program.ask('type GtkPopoverMenu') != 'none', 'the menu')
        program.settle()
        desktop.shot('library-5-menu')
        # The last entry of the menu, and one of what it opens.
        program.key('Up', 'Return')
        program.settle()
        desktop.shot('library-6-use')
        program.key('w')
        program.wait(lambda: program.ask('widget 1 source') != 'none', 'the withdrawn one')
        desktop.shot('library-7-narrowed')

    def be_warned(self, desktop, brief):
        program = self.start(desktop, brief)
        program.click('Checks')
        words = f'“{ARTICLES[1][0]}” was withdrawn in the library. Look at its quotes again.'
        program.wait(lambda: program.ask(f'widget {words}') != 'none', 'the warning')
        desktop.shot('library-8-warned')
        program.quit()


if __name__ == '__main__':
    if desk.missing():
        print(f'1..0 # SKIP not installed: {", ".join(desk.missing())}')
        sys.exit(77)
    unittest.main(argv=sys.argv[:1], verbosity=2)
