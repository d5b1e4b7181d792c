#!/usr/bin/env python3
"""Tables and figures from other programs, by hand: paste_story.py PROGRAM PROBE GIVER SHOTS [Paste.TEST…]

Real pointer, keys and clipboard: cells of a spreadsheet, and a table in Arabic; rows and columns
that come and go from the menu of a cell; an image that is dropped and one that is pasted.
"""
import json
import os
import pathlib
import sys
import unittest

import desktop as desk
import scene

PROGRAM, PROBE, GIVER, SHOTS = map(os.path.abspath, sys.argv[1:5])
CHOSEN = sys.argv[5:]
CABLE = pathlib.Path(__file__).resolve().parents[2] / 'specimen' / 'cable.png'
BRIEF = 'BrvBriefView'
WORDS = 'Words before everything else.'

# As a spreadsheet writes it: a cell with a break in it stands in quotation marks.
SHEET = 'Port\tTons\tNote\nNorth\t1204\t"closed\nin May"\nSouth\t980\t\n'
ARABIC = 'الميناء\tالسفن\tالسنة\nالشمال\t1204\t2001\nالجنوب\t980\t2002\n'


class Paste(scene.Scene):
    program_path, probe, shots = PROGRAM, PROBE, SHOTS

    def setUp(self):
        self.open_desktop()
        self.make_brief('Pasted', WORDS)
        self.start(WORDS)

    def blocks(self):
        return [block for section in self.list_saved('blocks') for block in section['blocks']]

    def tables(self):
        return [block['rows'] for block in self.blocks() if block['kind'] == 'table']

    def copy(self, contents):
        """Another program puts this on the clipboard, and keeps it there."""
        giver = desk.Giver(self.desktop, GIVER, contents)
        giver.copy()
        giver.hide()
        return giver

    def in_empty_cell(self):
        """Until a new cell gets the keys."""
        self.program.wait(lambda: self.program.ask('focus') == 'BrvFieldView' and self.program.ask('caret BrvFieldView') == '|',
                          'an empty cell that gets the keys')

    def menu_on_cell(self, words):
        self.program.put_caret('BrvFieldView', words)
        x, y, _, _ = self.program.place('BrvFieldView', words)
        self.program.point(x + 4, y)
        self.program.press(3)
        self.program.wait(lambda: self.program.ask('widget Columns') != 'none', 'the menu of the cell')

    def choose_in_menu(self, group, label):
        self.program.click(group)
        self.program.click(label)
        self.program.wait(lambda: self.program.ask(f'widget {label}') == 'none', 'the end of the menu')

    def test_spreadsheet(self):
        program = self.program
        giver = self.copy({'text/plain;charset=utf-8': SHEET})
        self.go_behind('everything else')
        program.key('ctrl+v')
        rows = [['Port', 'Tons', 'Note'], ['North', '1204', 'closed in May'], ['South', '980', '']]
        program.wait(lambda: self.tables() == [rows], 'the table')
        self.desktop.shot('paste-1-spreadsheet')

        self.menu_on_cell('1204')
        self.desktop.shot('paste-2-cell-menu')
        self.choose_in_menu('Columns', 'Add Column After')
        self.in_empty_cell()
        program.type('Cranes')
        self.menu_on_cell('South')
        self.choose_in_menu('Rows', 'Add Row Above')
        self.in_empty_cell()
        program.type('Middle')
        self.menu_on_cell('Port')
        program.click('Header Row')
        rows = [['Port', 'Tons', '', 'Note'], ['North', '1204', 'Cranes', 'closed in May'], ['Middle', '', '', ''],
                ['South', '980', '', '']]
        program.wait(lambda: self.tables() == [rows], 'another row and column')
        self.desktop.shot('paste-3-changed')
        self.menu_on_cell('closed')
        self.choose_in_menu('Columns', 'Remove Column')
        self.menu_on_cell('Middle')
        self.choose_in_menu('Rows', 'Remove Row')
        rows = [['Port', 'Tons', ''], ['North', '1204', 'Cranes'], ['South', '980', '']]
        program.wait(lambda: self.tables() == [rows], 'fewer of them')

        # Cells into cells: the table grows.
        self.menu_on_cell('980')
        program.key('Escape', 'ctrl+v')
        rows = [['Port', 'Tons', '', ''], ['North', '1204', 'Cranes', ''], ['South', 'Port', 'Tons', 'Note'],
                ['', 'North', '1204', 'closed in May'], ['', 'South', '980', '']]
        program.wait(lambda: self.tables() == [rows], 'cells in the table')
        self.desktop.shot('paste-4-cells')
        giver.close()
        self.end()

    def test_right_to_left(self):
        program = self.program
        giver = self.copy({'text/plain;charset=utf-8': ARABIC})
        self.go_behind('everything else')
        program.key('ctrl+v')
        program.wait(lambda: len(self.tables()) == 1, 'the table')
        first = program.bounds('text BrvFieldView الميناء')
        last = program.bounds('text BrvFieldView السنة')
        self.assertGreater(first[0], last[0], 'the first column is the rightmost')
        self.desktop.shot('paste-6-arabic')
        giver.close()
        self.end()

    def test_images(self):
        program = self.program
        x, y, _, _ = program.place(BRIEF, 'Threat')
        giver = desk.Giver(self.desktop, GIVER, {'text/uri-list': CABLE.as_uri() + '\r\n'})
        giver.drag_to(x + 120, y + 50)
        giver.close()
        program.wait(lambda: [b['kind'] for b in self.blocks()].count('figure') == 1, 'the dropped image')
        self.desktop.shot('paste-7-dropped')
        giver = self.copy({'image/png': CABLE.read_bytes()})
        self.go_behind('everything else')
        program.key('ctrl+v')
        program.wait(lambda: [b['kind'] for b in self.blocks()].count('figure') == 2, 'the pasted image')
        program.type('A cable')
        self.desktop.shot('paste-8-pasted')
        program.wait(lambda: any(b['kind'] == 'figure' and 'A cable' in json.dumps(b) for b in self.blocks()), 'the caption')
        giver.close()
        self.end()


if __name__ == '__main__':
    if desk.missing():
        print(f'1..0 # SKIP not installed: {", ".join(desk.missing())}')
        sys.exit(77)
    unittest.main(argv=[sys.argv[0], *CHOSEN], verbosity=2)
