#!/usr/bin/env python3
"""Figures, tables, callouts and page breaks by hand: elements_story.py PROGRAM PROBE SHOTS

Real keys and pointer in a real window: a figure from a file with its caption and description, a table written from
cell to cell, two boxes side by side, a page break; all of it found again, undone, and on the pages.
"""
import json
import os
import pathlib
import subprocess
import sys
import unittest

import desktop as desk
import scene

PROGRAM, PROBE, SHOTS = map(os.path.abspath, sys.argv[1:4])
CABLE = pathlib.Path(__file__).resolve().parents[2] / 'specimen' / 'cable.png'
WORDS = 'Words before everything else.'


class Elements(scene.Scene):
    program_path, probe, shots = PROGRAM, PROBE, SHOTS

    def saved(self):
        """The first section's blocks, as the saved file has them."""
        return self.list_saved('blocks')[0]['blocks']

    def wait_for(self, condition, what):
        """Until the saved blocks are as they should be."""
        self.program.wait(lambda: condition(self.saved()), what)

    def add_figure(self):
        program = self.program
        program.key('ctrl+alt+g')
        program.choose_file(CABLE)
        program.wait(lambda: program.ask('windows') == '1', 'the end of the file dialog')
        self.wait_for(lambda blocks: any(b['kind'] == 'figure' for b in blocks), 'the figure')
        program.wait(lambda: program.ask('quiet').startswith('quiet'), 'the end of all painting')
        program.type('A cable in section')
        program.key('Tab', 'Return')
        program.type('Five layers around glass fibres', entry=True)
        self.desktop.shot('elements-1-figure')
        program.key('Return')
        self.wait_for(lambda blocks: 'Five layers' in json.dumps(blocks), 'the description')

    def add_table(self):
        program = self.program
        self.go_behind('cable in section')
        program.key('ctrl+alt+a')
        program.type('Ships')
        program.key('Tab')
        for cell in ('Year', 'Ships', 'Quay', '2001', '1204', 'North', '2002', '1310'):
            program.type(cell)
            program.key('Tab')
        program.type('Soth')
        program.key('Tab')    # behind the last cell: another row
        program.type('2003')
        program.key('shift+Tab')
        program.type('South')
        self.desktop.shot('elements-2-table')
        self.wait_for(lambda blocks: any(
            b.get('rows') == [['Year', 'Ships', 'Quay'], ['2001', '1204', 'North'], ['2002', '1310', 'South'],
                              ['2003', '', '']] for b in blocks), 'the table')

    def add_boxes(self):
        program = self.program
        program.key('Escape', 'Down', 'Down', 'Down', 'Down', 'Down')
        self.go_behind('Ships')
        program.key('ctrl+alt+o')
        program.type('A first box.')
        program.key('ctrl+alt+o')
        program.type('A second box.')
        self.wait_for(lambda blocks: sum(b['kind'] == 'callout' for b in blocks) == 2, 'two boxes')
        program.key('ctrl+Return')
        self.wait_for(lambda blocks: any(b['kind'] == 'page-break' for b in blocks), 'the page break')
        program.key('ctrl+z')
        self.wait_for(lambda blocks: all(b['kind'] != 'page-break' for b in blocks), 'undo')
        program.key('ctrl+shift+z')
        self.wait_for(lambda blocks: any(b['kind'] == 'page-break' for b in blocks), 'redo')
        self.desktop.shot('elements-3-boxes')

    def find(self):
        """A word in a cell is found, and shown there."""
        program = self.program
        program.key('ctrl+f')
        program.type('1310', entry=True)
        program.wait(lambda: program.ask('widget 1 of 1') != 'none', 'the hit in a cell')
        self.desktop.shot('elements-4-found')
        program.key('Escape')

    def test_by_hand(self):
        self.open_desktop()
        self.make_brief('Elements by Hand', WORDS)
        self.start(WORDS)
        self.go_behind('everything else')
        self.add_figure()
        self.add_table()
        self.add_boxes()
        self.find()
        self.run_verb('export', self.brief, '-o', self.desktop.path / 'a.pdf')
        text = subprocess.run(['pdftotext', '-layout', self.desktop.path / 'a.pdf', '-'], capture_output=True, text=True,
                              check=True).stdout
        for words in ('Figure 1', 'Table 1', '1310', 'A second box.'):
            self.assertIn(words, text)
        self.end()


if __name__ == '__main__':
    if desk.missing():
        print('SKIP: not installed:', *desk.missing())
        sys.exit(77)
    unittest.main(argv=sys.argv[:1], verbosity=2)
