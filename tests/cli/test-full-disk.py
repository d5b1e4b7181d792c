#!/usr/bin/env python3
"""Saving where it cannot be done: test-full-disk.py PROGRAM FAULT-LAYER

A layer between the program and the kernel lets its calls fail as a full, a limited, a read-only or a failing disk does.
Whatever it is, the old file is intact, the message names it and says what to do, and afterwards all goes on.
"""
import errno
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM, LAYER = map(os.path.abspath, sys.argv[1:3])
# What fails, the code that scripts get, and a word that the message has.
REFUSALS = [
    ('write', errno.ENOSPC, 'no-space', 'disk is full'),
    ('write', errno.EDQUOT, 'no-space', 'storage limit'),
    ('write', errno.EFBIG, 'no-space', 'storage limit'),
    ('write', errno.EIO, 'write', 'Try again'),
    ('sync', errno.EIO, 'write', 'Try again'),
    ('sync', errno.ENOSPC, 'no-space', 'disk is full'),
    ('sync', errno.EDQUOT, 'no-space', 'storage limit'),
    ('create', errno.EROFS, 'write', 'read-only'),
    ('create', errno.EDQUOT, 'no-space', 'storage limit'),
    ('rename', errno.EROFS, 'write', 'read-only'),
    ('rename', errno.EIO, 'write', 'Try again'),
]
# What stands in the way of putting a file in the place of another: it is written over.
IN_THE_WAY = [errno.EXDEV, errno.EBUSY, errno.EACCES, errno.EEXIST, errno.ETXTBSY]


