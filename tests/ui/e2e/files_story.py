#!/usr/bin/env python3
"""A brief's file and those who want it: files_story.py PROGRAM PROBE SHOTS

Somebody else has the brief open, on this computer or on another one: it is read, copied, taken over. What was last saved is
shown beside what a dead window left. A copy for others has nothing of what was deleted.
"""
import os
import sqlite3
import subprocess
import sys
import time
import unittest

import desktop as desk
import scene

PROGRAM, PROBE, SHOTS = map(os.path.abspath, sys.argv[1:4])
BRIEF = 'BrvBriefView'
ELSEWHERE = '[owner]\nuser=mh\nhost=desk-7\nmachine=0123456789abcdef0123456789abcdef\nsince=2026-11-24T17:58:00Z\n'


class Files(scene.Scene):
    program_path, probe, shots = PROGRAM, PROBE, SHOTS

    def setUp(self):
        self.open_desktop()
        self.make_brief('Harbours', 'Pilots wait for the tide.')
        self.lock = self.desktop.path / '.a.brief.lock'

    def copy_of(self):
        """The file alone, without what is unsaved."""
        copy = self.brief.with_name('copy.brief')
        copy.write_bytes(self.brief.read_bytes())
        return copy

    def write(self, words):
        """Words behind the paragraph."""
        self.go_behind('for the tide.')
        self.program.type(words)
        self.program.wait(lambda: words in self.content(), words)

    def shows(self, label):
        """Whether a label that has these words is to be seen."""
        return self.program.ask(f'label {label}') != 'none'

    def wait_for(self, label):
        """Until such a label is to be seen."""
        self.program.wait(lambda: self.shows(label), f'“{label}”')

    def test_taken_over(self):
        """One of another computer gives way once the user has said so."""
        self.lock.write_text(ELSEWHERE, encoding='utf-8')
        program = self.start()
        self.wait_for('mh has had this brief open on the computer desk-7 since 24 November, 17:58.')
        self.desktop.shot('held-1-elsewhere')
        program.click('Take Over…')
        program.wait(lambda: program.ask('windows') == '2', 'the question')
        program.settle()
        self.desktop.shot('held-2-question')
        self.wait_for('mh has had this brief open on the computer desk-7')
        program.key('Escape')
        program.wait(lambda: program.ask('windows') == '1', 'the end of the question')
        self.assertEqual(self.lock.read_text(encoding='utf-8'), ELSEWHERE)
        program.click('Take Over…')
        program.wait(lambda: program.ask('windows') == '2', 'the question')
        program.settle()
        program.click('Take Over')
        program.wait(lambda: program.ask('windows') == '1' and not self.shows('Read-only.'), 'the brief to be changed')
        self.assertIn(f'pid={program.process.pid}', self.lock.read_text(encoding='utf-8'))
        self.write(' So do tugs.')
        program.key('ctrl+s')
        program.wait(lambda: 'So do tugs.' in self.run_verb('list', self.copy_of()), 'the saved words')
        self.desktop.shot('held-3-taken-over')
        self.end()
        self.assertFalse(self.lock.exists())

    def test_taken_by_another_meanwhile(self):
        """What was not the lock that was told of is left alone."""
        self.lock.write_text('rubbish', encoding='utf-8')
        program = self.start()
        self.wait_for('its lock does not say by whom')
        program.click('Take Over…')
        program.wait(lambda: program.ask('windows') == '2', 'the question')
        program.settle()
        self.lock.write_text(ELSEWHERE, encoding='utf-8')
        program.click('Take Over')
        program.wait(lambda: self.shows('was opened elsewhere just now'), 'the word that it cannot be taken')
        self.desktop.shot('held-4-too-late')
        self.assertEqual(self.lock.read_text(encoding='utf-8'), ELSEWHERE)
        program.key('Escape')
        self.end()

    def test_on_this_computer(self):
        """One that lives on this computer is not taken over; there is a copy to work on."""
        other = subprocess.Popen([PROGRAM, 'apply', str(self.brief), '-', '--keep-open'], env=self.desktop.env,
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(other.wait)
        self.addCleanup(other.stdout.close)
        self.addCleanup(other.stdin.close)
        deadline = time.monotonic() + desk.PATIENCE_S
        while not self.lock.exists() and time.monotonic() < deadline:
            time.sleep(.05)
        program = self.start()
        self.wait_for(f'on this computer (process {other.pid})')
        self.assertEqual(program.ask('widget Take Over…'), 'none')
        self.desktop.shot('held-5-here')
        program.click('Open a Copy')
        program.wait(lambda: program.ask('windows') == '1' and not self.shows('Read-only.'), 'the copy')
        self.write(' So do tugs.')
        self.assertIn(f'pid={other.pid}', self.lock.read_text(encoding='utf-8'))
        self.assertNotIn('So do tugs.', self.run_verb('list', self.copy_of()))
        self.end()

    def test_last_saved(self):
        """Beside what a dead window left, what the file says, in a window of its own that takes no changes."""
        program = self.start()
        self.write(' Not saved yet.')
        program.wait(lambda: self.desktop.has_kept('Not saved yet.'), 'the words in the working copy')
        program.quit(kill=True)
        program = self.start('Not saved yet.')
        self.wait_for('closed unexpectedly')
        program.click('Show Last Saved')
        program.wait(lambda: program.ask('windows') == '2', 'the second window')
        # The newest window is asked first.
        program.wait(lambda: 'Pilots wait' in self.content(), 'the brief in it')
        program.settle()
        self.desktop.shot('last-saved')
        self.assertNotIn('Not saved yet.', self.content())
        self.wait_for('This is the brief as it was last saved.')
        before = self.content()
        self.go_behind('for the tide.')
        program.type('x')
        program.settle()
        self.assertEqual(self.content(), before)
        program.key('ctrl+w')
        program.wait(lambda: program.ask('windows') == '1', 'the first window alone')
        self.assertIn('Not saved yet.', self.content())
        self.end()

    def words_in(self, path):
        """Everything that stands in a brief file, its history unpacked by the program."""
        with sqlite3.connect(f'file:{path}?mode=ro', uri=True) as connection:
            tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            rows = [row for table in tables for row in connection.execute(f'SELECT * FROM "{table}"')]
        return ' '.join(str(row) for row in rows) + ''.join(
            self.run_verb('list', path, '--what', what, '--json') for what in ('blocks', 'history', 'versions'))

    def test_copy_for_sharing(self):
        program = self.start()
        self.write(' Quarantine is secret.')
        program.key('ctrl+s')
        program.wait(lambda: 'Quarantine' in self.run_verb('list', self.copy_of()), 'the saved words')
        for _ in range(12):
            if 'Quarantine' not in self.content():
                break
            program.key('ctrl+BackSpace')
        self.assertNotIn('Quarantine', self.content())
        program.type(' And tugs.')
        program.key('ctrl+s')
        program.wait(lambda: 'And tugs.' in self.run_verb('list', self.copy_of()), 'the other words')
        shared = self.desktop.path / 'shared.brief'
        program.click('Main Menu (F10)')
        program.click('Save a Copy for Sharing…')
        program.choose_file(shared)
        self.wait_for('Nothing that was removed from the brief is in it.')
        self.desktop.shot('shared')
        self.assertIn('Quarantine', self.words_in(self.copy_of()))
        words = self.words_in(shared)
        self.assertIn('And tugs.', words)
        self.assertNotIn('Quarantine', words)
        self.assertNotIn(b'Quarantine', shared.read_bytes())
        # The window goes on with its own file.
        program.wait(lambda: program.ask('windows') == '1', 'the window alone')
        self.end()


if __name__ == '__main__':
    if desk.missing():
        print(f'1..0 # SKIP not installed: {", ".join(desk.missing())}')
        sys.exit(77)
    unittest.main(argv=sys.argv[:1], verbosity=2)
