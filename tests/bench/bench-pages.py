#!/usr/bin/env python3
"""How long the reader waits for the pages of a PDF that its worker holds open: ./dev bench pages [--pages N]"""
import argparse
import os
import pathlib
import subprocess

from measure import BUILD


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--pages', type=int, default=300)
    args = parser.parse_args()
    environment = {**os.environ, 'BREVIER_LIBEXECDIR': str(pathlib.Path(BUILD) / 'app')}
    subprocess.run([BUILD / 'tests' / 'bench-pages', str(args.pages)], env=environment, check=True)


if __name__ == '__main__':
    main()