class FullDisk(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name)
        (self.path / 'desk').mkdir()
        self.brief = self.path / 'desk' / 'a.brief'
        self.env = {**os.environ, 'HOME': folder.name}
        for name in ('STATE', 'DATA', 'CONFIG', 'CACHE'):
            self.env[f'XDG_{name}_HOME'] = str(self.path / name.lower())
        # A warning that nobody hears any more must not end the program, as it does in other tests.
        for name in ('DISPLAY', 'WAYLAND_DISPLAY', 'G_DEBUG'):
            self.env.pop(name, None)
        self.run_program('new', self.brief)
        self.n = 0

    def run_program(self, *arguments, fault=None, text=None, expect=0):
        env = dict(self.env)
        if fault:
            folder, call, code, at = fault
            env.update(LD_PRELOAD=LAYER, FAULT_ROOT=str(folder), FAULT_CALL=call, FAULT_KIND=str(code), FAULT_AT=str(at),
                       FAULT_LASTING='1')
        done = subprocess.run([PROGRAM, *map(str, arguments)], cwd=self.path, env=env, input=text, capture_output=True,
                              text=True, timeout=120, check=False)
        if expect is not None:
            self.assertEqual(done.returncode, expect, (arguments, fault, done.stdout, done.stderr))
        return done

    def type(self, *options, save=False, **arguments):
        """Adds a paragraph that says something else each time."""
        self.n += 1
        change = json.dumps({'op': 'add-paragraph', 'section': 'threat', 'text': f'Paragraph {self.n}.'}) + '\n'
        if save:
            change += '{"op":"save"}\n'
        return self.run_program('apply', self.brief, '-', '--json', *options, text=change, **arguments)

    def last_text(self, **arguments):
        listed = json.loads(self.run_program('list', self.brief, '--json', **arguments).stdout)
        return [block['text'] for section in listed['sections'] for block in section['blocks'] if block['text']][-1]

    def check_refused(self, error, code, word):
        self.assertEqual(error['code'], code)
        self.assertIn('“a.brief”', error['message'])
        self.assertIn(word, error['message'])

    def test_refused(self):
        """All or nothing: what was not saved is not in the file, and nothing is left beside it."""
        self.type()
        for call, number, code, word in REFUSALS:
            with self.subTest(call=call, error=errno.errorcode[number]):
                before = self.brief.read_bytes()
                done = self.type(fault=(self.brief.parent, call, number, 1), expect=5)
                self.check_refused(json.loads(done.stdout.splitlines()[-1])['error'], code, word)
                self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
                self.assertEqual(self.brief.read_bytes(), before)
                self.assertEqual(os.listdir(self.brief.parent), ['a.brief'])
                self.type()
                self.assertEqual(self.last_text(), f'Paragraph {self.n}.')

    def test_refused_while_open(self):
        """An open brief keeps its work for the next start."""
        self.type()
        for call, number, code, word in REFUSALS:
            with self.subTest(call=call, error=errno.errorcode[number]):
                before = self.brief.read_bytes()
                done = self.type('--keep-open', save=True, fault=(self.brief.parent, call, number, 1), expect=5)
                self.check_refused(json.loads(done.stdout.splitlines()[-1])['error'], code, word)
                self.assertEqual(self.brief.read_bytes(), before)
                self.assertEqual(self.last_text(), f'Paragraph {self.n}.')
                self.run_program('apply', self.brief, '-', text='')
                self.assertEqual(self.last_text(), f'Paragraph {self.n}.')

    def test_written_over(self):
        """Where a file cannot take the place of another, the save goes on, and that is said."""
        for number in IN_THE_WAY:
            with self.subTest(error=errno.errorcode[number]):
                inode = self.brief.stat().st_ino
                done = self.type(fault=(self.brief.parent, 'rename', number, 1))
                self.assertIn('written over in place', done.stderr)
                done = self.type('--keep-open', save=True, fault=(self.brief.parent, 'rename', number, 1))
                self.assertIn('written over in place', done.stderr)
                self.assertTrue(json.loads(done.stdout.splitlines()[-1])['overwritten'])
                self.assertEqual(self.brief.stat().st_ino, inode)
                self.assertEqual(self.last_text(), f'Paragraph {self.n}.')
        self.assertNotIn('overwritten', self.type('--keep-open', save=True).stdout)

    def test_full_home(self):
        """Where the working copy cannot be written, that is said; the brief itself can still be saved."""
        state = self.path / 'state'
        for call, number in (('write', errno.ENOSPC), ('write', errno.EDQUOT), ('sync', errno.EIO)):
            with self.subTest(call=call, error=errno.errorcode[number]):
                done = self.type('--keep-open', fault=(state, call, number, 1), expect=5)
                self.assertIn('unsaved work is kept', done.stdout + done.stderr)
                for at in range(2, 14, 3):
                    done = self.type('--keep-open', save=True, fault=(state, call, number, at), expect=None)
                    answers = [json.loads(line) for line in done.stdout.splitlines()]
                    if done.returncode == 0:
                        self.assertEqual(self.last_text(), f'Paragraph {self.n}.')
                    else:
                        self.assertEqual(done.returncode, 5, done.stderr)
                        self.assertRegex(done.stderr + str(answers), 'not safe yet|unsaved work is kept')
                        if number != errno.EIO:
                            self.assertNotIn("'code': 'write'", str(answers), (at, done.stderr))

    def kill_while_open(self):
        """Leaves work that no file has."""
        self.n += 1
        program = subprocess.Popen([PROGRAM, 'apply', str(self.brief), '-', '--keep-open'], cwd=self.path, env=self.env,
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        change = {'op': 'add-paragraph', 'section': 'threat', 'text': f'Paragraph {self.n}.'}
        program.stdin.write(json.dumps(change) + '\n')
        program.stdin.flush()
        program.stdout.readline()
        time.sleep(.4)
        program.kill()
        program.communicate()

    def test_taken_over(self):
        """What a dead process left is not lost by a verb that takes it over and then fails, whatever it fails at."""
        desk = self.brief.parent
        for what, arguments, text, fault, status in (
                ('a change that is none', ['apply', self.brief, '-'], '{"op":"nonsense"}\n', None, 2),
                ('a passage that is nowhere', ['quote', self.brief, '--section', 'threat', 'Nobody said this'], None, None, 1),
                ('no such section', ['quote', self.brief, '--section', 'annex', 'Nobody'], None, None, 2),
                ('a full disk', ['apply', self.brief, '-'], '', (desk, 'write', errno.ENOSPC, 1), 5),
                ('a full disk, later', ['apply', self.brief, '-'], '{"op":"set","field":"title","value":"T"}\n',
                 (desk, 'sync', errno.EIO, 2), 5),
                ('an import of nothing', ['import', self.brief, self.path / 'none.txt'], None, None, 4)):
            with self.subTest(what):
                self.kill_while_open()
                kept = self.last_text()
                self.assertEqual(kept, f'Paragraph {self.n}.')
                done = self.run_program(*arguments, text=text, fault=fault, expect=status)
                self.assertIn('taken over', done.stderr)
                self.assertEqual(self.last_text(), kept)

    def test_unlisted(self):
        """A folder of working copies that cannot be listed is none that is empty."""
        self.kill_while_open()
        kept = self.last_text()
        for verb in ('list', 'apply'):
            for at in range(1, 9):
                with self.subTest(verb, at=at):
                    done = self.run_program(verb, self.brief, *(['-'] if verb == 'apply' else []), text='',
                                            fault=(self.path / 'state', 'readdir', errno.EIO, at), expect=None)
                    if done.returncode != 0:
                        self.assertEqual(done.returncode, 4, done.stderr)
                        self.assertRegex(done.stderr, 'unsaved work|could not be read')
                    self.assertEqual(self.last_text(), kept)

    def test_full_library(self):
        """The library says why it took nothing, goes on afterwards, and no brief needs it."""
        text = self.path / 'a.txt'
        text.write_text('A Leaf\n\nThe harbour keeps its leaves.\n', encoding='utf-8')
        for number, word in ((errno.ENOSPC, 'disk is full'), (errno.EDQUOT, 'storage limit'), (errno.EIO, 'Try again')):
            with self.subTest(error=errno.errorcode[number]):
                done = self.run_program('library', 'add', text, fault=(self.path / 'data', 'write', number, 1), expect=None)
                self.assertNotEqual(done.returncode, 0)
                self.assertIn(word, done.stderr)
                self.assertNotIn('harbour', self.run_program('library', 'search', 'harbour', expect=None).stdout)
                self.type()
        self.run_program('library', 'add', text)
        self.assertIn('A Leaf', self.run_program('library', 'search', 'harbour').stdout)


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1], verbosity=2)
