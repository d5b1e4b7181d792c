#!/usr/bin/env python3
"""Check that po/POTFILES names each file with words for the user, and no other: check-potfiles.py PROJECT_ROOT [--fix]"""
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


files = [p for folder in ('app', 'ui') for ending in ('*.c', '*.ui') for p in (root / folder).rglob(ending)]
wanted = {str(p.relative_to(root)) for p in files if has_words(p)}
wanted |= {str(p.relative_to(root)) for p in (root / 'resources').glob('*.in') if p.suffixes[-2:-1] != ['.service']}
if '--fix' in sys.argv:
    listed.write_text(''.join(f'{name}\n' for name in sorted(wanted)), encoding='utf-8')
have = set(listed.read_text(encoding='utf-8').split())
for name in sorted(wanted - have):
    print(f'po/POTFILES lacks {name}')
for name in sorted(have - wanted):
    print(f'po/POTFILES names {name}, which has no words for the user')
sys.exit(have != wanted)
