"""Texts and layouts for the test of the PDF importer, put together at random from a seed.

A text is a row of blocks: (kind, text); in it, [n] is a reference to footnote n. The cells of a
table's row are parted by tabs. Nothing of a layout is known to the program.
"""
import random
import re

SUPERSCRIPT = str.maketrans('0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹')
TITLE = 'Traffic in the Northern Harbours'

SENTENCES = '''The harbour authority publishes its figures in the second week of the quarter.
Most of the timber that passes through the northern terminal is bound for the inland mills.
Officials describe the arrangement as provisional, although it has been renewed eleven times.
A well-known difficulty is that the two registers use different definitions of tonnage.
The commission recommended a comprehensive reorganisation of the inspection service.
Nobody disputes the measurements; what they mean for the fishing communities is another matter.
Insurance premiums rose by 14.5% between 2017 and 2019, and have fallen only slightly since.
The long-term contracts contain a clause that allows either party to withdraw after six months.
Shipowners have responded by postponing maintenance that would otherwise be unavoidable.
Under the revised procedure, documentation must be submitted electronically in advance.
The decision-makers in the capital were informed, but not consulted, about the change.
Environmental organisations point to the deterioration of the estuary’s shallow waters.
“We measure what we can reach,” says the authority’s own handbook, “and estimate the rest.”
It is not clear whether the additional capacity will be needed before the end of the decade.
Comparable installations elsewhere have taken considerably longer to become profitable.
The working group met on three occasions and adopted no conclusions.
Satellite photographs show between thirty and forty vessels waiting outside the breakwater.
Transport by rail is cheaper per kilometre but requires transhipment at the frontier.
The smaller ports—there are nine of them—depend almost entirely on seasonal traffic.
A self-contained computer system was installed to record arrivals and departures.
Responsibility for dredging was transferred to a public-private partnership in 2014.
Neighbouring countries have expressed interest in the proposal without committing funds.
The statistical office publishes corrections, sometimes substantial ones, in the following year.
Opinion is divided on the question of compensation for the municipalities concerned.
For practical purposes the channel is navigable throughout the winter.
Inspectors found irregularities in roughly one consignment out of twenty.
The pilots’ association regards the existing regulations as sufficient.
Investment in equipment has been concentrated on the container terminal.
Experience suggests that preliminary estimates of this kind are too optimistic by a third.
The infrastructure is vulnerable to flooding, particularly at the spring tides.
This has changed.
Not every port took part (two declined, and one did not answer).
In 2016–2018 the average draught was 7.4 metres; since then it has been 8.1 metres.
The rules of 1998, i.e. those in force today, are silent on the matter.
Who pays?
About 1,250 tonnes a day were unloaded, against 980 tonnes the year before.
A non-binding agreement was signed; its fourth article reads: “Costs are shared equally.”
The hydrographic measurements were discontinued, with incalculable consequences for navigation.
Cross-border cooperation between administrations remains underdeveloped.'''.split('\n')

NOTES = ['Figures for the last quarter are preliminary and may be corrected in the following year.',
         'The handbook has been revised several times; the edition used here is the ninth, which was '
         'published with a supplement on winter navigation and the maintenance of the buoys.',
         'See the appendix of the commission’s report.',
         'Ibid., pp. 14–17.',
         'Tonnage is given in metric tons throughout; older registers used a unit that was some two per cent larger, '
         'and the totals were never converted.']
ITEMS = ['a terminal for timber, which was enlarged when the mills were rebuilt and now has room for six vessels at a time',
         'a quay for passengers', 'two basins that are not in use', 'the pilots’ station', 'repairs to the eastern breakwater, '
         'which have been put off twice', 'Dredging of the approach channel to a depth of nine metres.', 'A new register.',
         'Training for inspectors, in particular for those who work at the smaller ports and have had none since the '
         'procedure was revised.', 'fees, dues and fines', 'A yearly report to the municipalities.',
         'storage for grain, at present leased to a cooperative']
FONTS = ['DejaVu Serif', 'DejaVu Sans', 'TeX Gyre Termes', 'TeX Gyre Pagella', 'TeX Gyre Heros', 'Charis SIL', 'Inter', 'Cantarell',
         'Liberation Serif', 'Liberation Sans', 'TeX Gyre Bonum', 'TeX Gyre Schola', 'Latin Modern Roman', 'Noto Serif', 'EB Garamond']
HEADINGS = ['The Course of Events', 'What the Registers Show', 'Costs and Who Bears Them', 'The Inland Connection', 'Prospects',
            'A Note on Sources', 'Winter Navigation and the Maintenance of the Outer Channel']
MINOR_HEADINGS = ['Public Money', 'Older Figures and Their Use', 'Dues']
RUNNING = ['Harbour Report', 'Harbour Report · Second Quarter', 'Traffic in the north: a survey of nine ports and their hinterland']
ROW_NAMES = [['January', 'February', 'March', 'April', 'May', 'June'], ['2014', '2015', '2016', '2017', '2018', '2019'],
             ['Timber', 'Grain', 'Coal', 'Iron ore', 'Fish', 'Salt'], ['North', 'East', 'South', 'West', 'Inner', 'Outer']]
FIRST_COLUMNS = ['Month', 'Year', 'Goods', 'Basin']
NUMBER_COLUMNS = [('Vessels', lambda r: str(r.randint(8, 240))), ('Tonnes', lambda r: f'{r.randint(900, 99000):,}'),
                  ('Share', lambda r: f'{r.randint(1, 60)}%'), ('Draught', lambda r: f'{r.randint(30, 119) / 10:.1f}')]
REMARKS = ['includes vessels that were turned away at the breakwater', 'provisional', 'from the second register only',
           'corrected in the following year', 'no figures for the outer basin', 'as reported by the pilots']


