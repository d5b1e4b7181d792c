#!/usr/bin/env python3
"""Opening, checking and saving large briefs: ./dev bench brief [--quotes N] [--sources N] [--megabytes N] [--no-window]

Whole processes of the command line; then the real window: from the call to its first frame, with the brief in it, less the
same with an empty brief; and saving a brief of many megabytes there: the longest turn of the main loop. How fast it is on
stable storage is asked of `apply --keep-open`, beside dd on the same disk.
"""
import argparse
import base64
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

from measure import BUILD, PROGRAM, ROOT, figure, median, run

sys.path.insert(0, str(ROOT / 'tests' / 'ui' / 'e2e'))
import desktop as desk  # noqa: E402

WORDS = ('harbour lock quay crane customs freight ship officer region trade cargo repair shipper port security post '
         'decision line winter route grain treaty border valley signal').split()


def article(rng, number):
    """A text of its own with sentences that can be quoted."""
    lines = [f'Review {number}', '', f'Report number {number} on the harbours', '']
    sentences = []
    for _ in range(40):
        paragraph = []
        for _ in range(5):
            words = [rng.choice(WORDS) for _ in range(rng.randint(8, 18))]
            sentence = ' '.join(words).capitalize() + f' {number}-{rng.randrange(10**6)}.'
            paragraph.append(sentence)
            sentences.append(sentence)
        lines += [' '.join(paragraph), '']
    return '\n'.join(lines), sentences


def make_heavy(folder, megabytes):
    """A brief whose sources have large originals that do not pack."""
    rng = random.Random(11)
    changes = []
    for number in range(max(1, megabytes // 2)):
        noise = base64.b64encode(rng.randbytes(2_000_000)).decode()
        page = f'<!DOCTYPE html><title>Heavy {number}</title><article><h1>Heavy {number}</h1><p>Its text is short.</p></article>'
        (folder / f'heavy-{number}.html').write_text(f'{page}<!-- {noise} -->', encoding='utf-8')
        changes.append({'op': 'import', 'file': f'heavy-{number}.html'})
    (folder / 'heavy.apply').write_text(''.join(json.dumps(c) + '\n' for c in changes), encoding='utf-8')
    brief = folder / 'heavy.brief'
    subprocess.run([PROGRAM, 'new', brief], check=True)
    subprocess.run([PROGRAM, 'apply', brief, folder / 'heavy.apply'], check=True, stdout=subprocess.DEVNULL)
    return brief


def save_speed(folder, brief):
    """Seconds until a save is on stable storage, and MB a second; dd's beside it, in turn."""
    megabytes = brief.stat().st_size / 1e6
    program = subprocess.Popen([PROGRAM, 'apply', brief, '-', '--keep-open'], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True)

    def ask(change):
        program.stdin.write(json.dumps(change) + '\n')
        program.stdin.flush()
        assert json.loads(program.stdout.readline())['ok']

    saves, copies = [], []
    for number in range(5):
        ask({'op': 'set', 'field': 'title', 'value': f'Title {number}'})
        started = time.monotonic()
        ask({'op': 'save'})
        saves.append(time.monotonic() - started)
        started = time.monotonic()
        subprocess.run(['dd', f'if={brief}', f'of={folder / "copy"}', 'bs=1M', 'conv=fsync'], check=True, capture_output=True)
        copies.append(time.monotonic() - started)
    program.stdin.close()
    program.wait()
    save_s, copy_s = sorted(saves)[2], sorted(copies)[2]
    figure('brief.save.stable_s', save_s)
    figure('brief.save_mb_per_s', megabytes / save_s)
    figure('brief.dd_mb_per_s', megabytes / copy_s)


def first_frame(desktop, brief):
    """From the call to the first frame with the brief in it: the median of three, in seconds."""
    times = []
    for _ in range(3):
        started = time.monotonic()
        program = desk.Program(desktop, [PROGRAM, str(brief)], BUILD / 'tests' / 'libprobe.so', maximise=False)
        program.wait(lambda: program.ask('started').split()[0] != '0', 'the first frame')
        times.append(int(program.ask('started').split()[0]) / 1e6 - started)
        program.quit()
    return sorted(times)[1]


def in_window(key, brief, heavy):
    """The figures of the real window."""
    with desk.Desktop(calm=False) as desktop:
        empty = desktop.path / 'empty.brief'
        subprocess.run([PROGRAM, 'new', empty], env=desktop.env, check=True)
        empty_s, full_s = first_frame(desktop, empty), first_frame(desktop, brief)
        figure(f'{key}.window_s', full_s)
        figure(f'{key}.window_open_s', full_s - empty_s)
        program = desk.Program(desktop, [PROGRAM, str(heavy)], BUILD / 'tests' / 'libprobe.so')
        time.sleep(2)
        longest = []
        for _ in range(3):
            program.click('Add Section')
            time.sleep(.5)
            program.ask('measure')
            before = heavy.stat().st_mtime_ns
            program.key('ctrl+s')
            program.wait(lambda: heavy.stat().st_mtime_ns != before, 'the save', 30)
            time.sleep(.5)
            longest.append(max(json.loads(program.ask('measured'))['handlers_held']))
        figure('brief.save.mainloop.max_ms', max(longest))
        program.quit(kill=True)


def main():
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--quotes', type=int, default=1000)
    parser.add_argument('--sources', type=int, default=300)
    parser.add_argument('--megabytes', type=int, default=60)
    parser.add_argument('--no-window', action='store_true')
    options = parser.parse_args()
    rng = random.Random(7)
    with tempfile.TemporaryDirectory() as name:
        os.environ['XDG_STATE_HOME'] = f'{name}/state'
        folder = pathlib.Path(name)
        changes, pool = [], []
        for number in range(options.sources):
            text, sentences = article(rng, number)
            (folder / f'{number}.txt').write_text(text, encoding='utf-8')
            changes.append({'op': 'import', 'file': f'{number}.txt'})
            pool += sentences
        for _ in range(options.quotes):
            changes.append({'op': 'add-quote', 'section': 'threat', 'text': rng.choice(pool)})
        (folder / 'all.apply').write_text(''.join(json.dumps(c) + '\n' for c in changes), encoding='utf-8')
        brief = str(folder / 'a.brief')
        subprocess.run([PROGRAM, 'new', brief], check=True)
        subprocess.run([PROGRAM, 'apply', brief, folder / 'all.apply'], check=True, stdout=subprocess.DEVNULL)
        save = folder / 'save.apply'
        save.write_text('{"op":"set","field":"title","value":"T"}\n', encoding='utf-8')
        key = f'brief.{options.quotes}'
        open_s = median([run([PROGRAM, 'list', brief, '--what', 'sources']) for _ in range(5)])[0]
        verify_s = median([run([PROGRAM, 'list', brief, '--what', 'quotes']) for _ in range(5)])[0]
        save_s = median([run([PROGRAM, 'apply', brief, str(save)]) for _ in range(5)])[0]
        figure(f'{key}.open_s', open_s)
        figure(f'{key}.verify_s', verify_s - open_s)
        figure(f'{key}.save_s', save_s - open_s)
        heavy = make_heavy(folder, options.megabytes)
        save_speed(folder, heavy)
        if not options.no_window:
            in_window(key, brief, heavy)


if __name__ == '__main__':
    main()
