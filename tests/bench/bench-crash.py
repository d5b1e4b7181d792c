#!/usr/bin/env python3
"""Kills, faults and power cuts: bench-crash.py [--kills N] [--window N] [--faults N] [--seed N]

A driver edits at random through `apply --keep-open` and through the real window, and kills it at a random moment; the
same with faults at writes, syncs and renames, and with the disk as a power cut leaves it. Counts what was lost.
"""
import argparse
import copy
import errno
import pathlib
import random
import shutil
import sys
import tempfile
import time

import crash_disk
import crash_window
from crash_editor import Editor, Loss, Lost, Place, Stalls, lead_back, now_ms
from measure import BUILD, PROGRAM, figure

ROUNDS_A_BRIEF = 20     # then a new one, so that the history stays short
CUTS_A_RUN = 20         # power cuts made of one run
N_STEPS = 14

# Each kind of fault: the calls that fail, and how.
FAULTS = {
    'short': (['write'], ['short']),
    'enospc': (['write', 'sync', 'truncate', 'link', 'rename'], [errno.ENOSPC, errno.EDQUOT]),
    'eio': (['write', 'sync', 'truncate', 'link', 'rename', 'unlink'], [errno.EIO]),
    'fsync': (['sync'], [errno.EIO, errno.ENOSPC]),
    'rename': (['rename'], [errno.EXDEV, errno.EACCES]),
    'kill': (['write', 'sync', 'truncate', 'link', 'rename', 'unlink'], ['kill']),
}
# About as many calls as a run makes of each.
MOST_CALLS = {'write': 90, 'sync': 40, 'truncate': 8, 'link': 12, 'rename': 14, 'unlink': 14}


def edit(editor, rand, pause_s=0.0):
    """Some steps and saves; until the program ends, if it does."""
    for i in range(N_STEPS):
        if pause_s:
            time.sleep(rand.random() * pause_s)
        if not (editor.save() if i % 5 == 4 else editor.step()):
            return


def run_kills(place, rand, rounds, loss):
    """The process is killed at a random moment, again and again."""
    for n in range(rounds):
        if n % ROUNDS_A_BRIEF == 0:
            shutil.rmtree(place.path / 'state')
            (place.path / 'state').mkdir()
            start = place.new()
        editor = Editor(place, place.read(), rand)
        editor.ask(op='undo', count=0)  # it is open now
        end = now_ms() + rand.random() * 350
        while now_ms() < end:
            alive = editor.save() if rand.random() < .04 else editor.step()
            assert alive, 'the program ended by itself'
            time.sleep(rand.random() * .012)
        moment = editor.kill()
        check_after(place, editor, moment, loss, f'kill {n}')
        if n % ROUNDS_A_BRIEF == ROUNDS_A_BRIEF - 1:
            lead_back(place, start)
    return loss


def check_after(place, editor, moment, loss, what, exact=False):
    """After a fault: the file alone can be read, and what is found is what it must be."""
    loss.rounds += 1
    try:
        place.read_file()
        found = place.read()
    except Lost as lost:
        loss.corrupt += 1
        loss.faults.append(f'{what}: {lost}')
        return
    loss.judge(editor, found, moment, len(editor.states) - 1 if exact else editor.saved, what)


def run_faults(place, template, rand, name, rounds, loss, layer):
    """One fault a run, at any call of its kind."""
    calls, kinds = FAULTS[name]
    start = None
    for n in range(rounds):
        restore(template, place)
        start = start or place.read()
        call, kind = rand.choice(calls), rand.choice(kinds)
        env = {'LD_PRELOAD': str(layer), 'FAULT_ROOT': str(place.path), 'FAULT_CALL': call, 'FAULT_KIND': str(kind),
               'FAULT_AT': str(rand.randint(1, MOST_CALLS[call]))}
        if n % 4 == 3 and kind != 'kill':
            env['FAULT_LASTING'] = '1'
        editor = Editor(place, start, rand, **env)
        edit(editor, rand)
        moment = now_ms()
        status = editor.end()
        # Where it ended well, it has said that everything is kept.
        check_after(place, editor, moment if status else now_ms(), loss, f'{name} {env}', status == 0)


def run_recovery_faults(place, template, rand, rounds, loss, layer):
    """A killed run, and a fault in the run that takes over from it."""
    for n in range(rounds):
        restore(template, place)
        editor = Editor(place, place.read(), rand)
        edit(editor, rand)
        editor.step()
        begun = now_ms()
        time.sleep(.3)
        while now_ms() < begun + loss.stalls.promised_ms(begun):
            time.sleep(.05)
        editor.kill()
        call = rand.choice(['write', 'sync', 'rename', 'link', 'unlink', 'truncate'])
        env = {'LD_PRELOAD': str(layer), 'FAULT_ROOT': str(place.path), 'FAULT_CALL': call,
               'FAULT_KIND': rand.choice(['kill', 'short', str(errno.EIO), str(errno.ENOSPC)]),
               'FAULT_AT': str(rand.randint(1, 6))}
        if n % 2:
            second = Editor(place, editor.state, rand, **env)
            second.ask(op='undo', count=0)
            second.end()
        else:
            place.run('list', place.brief, check=False, **env)
        # What was promised had passed: nothing at all may be lost, whatever went wrong since.
        check_after(place, editor, now_ms() + 1000, loss, f'recovery {env}', True)


