"""The real window, killed while somebody types."""
import pathlib
import random
import shutil
import subprocess
import sys
import time

from crash_editor import PROMISED_MS, Lost, Place, now_ms
from measure import PROGRAM, ROOT

sys.path.insert(0, str(ROOT / 'tests' / 'ui' / 'e2e'))
import desktop as desk  # noqa: E402, pylint: disable=wrong-import-position

BRIEF = 'BrvBriefView'


def content(program):
    """The words in the window."""
    return program.ask(f'content {BRIEF}').encode().decode('unicode_escape').encode('latin-1').decode()


def type_until_killed(desktop, place, rand):
    """Types words and looks what is in the window; (its last words, when), the oldest first, and the kill."""
    program = desk.Program(desktop, [PROGRAM, str(place.brief)], pathlib.Path(type_until_killed.probe))
    program.wait(lambda: 'Threat' in content(program), 'the brief')
    seen = [(now_ms(), typed_part(content(program)))]
    _, _, x, y = program.place(BRIEF, 'Typed:')
    program.point(x + 30, y - 4)
    desktop.tool('click', 1)
    time.sleep(.2)
    desktop.tool('key', 'End')
    time.sleep(.2)
    # Words come one after the other while the moment of the end draws near.
    typing = subprocess.Popen(['xdotool', 'type', '--delay', '9', ''.join(
        rand.choice('abcdefgh   ') for _ in range(400))], env=desktop.env)
    end = now_ms() + 200 + rand.random() * 1500
    while now_ms() < end:
        seen.append((now_ms(), typed_part(content(program))))
        time.sleep(.01)
    moment = now_ms()
    program.quit(kill=True)
    typing.kill()
    typing.wait()
    return seen, moment


def typed_part(text):
    """The paragraph that is typed into."""
    return next((line for line in text.split('\n') if 'Typed:' in line), '')


def run(probe, rand, rounds, loss):
    """Kills, and what was there afterwards."""
    type_until_killed.probe = probe
    rand = random.Random(rand.random())
    with desk.Desktop() as desktop:
        place = Place(PROGRAM, desktop.path / 'place')
        place.env = {**desktop.env, **{key: place.env[key] for key in place.env if key.startswith('XDG_')}}
        desktop.env = place.env
        for n in range(rounds):
            if n % 10 == 0:
                shutil.rmtree(place.path / 'state')
                place.new()
                place.run('apply', place.brief, write_first(place))
            seen, moment = type_until_killed(desktop, place, rand)
            loss.rounds += 1
            loss.changes += len({text for _, text in seen})
            judge(place, seen, moment, loss, n)


def write_first(place):
    """The paragraph to type into."""
    path = place.path / 'first.apply'
    path.write_text('{"op":"add-paragraph","section":"threat","text":"Typed: "}\n', encoding='utf-8')
    return path


def goes_on(found, text):
    """Whether only letters were put into the text since."""
    letters = iter(found)
    return all(letter in letters for letter in text.rstrip())


def judge(place, seen, moment, loss, n):
    """What is found goes on from all that was seen in the window 250 ms before."""
    try:
        place.read_file()
        found = next((text for _, text in place.read().blocks if 'Typed:' in text), '')
    except Lost as lost:
        loss.corrupt += 1
        loss.faults.append(f'window {n}: {lost}')
        return
    late = [t for t, text in seen if not goes_on(found, text)]
    if late:
        loss.lost += len({text for t, text in seen if t >= late[0]})
        loss.worst_ms = max(loss.worst_ms, moment - late[0])
    if late and late[0] < moment - PROMISED_MS:
        loss.too_old += 1
        loss.faults.append(f'window {n}: {found!r} is without what was there {moment - late[0]:.0f} ms before the kill')
