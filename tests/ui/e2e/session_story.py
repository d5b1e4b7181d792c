#!/usr/bin/env python3
"""The end of the session by hand: session_story.py PROGRAM PROBE SHOTS

A session manager of our own on a bus of our own asks and ends as the one of GNOME does; signals come, and the display
goes away. Nothing is asked, nothing is lost, and the next start goes on where the last one was left.
"""
import json
import os
import re
import signal
import subprocess
import sys
import threading
import unittest

import desktop as desk

DEBIAN_PYTHON = '/usr/bin/python3'  # which has the bindings where another one comes first
try:
    import gi
except ImportError:
    if os.path.realpath(sys.executable) != os.path.realpath(DEBIAN_PYTHON):
        os.execv(DEBIAN_PYTHON, [DEBIAN_PYTHON, *sys.argv])
    print('1..0 # SKIP not installed: python3-gi')
    sys.exit(77)

gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib  # noqa: E402, pylint: disable=wrong-import-position

PROGRAM, PROBE, SHOTS = map(os.path.abspath, sys.argv[1:4])
BRIEF = 'BrvBriefView'
CLIENT = '/org/gnome/SessionManager/Client1'
# What a program uses of it. Source: the introspection data of gnome-session.
INTERFACES = '''<node>
<interface name="org.gnome.SessionManager">
  <method name="RegisterClient"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
  <method name="UnregisterClient"><arg type="o" direction="in"/></method>
  <method name="Inhibit"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="u" direction="in"/><arg type="u" direction="out"/></method>
  <method name="Uninhibit"><arg type="u" direction="in"/></method>
</interface>
<interface name="org.gnome.SessionManager.ClientPrivate">
  <method name="EndSessionResponse"><arg type="b" direction="in"/><arg type="s" direction="in"/></method>
  <signal name="QueryEndSession"><arg type="u"/></signal>
  <signal name="EndSession"><arg type="u"/></signal>
  <signal name="CancelEndSession"/>
  <signal name="Stop"/>
</interface>
</node>'''


class SessionManager:
    """The one client's session manager."""

    def __init__(self, desktop):
        self.answers = []       # whether the program agrees, one for each question
        self.client = None      # the bus name of the program, once it is there
        self.context = GLib.MainContext.new()
        self.loop = GLib.MainLoop.new(self.context, False)
        ready = threading.Event()
        self.thread = threading.Thread(target=self.run, args=[desktop.env['DBUS_SESSION_BUS_ADDRESS'], ready], daemon=True)
        self.thread.start()
        ready.wait(10)

    def run(self, address, ready):
        self.context.push_thread_default()
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        node = Gio.DBusNodeInfo.new_for_xml(INTERFACES)
        for path, interface in (('/org/gnome/SessionManager', node.interfaces[0]), (CLIENT, node.interfaces[1])):
            self.bus.register_object(path, interface, self.called, None, None)
        self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
                           GLib.Variant('(su)', ('org.gnome.SessionManager', 4)), None, 0, -1, None)
        ready.set()
        self.loop.run()
        self.bus.close_sync(None)

    def called(self, _bus, sender, _path, _interface, method, arguments, invocation):
        if method == 'EndSessionResponse':
            self.answers.append(arguments[0])
        if method == 'RegisterClient':
            self.client = sender
            invocation.return_value(GLib.Variant('(o)', (CLIENT,)))
        elif method == 'Inhibit':
            invocation.return_value(GLib.Variant('(u)', (1,)))
        else:
            invocation.return_value(None)

    def say(self, name):
        """Tells the program something."""
        arguments = GLib.Variant('(u)', (0,)) if name in ('QueryEndSession', 'EndSession') else None
        self.bus.emit_signal(self.client, CLIENT, 'org.gnome.SessionManager.ClientPrivate', name, arguments)
        self.bus.flush_sync(None)

    def close(self):
        self.loop.quit()
        self.thread.join(10)


