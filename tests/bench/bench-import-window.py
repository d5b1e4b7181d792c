#!/usr/bin/env python3
"""A folder of 1,000 files is dropped on the open window of a brief: ./dev bench import-window [--files N]

The probe measures turns of the main loop without the frames that GTK paints in them: an upper bound of our own callbacks.
`cpu` is what the thread itself has used, `held` the clock less the time in which the thread was ready and had no core,
so that a busy machine does not count.
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

PUBLISHER = 'Harbour Review'
REPUBLICATION = f'Republication of {PUBLISHER}'


def sentence(rng):
    words = [rng.choice(WORDS) for _ in range(rng.randint(9, 22))]
    return ' '.join(words).capitalize() + f' {rng.randrange(10**6)}.'


def make_page(title, body, publisher=PUBLISHER):
    """A page as it is saved, with what stands around an article."""
    return (f'<!DOCTYPE html><title>{title}</title><meta property="og:site_name" content="{publisher}"><nav>Home News</nav>'
            f'<article><h1>{title}</h1>{body}</article><footer>All rights reserved</footer>')


def make_files(folder, number):
    """Pages and texts of the length of articles; the last one is another publisher's copy of the first page."""
    rng = random.Random(5)
    pages = []
    folder.mkdir()
    for i in range(number):
        body = [' '.join(sentence(rng) for _ in range(5)) for _ in range(14)]
        if i % 2:
            pages.append(''.join(f'<p>{part}</p>\n' for part in body))
            (folder / f'{i:04}.html').write_text(make_page(f'Report {i}', pages[-1]), encoding='utf-8')
        else:
            (folder / f'{i:04}.txt').write_text(f'Report {i} on the harbours\n\n' + '\n\n'.join(body) + '\n', encoding='utf-8')
    last = sorted(folder.iterdir())[-1]
    last.unlink()
    last.with_suffix('.html').write_text(make_page('Seen before', pages[0], 'Second Hand Press'), encoding='utf-8')


def main():
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--files', type=int, default=1000)
    options = parser.parse_args()
    with desk.Desktop(shots=BUILD / 'shots', calm=False) as desktop:
        make_files(desktop.path / 'box', options.files)
        brief = desktop.path / 'a.brief'
        subprocess.run([PROGRAM, 'new', brief, '--title', 'Harbours'], env=desktop.env, check=True)
        program = desk.Program(desktop, [PROGRAM, str(brief)], BUILD / 'tests' / 'libprobe.so')
        program.wait(lambda: 'Threat' in program.ask('content BrvBriefView'), 'the brief')
        giver = desk.Giver(desktop, BUILD / 'tests' / 'drag-giver', {'text/uri-list': (desktop.path / 'box').as_uri() + '\r\n'})
        x, y, width, height = program.bounds('type BrvSourcesPane')
        time.sleep(1)
        program.ask('measure')
        giver.drag_to(x + width / 2, y + height / 2)
        started = time.monotonic()
        program.wait(lambda: program.ask(f'widget {options.files} sources added') != 'none', 'the end of the import', 600)
        figure('import.window.wall_s', time.monotonic() - started)
        # The search for republications comes after the last source: its result is waited for by its row.
        program.wait(lambda: program.ask(f'widget {REPUBLICATION}') != 'none', 'the republication', 120)
        samples = json.loads(program.ask('measured'))
        desktop.shot('import-window')
        figure('import.mainloop.max_ms', max(samples['handlers']))
        figure('import.mainloop.cpu_max_ms', max(samples['handlers_cpu']))
        figure('import.mainloop.held_max_ms', max(samples['handlers_held']))
        figure('import.mainloop.cpu_over_16ms', sum(1 for sample in samples['handlers_cpu'] if sample > 16))
        figure('import.mainloop.p99_ms', sorted(samples['handlers'])[int(len(samples['handlers']) * .99)])
        figure('import.frame.max_ms', max(samples['paints'], default=0.0))
        program.quit(kill=True)


if __name__ == '__main__':
    main()
