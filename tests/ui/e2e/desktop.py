"""A display of its own with a window manager, and a program in it that is driven by pointer and keys.

Xvfb, openbox and xdotool do the work; the probe (probe.c) tells where things are on the screen, and what the program has
seen of pointer and keys. Nothing here depends on how fast the machine is: an action begins when the window is quiet and
gets the keys, and ends when the program has seen it. How long something is waited for matters only where a test fails.
"""
import contextlib
import os
import pathlib
import select
import shutil
import signal
import subprocess
import tempfile
import time

NOISE = ('without a current allocation', 'Trying to measure GtkLabel')
PATIENCE_S = 90                # for what must come
LOST_S = 15             # for an event that a moment between two windows may have swallowed; then it is made again
DOUBLE_CLICK_S = 2      # a row of a list forgets a press whose release comes later, and slow frames may make it so
NEEDED = ('Xvfb', 'openbox', 'xdotool', 'import', 'dbus-daemon', 'pdftotext')


def missing():
    """What is not installed."""
    return [name for name in NEEDED if shutil.which(name) is None]


class Desktop:
    """The display, with folders of its own for everything a program might write."""

    def __init__(self, size='1366x768', shots=None, calm=True):
        """A calm desktop has no animations and no blinking caret; what is measured is measured with them: a caret that
        blinks keeps frames coming, and a key waits for the next one."""
        self.size = size
        self.shots = pathlib.Path(shots) if shots else None
        # What a killed program had started may write there a moment longer.
        self.home = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.path = pathlib.Path(self.home.name)
        self.processes = []
        read, write = os.pipe()
        self.start(['Xvfb', '-displayfd', str(write), '-screen', '0', f'{size}x24', '-nolisten', 'tcp',
                    '-noreset', '-r'], pass_fds=[write])
        os.close(write)
        with os.fdopen(read) as answer:
            self.display = f':{answer.readline().strip()}'
        self.env = {**os.environ, 'DISPLAY': self.display, 'HOME': str(self.path), 'GDK_BACKEND': 'x11',
                    'GSK_RENDERER': 'cairo', 'GSETTINGS_BACKEND': 'memory', 'GTK_USE_PORTAL': '0', 'GTK_A11Y': 'none',
                    'ADW_DISABLE_PORTAL': '1', 'LIBGL_ALWAYS_SOFTWARE': '1', 'LC_ALL': 'C.UTF-8', 'TZ': 'UTC',
                    'NO_AT_BRIDGE': '1', 'GDK_DEBUG': 'gl-disable', 'GDK_DISABLE': 'gl,vulkan'}
        self.env.pop('WAYLAND_DISPLAY', None)
        # GTK's own warnings must not end the program; a story looks at what was said when it is over.
        self.env.pop('G_DEBUG', None)
        # Newer libraries tell then what will be taken out of them one day.
        self.env.pop('G_ENABLE_DIAGNOSTIC', None)
        for name in ('STATE', 'DATA', 'CONFIG', 'CACHE'):
            self.env[f'XDG_{name}_HOME'] = str(self.path / f'.{name.lower()}')
        bus = subprocess.run(['dbus-daemon', '--session', '--fork', '--print-address=1', '--print-pid=1'], env=self.env,
                             capture_output=True, text=True, check=True, timeout=PATIENCE_S).stdout.split('\n')
        self.env['DBUS_SESSION_BUS_ADDRESS'], self.bus = bus[0], int(bus[1])
        if calm:
            self.write_settings()
        self.probed = []        # all programs that there were
        self.program = None     # the newest that is no giver
        self.start(['openbox'], env=self.env)
        end = time.monotonic() + PATIENCE_S
        while not self.tool('get_desktop'):
            if time.monotonic() > end:
                raise AssertionError('the window manager does not come')
            time.sleep(.05)

    def write_settings(self):
        """Nothing moves by itself, no caret that blinks, no menu that slides; and no click is too slow to be one."""
        folder = self.path / '.config' / 'gtk-4.0'
        folder.mkdir(parents=True)
        settings = ('[Settings]\ngtk-cursor-blink=false\ngtk-enable-animations=false\n'
                    f'gtk-double-click-time={1000 * DOUBLE_CLICK_S}\n')
        (folder / 'settings.ini').write_text(settings, encoding='utf-8')

    def start(self, command, **options):
        """A process that ends with the display."""
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
        self.processes.append(process)
        return process

    def tool(self, *arguments):
        """xdotool."""
        return subprocess.run(['xdotool', *map(str, arguments)], env=self.env, capture_output=True, text=True,
                              check=False, timeout=PATIENCE_S).stdout

    def wake(self):
        """Sends openbox an event that changes nothing. A window that comes while it starts lies unread in its queue until
        the next event comes (seen in 3.6)."""
        self.tool('set_desktop', 0)

    def geometry(self, window):
        """X, Y, W, H of a window on the screen."""
        lines = self.tool('getwindowgeometry', '--shell', window).split()
        values = dict(line.split('=') for line in lines if '=' in line)
        return [int(values.get(key, -1)) for key in ('X', 'Y', 'WIDTH', 'HEIGHT')]

    def has_kept(self, words):
        """Whether the words stand in a working copy."""
        found = False
        for path in (self.path / '.state').rglob('*'):
            # Its files come and go.
            with contextlib.suppress(OSError):
                found |= path.is_file() and words.encode() in path.read_bytes()
        return found

    def shot(self, name):
        """A picture of the screen, kept with the build."""
        if self.shots is None:
            return
        self.shots.mkdir(parents=True, exist_ok=True)
        subprocess.run(['import', '-window', 'root', str(self.shots / f'{name}.png')], env=self.env, check=False,
                       timeout=PATIENCE_S)

    def close(self):
        """Ends everything."""
        for one in self.probed:
            if one.process.poll() is None:
                one.end(kill=True)
        os.kill(self.bus, signal.SIGTERM)
        for process in reversed(self.processes):
            process.terminate()
            try:
                process.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.home.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Probed:
    """A program that answers the probe's questions."""

    def __init__(self, desktop, command, **options):
        self.desktop = desktop
        self.pressed = (0, 0, 0)    # when and where a button was last pressed
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **options)
        desktop.probed.append(self)

    def errors(self):
        """What the program complained of."""
        return ''

    def ask(self, question):
        """One answer of the probe."""
        self.process.stdin.write(question + '\n')
        self.process.stdin.flush()
        if not select.select([self.process.stdout], [], [], PATIENCE_S)[0]:
            self.fail(f'the program does not answer “{question}”')
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f'the program has ended: {self.errors()}')
        return line.rstrip('\n')

    def fail(self, why):
        """Ends the test, with a picture."""
        name = f'failure-{self.desktop.path.name}'
        self.desktop.shot(name)
        raise AssertionError(f'{why} ({name}.png)')

    def holds(self, condition, seconds):
        """Whether the condition comes to hold in this time."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                return False
            time.sleep(.03)
        return True

    def wait(self, condition, what, seconds=PATIENCE_S):
        """Until the condition holds; else the test fails."""
        if not self.holds(condition, seconds):
            self.fail(f'waited in vain for {what}')

    def settle(self, active=True):
        """Until nothing moves and the newest window gets the keys; the window's number, width and height."""
        end = time.monotonic() + PATIENCE_S
        while True:
            state, *window = self.ask('quiet').split()
            if state in ('quiet', 'busy') or (state == 'inactive' and not active):
                return [int(part) for part in window]
            self.desktop.wake()
            if time.monotonic() > end:
                self.fail(f'no window that gets the keys: {state}')

    def bounds(self, question):
        """X, Y, W, H, once it is there."""
        answer = []

        def there():
            answer[:] = self.ask(question).split()
            return answer[0] != 'none'
        self.wait(there, question)
        return [float(part) for part in answer]

    def settled(self, question):
        """X, Y, W, H, once it is there and stays there: a window that has just come still grows."""
        before, place = None, self.bounds(question)
        while place != before:
            self.settle()
            before, place = place, self.bounds(question)
        return place

    def seen(self):
        """How many buttons went down and up and how many keys; where the pointer is."""
        return [int(part) for part in self.ask('seen').split()]

    def point(self, x, y, window=None):
        """The pointer to a place of the newest window."""
        x, y = int(x), int(y)
        if window is None:
            window = self.settle()[0]
        for aside in (0, 1, 0):
            if aside:
                self.desktop.tool('mousemove', '--window', window, x + 1, y + 1)
            self.desktop.tool('mousemove', '--window', window, x, y)
            if self.holds(lambda: self.seen()[4:] == [x, y], LOST_S):
                return
        self.fail(f'the pointer does not come to {x}, {y} but {self.seen()[4:]}')

    def press(self, button=1, release=True):
        """A button goes down where the pointer is, and up again."""
        x, y = self.seen()[4:]
        at, old_x, old_y = self.pressed
        if abs(x - old_x) < 9 and abs(y - old_y) < 9:
            time.sleep(max(0, at + 1.1 * DOUBLE_CLICK_S - time.monotonic()))
        for _ in range(3):
            down, up = self.seen()[:2]
            self.desktop.tool('click' if release else 'mousedown', button)
            self.pressed = (time.monotonic(), x, y)
            # Nothing is pressed again that is only late: it would close the menu that the first press opens.
            if self.holds(lambda: self.seen()[0] > down, LOST_S) or self.settle(active=False) and self.seen()[0] > down:
                if release:
                    self.wait(lambda: self.seen()[1] > up, 'the end of the click')
                return
            self.desktop.tool('mouseup', button)
        self.fail('a click does not arrive')

    def keys_arrive(self, number, *arguments):
        """Keys that the program sees. Where none of them came, as between two windows, they are struck again."""
        try:
            for _ in range(3):
                before = self.seen()[2]
                self.desktop.tool(*arguments)
                self.settle(active=False)
                if self.seen()[2] > before:
                    break
            self.wait(lambda: self.seen()[2] >= before + number, f'the keys {arguments}')
        except (RuntimeError, BrokenPipeError):
            if self.process.wait(PATIENCE_S) != 0:
                raise
            # It was the last thing that the program saw.

    def start_drag(self, x, y, towards, window):
        """Presses the button and moves on until the program has begun to drag, if it drags something there."""
        self.point(x, y, window)
        self.press(release=False)
        step = 14 if towards >= x else -14
        self.point_freely(window, x + step, y)
        self.holds(lambda: self.seen()[4:] == [int(x + step), int(y)] or self.is_dragging(), LOST_S)

    def point_freely(self, window, x, y):
        """The pointer there, whoever sees it."""
        self.desktop.tool('mousemove', '--window', window, int(x), int(y))

    def is_dragging(self):
        """Whether something is dragged out of this program."""
        return self.ask('drag').split()[0] != 'none'

    def go_on_dragging(self, target, origin, start, end):
        """To the end, until a drop there would be taken."""
        steps = 12
        for step in range(1, steps + 1):
            self.desktop.tool('mousemove', *(int(origin[i] + start[i] + (end[i] - start[i]) * step / steps) for i in (0, 1)))

        def is_taken():
            over = [int(part) for part in target.ask('drag').split()[2:]]
            return self.ask('drag').split()[1] != '0' and all(abs(over[i] - end[i]) < 2 for i in (0, 1))
        for _ in range(60):
            if self.holds(is_taken, .5):
                return True
            # A hand is never quite still.
            for aside in (1, 0):
                self.desktop.tool('mousemove', origin[0] + end[0] + aside, origin[1] + end[1])
        return False

    def let_go(self):
        """The button goes up; what was dragged has then been taken."""
        self.desktop.tool('mouseup', 1)
        self.wait(lambda: not self.is_dragging(), 'the end of the drag')

    def end(self, kill=False):
        """Ends the program."""
        self.process.send_signal(signal.SIGKILL if kill else signal.SIGTERM)
        self.process.wait(PATIENCE_S)
        self.process.stdin.close()
        self.process.stdout.close()


