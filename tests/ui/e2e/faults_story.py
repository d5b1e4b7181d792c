#!/usr/bin/env python3
"""When a save fails, by hand: faults_story.py PROGRAM PROBE FAULTS SHOTS [Faults.TEST…]

Real keys in a real window, on a disk that is full, on one that can only be read, on one whose writing fails, and with
another program that writes the file too: what is told names the file and says what to do, and the work is kept.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import time
import unittest

import desktop as desk
import scene

PROGRAM, PROBE, FAULTS, SHOTS = map(os.path.abspath, sys.argv[1:5])
CHOSEN = sys.argv[5:]
BRIEF = 'BrvBriefView'
WORDS = 'Words that the disk has no place for.'
# A world of its own for the program, where it may mount file systems; whoever runs this stays who it is.
UNSHARE = ('unshare', '--mount', '--map-current-user', '--keep-caps')


def can_mount():
    """Whether this system lets anyone have such a world."""
    return shutil.which('unshare') is not None and subprocess.run(
        [*UNSHARE, 'mount', '-t', 'tmpfs', 'none', '/mnt'], check=False, capture_output=True).returncode == 0


class Faults(scene.Scene):
    program_path, probe, shots = PROGRAM, PROBE, SHOTS

    def setUp(self):
        self.open_desktop()
        self.made = self.desktop.path / 'made.brief'
        self.disk = self.desktop.path / 'disk'
        self.disk.mkdir()
        self.brief = self.disk / 'harbour.brief'
        self.run_verb('new', self.made, '--title', 'Harbours', '--language', 'en-GB')

    def start_on_disk(self, size):
        """The brief on a file system of its own."""
        if not can_mount():
            self.skipTest('this system lets nobody mount a file system')
        script = f'mount -t tmpfs -o size={size} none "$1" && cp "$2" "$1"/harbour.brief && shift 2 && exec "$@"'
        return self.start(inside=[*UNSHARE, 'sh', '-c', script, 'sh', str(self.disk), str(self.made)])

    def inside(self, program):
        """The disk as the program sees it."""
        return pathlib.Path(f'/proc/{program.process.pid}/root') / self.disk.relative_to('/')

    def write(self, program):
        program.put_caret(BRIEF, 'Threat')
        program.key('End', 'Down')
        program.type(WORDS)
        program.wait(lambda: WORDS in program.ask(f'content {BRIEF}'), 'the words')

    def dismiss(self, program, heading, *parts):
        """What the dialog says has these parts; it goes, and the words are there."""
        program.wait(lambda: program.ask(f'label {heading}') != 'none', heading)
        program.settle()
        self.desktop.shot(f'fault-{self.id().rsplit("_", 1)[-1]}')
        for part in parts:
            self.assertNotEqual(program.ask(f'label {part}'), 'none', part)
        program.key('Escape')
        program.wait(lambda: program.ask('windows') == '1', 'the end of the dialog')
        self.assertIn(WORDS, program.ask(f'content {BRIEF}'))

    def saved(self, path):
        """What the file has, read as one that nobody has open."""
        copy = self.desktop.path / 'copy.brief'
        shutil.copyfile(path, copy)
        return self.run_verb('list', copy)

    def test_full(self):
        program = self.start_on_disk('600k')
        self.write(program)
        filler = self.inside(program) / 'filler'
        with open(filler, 'wb', buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
        program.key('ctrl+s')
        self.dismiss(program, 'The Brief Could Not Be Saved', '“harbour.brief”', 'full', 'kept in this window')
        self.assertNotIn(WORDS, self.saved(self.inside(program) / 'harbour.brief'))
        filler.unlink()
        program.key('ctrl+s')
        program.wait(lambda: WORDS in self.saved(self.inside(program) / 'harbour.brief'), 'the saved file')
        program.quit()
        self.assertNotRegex(program.errors(), '(?i)critical|warning')

    def test_readonly(self):
        program = self.start_on_disk('2m')
        self.write(program)
        command = ['nsenter', '-t', str(program.process.pid), '--mount', '--user', '--preserve-credentials', 'mount',
                   '-o', 'remount,ro', str(self.disk)]
        # A disk on which a file is just being written stays as it is.
        program.wait(lambda: subprocess.run(command, check=False, capture_output=True).returncode == 0, 'a disk to be read only')
        program.key('ctrl+s')
        self.dismiss(program, 'The Brief Could Not Be Saved', '“harbour.brief”', 'read', 'kept in this window')
        program.key('ctrl+s')
        program.click('Save As…')
        program.wait(lambda: program.ask('label The Brief Could Not Be Saved') == 'none', 'the end of the dialog')
        program.choose_file(self.desktop.path / 'elsewhere.brief')
        program.wait((self.desktop.path / 'elsewhere.brief').exists, 'the brief in another folder')
        program.wait(lambda: WORDS in self.saved(self.desktop.path / 'elsewhere.brief'), 'the words in it')
        program.quit()
        self.assertNotRegex(program.errors(), '(?i)critical|warning')

    def test_failing(self):
        shutil.copyfile(self.made, self.brief)
        program = self.start(env={'LD_PRELOAD': FAULTS, 'FAULT_ROOT': str(self.disk), 'FAULT_CALL': 'sync',
                                  'FAULT_KIND': '5', 'FAULT_AT': '1', 'FAULT_LASTING': '1'})
        self.write(program)
        program.key('ctrl+s')
        self.dismiss(program, 'The Brief Could Not Be Saved', '“harbour.brief”', 'kept in this window')
        self.assertNotIn(WORDS, self.saved(self.brief))
        program.quit()

    def change_file(self, in_place):
        """Another program writes the brief's file."""
        other = self.desktop.path / 'other.brief'
        self.run_verb('new', other, '--title', 'Written by Another', '--language', 'en-GB')
        content = other.read_bytes()
        if in_place:
            with open(self.brief, 'r+b') as file:
                file.write(content)
                file.truncate(len(content))
        else:
            os.replace(other, self.brief)
        return content

    def test_changed(self):
        """Replaced: told when it happens, and asked when one saves."""
        self.tell_of_change(False)

    def test_changed_in_place(self):
        """Written over, as a program does that knows no better."""
        self.tell_of_change(True)

    def tell_of_change(self, in_place):
        shutil.copyfile(self.made, self.brief)
        program = self.start()
        self.write(program)
        content = self.change_file(in_place)
        program.wait(lambda: program.ask('label Another program has changed “harbour.brief”') != 'none',
                     'the word that the file has changed')
        program.settle()
        self.desktop.shot(f'changed-{"in-place" if in_place else "replaced"}')
        program.key('ctrl+s')
        self.dismiss(program, 'Replace the Changed File?', '“harbour.brief”', 'Save As')
        self.assertEqual(self.brief.read_bytes(), content)
        program.click('Open Changed File')
        program.wait(lambda: program.ask('label Discard Your Changes?') != 'none', 'the question')
        program.settle()
        self.desktop.shot('changed-discard')
        program.click('Discard and Open')
        program.wait(lambda: program.ask('title') == 'Written by Another', 'the changed file in the window')
        program.wait(lambda: WORDS not in program.ask(f'content {BRIEF}'), 'the words of the changed file')
        self.desktop.shot('changed-opened')
        self.write(program)
        program.key('ctrl+s')
        program.wait(lambda: WORDS in self.saved(self.brief), 'the saved file')
        # Time for what must not come.
        time.sleep(1.2)
        self.assertEqual(program.ask('label Another program has changed'), 'none')
        program.quit()
        self.assertNotRegex(program.errors(), '(?i)critical|warning')


if __name__ == '__main__':
    if desk.missing():
        print(f'1..0 # SKIP not installed: {", ".join(desk.missing())}')
        sys.exit(77)
    unittest.main(argv=[sys.argv[0], *CHOSEN], verbosity=2)
