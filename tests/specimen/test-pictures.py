#!/usr/bin/env python3
"""The specimen's pages as pictures, in each theme: test-pictures.py PROGRAM

Another program draws the PDF very small, and each spot's darkness becomes a letter; so the pictures kept here can
be read, and two of them compared line by line. A page may differ a little, as renderers do. Where a theme's
fonts are other files than those the picture was made with, the theme is skipped. With BREVIER_REFRESH set, the
pictures are written anew.
"""
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv[1])
HERE = pathlib.Path(__file__).resolve().parent
DOTS_PER_INCH = 6
DARKNESS = ' .:-=+*#%@'
MOST_CHANGED = .12     # steps that the spots of a page may differ by on the average
FAMILIES = ('TeX Gyre Pagella', 'TeX Gyre Heros', 'Inter', 'Charis SIL')


def read_pgm(data):
    """The rows of a grey picture (Netpbm's PGM, binary)."""
    magic, width, height, depth = data.split(None, 4)[:4]
    assert magic == b'P5' and depth == b'255'
    size = int(width) * int(height)
    pixels = data[-size:]
    return [pixels[i:i + int(width)] for i in range(0, size, int(width))]


def fonts():
    """The files of the fonts that the themes name, by their content."""
    lines = []
    for family in FAMILIES:
        path = subprocess.run(['fc-match', '-f', '%{file}', family], capture_output=True, text=True, check=True).stdout
        digest = hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()[:16]
        lines.append(f'font {digest} {pathlib.Path(path).name}')
    return lines


class Pictures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        for tool in ('pdftoppm', 'fc-match'):
            if shutil.which(tool) is None:
                raise unittest.SkipTest(f'{tool} is not installed.')
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = pathlib.Path(cls.folder.name)
        cls.env = {**os.environ, 'HOME': cls.folder.name}
        for name in ('STATE', 'DATA', 'CONFIG', 'CACHE'):
            cls.env[f'XDG_{name}_HOME'] = str(cls.path / name.lower())
        cls.run_program('new', cls.path / 'a.brief')
        cls.run_program('apply', cls.path / 'a.brief', HERE / 'specimen.apply')

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def run_program(cls, *arguments, stdin=None):
        done = subprocess.run([PROGRAM, *map(str, arguments)], env=cls.env, input=stdin, capture_output=True, text=True,
                              timeout=120, check=False)
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)

    def draw(self, theme):
        """All pages of the specimen in a theme, as lines of text."""
        self.run_program('apply', self.path / 'a.brief', '-', stdin=f'{{"op":"set","field":"theme","value":"{theme}"}}\n')
        self.run_program('export', self.path / 'a.brief', '-o', self.path / f'{theme}.pdf')
        subprocess.run(['pdftoppm', '-r', str(DOTS_PER_INCH), '-gray', f'{theme}.pdf', theme], cwd=self.path, check=True)
        pages = []
        for number, file in enumerate(sorted(self.path.glob(f'{theme}-*.pgm')), 1):
            rows = [''.join(DARKNESS[(255 - v) * (len(DARKNESS) - 1) // 255] for v in row).rstrip()
                    for row in read_pgm(file.read_bytes())]
            pages.append('\n'.join([f'page {number}', *rows]))
        return pages

    def compare(self, theme, number, old, new):
        old_rows, new_rows = old.splitlines(), new.splitlines()
        self.assertEqual(len(old_rows), len(new_rows), f'{theme}, page {number}')
        spots = changed = 0
        for one, other in zip(old_rows, new_rows):
            width = max(len(one), len(other))
            for a, b in zip(one.ljust(width), other.ljust(width)):
                spots += 1
                changed += abs(DARKNESS.find(a) - DARKNESS.find(b))
        if changed > MOST_CHANGED * spots:
            self.fail(f'{theme}, page {number}: {spots} spots differ by {changed} steps.\n{old}\n----\n{new}')

    def check(self, theme):
        kept = HERE / 'pictures' / f'{theme}.txt'
        pages = self.draw(theme)
        if 'BREVIER_REFRESH' in os.environ:
            kept.parent.mkdir(exist_ok=True)
            kept.write_text('\n'.join([*fonts(), *pages]) + '\n', encoding='ascii')
            return
        lines = kept.read_text(encoding='ascii').splitlines()
        named = [line for line in lines if line.startswith('font ')]
        other = [line for line in fonts() if line not in named]
        if other:
            self.skipTest(f'The pictures were made with other fonts: {", ".join(other)}')
        expected = '\n'.join(lines[len(named):]).split('page ')[1:]
        self.assertEqual(len(expected), len(pages), f'{theme}: pages')
        for number, (old, new) in enumerate(zip(expected, pages), 1):
            self.compare(theme, number, ('page ' + old).rstrip('\n'), new.rstrip('\n'))

    def test_classic(self):
        self.check('classic')

    def test_modern(self):
        self.check('modern')

    def test_ministry(self):
        self.check('ministry')

    def test_large_print(self):
        self.check('large-print')


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1], verbosity=2)
