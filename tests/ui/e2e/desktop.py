"""A display of its own with a window manager, and a program in it that is driven by pointer and keys.

Xvfb, openbox and xdotool do the work; the probe (probe.c) tells where things are on the screen.
"""
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

NOISE = ('without a current allocation', 'Trying to measure GtkLabel')
NEEDED = ('Xvfb', 'openbox', 'xdotool', 'import', 'dbus-daemon', 'pdftotext')


def missing():
    """What is not installed."""
    return [name for name in NEEDED if shutil.which(name) is None]


class Desktop:
    """The display, with folders of its own for everything a program might write."""

    def __init__(self, size='1366x768', shots=None):
        self.size = size
        self.shots = pathlib.Path(shots) if shots else None
        self.home = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.home.name)
        self.processes = []
        read, write = os.pipe()
        self.start(['Xvfb', '-displayfd', str(write), '-screen', '0', f'{size}x24', '-nolisten', 'tcp'], pass_fds=[write])
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
                             capture_output=True, text=True, check=True).stdout.split('\n')
        self.env['DBUS_SESSION_BUS_ADDRESS'], self.bus = bus[0], int(bus[1])
        self.start(['openbox'], env=self.env)
        time.sleep(.5)

    def start(self, command, **options):
        """A process that ends with the display."""
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
        self.processes.append(process)
        return process

    def tool(self, *arguments):
        """xdotool."""
        return subprocess.run(['xdotool', *map(str, arguments)], env=self.env, capture_output=True, text=True,
                              check=False).stdout

    def shot(self, name):
        """A picture of the screen, kept with the build."""
        if self.shots is None:
            return
        self.shots.mkdir(parents=True, exist_ok=True)
        subprocess.run(['import', '-window', 'root', str(self.shots / f'{name}.png')], env=self.env, check=False)

    def close(self):
        """Ends everything."""
        os.kill(self.bus, signal.SIGTERM)
        for process in reversed(self.processes):
            process.terminate()
            process.wait()
        self.home.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Giver:
    """A window of another program in a corner of the screen, out of which things are dragged."""

    def __init__(self, desktop, program, contents):
        self.desktop = desktop
        arguments = []
        for number, (media_type, content) in enumerate(contents.items()):
            path = desktop.path / f'given-{number}'
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            arguments += [media_type, str(path)]
        self.process = desktop.start([str(program), *arguments], env=desktop.env)
        # A window that is just being shown is found by one question and gone for the next: then nothing is said.
        found = []
        for _ in range(50):
            found = desktop.tool('search', '--sync', '--onlyvisible', '--pid', self.process.pid).split()
            if found:
                break
            time.sleep(.1)
        self.window = found[0]
        width, height = map(int, desktop.size.split('x'))
        self.place = width - 90, height - 60
        desktop.tool('windowsize', '--sync', self.window, 160, 80)
        desktop.tool('windowmove', '--sync', self.window, width - 170, height - 110)
        time.sleep(.3)

    def drag_to(self, x, y, drop=True):
        """A drag out of the window to a place of the screen; the window is raised first."""
        self.desktop.tool('windowraise', self.window)
        time.sleep(.2)
        start_x, start_y = self.place
        self.desktop.tool('mousemove', start_x, start_y)
        time.sleep(.1)
        self.desktop.tool('mousedown', 1)
        time.sleep(.15)
        for step in range(1, 16):
            self.desktop.tool('mousemove', int(start_x + (x - start_x) * step / 15), int(start_y + (y - start_y) * step / 15))
            time.sleep(.03)
        time.sleep(.4)
        if drop:
            self.drop()

    def drop(self):
        """Lets go."""
        self.desktop.tool('mouseup', 1)
        time.sleep(.3)

    def copy(self):
        """Puts it on the clipboard."""
        self.desktop.tool('windowraise', self.window)
        time.sleep(.2)
        self.desktop.tool('mousemove', *self.place)
        time.sleep(.1)
        self.desktop.tool('click', 1)
        time.sleep(.4)

    def hide(self):
        """Out of the way; what is on the clipboard stays there."""
        self.desktop.tool('windowminimize', self.window)
        time.sleep(.3)

    def close(self):
        """The other program ends."""
        self.process.terminate()
        self.process.wait()


