#!/usr/bin/env python3
"""The library at several sizes, alone and in the real window: ./dev bench library [--sizes 1000,10000,100000]

Prints what is measured, and how it grows as a table and as drawings (library-growth.svg beside the build), also where it
is broken off. Each size is filled by one process and asked by another; then the window starts with it, and real keys search
it: first with nothing of the library in the system's cache, then once more. `--keep FOLDER` keeps what was filled, and the
next run takes it from there, or goes on filling it; `--no-window` needs no display.
"""
import argparse
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from growth import Chart, draw
from measure import BUILD, PROGRAM, ROOT, figure

sys.path.insert(0, str(ROOT / 'tests' / 'ui' / 'e2e'))
import desktop as desk  # noqa: E402

CHARTS = {
    'search_cold_p95_ms': ('Key to painted hits, 95 %', 'milliseconds, nothing of the library cached', 50),
    'search_cold_max_ms': ('Key to painted hits, slowest', 'milliseconds, nothing of the library cached', 100),
    'search_p95_ms': ('Key to painted hits, 95 %', 'milliseconds', 50),
    'search_max_ms': ('Key to painted hits, slowest', 'milliseconds', 100),
    'start_warm_more_s': ('Start, beyond an empty window', 'seconds, caches warm', .15),
    'start_cold_more_s': ('Start, beyond an empty window', 'seconds, caches dropped', .15),
    'open_ms': ('Opening a source', 'milliseconds, from key to text', 100),
    'peak_mb': ('Memory of the window', 'MB, at most', 300),
    'add_per_s': ('Adding', 'sources a second', 500),
    'file_ratio': ('Database', 'times the text', 3.5),
    'core_search_p95_ms': ('Search in the library alone, 95 %', 'milliseconds', None),
    'core_search_max_ms': ('Search in the library alone, slowest', 'milliseconds', None),
}
MORE_COLUMNS = ['start_warm_s', 'start_cold_s', 'merge_s', 'open_library_ms', 'core_open_p95_ms', 'core_peak_mb']
# Up to that many sources the window gets a copy; what it adds to larger ones stays in them.
MAX_COPIED = 200000
PROBE = BUILD / 'tests' / 'libprobe.so'
STARTS, COLD_WORDS, WORDS, OPENED, ADDED = 5, 40, 24, 8, 12


def run(*arguments):
    """The lines "figure: KEY VALUE" of one run, as a table."""
    output = subprocess.run([BUILD / 'tests' / 'bench-library', *map(str, arguments)], check=True, capture_output=True,
                            text=True).stdout
    print(output, end='', flush=True)
    return dict(line.split()[1:3] for line in output.splitlines() if line.startswith('figure: '))


