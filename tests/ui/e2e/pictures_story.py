#!/usr/bin/env python3
"""The pictures of an article: pictures_story.py PROGRAM PROBE SHOTS

Real pointer and keys: a picture stands above its caption and is seen; it goes into the brief as a figure by the pointer's
menu, by the keyboard's and by a drag, with its caption and a citation; it is copied and saved. Meanwhile the words of the
article are selected and quoted as in any other.
"""
import json
import os
import struct
import subprocess
import sys
import unittest
import zlib

import desktop as desk
import scene

PROGRAM, PROBE, SHOTS = map(os.path.abspath, sys.argv[1:4])
BRIEF, READER, PICTURE = 'BrvBriefView', 'BrvReaderView', 'BrvReaderPicture'

TITLE = 'The Quay in Colours'
FIRST = 'The quay was painted in the spring, and by the autumn nobody knew why.'
CAPTION = 'The quay in blue'
LAST = 'What was left of the paint is kept in the office of the harbour master.'
BLUE, RED, GREEN = (20, 60, 200), (200, 30, 30), (30, 120, 40)
PAGE = f'''<!DOCTYPE html><html lang="en"><head><title>{TITLE}</title>
<meta property="og:site_name" content="The Pilot"></head><body><article><h1>{TITLE}</h1>
<p>{FIRST} {'The painters were paid and went home. ' * 4}</p>
<figure><img src="quay_files/blue.png" alt="A long wall, all blue"><figcaption>{CAPTION}</figcaption></figure>
<p>{'Each of the owners had asked for another colour. ' * 4}</p><p><img src="quay_files/red.png" alt="A red door"></p>
<p><img src="quay_files/green.png" alt="A green door"></p>
<p>{LAST} {'It is for sale. ' * 12}</p></article></body></html>'''


def make_png(width, height, colour):
    """A picture in one colour."""
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    rows = (b'\0' + bytes(colour) * width) * height
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0))
            + chunk(b'IDAT', zlib.compress(rows, 9)) + chunk(b'IEND', b''))


