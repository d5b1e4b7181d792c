"""A program that edits a brief through `brevier apply --keep-open`, and what the brief must then say.

Every change is followed in a model: the title, the paragraphs with their ids, and how many steps can be undone and done
again. What is found after a crash must be one of the states that the model went through.
"""
import json
import os
import pathlib
import random
import signal
import subprocess
import threading
import time

PROMISED_MS = 250
BEAT_S = .02


def now_ms():
    """The clock that the program's answers use."""
    return time.clock_gettime(time.CLOCK_MONOTONIC) * 1000


class Stalls:
    """What the machine itself holds up: a beat that writes and syncs as the program does. Where that comes late, other
    programs have the cores or the disk, and the program's promise can be kept only so much later."""

    def __init__(self, folder):
        self.path = pathlib.Path(folder) / 'beat'
        self.beats = [now_ms()]
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.beat, daemon=True)
        self.thread.start()

    def beat(self):
        with open(self.path, 'wb', buffering=0) as file:
            while not self.over.wait(BEAT_S):
                os.pwrite(file.fileno(), b'beat', 0)
                os.fsync(file.fileno())
                self.beats.append(now_ms())

    def promised_ms(self, since_ms):
        """How old a change may be that was lost in a round that began then. Word of a change passes from one thread to the
        next, so it may be held up twice."""
        beats = [*(beat for beat in self.beats if beat >= since_ms - 1000), now_ms()]
        return PROMISED_MS + 2 * max(after - before for before, after in zip(beats, beats[1:]))

    def end(self):
        self.over.set()
        self.thread.join()
        self.path.unlink()


class Lost(Exception):
    """What was promised is not there."""


class State:
    """What a brief says at one moment."""

    def __init__(self, title='', blocks=(), undo=0, redo=0):
        self.title, self.blocks, self.undo, self.redo = title, tuple(blocks), undo, redo

    def __eq__(self, other):
        return vars(self) == vars(other)

    def __repr__(self):
        return f'{self.title!r} {[text for _, text in self.blocks]} undo {self.undo} redo {self.redo}'


class Place:
    """A folder of its own with a brief and everything that the program keeps."""

    def __init__(self, program, path):
        self.program, self.path = program, pathlib.Path(path)
        self.brief = self.path / 'a.brief'
        self.env = {**os.environ, 'HOME': str(self.path), 'LC_ALL': 'C.UTF-8'}
        for name in ('STATE', 'DATA', 'CONFIG', 'CACHE'):
            self.env[f'XDG_{name}_HOME'] = str(self.path / name.lower())
            (self.path / name.lower()).mkdir(parents=True, exist_ok=True)
        for name in ('DISPLAY', 'WAYLAND_DISPLAY'):
            self.env.pop(name, None)

    def run(self, *arguments, check=True, **env):
        """A verb; its answer."""
        done = subprocess.run([self.program, *map(str, arguments)], env={**self.env, **env}, cwd=self.path,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False)
        if check and done.returncode != 0:
            raise Lost(f'{arguments}: status {done.returncode}: {done.stderr}')
        return done

    def new(self):
        """An empty brief; the state that it begins with."""
        self.run('new', self.brief, '--force')
        return self.read()

    def read(self, **env):
        """What the brief says, with what a dead process left of it; it stays as it is."""
        listed = json.loads(self.run('list', self.brief, '--json', **env).stdout)
        history = json.loads(self.run('list', self.brief, '--what', 'history', '--json', **env).stdout)['history']
        undone = sum(step.get('undone', False) for step in history)
        blocks = [(block['id'], block['text']) for section in listed['sections'] for block in section['blocks']
                  if block['text']]
        return State(listed['brief'].get('title', ''), blocks, len(history) - undone, undone)

    def read_file(self):
        """What the file alone says."""
        empty = self.path / 'nothing'
        empty.mkdir(exist_ok=True)
        return self.read(XDG_STATE_HOME=str(empty))