class Giver(Probed):
    """A window of another program in a corner of the screen, out of which things are dragged."""

    def __init__(self, desktop, program, contents):
        arguments = []
        for number, (media_type, content) in enumerate(contents.items()):
            path = desktop.path / f'given-{number}'
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            arguments += [media_type, str(path)]
        super().__init__(desktop, [str(program), *arguments], env=desktop.env, stderr=subprocess.DEVNULL)
        self.wait(lambda: self.ask('windows') not in ('0', 'none'), 'the other program')
        self.window = self.settle(active=False)[0]
        self.place = 80, 50
        width, height = map(int, desktop.size.split('x'))

        def lies_there():
            desktop.wake()
            desktop.tool('windowsize', self.window, 160, 80)
            desktop.tool('windowmove', self.window, width - 170, height - 110)
            x, y, *_ = desktop.geometry(self.window)
            return abs(x - width + 170) < 60 and abs(y - height + 110) < 60
        self.wait(lies_there, 'the other program in its corner')

    def come_up(self):
        """The pointer onto the window, which lies above all others."""
        for _ in range(10):
            self.desktop.tool('windowraise', self.window)
            self.settle(active=False)
            self.point_freely(self.window, self.place[0] + 1, self.place[1])
            self.point_freely(self.window, *self.place)
            if self.holds(lambda: tuple(self.seen()[4:]) == self.place, 2):
                return
        self.fail('the other program does not come up')

    def drag_to(self, x, y, drop=True):
        """A drag out of the window to a place of the newest program's window."""
        program = self.desktop.program
        origin = self.desktop.geometry(program.settle(active=False)[0])[:2]
        self.come_up()
        self.start_drag(*self.place, -1, self.window)
        self.wait(self.is_dragging, 'something to be dragged')
        left, top, *_ = self.desktop.geometry(self.window)
        start = left + self.place[0] - origin[0], top + self.place[1] - origin[1]
        if not self.go_on_dragging(program, origin, start, (int(x), int(y))):
            self.fail('nobody takes what is dragged')
        if drop:
            self.drop()

    def drop(self):
        """Lets go."""
        self.let_go()

    def copy(self):
        """Puts it on the clipboard."""
        self.come_up()
        self.press()
        self.settle(active=False)

    def hide(self):
        """Out of the way; what is on the clipboard stays there."""
        self.desktop.tool('windowminimize', self.window)

    def close(self):
        """The other program ends."""
        self.end()