def run_power_cuts(place, template, rand, rounds, loss, layer):
    """The disk as it may be at any moment of a run."""
    log = place.path.parent / 'log'
    for n in range(rounds):
        if n % CUTS_A_RUN == 0:
            restore(template, place)
            log.unlink(missing_ok=True)
            start = place.read()
            origin = crash_disk.Disk(place.path)
            editor = Editor(place, start, rand, LD_PRELOAD=str(layer), FAULT_ROOT=str(place.path), FAULT_LOG=str(log))
            edit(editor, rand, .12)
            editor.kill()
            records = list(crash_disk.read_log(log))
        at = rand.randrange(len(records))
        disk = copy.deepcopy(origin)
        for record in records[:at]:
            disk.play(record)
        disk.cut(rand, n % 3).write()
        # The power went just before the next record.
        moment = records[at][1]
        check_after(place, Cut(editor, moment), moment, loss,
                    f'power cut before record {at} of {len(records)}, mode {n % 3}')


class Cut:
    """An editor as it was at one moment; the change that it was at may be on the disk, too."""

    def __init__(self, editor, moment):
        n = sum(t <= moment for _, t in editor.states)
        self.states = editor.states[:max(n, 1)] + [(state, float('inf')) for state, _ in editor.states[max(n, 1):][:1]]
        self.saved = max((index for index, t in editor.saves if t <= moment), default=0)
        self.state, self.unsure = self.states[-1][0], False


def restore(template, place):
    """The folder as it was at the beginning."""
    for path in place.path.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    shutil.copytree(template, place.path, dirs_exist_ok=True)


def main():
    """Runs all and prints the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument('--kills', type=int, default=1700, help='of apply --keep-open')
    parser.add_argument('--window', type=int, default=300, help='kills of the real window')
    parser.add_argument('--faults', type=int, default=500, help='of each kind')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--kinds', default=','.join([*FAULTS, 'recovery', 'power']))
    options = parser.parse_args()
    rand = random.Random(options.seed)
    layer = BUILD / 'tests' / 'libfault-layer.so'
    with tempfile.TemporaryDirectory(prefix='brevier-crash-') as folder:
        stalls = Stalls(folder)
        kills, faults = Loss(stalls), Loss(stalls)
        (pathlib.Path(folder) / 'place').mkdir()
        place = Place(PROGRAM, pathlib.Path(folder) / 'place')
        if options.kills:
            run_kills(place, rand, options.kills, kills)
            report('kill', kills)
        if options.window:
            window = Loss(stalls)
            crash_window.run(BUILD / 'tests' / 'libprobe.so', rand, options.window, window)
            report('window', window)
            add(kills, window)
        restore_empty(place)
        place.new()
        template = pathlib.Path(folder) / 'template'
        shutil.copytree(place.path, template)
        for name in options.kinds.split(',') if options.faults else []:
            loss = Loss(stalls)
            if name == 'recovery':
                run_recovery_faults(place, template, rand, options.faults, loss, layer)
            elif name == 'power':
                run_power_cuts(place, template, rand, options.faults, loss, layer)
            else:
                run_faults(place, template, rand, name, options.faults, loss, layer)
            report(name, loss)
            add(faults, loss)
        stalls.end()
    for line in [*kills.faults, *faults.faults][:20]:
        print(line, file=sys.stderr)
    figure('crash.kills', kills.rounds)
    figure('crash.faults', faults.rounds)
    figure('crash.corrupt', kills.corrupt + faults.corrupt)
    figure('crash.lost_changes', kills.too_old + faults.too_old)
    figure('crash.worst_loss_ms', round(max(kills.worst_ms, 0)))
    return 1 if kills.faults or faults.faults else 0


def restore_empty(place):
    """Nothing is there."""
    for path in place.path.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name in ('state', 'data', 'config', 'cache'):
        (place.path / name).mkdir()


def report(name, loss):
    """One kind of round in a line."""
    print(f'{name}: {loss.rounds} rounds, {loss.changes} changes, {loss.lost} lost, {loss.too_old} of them too old, '
          f'{loss.corrupt} corrupt, oldest lost {loss.worst_ms:.0f} ms', flush=True)


def add(total, loss):
    """Sums two losses up."""
    for name in ('rounds', 'changes', 'lost', 'too_old', 'corrupt'):
        setattr(total, name, getattr(total, name) + getattr(loss, name))
    total.worst_ms = max(total.worst_ms, loss.worst_ms)
    total.faults += loss.faults


if __name__ == '__main__':
    sys.exit(main())
