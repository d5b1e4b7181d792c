#!/usr/bin/env python3
"""What an article is, decided by its reader: reader_story.py PROGRAM PROBE SHOTS

Real pointer and keys: what the importer left out is shown, one piece of it taken in and one of the article left out, a
paragraph made a heading; and each time the quotes keep their place and their verdicts.
"""
import itertools
import json
import os
import re
import sys
import unittest

import desktop as desk
import scene

PROGRAM, PROBE, SHOTS = map(os.path.abspath, sys.argv[1:4])
BRIEF, READER = 'BrvBriefView', 'BrvReaderView'

MENU = 'Home Ports Opinion Archive'
FIRST = 'The pilots of the river count the buoys each spring, and each spring some are missing.'
SECOND = 'What the ice takes away is found again in June, forty miles down, on the beaches of the other shore.'
THIRD = 'The office has asked for a second boat for eleven years.'
HEADING = 'A second boat'
PAGE = f'''<!DOCTYPE html><html lang="en"><head><title>Counting Buoys</title>
<meta property="og:site_name" content="The Pilot"></head><body><nav><ul><li>{MENU}</li></ul></nav><article>
<h1>Counting Buoys</h1><p>{FIRST} {'Nobody is surprised by this, and nobody has another plan. ' * 4}</p><p>{SECOND}</p>
<p>{HEADING}</p><p>{THIRD} {'Each year the answer is that the budget has been closed. ' * 4}</p></article>
<footer><p>Subscribe to our letter</p></footer></body></html>'''