def percentile(samples, share):
    """A percentile by rank; 0 where there is no sample."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def drop_caches(path):
    """Everything from the disk again, where one may; else the files below a folder."""
    subprocess.run(['sync'], check=False)
    try:
        pathlib.Path('/proc/sys/vm/drop_caches').write_text('3')
        return 'all caches dropped'
    except OSError:
        drop_files(path)
        return 'the files of the library dropped'


def drop_files(path):
    """Asks the kernel to forget the files below a folder."""
    for folder, _, names in os.walk(path, followlinks=True):
        for name in names:
            with open(os.path.join(folder, name), 'rb') as stream:
                os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def start_seconds(desktop, command, cold):
    """From the call to a window with nothing left to do."""
    if cold:
        drop_caches(desktop.path)
    started = time.monotonic()
    program = desk.Program(desktop, command, PROBE, maximise=False)
    program.wait(lambda: program.ask('started').split()[1] != '0', 'the first frame')
    seconds = int(program.ask('started').split()[1]) / 1e6 - started
    # In good order: after a kill the next start would look through what was left behind.
    program.quit()
    return seconds


def best_start(desktop, command, cold):
    """The median of several starts."""
    return percentile([start_seconds(desktop, command, cold) for _ in range(STARTS)], .5)


def peak_mb(program):
    """The most memory the process ever had."""
    status = pathlib.Path(f'/proc/{program.process.pid}/status').read_text()
    return int(next(line for line in status.splitlines() if line.startswith('VmHWM')).split()[1]) / 1024


def type_searches(desktop, program, words):
    """Real keys, a letter at a time, and back: milliseconds from each to its painted hits."""
    program.key('ctrl+shift+f')
    time.sleep(1)
    program.ask('measure')
    for typed in words:
        desktop.tool('type', '--delay', '110', typed)
        time.sleep(.5)
        program.key('ctrl+a', 'BackSpace')
        time.sleep(.3)
    time.sleep(1)
    return json.loads(program.ask('measured'))['searches']


def open_sources(desktop, program, words):
    """From the key that opens a hit to its text in the reader, seen every few milliseconds."""
    times = []
    for typed in words:
        program.key('ctrl+shift+f', 'ctrl+a', 'BackSpace')
        desktop.tool('type', '--delay', '30', typed)
        time.sleep(.8)
        started = time.monotonic()
        subprocess.Popen(['xdotool', 'key', 'Return'], env=desktop.env)
        while time.monotonic() - started < 3 and program.ask('type BrvReader') == 'none':
            time.sleep(.002)
        # What no source has opens none.
        if program.ask('type BrvReader') == 'none':
            continue
        times.append((time.monotonic() - started) * 1000)
        time.sleep(.3)
        program.key('Escape')
        program.wait(lambda: program.ask('type BrvReader') == 'none', 'the end of the reader')
    return times


def add_sources(desktop, program):
    """Files into the brief, and so into the library: the longest turn of the main loop."""
    rng = random.Random(9)
    box = desktop.path / 'box'
    box.mkdir()
    for number in range(ADDED):
        text = f'Added {number}\n\n' + '\n\n'.join(f'Paragraph {rng.random()} of it.' for _ in range(30))
        (box / f'added-{number}.txt').write_text(text)
    giver = desk.Giver(desktop, BUILD / 'tests' / 'drag-giver', {'text/uri-list': box.as_uri() + '\r\n'})
    x, y, width, height = program.bounds('type BrvSourcesPane')
    time.sleep(1)
    program.ask('measure')
    giver.drag_to(x + width / 2, y + height / 2)
    time.sleep(8)
    samples = json.loads(program.ask('measured'))['handlers_held']
    giver.close()
    return samples


def put_library(library, home, size):
    """The library where the window looks for it."""
    home.parent.mkdir(parents=True)
    if size <= MAX_COPIED:
        shutil.copytree(library, home)
    else:
        home.symlink_to(library.resolve())
    # The daily care, a check and a copy of it all, would fall into the measurement.
    (home / 'library-kept.db').touch()


def in_window(size, library, figures):
    """The figures of the window with a library of that size."""
    def note(name, value):
        figure(f'library.{size}.{name}', value)
        figures[name] = f'{value:.3g}'

    words = subprocess.run([BUILD / 'tests' / 'bench-library', 'words', str(COLD_WORDS + WORDS)], check=True,
                           capture_output=True, text=True).stdout.splitlines()
    with desk.Desktop(shots=BUILD / 'shots', calm=False) as desktop:
        put_library(library, desktop.path / '.data' / 'brevier' / 'library', size)
        brief = desktop.path / 'a.brief'
        subprocess.run([PROGRAM, 'new', brief, '--title', 'Harbours'], env=desktop.env, check=True)
        for name, cold in (('start_warm', False), ('start_cold', True)):
            empty = best_start(desktop, [str(BUILD / 'tests' / 'echo-window')], cold)
            full = best_start(desktop, [PROGRAM, str(brief)], cold)
            figure(f'library.empty_window.{name}_s', empty)
            note(f'{name}_s', full)
            note(f'{name}_more_s', full - empty)
        print(drop_caches(desktop.path), flush=True)
        program = desk.Program(desktop, [PROGRAM, str(brief)], PROBE)
        for name, typed in (('search_cold', words[:COLD_WORDS]), ('search', words[COLD_WORDS:])):
            searches = type_searches(desktop, program, typed)
            note(f'{name}_p95_ms', percentile(searches, .95))
            note(f'{name}_max_ms', max(searches))
        desktop.shot(f'library-{size}')
        note('open_ms', max(open_sources(desktop, program, [word for word in words if ' ' not in word][:OPENED]), default=0.0))
        note('peak_mb', peak_mb(program))
        figure('library.mainloop.max_ms', max(add_sources(desktop, program)))
        program.quit(kill=True)


def is_filled(library):
    """Whether it has all its sources, and its index is merged as the daily care does it."""
    filled = library / 'figures.json'
    return filled.exists() and any(key.endswith('.merge_s') for key in json.loads(filled.read_text()))


def measure(size, args, row):
    """The figures of one size, into a row as they come."""
    with tempfile.TemporaryDirectory() as folder:
        library = pathlib.Path(args.keep or folder) / f'library-{size}'
        filled = library / 'figures.json'
        if not is_filled(library):
            figures = run('fill', library, size)
            # What is merely merged anew was added by an earlier run.
            earlier = json.loads(filled.read_text()) if filled.exists() else {}
            filled.write_text(json.dumps({**earlier, **figures}))
        for figures in (json.loads(filled.read_text()), run('ask', library, size)):
            row.update({key.split('.', 2)[2]: value for key, value in figures.items()})
        if not args.no_window:
            in_window(size, library, row)


def print_growth(rows):
    """The table, and the drawing beside the build."""
    names = [name for name in [*CHARTS, *MORE_COLUMNS] if any(name in row for row in rows.values())]
    if not names:
        return
    print('| sources | ' + ' | '.join(names) + ' |')
    print('|---' * (len(names) + 1) + '|')
    for size, row in rows.items():
        print(f'| {size} | ' + ' | '.join(row.get(name, '') for name in names) + ' |')
    charts = [Chart(title, unit, [float(row[name]) if name in row else None for row in rows.values()], limit,
                    name == 'add_per_s') for name, (title, unit, limit) in CHARTS.items() if name in names]
    drawing = BUILD / 'library-growth.svg'
    drawing.write_text(draw('How the library grows', 'sources in the library', list(rows), charts))
    print(f'The growth is drawn in {drawing}.')


def break_off(*_):
    """What ends the run prints what there is."""
    raise KeyboardInterrupt


def main():
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--sizes', default='1000,10000,100000', help='how many sources')
    parser.add_argument('--keep', help='a folder for what is filled')
    parser.add_argument('--no-window', action='store_true')
    args = parser.parse_args()
    signal.signal(signal.SIGTERM, break_off)
    rows = {}
    try:
        for size in [int(size) for size in args.sizes.split(',')]:
            rows[size] = {}
            measure(size, args, rows[size])
    finally:
        print_growth(rows)


if __name__ == '__main__':
    main()
