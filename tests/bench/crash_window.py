"""The real window, killed while somebody types, undoes and saves.

What is seen in the window is what was done. Keys are struck one at a time, and what each has done is waited for, or in a
burst, of which the window is asked again and again: a text between two that were seen has been there, too.
"""
import json
import pathlib
import random
import shutil
import subprocess
import sys
import threading
import time

from crash_editor import Lost, Place, now_ms
from measure import BUILD, PROGRAM, ROOT

sys.path.insert(0, str(ROOT / 'tests' / 'ui' / 'e2e'))
import desktop as desk  # noqa: E402, pylint: disable=wrong-import-position

BRIEF = 'BrvBriefView'
LETTERS = 'abcdefgh'
ROUNDS_A_BRIEF = 10     # then a new one, so that the history stays short
ROUNDS_A_DISPLAY = 25   # then a new one, whatever state the keyboard and the pointer have come into
ROUND_S = 90            # a round that takes longer hangs
MOST_FAILURES = 0.05    # of the rounds may be begun again, for a lost key or a display that hangs


class Round:
    """One window from its start to its end. `seen` are the texts with the moment at which each was first seen."""

    def __init__(self, desktop, place, probe, rand):
        self.desktop, self.place, self.probe, self.rand = desktop, place, probe, rand
        self.seen, self.moment, self.program, self.burst = [], 0.0, None, None
        self.pending = None     # a key of which nothing was seen yet
        self.ended = False

    def play(self):
        """Edits until the end of the round and kills the program."""
        watchdog = threading.Timer(ROUND_S, self.give_up)
        watchdog.start()
        try:
            self.program = desk.Program(self.desktop, [PROGRAM, str(self.place.brief)], self.probe, maximise=False)
            self.program.wait(lambda: 'Typed:' in self.program.ask(f'content {BRIEF}'), 'the brief')
            self.content()
            if self.rand.random() < .9:
                self.edit()
            self.kill()
        finally:
            watchdog.cancel()
            if self.program is not None and not self.ended:
                self.program.quit(kill=True)
            if self.burst is not None:
                self.burst.wait(20)

    def give_up(self):
        """The program or the display hangs."""
        if self.program is not None:
            self.program.process.kill()

    def kill(self):
        """The end, at any moment."""
        self.moment = now_ms()
        self.ended = True
        self.program.quit(kill=True)

    def content(self):
        """The words in the window, noted with the time."""
        answer = self.program.ask(f'content {BRIEF}')
        text = typed_part(answer.encode().decode('unicode_escape').encode('latin-1').decode().split('\n'))
        if not self.seen or self.seen[-1][0] != text:
            self.seen.append((text, now_ms()))
            self.pending = None
        return text

    def edit(self):
        """Strikes keys while the moment of the end draws near."""
        self.program.put_caret(BRIEF, 'Typed:')
        self.program.key('End')
        end = now_ms() + 50 + self.rand.random() * 1200
        while now_ms() < end:
            dice = self.rand.random()
            if self.burst is not None and self.burst.poll() is None:
                self.content()
                time.sleep(.005)
            elif dice < .5:
                # It is never broken off: a key would stay pressed, and the display would go on typing.
                self.burst = subprocess.Popen(
                    ['xdotool', 'type', '--delay', '7', ''.join(self.rand.choices(LETTERS + '  ', k=12))],
                    env=self.desktop.env)
            else:
                self.strike('ctrl+s' if dice < .6 else 'ctrl+z' if dice < .75 else 'ctrl+shift+z' if dice < .8
                            else 'Return' if dice < .84 else 'BackSpace' if dice < .9
                            else self.rand.choice(LETTERS), end)

    def strike(self, key, end):
        """One key, and what it does, if it does anything; before, what the last ones do."""
        still = now_ms() + 60
        before = self.content()
        while now_ms() < still:
            time.sleep(.005)
            if self.content() != before:
                before, still = self.content(), now_ms() + 60
        self.pending = key
        self.desktop.tool('key', key)
        patience = min(now_ms() + (20 if key == 'ctrl+s' else 150), end)
        while now_ms() < patience and self.content() == before:
            time.sleep(.005)


def typed_part(paragraphs):
    """What is typed into, from its mark to the next section, without what a paragraph ends in."""
    lines = [line.rstrip() for line in paragraphs]
    start = next((i for i, line in enumerate(lines) if line.startswith('Typed:')), len(lines))
    end = next((i for i, line in enumerate(lines) if i >= start and line == 'Recommendation'), len(lines))
    return '\n'.join(line for line in lines[start:end] if line)


