#!/usr/bin/env python3
"""Check that po/POTFILES names each file with words for the user, and no other: check-potfiles.py PROJECT_ROOT [--fix]"""
import json
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
listed = root / 'po' / 'POTFILES'
C_WORDS = re.compile(r'(?<![\w"])(?:N|C|NC)?_ ?\(\s*"|\b(?:g_d)?ngettext ?\(')


def has_words(path):
    """Whether a file has words to translate."""
    text = path.read_text(encoding='utf-8')
    return 'translatable="yes"' in text if path.suffix == '.ui' else bool(C_WORDS.search(text))


def find_words(node):
    """What a template says to its user, in the order of the file."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ('title', 'description', 'heading', 'guidance'):
                yield value
            else:
                yield from find_words(value)
    elif isinstance(node, list):
        for value in node:
            yield from find_words(value)


# The tools that collect words cannot read JSON.
template_words = root / 'po' / 'template-words.h'
words = {}
for path in sorted((root / 'resources' / 'templates').glob('*.json')):
    words.update(dict.fromkeys(find_words(json.loads(path.read_text(encoding='utf-8')))))
wanted_words = ('/* SPDX-License-Identifier: GPL-3.0-or-later */\n\n'
                '/* The words of resources/templates for the translators; tests/style/check-potfiles.py --fix writes this. */\n\n'
                + ''.join(f'N_ ({json.dumps(word, ensure_ascii=False)})\n' for word in words))

files = [p for folder in ('app', 'ui') for ending in ('*.c', '*.ui') for p in (root / folder).rglob(ending)]
wanted = {str(p.relative_to(root)) for p in files if has_words(p)}
wanted |= {str(p.relative_to(root)) for p in (root / 'resources').glob('*.in') if p.suffixes[-2:-1] != ['.service']}
wanted.add(str(template_words.relative_to(root)))
if '--fix' in sys.argv:
    template_words.write_text(wanted_words, encoding='utf-8')
    listed.write_text(''.join(f'{name}\n' for name in sorted(wanted)), encoding='utf-8')
have = set(listed.read_text(encoding='utf-8').split())
for name in sorted(wanted - have):
    print(f'po/POTFILES lacks {name}')
for name in sorted(have - wanted):
    print(f'po/POTFILES names {name}, which has no words for the user')
is_fresh = template_words.exists() and template_words.read_text(encoding='utf-8') == wanted_words
if not is_fresh:
    print('po/template-words.h does not say what resources/templates say')
sys.exit(have != wanted or not is_fresh)