class Session(unittest.TestCase):
    def open(self, **options):
        """A desktop with a brief on it, and the program, which has it open."""
        desktop = desk.Desktop(shots=SHOTS, **options)
        self.addCleanup(desktop.close)
        brief = desktop.path / 'a.brief'
        self.run_verb(desktop, 'new', brief, '--title', 'The Last Words', '--language', 'en-GB')
        return desktop, brief

    def run_verb(self, desktop, *arguments):
        done = subprocess.run([PROGRAM, *map(str, arguments)], env=desktop.env, cwd=desktop.path, capture_output=True,
                              text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def start(self, desktop, *files, maximise=True):
        program = desk.Program(desktop, [PROGRAM, *map(str, files)], PROBE, maximise=maximise)
        self.addCleanup(lambda: program.process.poll() is None and program.quit(kill=True))
        program.wait(lambda: 'Threat' in self.content(program), 'the brief')
        return program

    def start_managed(self):
        """The program with the brief open, known to a session manager."""
        desktop, brief = self.open()
        manager = SessionManager(desktop)
        self.addCleanup(manager.close)
        program = self.start(desktop, brief)
        program.wait(lambda: manager.client is not None, 'the program at the session manager')
        return desktop, brief, manager, program

    def content(self, program):
        return program.ask(f'content {BRIEF}').encode().decode('unicode_escape').encode('latin-1').decode()

    def write(self, desktop, program, words, begin=True):
        """Words under the heading, or where the caret is."""
        if begin:
            program.put_caret(BRIEF, 'Threat')
            program.key('End', 'Down')
        program.type(words)
        program.wait(lambda: words in self.content(program), words)

    def ended(self, program, seconds=desk.PATIENCE_S):
        """Waits for the program to end; its exit status."""
        status = program.process.wait(seconds)
        for stream in (program.process.stdin, program.process.stdout, program.log):
            stream.close()
        return status

    def copy_of(self, brief):
        """The file alone, without what is unsaved."""
        copy = brief.with_name('copy.brief')
        copy.write_bytes(brief.read_bytes())
        return copy

    def check_next_start(self, desktop, brief, *words):
        """The brief is open again with all that was written, and says nothing of it."""
        self.assertFalse((brief.parent / '.a.brief.lock').exists())
        listed = self.run_verb(desktop, 'list', self.copy_of(brief))
        program = self.start(desktop)
        for part in words:
            program.wait(lambda part=part: part in self.content(program), part)
            self.assertNotIn(part, listed)
        self.assertEqual(program.ask('windows'), '1')
        self.assertEqual(program.ask('label closed unexpectedly'), 'none')
        self.assertNotRegex(program.errors(), '(?i)critical|warning')
        return program

    def test_logging_out(self):
        desktop, brief, manager, program = self.start_managed()
        self.write(desktop, program, 'Written before the question.')
        manager.say('QueryEndSession')
        program.wait(lambda: manager.answers == [True], 'the answer')
        self.assertEqual(program.ask('windows'), '1')
        # Something else holds the session up, and the user goes on.
        self.write(desktop, program, ' And after it.', begin=False)
        manager.say('EndSession')
        self.assertEqual(self.ended(program), 0)
        self.check_next_start(desktop, brief, 'Written before the question.', 'And after it.').quit()

    def test_logging_out_is_called_off(self):
        desktop, brief, manager, program = self.start_managed()
        self.write(desktop, program, 'Before.')
        manager.say('QueryEndSession')
        program.wait(lambda: manager.answers == [True], 'the answer')
        manager.say('CancelEndSession')
        self.write(desktop, program, ' Afterwards.', begin=False)
        program.key('ctrl+s')
        program.wait(lambda: 'Afterwards.' in self.run_verb(desktop, 'list', self.copy_of(brief)), 'the saved words')
        program.quit()

    def resize(self, desktop, program, width):
        """The window, which is not maximised."""
        wanted = [width, 640]

        def is_wanted():
            window = program.settle()[0]
            before = program.bounds('type BrvWindow')[2:]
            if before == wanted:
                return True
            # The window on the screen is larger than what the program calls so, by its shadow.
            size = desktop.geometry(window)[2:]
            desktop.tool('windowsize', window, *(size[i] + int(wanted[i] - before[i]) for i in (0, 1)))
            return False
        program.wait(is_wanted, f'the window as wide as {width}')

    def scroll_past(self, program):
        """Whether the view begins behind the caret and stays there; else it is scrolled on."""
        program.settle()
        top = program.ask(f'top {BRIEF}')
        program.settle()
        if top == program.ask(f'top {BRIEF}') and re.match(r'\|recommendation [4-9]', top):
            return True
        program.desktop.tool('click', 5)
        return False

    def look(self, program):
        """All that is to come back."""
        asked = ('type BrvWindow', 'type BrvSourcesPane', 'type BrvBriefPane', 'type BrvPagesPane', f'caret {BRIEF}',
                 f'top {BRIEF}')
        return {question: program.ask(question) for question in asked}

    def test_comes_back(self):
        """The size of the window, its panes and their widths, the caret, and what is scrolled to."""
        for width, toggle, missing in ((1100, 'shift+F9', 'BrvSourcesPane'), (1250, 'F9', 'BrvSourcesPane'),
                                       (1250, 'shift+F9', 'BrvPagesPane')):
            with self.subTest(width=width, missing=missing):
                desktop, brief = self.open(size='1680x1050')
                lines = [{'op': 'add-paragraph', 'section': section, 'text': f'{section} {number}. ' + 'Pilots wait. ' * 30}
                         for section in ('background', 'threat', 'recommendation') for number in range(12)]
                (desktop.path / 'a.apply').write_text(''.join(json.dumps(line) + '\n' for line in lines), encoding='utf-8')
                self.run_verb(desktop, 'apply', brief, desktop.path / 'a.apply')
                program = self.start(desktop, brief, maximise=False)
                self.resize(desktop, program, width)
                program.key(toggle)
                program.wait(lambda: program.ask(f'type {missing}') == 'none', f'no {missing}')
                x, y, handle_width, height = program.settled('type BrvPaneHandle')
                middle = (x + handle_width / 2, y + height / 2)
                program.drag(middle, (middle[0] + (60 if missing == 'BrvPagesPane' else -60), middle[1]))
                program.wait(lambda: program.bounds('type BrvPaneHandle')[0] != x, 'another width')
                program.put_caret(BRIEF, 'recommendation 3.')
                program.wait(lambda: self.scroll_past(program), 'other words at the top')
                left = self.look(program)
                self.assertRegex(left[f'caret {BRIEF}'], r'^r[ecomndati]*\|[ecomndati]* 3')
                desktop.shot(f'back-{width}-{missing}-1')
                program.key('ctrl+q')
                self.assertEqual(self.ended(program), 0)
                program = self.start(desktop, maximise=False)
                program.holds(lambda: self.look(program) == left, 20)
                program.settle()
                desktop.shot(f'back-{width}-{missing}-2')
                self.assertEqual(self.look(program), left)
                program.quit()
                self.assertNotRegex(program.errors(), '(?i)critical|warning')

    def test_stopped(self):
        """The session manager may end a program without a question before."""
        desktop, brief, manager, program = self.start_managed()
        self.write(desktop, program, 'Nobody asked.')
        manager.say('Stop')
        self.assertEqual(self.ended(program), 0)
        self.check_next_start(desktop, brief, 'Nobody asked.').quit()

    def test_signals(self):
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            with self.subTest(number.name):
                desktop, brief = self.open()
                program = self.start(desktop, brief)
                words = f'Before {number.name}.'
                self.write(desktop, program, words)
                program.process.send_signal(number)
                self.assertEqual(self.ended(program), 0)
                self.check_next_start(desktop, brief, words).quit()

    def test_display_goes_away(self):
        """No program outlives its display under X; what was written is in the working copy."""
        desktop, brief = self.open()
        program = self.start(desktop, brief)
        self.write(desktop, program, 'Before the lights went out.')
        program.wait(lambda: desktop.has_kept('Before the lights went out.'), 'the words in the working copy')
        desktop.processes[0].send_signal(signal.SIGKILL)
        self.ended(program)
        self.assertIn('Before the lights went out.', self.run_verb(desktop, 'list', brief))
        self.assertNotIn('Before the lights went out.', self.run_verb(desktop, 'list', self.copy_of(brief)))


if __name__ == '__main__':
    if desk.missing():
        print(f'1..0 # SKIP not installed: {", ".join(desk.missing())}')
        sys.exit(77)
    unittest.main(argv=sys.argv[:1], verbosity=2)
