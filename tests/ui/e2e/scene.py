"""What the stories share: a brief in a window on a display of its own."""
import json
import subprocess
import unittest

import desktop as desk

BRIEF = 'BrvBriefView'


class Scene(unittest.TestCase):
    """A story says of which program it tells: program_path, probe, shots."""

    program_path = probe = shots = None

    def open_desktop(self, size='1280x800'):
        """A display; the story's brief lies in its folder."""
        self.desktop = desk.Desktop(size=size, shots=self.shots)
        self.addCleanup(self.desktop.close)
        self.brief = self.desktop.path / 'a.brief'

    def run_verb(self, *arguments, stdin=None):
        """What the command line says."""
        done = subprocess.run([self.program_path, *map(str, arguments)], env=self.desktop.env, cwd=self.desktop.path,
                              input=stdin, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def make_brief(self, title, words=None):
        """A brief, with a paragraph in its first section where there are words."""
        self.run_verb('new', self.brief, '--title', title, '--language', 'en-GB')
        if words:
            self.run_verb('apply', self.brief, '-',
                          stdin=json.dumps({'op': 'add-paragraph', 'section': 'background', 'text': words}) + '\n')

    def start(self, words='Threat', **options):
        """The window with the brief, once it shows these words."""
        self.program = desk.Program(self.desktop, [self.program_path, str(self.brief)], self.probe, **options)
        self.addCleanup(lambda program=self.program: program.process.poll() is None and program.quit(kill=True))
        self.program.wait(lambda: words in self.content(), 'the brief')
        return self.program

    def end(self):
        """The window closes, and nothing was complained of."""
        self.program.quit()
        self.assertNotRegex(self.program.errors(), '(?i)critical|warning')

    def content(self):
        """The text of the brief in the window."""
        return self.program.ask(f'content {BRIEF}').encode().decode('unicode_escape').encode('latin-1').decode()

    def go_behind(self, words):
        """The caret to the end of the line that ends with these words."""
        self.program.put_caret(BRIEF, words, behind=True)
        self.program.key('End')

    def save(self):
        """Saves, and waits until the window says that it is done; again where something has come in between."""
        def is_saved():
            self.program.key('ctrl+s')
            return self.program.holds(lambda: self.program.ask('widget Saved') != 'none', 5)
        self.program.wait(is_saved, 'the saved file')

    def list_saved(self, what):
        """The sections of the brief as its file has them, after saving it."""
        self.save()
        return json.loads(self.run_verb('list', self.brief, '--what', what, '--json'))['sections']