class Editor:
    """The open brief. `states` are those that it went through, with the time of the answer; `saved` is the index of
    the last one of which a save was confirmed."""

    def __init__(self, place, start, rand, **env):
        self.place, self.rand = place, rand
        self.states = [(start, now_ms())]
        self.before, self.after = [], []    # states to undo to and to redo to; unknown ones are None
        self.saved, self.saves = 0, []
        self.unsure = False                 # a change was asked for and not answered
        self.process = subprocess.Popen([place.program, 'apply', str(place.brief), '-', '--keep-open', '--continue'],
                                        env={**place.env, **env}, cwd=place.path, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    @property
    def state(self):
        return self.states[-1][0]

    def ask(self, **change):
        """One change; its answer, or None where the program has ended."""
        try:
            self.process.stdin.write(json.dumps(change) + '\n')
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ''
        return json.loads(line) if line.endswith('\n') else None

    def step(self):
        """A change at random; FALSE where the program has ended."""
        state, dice = self.state, self.rand.random()
        if dice < .12 and self.before and self.before[-1] is not None:
            return self.history('undo', self.before, self.after)
        if dice < .2 and self.after and self.after[-1] is not None:
            return self.history('redo', self.after, self.before)
        change, title, blocks = self.draw(state)
        # What the program may have done though it could not say so any more.
        answer = self.ask(**change)
        blocks = [(answer['id'] if answer and id is None else id, text) for id, text in blocks]
        new = State(title, blocks, state.undo + 1, 0)
        if answer is None:
            self.unsure = True
            return False
        if answer['ok']:
            self.before.append(state)
            self.after.clear()
            self.states.append((new, answer['t_ms']))
        return True

    def draw(self, state):
        blocks, rand = list(state.blocks), self.rand
        at = rand.randrange(len(blocks)) if blocks else 0
        dice = rand.random()
        word = f'w{rand.getrandbits(24):x} '
        if len(blocks) < 3 or dice < .3 and len(blocks) < 30:
            return ({'op': 'add-paragraph', 'section': 'threat', 'text': word.strip()}, state.title,
                    [*blocks, (None, word.strip())])
        block, text = blocks[at]
        if dice < .6:
            blocks[at] = (block, word + text)
            return {'op': 'type', 'block': block, 'at': 0, 'text': word}, state.title, blocks
        if dice < .7 and len(text) > 4:
            blocks[at] = (block, text[2:])
            return {'op': 'delete', 'block': block, 'start': 0, 'end': 2}, state.title, blocks
        if dice < .8:
            to = rand.randrange(len(blocks))
            while to == at:
                to = rand.randrange(len(blocks))
            blocks.insert(to, blocks.pop(at))
            return {'op': 'move', 'block': block, 'section': 'threat', 'at': to}, state.title, blocks
        if dice < .9:
            return {'op': 'set', 'field': 'title', 'value': word}, word, blocks
        del blocks[at]
        return {'op': 'remove', 'block': block}, state.title, blocks

    def history(self, op, taken, given):
        answer = self.ask(op=op)
        if answer is None:
            self.unsure = True
            return False
        state, to = self.state, taken.pop()
        given.append(state)
        shift = -1 if op == 'undo' else 1
        self.states.append((State(to.title, to.blocks, state.undo + shift, state.redo - shift), answer['t_ms']))
        return True

    def save(self):
        """The file is written; FALSE where the program has ended."""
        answer = self.ask(op='save')
        if answer is not None and answer['ok']:
            self.saved = len(self.states) - 1
            self.saves.append((self.saved, answer['t_ms']))
        return answer is not None

    def kill(self):
        """Ends the process at once; the moment."""
        moment = now_ms()
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.close_pipes()
        return moment

    def end(self):
        """Lets the process end; its exit status."""
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        status = self.process.wait(120)
        self.process.stdout.close()
        return status

    def close_pipes(self):
        for stream in (self.process.stdin, self.process.stdout):
            try:
                stream.close()
            except BrokenPipeError:
                pass


class Loss:
    """What was lost in all rounds."""

    def __init__(self, stalls):
        self.stalls = stalls
        self.rounds = self.changes = self.lost = self.too_old = self.corrupt = 0
        self.worst_ms = 0.0
        self.faults = []

    def judge(self, editor, found, moment_ms, floor=0, what=''):
        """Finds the state among those that were; what came later is lost. None of it may be older than was promised,
        and none be at or before the state of index `floor`."""
        self.changes += len(editor.states) - 1
        index = next((i for i in range(len(editor.states) - 1, -1, -1) if editor.states[i][0] == found), None)
        if index is None and editor.unsure and self.follows(editor, found):
            return
        if index is None:
            self.corrupt += 1
            self.faults.append(f'{what}: a state that never was: {found}, after {editor.state}')
            return
        self.lost += len(editor.states) - 1 - index
        late = [t for _, t in editor.states[index + 1:]]
        if late:
            self.worst_ms = max(self.worst_ms, moment_ms - late[0])
        promised = self.stalls.promised_ms(editor.states[0][1])
        old = sum(1 for i, (_, t) in enumerate(editor.states) if i > index and (t < moment_ms - promised or i <= floor))
        self.too_old += old
        if old:
            self.faults.append(f'{what}: {old} changes lost that were safe, the oldest {moment_ms - late[0]:.0f} ms old')

    @staticmethod
    def follows(editor, found):
        """The last change was made and not answered: what it says is not known to the letter."""
        last = editor.state
        return found.undo + found.redo in (last.undo + last.redo, last.undo + 1) and abs(
            len(found.blocks) - len(last.blocks)) <= 1


def lead_back(place, start):
    """The whole history, undone and done again, leads to the beginning and back."""
    found = place.read()
    editor = Editor(place, found, random.Random(0))
    editor.ask(op='undo', count=found.undo)
    back = editor.ask(op='save')
    first = place.read_file()
    editor.ask(op='redo', count=found.undo)
    again = editor.ask(op='save')
    editor.end()
    last = place.read_file()
    if not back or not again or (first.title, first.blocks) != (start.title, start.blocks):
        raise Lost(f'the history leads to {first}, not to {start}')
    if (last.title, last.blocks) != (found.title, found.blocks):
        raise Lost(f'the history leads to {last}, not to {found}')
