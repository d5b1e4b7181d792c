#!/usr/bin/env python3
"""Opening, checking and saving large briefs: ./dev bench brief [--quotes N] [--sources N]"""
import argparse
import json
import pathlib
import random
import subprocess
import tempfile

from measure import PROGRAM, figure, median, run

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


def main():
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--quotes', type=int, default=1000)
    parser.add_argument('--sources', type=int, default=300)
    options = parser.parse_args()
    rng = random.Random(7)
    with tempfile.TemporaryDirectory() as name:
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
        verify_s = median([run([PROGRAM, 'check', brief, '--quiet']) for _ in range(5)])[0]
        save_s = median([run([PROGRAM, 'apply', brief, str(save)]) for _ in range(5)])[0]
        figure(f'{key}.open_s', open_s)
        figure(f'{key}.verify_s', verify_s - open_s)
        figure(f'{key}.save_s', save_s - open_s)


if __name__ == '__main__':
    main()
