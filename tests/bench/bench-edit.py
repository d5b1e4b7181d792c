#!/usr/bin/env python3
"""Typing, dragging and scrolling in the real window: ./dev bench edit [--keys N]

A brief of 60 pages with 100 quotes and 50 articles, real keys and a real pointer under Xvfb. The probe measures turns of
the main loop; `handler` is a turn without the frame that GTK paints in it, so it is an upper bound of our own callbacks.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import time

from measure import BUILD, PROGRAM, ROOT, figure

sys.path.insert(0, str(ROOT / 'tests' / 'ui' / 'e2e'))
import desktop as desk  # noqa: E402

BRIEF, READER = 'BrvBriefView', 'BrvReaderView'
WORDS = ('harbour lock quay crane customs freight ship officer region trade cargo repair shipper port security post '
         'decision line winter route grain treaty border valley signal office member state channel desk').split()


def percentile(samples, share):
    """A percentile by rank; 0 where there is no sample."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def sentence(rng):
    words = [rng.choice(WORDS) for _ in range(rng.randint(9, 22))]
    return ' '.join(words).capitalize() + f' {rng.randrange(10**6)}.'


def make_brief(folder, articles, quotes, paragraphs):
    """A brief as large as the issue asks for, made by the command line."""
    rng = random.Random(3)
    changes, pool = [], []
    for number in range(articles):
        body = [[sentence(rng) for _ in range(5)] for _ in range(12)]
        pool += [s for paragraph in body for s in paragraph]
        text = f'Review {number}\n\nReport {number} on the harbours\n\n' + '\n\n'.join(' '.join(p) for p in body) + '\n'
        (folder / f'{number}.txt').write_text(text, encoding='utf-8')
        changes.append({'op': 'import', 'file': f'{number}.txt'})
    for number in range(paragraphs):
        section = ('background', 'threat', 'recommendation')[number * 3 // paragraphs]
        changes.append({'op': 'add-paragraph', 'section': section, 'text': ' '.join(sentence(rng) for _ in range(5))})
        if number % max(1, paragraphs // quotes) == 0 and quotes:
            changes.append({'op': 'add-quote', 'section': section, 'text': rng.choice(pool)})
    (folder / 'all.apply').write_text(''.join(json.dumps(c) + '\n' for c in changes), encoding='utf-8')
    brief = folder / 'a.brief'
    env = {**os.environ, 'XDG_STATE_HOME': str(folder / '.state')}
    subprocess.run([PROGRAM, 'new', brief, '--title', 'Harbours', '--language', 'en-GB'], env=env, check=True)
    subprocess.run([PROGRAM, 'apply', brief, folder / 'all.apply'], env=env, check=True, stdout=subprocess.DEVNULL)
    return brief


def measured(program, work):
    """The samples of some work."""
    program.ask('measure')
    work()
    time.sleep(1)
    return json.loads(program.ask('measured'))


def report(name, samples):
    figure(f'edit.{name}.handler.p99_ms', percentile(samples['handlers'], .99))
    figure(f'edit.{name}.paint.p99_ms', percentile(samples['paints'], .99))


def main():
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--keys', type=int, default=300)
    parser.add_argument('--articles', type=int, default=50)
    parser.add_argument('--quotes', type=int, default=100)
    parser.add_argument('--paragraphs', type=int, default=400)
    options = parser.parse_args()
    probe = BUILD / 'tests' / 'libprobe.so'
    with desk.Desktop(calm=False) as desktop:
        brief = make_brief(desktop.path, options.articles, options.quotes, options.paragraphs)
        started = time.monotonic()
        program = desk.Program(desktop, [PROGRAM, str(brief)], probe, maximise=False)
        program.wait(lambda: 'Threat' in program.ask(f'content {BRIEF}'), 'the brief')
        figure('edit.start_ms', (time.monotonic() - started) * 1000)
        program.maximise()
        time.sleep(3)

        x, *_ = program.place(BRIEF, 'Threat')
        program.put_caret(BRIEF, 'Threat')
        program.key('End', 'Down', 'End')

        def type_keys():
            for _ in range(options.keys // 10):
                desktop.tool('type', '--delay', '60', 'freight on ')
        samples = measured(program, type_keys)
        report('type', samples)
        previews, turns = samples['previews'], samples['turns']
        figure('edit.preview.p50_ms', percentile(previews, .5))
        figure('edit.preview.p99_ms', percentile(previews, .99))

        def scroll():
            program.point(x + 60, 400)
            for _ in range(60):
                desktop.tool('click', 5)
                time.sleep(.016)
        samples = measured(program, scroll)
        report('scroll', samples)
        turns += samples['turns']

        needle = f'Report {options.articles - 3} on the harbours'
        program.click(needle)
        program.wait(lambda: program.ask(f'text {READER} {needle}') != 'none', 'the reader')
        program.select(READER, needle)
        x1, y1, x2, y2 = program.place(READER, needle)

        def drag():
            window = program.settle()[0]
            program.point((x1 + x2) / 2 if abs(y1 - y2) < 4 else x1 + 12, y1, window)
            desktop.tool('mousedown', 1)
            time.sleep(.15)
            for i in range(150):
                program.point_freely(window, 600 + i % 30, 200 + (i * 3) % 400)
                time.sleep(.016)
            desktop.tool('mouseup', 1)
        samples = measured(program, drag)
        report('drag', samples)
        turns += samples['turns']
        figure('edit.mainloop.max_ms', max(turns))
        program.quit(kill=True)

        echo = desk.Program(desktop, [str(BUILD / 'tests' / 'echo-window')], probe)
        echo.key('Tab')

        def type_echo():
            for _ in range(options.keys // 10):
                desktop.tool('type', '--delay', '60', 'freight on ')
        samples = measured(echo, type_echo)
        figure('edit.echo.p50_ms', percentile(samples['echoes'], .5))
        figure('edit.echo.p99_ms', percentile(samples['echoes'], .99))
        echo.quit(kill=True)
    layout = subprocess.run([BUILD / 'tests' / 'bench-layout', '24000', '300'], capture_output=True, text=True, check=True)
    print(layout.stdout, end='')


if __name__ == '__main__':
    main()
