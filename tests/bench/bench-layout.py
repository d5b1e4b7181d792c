#!/usr/bin/env python3
"""The typesetter alone: pages a second, and change to pages: ./dev bench layout [--words N] [--edits N] [--columns two]"""
import argparse
import subprocess

from measure import BUILD


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--words', type=int, default=27000, help='60 pages')
    parser.add_argument('--edits', type=int, default=500)
    parser.add_argument('--columns', choices=('one', 'two'), default='one')
    args = parser.parse_args()
    subprocess.run([BUILD / 'tests' / 'bench-layout', str(args.words), str(args.edits), args.columns], check=True)


if __name__ == '__main__':
    main()
