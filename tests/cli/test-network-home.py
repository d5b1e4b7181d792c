#!/usr/bin/env python3
"""A home folder that is a link, or not on a disk of this machine: test-network-home.py PROGRAM

The home lies on a FUSE mount of an ordinary folder (bindfs), which the program takes for a network file system. There, the
library keeps no write-ahead log with shared memory, and neither it nor a working copy loses anything when the program is
killed. Needs bindfs and /dev/fuse; without them it is skipped.
"""
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = os.path.abspath(sys.argv[1])
ARTICLE = 'Harbour Review\n\nWhy Pilots Wait\n\nPilots wait for the tide, report {}; harbour tugs do not wait for pilots.\n'


def mount(folder):
    """The mounted home; None where this machine cannot."""
    real, mounted = folder / 'real', folder / 'mounted'
    real.mkdir()
    mounted.mkdir()
    if shutil.which('bindfs') is None or not os.access('/dev/fuse', os.R_OK | os.W_OK):
        return None
    done = subprocess.run(['bindfs', '--no-allow-other', real, mounted], capture_output=True, check=False)
    return mounted if done.returncode == 0 else None


class Home(unittest.TestCase):
    """A home folder and the program in it; a class of cases for each kind of folder."""

    def use(self, home):
        self.home = home
        self.env = {**os.environ, 'HOME': str(self.home)}
        for name in ('STATE', 'DATA', 'CONFIG', 'CACHE'):
            self.env[f'XDG_{name}_HOME'] = str(self.home / name.lower())
        self.database = self.home / 'data' / 'brevier' / 'library' / 'library.db'

    def run_json(self, *arguments, expect=0):
        done = subprocess.run([PROGRAM, *arguments, '--json'], cwd=self.home, env=self.env, capture_output=True, text=True,
                              timeout=120, check=False)
        self.assertEqual(done.returncode, expect, (arguments, done.stdout, done.stderr))
        return [json.loads(line) for line in done.stdout.splitlines()]

    def files(self, n):
        for i in range(n):
            (self.home / f'{i}.txt').write_text(ARTICLE.format(i), encoding='utf-8')
        return [f'{i}.txt' for i in range(n)]

    def write_and_kill(self):
        """What was written is in the brief at the next start."""
        self.files(1)
        self.run_json('new', 'a.brief', '--title', 'Ports')
        program = subprocess.Popen([PROGRAM, 'apply', 'a.brief', '-', '--keep-open'], cwd=self.home, env=self.env,
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for change in ({'op': 'import', 'file': '0.txt'},
                       {'op': 'add-paragraph', 'section': 'background', 'text': 'Written far away.'}):
            program.stdin.write(json.dumps(change) + '\n')
            program.stdin.flush()
            self.assertTrue(json.loads(program.stdout.readline())['ok'])
        time.sleep(.6)
        program.send_signal(signal.SIGKILL)
        program.wait()
        for stream in (program.stdin, program.stdout):
            stream.close()
        blocks = self.run_json('list', 'a.brief')[0]['sections'][0]['blocks']
        self.assertEqual(blocks[0]['text'], 'Written far away.')


class LinkedHome(Home):
    """The home's path leads over a link, as where homes were moved to another disk."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        (pathlib.Path(folder.name) / 'real').mkdir()
        (pathlib.Path(folder.name) / 'home').symlink_to('real')
        self.use(pathlib.Path(folder.name) / 'home')

    def test_library(self):
        self.run_json('library', 'add', *self.files(3))
        self.assertEqual(len(self.run_json('library', 'search', 'harbour')), 3)

    def test_brief(self):
        self.write_and_kill()


class NetworkHome(Home):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        home = mount(pathlib.Path(folder.name))
        if home is None:
            self.skipTest('bindfs is not installed, or /dev/fuse may not be used.')
        self.addCleanup(lambda: subprocess.run(['fusermount3', '-u', '-z', home], check=False))
        self.use(home)

    def test_library(self):
        self.run_json('library', 'add', *self.files(12))
        self.assertEqual(len(self.run_json('library', 'search', 'harbour', 'tug*')), 12)
        self.run_json('library', 'tag', '3', 'tides')
        self.assertEqual([hit['id'] for hit in self.run_json('library', 'search', 'tag:tides')], [3])
        self.run_json('library', 'backup', 'copy.db')
        self.run_json('library', 'remove', '1')
        self.run_json('library', 'restore', 'copy.db')
        self.run_json('library', 'check')
        self.assertEqual(len(self.run_json('library', 'search', 'harbour')), 12)
        beside = sorted(path.name for path in self.database.parent.iterdir())
        self.assertFalse([name for name in beside if name.endswith(('-wal', '-shm'))], beside)
        # The file itself says that nothing needs shared memory: bytes 18 and 19, 1 is a rollback journal.
        self.assertEqual(self.database.read_bytes()[18:20], b'\1\1')

    def test_said_once(self):
        """That the library lies on a network drive."""
        said = []
        for name in self.files(3):
            done = subprocess.run([PROGRAM, 'library', 'add', name], cwd=self.home, env=self.env, capture_output=True,
                                  text=True, timeout=120, check=True)
            said.append(done.stderr.count('network drive'))
        self.assertEqual(said, [1, 0, 0])

    def test_killed_while_adding(self):
        names = self.files(40)
        for delay in (.05, .15, .3, .6):
            program = subprocess.Popen([PROGRAM, 'library', 'add', *names, '--quiet'], cwd=self.home, env=self.env,
                                       stderr=subprocess.DEVNULL)
            time.sleep(delay)
            program.send_signal(signal.SIGKILL)
            program.wait()
            if not self.database.exists():
                continue
            self.run_json('library', 'rebuild')
            self.run_json('library', 'check')
        self.run_json('library', 'add', *names)
        self.assertEqual(len(self.run_json('library', 'search', 'harbour', '--limit', '0')), 40)
        with sqlite3.connect(self.database) as connection:
            self.assertEqual(connection.execute('PRAGMA integrity_check').fetchone(), ('ok',))

    def test_brief(self):
        """A working copy under a home like that goes on after a kill."""
        self.write_and_kill()


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1], verbosity=2)