class Program:
    """The program with the probe in it."""

    def __init__(self, desktop, command, probe, maximise=True, inside=(), env=()):
        """Inside names a command that runs another one, in a world of its own."""
        self.desktop = desktop
        env = {**desktop.env, **dict(env)}
        preload = [str(probe), env['LD_PRELOAD']] if 'LD_PRELOAD' in env else [str(probe)]
        if inside:
            command = [*inside, 'env', f'LD_PRELOAD={":".join(preload)}', *command]
            env.pop('LD_PRELOAD', None)
        else:
            env['LD_PRELOAD'] = ':'.join(preload)
        self.log = open(desktop.path / 'stderr', 'ab')
        self.process = subprocess.Popen(command, env=env, cwd=desktop.path, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.origin = (0, 0)
        self.wait(lambda: self.ask('windows') not in ('0', 'none'), 'a window')
        if maximise:
            self.maximise()

    def maximise(self):
        """The window as large as the screen, where pixels of the window are pixels of the screen."""
        for window in self.desktop.tool('search', '--onlyvisible', '--pid', self.process.pid).split():
            width, height = self.desktop.size.split('x')
            self.desktop.tool('windowsize', window, width, height)
            self.desktop.tool('windowmove', window, 0, 0)
            subprocess.run(['xdotool', 'key', '--window', window, 'super'], env=self.desktop.env, check=False)
        time.sleep(.4)

    def ask(self, question):
        """One answer of the probe."""
        self.process.stdin.write(question + '\n')
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f'the program has ended: {self.errors()}')
        return line.rstrip('\n')

    def errors(self):
        """What the program said on standard error, less what GTK 4.8 says of scrollbars that came in mid-frame, and
        GTK 4.18 of the message dialogs of libadwaita."""
        lines = (self.desktop.path / 'stderr').read_text(errors='replace').splitlines()
        return '\n'.join(line for line in lines if not any(noise in line for noise in NOISE))

    def wait(self, condition, what, seconds=20):
        """Until the condition holds; else the test fails, with a picture."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if condition():
                return
            time.sleep(.05)
        self.desktop.shot('failure')
        raise AssertionError(f'waited in vain for {what}')

    def bounds(self, question):
        """X, Y, W, H, once it is there."""
        answer = []

        def there():
            answer[:] = self.ask(question).split()
            return answer[0] != 'none'
        self.wait(there, question)
        return [float(part) for part in answer]

    def window_origin(self):
        """Where the program's active window begins on the screen."""
        out = self.desktop.tool('getactivewindow', 'getwindowgeometry', '--shell')
        values = dict(line.split('=') for line in out.split() if '=' in line)
        return int(values.get('X', 0)), int(values.get('Y', 0))

    def point(self, x, y):
        """The pointer to a place of the window."""
        dx, dy = self.window_origin()
        self.desktop.tool('mousemove', int(x + dx), int(y + dy))

    def click(self, name, kind='widget', button=1):
        """A click on the middle of a widget."""
        x, y, width, height = self.bounds(f'{kind} {name}')
        self.point(x + width / 2, y + height / 2)
        time.sleep(.05)
        self.desktop.tool('click', button)
        time.sleep(.2)

    def key(self, *keys):
        """Keys, one after the other."""
        for key in keys:
            self.desktop.tool('key', '--clearmodifiers', key)
            time.sleep(.08)

    def type(self, text):
        """Text, letter by letter."""
        self.desktop.tool('type', '--delay', '12', text)
        time.sleep(.2)

    def choose_file(self, path):
        """Types a path into the file dialog that has come, until that is the end of it. The dialog opens its entry at the
        first key, and adds to what is typed what it may mean: that is deleted. On a slow machine it loses a key."""
        for _ in range(5):
            time.sleep(.6)
            self.type('/')
            time.sleep(.5)
            self.key('ctrl+a')
            self.desktop.tool('type', '--delay', '40', path)
            time.sleep(.5)
            self.key('Delete')
            time.sleep(.2)
            self.key('Return')
            end = time.monotonic() + 8
            while time.monotonic() < end:
                # By then another window may have come, such as one that asks for a password.
                if self.ask('type GtkFileChooserWidget') == 'none':
                    return
                time.sleep(.2)
        raise AssertionError('the file dialog stays open')

    def place(self, view, needle):
        """Where a text begins and ends in a view of that type, after scrolling to it, once it stays there: a window
        that has just come still grows."""
        before, place = None, self.bounds(f'text {view} {needle}')
        while place != before:
            time.sleep(.3)
            before, place = place, self.bounds(f'text {view} {needle}')
        return place

    def put_caret(self, view, needle, behind=False):
        """A click into a text, or on its end, again until the caret is in its line and the keys go there."""
        for _ in range(5):
            x, y, end_x, end_y = self.place(view, needle)
            self.point(*((end_x - 3, end_y) if behind else (x + 10, y)))
            time.sleep(.05)
            self.desktop.tool('click', 1)
            end = time.monotonic() + 4
            while time.monotonic() < end:
                if self.ask('focus') == view and needle in self.ask(f'caret {view}').replace('|', ''):
                    return
                time.sleep(.05)
        self.desktop.shot('failure')
        raise AssertionError(f'the caret does not come to {needle}')

    def drag(self, start, end):
        """A drag as a hand does it."""
        (x1, y1), (x2, y2) = start, end
        self.point(x1, y1)
        time.sleep(.1)
        self.desktop.tool('mousedown', 1)
        time.sleep(.15)
        steps = 14
        for i in range(1, steps + 1):
            self.point(x1 + (x2 - x1) * i / steps, y1 + (y2 - y1) * i / steps)
            time.sleep(.02)
        time.sleep(.35)
        self.desktop.tool('mouseup', 1)
        time.sleep(.4)

    def select(self, view, needle):
        """Marks a text with the pointer."""
        x1, y1, x2, y2 = self.place(view, needle)
        self.drag((x1, y1), (x2, y2))

    def quit(self, kill=False):
        """Ends the program; with kill it cannot say goodbye."""
        self.process.send_signal(signal.SIGKILL if kill else signal.SIGTERM)
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.log):
            stream.close()
