"""What the benchmarks share: whole processes timed, figures printed, the shared data found."""
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get('BREVIER_PROGRAM', 'brevier')
BUILD = pathlib.Path(os.environ.get('BREVIER_BUILD', ROOT / '_build' / 'plain'))


def figure(key, value):
    """A figure as scripts read it; the unit stands at the key's end."""
    print(f'figure: {key} {value:.4g}' if isinstance(value, float) else f'figure: {key} {value}', flush=True)


def shared():
    """The folder of shared data; without it a benchmark that needs it ends with a message."""
    for folder in (os.environ.get('BREVIER_SHARED'), ROOT.parent / 'shared'):
        if folder and pathlib.Path(folder).is_dir():
            return pathlib.Path(folder).resolve()
    sys.exit('The shared data is not here: set BREVIER_SHARED to its folder.')


def run(command, cwd=None, env=None):
    """(wall seconds, CPU seconds, peak MB) of one run of a whole process with its children."""
    started = time.monotonic()
    with subprocess.Popen(command, cwd=cwd, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        error = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f'{command[0]}: exit {process.returncode}: {error.decode(errors="replace")[-400:]}')
    return time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def median(rows):
    """The median of each column."""
    return [statistics.median(column) for column in zip(*rows)]


def pdf_pages(path):
    """How many pages a PDF has, by poppler."""
    out = subprocess.run(['pdfinfo', str(path)], capture_output=True, text=True, check=True).stdout
    return next(int(line.split()[1]) for line in out.splitlines() if line.startswith('Pages:'))


def have(name):
    """Whether a program is installed."""
    return shutil.which(name) is not None


def peak_of_children():
    """The largest memory of any child that has ended, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
