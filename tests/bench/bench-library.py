#!/usr/bin/env python3
"""The library at several sizes, alone and in the real window: ./dev bench library [--sizes 1000,10000,100000]

Prints what is measured, and how it grows as a table and as drawings (library-growth.svg beside the build). Each size is
filled by one process and asked by another; then the window starts with it, and real keys search it. `--keep FOLDER` keeps
what was filled, and the next run takes it from there, or goes on filling it; `--no-window` needs no display.
"""
import argparse
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

from growth import draw
from measure import BUILD, PROGRAM, ROOT, figure

sys.path.insert(0, str(ROOT / 'tests' / 'ui' / 'e2e'))
import desktop as desk  # noqa: E402

COLUMNS = ['add_per_s', 'file_ratio', 'open_library_ms', 'core_search_p95_ms', 'core_search_max_ms', 'core_open_p95_ms',
           'core_peak_mb', 'start_warm_s', 'start_cold_s', 'search_p95_ms', 'search_max_ms', 'open_ms', 'peak_mb']
PROBE = BUILD / 'tests' / 'libprobe.so'
STARTS, WORDS, OPENED, ADDED = 5, 40, 8, 12


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
    import os
    for file in pathlib.Path(path).rglob('*'):
        if file.is_file():
            with open(file, 'rb') as stream:
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
    return percentile([start_seconds(desktop, command, cold) for _ in range(2 if cold else STARTS)], .5)


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


def in_window(size, library):
    """The figures of the window with a library of that size."""
    figures = {}
    words = subprocess.run([BUILD / 'tests' / 'bench-library', 'words', str(WORDS)], check=True, capture_output=True,
                           text=True).stdout.splitlines()
    with desk.Desktop(shots=BUILD / 'shots') as desktop:
        home = desktop.path / '.data' / 'brevier' / 'library'
        shutil.copytree(library, home, copy_function=shutil.copy if size < 50000 else link)
        brief = desktop.path / 'a.brief'
        subprocess.run([PROGRAM, 'new', brief, '--title', 'Harbours'], env=desktop.env, check=True)
        for name, cold in (('start_warm_s', False), ('start_cold_s', True)):
            empty = best_start(desktop, [str(BUILD / 'tests' / 'echo-window')], cold)
            figures[name] = best_start(desktop, [PROGRAM, str(brief)], cold)
            figure(f'library.empty_window.{name}', empty)
            figure(f'library.{size}.{name}', figures[name])
        program = desk.Program(desktop, [PROGRAM, str(brief)], PROBE)
        searches = type_searches(desktop, program, words)
        figures['search_p95_ms'], figures['search_max_ms'] = percentile(searches, .95), max(searches)
        desktop.shot(f'library-{size}')
        opened = open_sources(desktop, program, [word for word in words if ' ' not in word][:OPENED])
        figures['open_ms'] = max(opened, default=0.0)
        figures['peak_mb'] = peak_mb(program)
        for name in ('search_p95_ms', 'search_max_ms', 'open_ms', 'peak_mb'):
            figure(f'library.{size}.{name}', figures[name])
        figure('library.mainloop.max_ms', max(add_sources(desktop, program)))
        program.quit(kill=True)
    return {f'library.{size}.{name}': f'{value:.3g}' for name, value in figures.items()}


def link(source, target):
    """A copy that costs nothing where the file system can; what is added to it goes to the log beside it."""
    subprocess.run(['cp', '--reflink=auto', source, target], check=True)


def measure(size, args):
    """The figures of one size."""
    with tempfile.TemporaryDirectory() as folder:
        library = pathlib.Path(args.keep or folder) / f'library-{size}'
        filled = library / 'figures.json'
        if not filled.exists():
            figures = run('fill', library, size)
            filled.write_text(json.dumps(figures))
        figures = {**json.loads(filled.read_text()), **run('ask', library)}
        if not args.no_window:
            figures.update(in_window(size, library))
        return figures


def main():
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--sizes', default='1000,10000,100000', help='how many sources')
    parser.add_argument('--keep', help='a folder for what is filled')
    parser.add_argument('--no-window', action='store_true')
    args = parser.parse_args()
    sizes = [int(size) for size in args.sizes.split(',')]
    rows = {size: {key.split('.', 2)[2]: value for key, value in measure(size, args).items() if key.count('.') >= 2}
            for size in sizes}
    names = [name for name in COLUMNS if any(name in row for row in rows.values())]
    print('| sources | ' + ' | '.join(names) + ' |')
    print('|---' * (len(names) + 1) + '|')
    for size, row in rows.items():
        print(f'| {size} | ' + ' | '.join(row.get(name, '') for name in names) + ' |')
    drawing = BUILD / 'library-growth.svg'
    drawing.write_text(draw(sizes, {name: [float(rows[size].get(name, 0)) for size in sizes] for name in names}))
    print(f'The growth is drawn in {drawing}.')


if __name__ == '__main__':
    main()