def run(probe, rand, rounds, loss):
    """Kills, and what was there afterwards."""
    rand = random.Random(rand.random())
    failures = done = 0
    while done < rounds:
        with desk.Desktop('1000x700', BUILD / 'screenshots') as desktop:
            place = Place(PROGRAM, desktop.path / 'place')
            place.env = {**desktop.env, **{key: place.env[key] for key in place.env if key.startswith('XDG_')}}
            desktop.env = place.env
            desktop.tool('keyup', *LETTERS, 'space', 'ctrl', 'shift', 'Return', 'BackSpace')
            found = None
            for n in range(min(ROUNDS_A_DISPLAY, rounds - done)):
                # The paragraph itself may have been taken back.
                if n % ROUNDS_A_BRIEF == 0 or not found:
                    found = begin(place)
                one = Round(desktop, place, pathlib.Path(probe), rand)
                try:
                    one.play()
                except (AssertionError, RuntimeError, IndexError, BrokenPipeError, subprocess.TimeoutExpired) as error:
                    failures += 1
                    print(f'window {done} is begun again: {error!r}', file=sys.stderr, flush=True)
                    if failures > 3 + rounds * MOST_FAILURES:
                        raise
                    break
                loss.rounds += 1
                loss.changes += len(one.seen) - 1
                found = judge(place, one, found, loss, done)
                done += 1
        print(f'window: {done} rounds, {loss.lost} changes lost, {loss.too_old} of them too old, {loss.corrupt} corrupt',
              file=sys.stderr, flush=True)


def begin(place):
    """A new brief with a paragraph to type into; what is in it."""
    shutil.rmtree(place.path / 'state')
    (place.path / 'state').mkdir()
    place.new()
    path = place.path / 'first.apply'
    path.write_text('{"op":"add-paragraph","section":"threat","text":"Typed: "}\n', encoding='utf-8')
    place.run('apply', place.brief, path)
    return 'Typed:'


def goes_on(text, found):
    """Whether only letters were put into the text since."""
    letters = iter(found)
    return all(letter in letters for letter in text)


def judge(place, one, start, loss, n):
    """What is found was in the window, at most 250 ms before the end; and all steps can be taken back and done again."""
    try:
        place.read_file()
        state = place.read()
        found = read_typed(place)
        check_history(place, state)
    except Lost as lost:
        loss.corrupt += 1
        loss.faults.append(f'window {n}: {lost}')
        return None
    if start is not None and one.seen and one.seen[0][0] != start and not goes_on(start, one.seen[0][0]):
        loss.corrupt += 1
        loss.faults.append(f'window {n}: it came up with {one.seen[0][0]!r} in place of {start!r}')
    at = max((i for i in range(len(one.seen)) if was_there(one, i, found)), default=None)
    if at is None:
        loss.corrupt += 1
        loss.faults.append(f'window {n}: {found!r} was never in the window: {one.seen}')
    elif at + 1 < len(one.seen) and found != one.seen[at + 1][0]:
        first_lost = one.seen[at + 1][1]
        loss.lost += len(one.seen) - at - 1
        loss.worst_ms = max(loss.worst_ms, one.moment - first_lost)
        if first_lost < one.moment - loss.stalls.promised_ms(one.seen[0][1]):
            loss.too_old += 1
            loss.faults.append(f'window {n}: {found!r} is without what was there {one.moment - first_lost:.0f} ms '
                               'before the kill')
    return found


def was_there(one, i, found):
    """Whether the text is one that was seen, or lies between it and the next, or comes of the last keys."""
    text = one.seen[i][0]
    if found == text:
        return True
    if i + 1 < len(one.seen):
        after = one.seen[i + 1][0]
        return (goes_on(text, found) and goes_on(found, after)) or (goes_on(after, found) and goes_on(found, text))
    if one.pending in ('ctrl+z', 'ctrl+shift+z', 'BackSpace', 'Return'):
        return found in (before for before, _ in one.seen) or goes_on(text, found) or goes_on(found, text)
    return goes_on(text, found)


def read_typed(place):
    """What is typed into, in the section that it stands in."""
    sections = json.loads(place.run('list', place.brief, '--json').stdout)['sections']
    return typed_part([block['text'] for section in sections if section['key'] == 'threat' for block in section['blocks']])


def check_history(place, state):
    """Back to the beginning, and forward to where it was; afterwards all lies there as it did before."""
    aside = place.path.with_name('aside')
    place.path.rename(aside)
    shutil.copytree(aside, place.path)
    try:
        steps = place.path / 'steps.apply'
        for op in ('undo', 'redo'):
            if state.undo:
                steps.write_text(f'{{"op":"{op}","count":{state.undo}}}\n', encoding='utf-8')
                place.run('apply', place.brief, steps)
            found = place.read()
            if op == 'undo' and found.undo != 0:
                raise Lost(f'{found.undo} of {state.undo} steps cannot be taken back')
        if (found.title, found.blocks) != (state.title, state.blocks):
            raise Lost(f'done again it says {found}, not {state}')
    finally:
        shutil.rmtree(place.path)
        aside.rename(place.path)