class Program(Probed):
    """The program with the probe in it."""

    def __init__(self, desktop, command, probe, maximise=True, inside=(), env=()):
        """Inside names a command that runs another one, in a world of its own."""
        env = {**desktop.env, **dict(env)}
        preload = [str(probe), env['LD_PRELOAD']] if 'LD_PRELOAD' in env else [str(probe)]
        if inside:
            command = [*inside, 'env', f'LD_PRELOAD={":".join(preload)}', *command]
            env.pop('LD_PRELOAD', None)
        else:
            env['LD_PRELOAD'] = ':'.join(preload)
        self.log = open(desktop.path / 'stderr', 'ab')
        super().__init__(desktop, command, env=env, cwd=desktop.path, stderr=self.log)
        desktop.program = self
        self.wait(lambda: self.ask('windows') not in ('0', 'none'), 'a window')
        if maximise:
            self.maximise()

    def maximise(self):
        """The window as large as the screen, where pixels of the window are pixels of the screen."""
        wanted = [0, 0, *map(int, self.desktop.size.split('x'))]

        def is_large():
            window, width, height = self.settle()
            if [*self.desktop.geometry(window)[:2], width, height] == wanted:
                return True
            self.desktop.tool('windowsize', window, *wanted[2:])
            self.desktop.tool('windowmove', window, 0, 0)
            return False
        self.wait(is_large, 'the window as large as the screen')

    def errors(self):
        """What the program said on standard error, less what GTK 4.8 says of scrollbars that came in mid-frame, and
        GTK 4.18 of the message dialogs of libadwaita."""
        lines = (self.desktop.path / 'stderr').read_text(errors='replace').splitlines()
        return '\n'.join(line for line in lines if not any(noise in line for noise in NOISE))

    def click(self, name):
        """A click on the middle of a widget; again where that has just moved away."""
        for _ in range(5):
            before, place = None, self.settled(f'widget {name}')
            while place != before:
                self.point(place[0] + place[2] / 2, place[1] + place[3] / 2)
                before, place = place, self.bounds(f'widget {name}')
            self.ask(f'expect {name}')
            self.press()
            if self.ask('hit') == 'hit':
                return
        self.fail(f'no click comes to {name}')

    def key(self, *keys):
        """Keys, one after the other, each when the one before has done its work."""
        for key in keys:
            self.settle()
            self.keys_arrive(1, 'key', key)

    def type(self, text, entry=False):
        """Text, letter by letter; into an entry, once one has the keys."""
        if entry:
            self.wait(lambda: self.ask('focus') == 'GtkText', 'an entry that gets the keys')
        self.settle()
        self.keys_arrive(len(str(text)), 'type', '--delay', '12', text)

    def choose_file(self, path):
        """Types a path into the file dialog that has come, until that is the end of it. The dialog that opens opens its
        entry at the first key, and adds to what is typed what it may mean: that is deleted."""
        dialog, entry, path = 'type GtkFileChooserWidget', 'GtkFileChooserEntry', str(path)
        self.bounds(dialog)
        while self.ask(f'type {entry}') == 'none':
            self.type('/')
            self.holds(lambda: self.ask(f'type {entry}') != 'none', LOST_S)
        for _ in range(5):
            self.key('ctrl+a')
            self.type(path)
            self.key('Delete')
            self.settle()
            if self.ask(f'entry {entry}') == path:
                # By then another window may have come, such as one that asks for a password.
                self.key('Return')
                if self.holds(lambda: self.ask(dialog) == 'none', 2 * LOST_S):
                    return
        self.fail('the file dialog stays open')

    def place(self, view, needle):
        """Where a text begins and ends in a view of that type, after scrolling to it."""
        return self.settled(f'text {view} {needle}')

    def put_caret(self, view, needle, behind=False, button=1):
        """A click into a text, or on its end, again until the caret is in its line and the keys go there."""
        for _ in range(5):
            x, y, end_x, end_y = self.place(view, needle)
            self.point(*((end_x - 3, end_y) if behind else (x + 10, y)))
            self.press(button)
            if self.holds(lambda: self.ask('focus') == view and needle in self.ask(f'caret {view}').replace('|', ''),
                          LOST_S):
                return
        self.fail(f'the caret does not come to {needle}')

    def drag(self, start, end):
        """A drag as a hand does it, which selects or moves something."""
        start, end = ([int(part) for part in place] for place in (start, end))
        window = self.settle()[0]
        self.start_drag(*start, end[0], window)
        if self.is_dragging():
            self.fail('something is dragged away')
        for step in range(1, 9):
            self.point_freely(window, *(start[i] + (end[i] - start[i]) * step / 8 for i in (0, 1)))
        self.wait(lambda: self.seen()[4:] == end, 'the pointer at the end of the drag')
        up = self.seen()[1]
        self.desktop.tool('mouseup', 1)
        self.wait(lambda: self.seen()[1] > up, 'the end of the drag')
        self.settle()

    def carry(self, start, end):
        """Drags what is there to another place, where it is taken."""
        start, end = ([int(part) for part in place] for place in (start, end))
        window = self.settle()[0]
        self.start_drag(*start, end[0], window)
        self.wait(self.is_dragging, 'something to be dragged')
        if not self.go_on_dragging(self, self.desktop.geometry(window)[:2], start, end):
            self.fail('nobody takes what is dragged')
        self.let_go()

    def select(self, view, needle):
        """Marks a text with the pointer, again until it is marked."""
        for _ in range(5):
            x1, y1, x2, y2 = self.place(view, needle)
            self.drag((x1, y1), (x2, y2))
            if self.ask(f'selection {view}') == needle:
                return
            # What is marked would be dragged away.
            self.point(x1, y1)
            self.press()
        self.fail(f'“{needle}” is not marked but “{self.ask(f"selection {view}")}”')

    def quit(self, kill=False):
        """Ends the program; with kill it cannot say goodbye."""
        self.end(kill)
        self.log.close()
