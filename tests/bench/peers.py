"""The peers of the benchmarks: how each program makes a PDF of what the shared generator writes for it."""
import os
import pathlib

from measure import PROGRAM, have

LATEX = ['-interaction=batchmode', '-halt-on-error']

TYPST_PACKAGE = '@myriaddreamin/typst-ts-node-compiler'
TYPST_SCRIPT = (f"const {{NodeCompiler}} = require('{TYPST_PACKAGE}');"
                "const compiler = NodeCompiler.create({workspace: process.cwd(), fontArgs: [{fontPaths: ['/usr/share']}]});"
                "require('fs').writeFileSync('typst.pdf', compiler.pdf({mainFilePath: 'brief.typ'}));")


def has_typst():
    """Whether the compiler from npm is in the folder that NODE_PATH names."""
    return have('node') and (pathlib.Path(os.environ.get('NODE_PATH', '/none')) / TYPST_PACKAGE).is_dir()


def programs(folder):
    """name -> (whether it is there, its command, its output)"""
    return {
        'brevier': (True, [PROGRAM, 'export', 'brief.brief', '-o', 'brevier.pdf'], 'brevier.pdf'),
        'pdflatex': (have('pdflatex'), ['pdflatex', *LATEX, 'pdf.tex'], 'pdf.pdf'),
        'pdflatex-microtype': (have('pdflatex'), ['pdflatex', *LATEX, 'pdfmt.tex'], 'pdfmt.pdf'),
        'lualatex': (have('lualatex'), ['lualatex', *LATEX, 'lua.tex'], 'lua.pdf'),
        'pandoc-lualatex': (have('pandoc'), ['pandoc', 'brief.md', '--pdf-engine=lualatex', '-o', 'pandoc.pdf'],
                            'pandoc.pdf'),
        'groff-ps2pdf': (have('ps2pdf') and have('groff'),
                         ['sh', '-c', 'groff -k -ms -Tps brief.ms | ps2pdf - groff.pdf'], 'groff.pdf'),
        'libreoffice': (have('soffice'), ['soffice', f'-env:UserInstallation=file://{folder}/profile', '--headless',
                                          '--convert-to', 'pdf', 'brief.fodt'], 'brief.pdf'),
        'weasyprint': (have('weasyprint'), ['weasyprint', 'wp.html', 'wp.pdf'], 'wp.pdf'),
        'chromium': (have('chromium'), ['chromium', '--headless', '--no-sandbox', '--disable-gpu',
                                        '--no-pdf-header-footer', f'--user-data-dir={folder}/chromium',
                                        '--print-to-pdf=cr.pdf', 'cr.html'], 'cr.pdf'),
        'typst': (has_typst(), ['node', '-e', TYPST_SCRIPT], 'typst.pdf'),
    }