class Reader(scene.Scene):
    program_path, probe, shots = PROGRAM, PROBE, SHOTS

    def setUp(self):
        self.open_desktop()
        (self.desktop.path / 'buoys.html').write_text(PAGE, encoding='utf-8')
        self.make_brief('Buoys')
        self.run_verb('import', self.brief, 'buoys.html')
        self.start()

    def shown(self, words):
        return self.program.ask(f'text {READER} {words}') != 'none'

    def menu_on(self, words):
        """The context menu of the block that has these words."""
        x, y, _, _ = self.program.place(READER, words)
        self.program.point(x + 20, y)
        self.program.press(3)
        self.program.wait(lambda: self.program.ask('type GtkPopoverMenu') != 'none', 'the menu')
        self.program.settle()

    def choose(self, entry):
        self.program.click(entry)
        self.program.wait(lambda: self.program.ask('type GtkPopoverMenu') == 'none', 'the end of the menu')
        self.program.settle()

    def quotes(self):
        """The saved quotes: their words, places and verdicts."""
        self.save()
        found = []

        def look(value):
            if isinstance(value, dict) and 'exact' in value and 'shown' in value:
                found.append((value['exact'], value['start'], value['end'], value['verdict']))
            for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
                look(part)
        look(json.loads(self.run_verb('list', '--json', '--what=quotes', self.brief)))
        return found

    def test_blocks(self):
        program = self.program
        program.click('Counting Buoys')
        program.wait(lambda: self.shown(SECOND), 'the article')
        self.assertFalse(self.shown(MENU))
        program.select(READER, SECOND[:40])
        program.key('ctrl+2')
        program.wait(lambda: SECOND[:40] in program.ask(f'content {BRIEF}'), 'the quote')
        before = self.quotes()
        self.assertEqual([(words, verdict) for words, _, _, verdict in before], [(SECOND[:40], 'exact')])

        self.menu_on(FIRST[:30])
        self.desktop.shot('reader-1-menu')
        self.choose('Show What Was Left Out')
        program.wait(lambda: self.shown(MENU), 'what was left out')
        self.desktop.shot('reader-2-left-out')
        self.menu_on(MENU)
        self.choose('Take In This Text')
        self.menu_on(FIRST[:30])
        self.choose('Leave Out This Text')
        self.desktop.shot('reader-3-changed')
        self.assertEqual(self.quotes(), before)

        self.menu_on(HEADING)
        program.click('This Text Is')
        program.settle()
        self.desktop.shot('reader-4-roles')
        self.choose('Heading')
        self.desktop.shot('reader-5-heading')
        self.assertEqual(self.quotes(), before)

        self.menu_on(MENU)
        self.choose('Show What Was Left Out')
        program.wait(lambda: not self.shown(FIRST[:30]), 'the article without its first paragraph')
        self.assertTrue(self.shown(MENU))
        self.desktop.shot('reader-6-article')

        # The text that is quoted is left out itself: the quote still leads there.
        self.menu_on(SECOND[:30])
        self.choose('Leave Out This Text')
        program.wait(lambda: not self.shown(SECOND[:30]), 'the quoted text to be left out')
        self.assertEqual(self.quotes(), before)
        program.put_caret(BRIEF, SECOND[:20])
        program.key('Right', 'Return')
        program.wait(lambda: self.shown(SECOND[:30]), 'the passage where it stands')
        self.desktop.shot('reader-7-quoted')

        # The same menu by the keyboard, for the block that the caret stands in.
        program.put_caret(READER, THIRD[:30])
        for key, entry in (('l', 'Leave Out This Text'), ('t', 'Take In This Text')):
            program.key('shift+F10')
            program.wait(lambda name=entry: program.ask(f'label {name}') != 'none', entry)
            program.settle()
            self.desktop.shot(f'reader-8-keyboard-{key}')
            program.key(key)
            program.wait(lambda: program.ask('type GtkPopoverMenu') == 'none', 'the end of the menu')
        self.assertEqual(self.quotes(), before)
        program.put_caret(BRIEF, SECOND[:20])

        # All of it is undone step by step, in the brief.
        for _ in range(10):
            program.key('ctrl+z')
        program.wait(lambda: SECOND[:40] not in program.ask(f'content {BRIEF}'), 'undo')
        self.end()

    def test_dragged_over_a_long_brief(self):
        """A quote held at the lower edge scrolls the brief to its end, at the upper edge back."""
        program = self.program
        lines = ''.join(json.dumps({'op': 'add-paragraph', 'section': 'background', 'text': f'Number {i}. {FIRST}'}) + '\n'
                        for i in range(10, 70))
        program.quit()
        self.run_verb('apply', self.brief, '-', stdin=lines)
        program = self.start('Number 69.')
        program.click('Counting Buoys')
        program.wait(lambda: self.shown(SECOND), 'the article')
        program.select(READER, SECOND)
        # The last line: without a compositor the popover above the selection is a black box that takes presses around it.
        _, _, x, y = program.place(READER, SECOND)
        window = program.settle()[0]
        left, upper, width, height = program.bounds(f'type {BRIEF}')
        top = program.ask(f'top {BRIEF}')
        program.start_drag(x - 20, y, left, window)
        program.wait(program.is_dragging, 'something to be dragged')

        aside = itertools.cycle((0, 1))

        def hold(height_px):
            """The pointer there, never quite still."""
            program.point_freely(window, left + width / 2 + next(aside), height_px)
            return program.ask(f'top {BRIEF}')
        program.wait(lambda: re.search('Number [56]', hold(upper + height - 6)), 'the end of the brief')
        self.desktop.shot('reader-9-scrolled')
        program.wait(lambda: hold(upper + 6) == top, 'the beginning of the brief')
        program.wait(lambda: hold(upper + height / 2) and program.ask('drag').split()[1] != '0', 'a place to drop')
        program.let_go()
        program.wait(lambda: SECOND[:40] in program.ask(f'content {BRIEF}'), 'the quote')
        self.end()


if __name__ == '__main__':
    if desk.missing():
        print(f'1..0 # SKIP not installed: {", ".join(desk.missing())}')
        sys.exit(77)
    unittest.main(argv=sys.argv[:1], verbosity=2)