class Pictures(scene.Scene):
    program_path, probe, shots = PROGRAM, PROBE, SHOTS

    def setUp(self):
        self.open_desktop()
        folder = self.desktop.path / 'quay_files'
        folder.mkdir()
        (folder / 'blue.png').write_bytes(make_png(900, 300, BLUE))
        (folder / 'red.png').write_bytes(make_png(120, 60, RED))
        (folder / 'green.png').write_bytes(make_png(120, 60, GREEN))
        (self.desktop.path / 'quay.html').write_text(PAGE, encoding='utf-8')
        self.make_brief('Colours')
        self.run_verb('import', self.brief, 'quay.html')
        self.start()
        self.program.click(TITLE)
        self.program.wait(lambda: self.program.ask(f'text {READER} {FIRST[:30]}') != 'none', 'the article')

    def colour(self, x, y):
        """What is seen at a place of the screen."""
        shot = subprocess.run(['import', '-window', 'root', '-crop', f'1x1+{int(x)}+{int(y)}', '+repage', '-depth', '8',
                               'rgb:-'], env=self.desktop.env, capture_output=True, check=True).stdout
        return tuple(shot[:3])

    def find(self, words, above, colour):
        """X and Y of the picture so many pixels above these words, once it is seen."""
        x, y, _, _ = self.program.place(READER, words)
        place = x + 12, y - above
        self.program.wait(lambda: self.colour(*place) == colour, f'the picture above {words}')
        return place

    def figures(self):
        """The saved figures: section and text."""
        return [(section['key'], block['text']) for section in self.list_saved('blocks') for block in section['blocks']
                if block['kind'] == 'figure']

    def open_menu(self, place):
        self.program.point(*place)
        self.program.press(3)
        self.program.wait(lambda: self.program.ask('type GtkPopoverMenu') != 'none', 'the menu')
        self.program.settle()

    def wait_for_captions(self, number):
        self.program.wait(lambda: self.content().count(CAPTION) == number, f'{number} captions in the brief')

    def test_seen_and_inserted(self):
        program = self.program
        blue = self.find(CAPTION, 30, BLUE)
        self.find(LAST[:30], 30, GREEN)
        self.find(LAST[:30], 110, RED)
        blue = self.find(CAPTION, 30, BLUE)
        self.desktop.shot('pictures-1-seen')
        left, _, width, _ = program.bounds(f'type {PICTURE}')
        self.assertGreater(width, 100)
        self.assertGreaterEqual(blue[0], left)

        # By the menu of the pointer.
        self.open_menu(blue)
        self.desktop.shot('pictures-2-menu')
        self.assertEqual(program.ask('widget Leave Out This Text'), 'none')
        program.click('Insert Picture in Brief')
        program.click('Threat')
        self.wait_for_captions(1)
        self.desktop.shot('pictures-3-inserted')

        # By the keyboard, the picture above the line of the caret; a click on the picture brings it there.
        program.point(*self.find(CAPTION, 30, BLUE))
        program.press()
        program.wait(lambda: program.ask('focus') == READER, 'the reader with the keyboard')
        program.wait(lambda: program.ask(f'caret {READER}') == '|' + CAPTION, 'the caret at the caption')
        program.key('shift+F10')
        program.wait(lambda: program.ask('type GtkPopoverMenu') != 'none', 'the menu')
        program.key('b')
        program.settle()
        program.click('Background')
        self.wait_for_captions(2)

        # Of two pictures above a line each has its own menu.
        program.put_caret(READER, LAST[:30])
        program.key('shift+F10')
        program.wait(lambda: program.ask('type GtkPopoverMenu') != 'none', 'the menu')
        program.click('1. A red door')
        program.settle()
        self.desktop.shot('pictures-4-several')
        program.click('Background')
        program.wait(lambda: len(self.figures()) == 3, 'the picture without a caption')

        # By hand.
        blue = self.find(CAPTION, 30, BLUE)
        x, y, _, _ = program.place(BRIEF, 'Recommendation')
        program.carry(blue, (x + 40, y + 34))
        self.wait_for_captions(3)
        self.assertEqual(program.ask(f'selection {READER}'), 'none')
        self.desktop.shot('pictures-5-dropped')
        figures = self.figures()
        self.assertEqual([(key, CAPTION in text) for key, text in figures],
                         [('background', True), ('background', False), ('threat', True), ('recommendation', True)])
        self.run_verb('export', self.brief, '-o', 'a.pdf')
        text = subprocess.run(['pdftotext', 'a.pdf', '-'], cwd=self.desktop.path, capture_output=True, text=True,
                              check=True).stdout
        self.assertEqual(text.count(CAPTION), 3, text)
        self.assertIn('The Pilot', text)
        self.end()

    def test_copied_and_saved(self):
        program = self.program
        self.open_menu(self.find(CAPTION, 30, BLUE))
        program.click('Copy Picture')
        program.wait(lambda: program.ask('type GtkPopoverMenu') == 'none', 'the end of the menu')
        self.go_behind('Threat')

        def is_pasted():
            program.key('ctrl+v')
            return program.holds(lambda: CAPTION in self.content(), 5)
        program.wait(is_pasted, 'the figure from the clipboard')

        saved = self.desktop.path / 'saved.png'
        self.open_menu(self.find(CAPTION, 30, BLUE))
        program.click('Save Picture As…')
        program.wait(lambda: program.ask('windows') == '2', 'the file dialog')
        program.choose_file(saved)
        program.wait(lambda: saved.exists() and saved.stat().st_size > 0, 'the file')
        self.assertEqual(saved.read_bytes()[:8], b'\x89PNG\r\n\x1a\n')
        self.end()

    def test_text_as_ever(self):
        """What is selected and quoted beside pictures has its place and is exact."""
        program = self.program
        program.select(READER, CAPTION)
        program.key('ctrl+1')
        self.wait_for_captions(1)
        program.select(READER, LAST[:22])
        program.key('ctrl+2')
        program.wait(lambda: LAST[:22] in self.content(), 'the quote of it')
        quotes = [block['quote'] for section in self.list_saved('quotes') for block in section['blocks']]
        self.assertEqual([quote['verdict'] for quote in quotes], ['exact', 'exact'], json.dumps(quotes))
        self.end()


if __name__ == '__main__':
    if desk.missing():
        print(f'1..0 # SKIP not installed: {", ".join(desk.missing())}')
        sys.exit(77)
    unittest.main(argv=sys.argv[:1], verbosity=2)
