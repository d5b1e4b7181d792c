#!/usr/bin/env python3
"""A folder of 1,000 files comes into the real window: ./dev bench import-window [--files N]

The probe measures turns of the main loop without the frames that GTK paints in them: an upper bound of our own callbacks.
`cpu` is what the thread itself has used, so that a busy machine does not count.
"""
import argparse
import json
import random
import subprocess
import sys
import time

from measure import BUILD, PROGRAM, ROOT, figure

sys.path.insert(0, str(ROOT / 'tests' / 'ui' / 'e2e'))
import desktop as desk  # noqa: E402

WORDS = ('harbour lock quay crane customs freight ship officer region trade cargo repair shipper port security post '
         'decision line winter route grain treaty border valley signal office member state channel desk').split()


def sentence(rng):
    words = [rng.choice(WORDS) for _ in range(rng.randint(9, 22))]
    return ' '.join(words).capitalize() + f' {rng.randrange(10**6)}.'


def make_files(folder, number):
    """Pages and texts of the length of articles."""
    rng = random.Random(5)
    folder.mkdir()
    for i in range(number):
        body = [' '.join(sentence(rng) for _ in range(5)) for _ in range(14)]
        if i % 2:
            page = ''.join(f'<p>{part}</p>\n' for part in body)
            (folder / f'{i:04}.html').write_text(
                f'<!DOCTYPE html><title>Report {i}</title><nav>Home News</nav><article><h1>Report {i}</h1>{page}'
                '</article><footer>All rights reserved</footer>', encoding='utf-8')
        else:
            (folder / f'{i:04}.txt').write_text(f'Report {i} on the harbours\n\n' + '\n\n'.join(body) + '\n', encoding='utf-8')


def main():
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--files', type=int, default=1000)
    options = parser.parse_args()
    with desk.Desktop(shots=BUILD / 'shots') as desktop:
        make_files(desktop.path / 'box', options.files)
        brief = desktop.path / 'a.brief'
        subprocess.run([PROGRAM, 'new', brief, '--title', 'Harbours'], env=desktop.env, check=True)
        program = desk.Program(desktop, [PROGRAM, str(brief)], BUILD / 'tests' / 'libprobe.so')
        program.wait(lambda: 'Threat' in program.ask('content BrvBriefView'), 'the brief')
        time.sleep(1)
        program.ask('measure')
        started = time.monotonic()
        # A second call hands the folder to the window that runs; what it holds becomes a brief of its own.
        subprocess.run([PROGRAM, str(desktop.path / 'box')], env=desktop.env, check=True, timeout=60)
        program.wait(lambda: program.ask(f'widget {options.files} sources added') != 'none', 'the end of the import', 600)
        figure('import.window.wall_s', time.monotonic() - started)
        time.sleep(3)
        samples = json.loads(program.ask('measured'))
        desktop.shot('import-window')
        figure('import.mainloop.max_ms', max(samples['handlers']))
        figure('import.mainloop.cpu_max_ms', max(samples['handlers_cpu']))
        figure('import.mainloop.p99_ms', sorted(samples['handlers'])[int(len(samples['handlers']) * .99)])
        figure('import.frame.max_ms', max(samples['paints'], default=0.0))
        program.quit(kill=True)


if __name__ == '__main__':
    main()