class Layout:
    """How one document looks."""

    def __init__(self, seed, columns):
        source = random.Random(f'{seed} {columns}')
        self.columns = columns
        self.font = source.choice(FONTS)
        self.size = source.choice([9, 9.5, 10, 10.5, 11, 12]) if columns == 1 else source.choice([8.5, 9, 9.5, 10])
        self.leading = source.choice([1.15, 1.2, 1.3, 1.4, 1.5])
        self.gap = source.choice([11, 14, 18, 24])
        self.ragged = source.random() < .4
        self.hyphens = source.random() < .6
        self.indent = source.choice([0, 0, 10, 14, 18])          # 0: paragraphs are set apart
        self.notes = source.choice([0, 0, 1, 2, 3, 5])
        self.running = source.choice(['top', 'bottom', 'none'])   # where the running head is
        self.running_text = source.choice(RUNNING)
        self.folio = 'right' if self.running != 'bottom' and source.random() < .3 else 'centre'
        self.numbered = source.random() < .5                      # lists
        self.sectioned = source.random() < .3                     # headings have numbers
        self.spanning = columns > 1 and source.random() < .5      # headings over all columns
        self.centred = source.random() < .4                       # the title
        self.heading = source.choice([1.2, 1.4, 1.6])
        self.heading_style = source.choice(['bold', 'bold', 'italic', 'centred'])
        self.quote = source.choice(['plain', 'italic', 'small'])
        self.ruled = source.choice(['none', 'lines', 'grid'])      # tables
        self.figures = source.choice(['left', 'right', 'centre'])  # columns of numbers
        self.cell_gap = source.choice([6, 10, 14] if columns > 2 else [8, 14, 20])
        self.paper = source.choice(['a4', 'letter'] if columns > 1 else ['a4', 'letter', 'a5'])
        self.margin = source.choice([48, 60, 72])                  # left and right
        self.head_margin = source.choice([48, 60, 72])             # above and below
        self.source = source

    def __str__(self):
        return ' '.join(f'{key}={value}' for key, value in vars(self).items() if key != 'source')


class Text:
    """A text as blocks: long enough for several pages, with some of everything."""

    def __init__(self, layout):
        source = layout.source
        self.layout = layout
        self.blocks = [('title', TITLE)]
        self.notes = source.sample(NOTES, layout.notes)
        self.items = source.sample(ITEMS, len(ITEMS))
        self.n_noted = self.n_tables = self.n_figures = 0
        minor = source.sample(MINOR_HEADINGS, source.randint(0, 3))
        extras = ['list'] * source.randint(0, 3) + ['table'] * source.randint(0, 2) + ['quote'] * source.randint(0, 2)
        extras += ['figure'] * source.randint(0, 1) + [('h3', words) for words in minor]
        headings = source.sample(HEADINGS, source.randint(4, 6))
        places = {place: [] for place in range(4 * len(headings) - 1)}
        for extra in extras:
            places[source.randrange(len(places))].append(extra)
        noted = sorted(source.sample(range(4 * len(headings)), layout.notes))
        for place in range(4 * len(headings)):
            if place % 4 == 0:
                number = f'{place // 4 + 1} ' if layout.sectioned else ''
                self.blocks.append(('h2', number + headings[place // 4]))
            self.add_paragraph(place in noted)
            # A minor heading needs text below it: not at the end of a section, and after all else.
            for extra in sorted(places.get(place, []), key=lambda extra: isinstance(extra, tuple)):
                self.add_extra(extra, place)

    def add_paragraph(self, noted):
        source = self.layout.source
        text = ' '.join(source.sample(SENTENCES, source.choice([1, 2, 3, 4, 5, 6, 7, 9])))
        if noted:
            self.n_noted += 1
            at = text.index('. ') + 1 if '. ' in text else len(text)
            text = f'{text[:at]}[{self.n_noted}]{text[at:]}'
        self.blocks.append(('p', text))

    def add_extra(self, extra, place):
        source = self.layout.source
        if extra == 'list':
            for _ in range(min(source.randint(2, 5), len(self.items))):
                self.blocks.append(('li', self.items.pop()))
        elif extra == 'table':
            self.n_tables += 1
            self.blocks += [('caption', f'Table {self.n_tables}: {source.choice(["Arrivals", "Departures, as registered"])}'),
                            ('table', self.make_table())]
        elif extra == 'figure':
            self.n_figures += 1
            self.blocks += [('figure', ''), ('caption', f'Figure {self.n_figures}: The northern terminal')]
        elif extra == 'quote':
            self.blocks.append(('quote', ' '.join(source.sample(SENTENCES, 3))))
        elif place % 4 != 3:
            self.blocks.append(extra)
            self.add_paragraph(False)

    def make_table(self):
        source = self.layout.source
        kind = source.randrange(len(ROW_NAMES))
        columns = source.sample(NUMBER_COLUMNS, 2 if self.layout.columns > 2 else source.choice([2, 3]))
        remarks = self.layout.columns == 1 and source.random() < .4
        rows = [[FIRST_COLUMNS[kind]] + [name for name, _ in columns] + (['Remarks'] if remarks else [])]
        for name in ROW_NAMES[kind][:source.randint(3, 6)]:
            rows.append([name] + [make(source) for _, make in columns] + ([source.choice(REMARKS)] if remarks else []))
        return '\n'.join('\t'.join(row) for row in rows)

    def plain(self):
        """The blocks as they are to come out, without the notes."""
        return [re.sub(r'\[(\d)\]', lambda m: m.group(1).translate(SUPERSCRIPT), text) for _, text in self.blocks if text]
