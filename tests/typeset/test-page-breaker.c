/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "typeset/brv-column-filler.h"
#include "typeset/brv-page-breaker.h"

#define MAX_LINES 512

typedef struct
{
  BrvFlowLine lines[MAX_LINES];
  guint n_lines;
  BrvFlowNote notes[MAX_LINES];
  guint n_notes;
} Flow;

/*
 * One letter a line of 10 points: "a" may end a page, "n" never, "p" poorly; "^" before a line puts
 * 10 points above it; digits after it are its notes, each with so many lines of 10 points. "m" may end
 * a page and is followed by a line of its paragraph; a capital letter goes across two columns.
 */
static void
read_flow (Flow *self, const char *text)
{
  double before = 0;

  memset (self, 0, sizeof *self);
  for (const char *at = text; *at != '\0'; at++)
    {
      BrvFlowLine *line = &self->lines[self->n_lines];

      if (*at == '^')
        {
          before = 10;
          continue;
        }
      if (g_ascii_isdigit (*at))
        {
          if (line[-1].n_notes == 0)
            line[-1].first_note = self->n_notes;
          line[-1].n_notes++;
          self->notes[self->n_notes++] = (BrvFlowNote){ (guint)(*at - '0'), 10 };
          continue;
        }
      *line = (BrvFlowLine){
        .before = before, .height = 10, .is_wide = g_ascii_isupper (*at), .goes_on = *at == 'm'
      };
      line->break_after = g_ascii_tolower (*at) == 'n' ? BRV_PAGE_BREAK_NEVER
                          : *at == 'p'                 ? BRV_PAGE_BREAK_POOR
                                                       : BRV_PAGE_BREAK_ALLOWED;
      before = 0;
      self->n_lines++;
    }
}

/* Pages as text: lines of text, then for each note that is on it its lines, "!" where it is forced. */
static char *
write_pages (const Flow *flow, const GArray *pages)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < pages->len; i++)
    {
      const BrvPage *page = &g_array_index (pages, BrvPage, i);

      g_string_append_printf (string, "%s%u", i > 0 ? " " : "", page->end_line - page->first_line);
      for (guint note = page->first_note.note; note <= page->end_note.note && note < flow->n_notes;
           note++)
        {
          guint first = note == page->first_note.note ? page->first_note.line : 0;
          guint end = note == page->end_note.note ? page->end_note.line : flow->notes[note].n_lines;

          if (end > first)
            g_string_append_printf (string, "+%u", end - first);
        }
      g_string_append (string, page->is_forced ? "!" : "");
    }
  return g_string_free (string, FALSE);
}

/* Pages have room for ten lines; the separator before notes takes one. */
static const BrvPageBreakSettings page = { .height = 100,
                                           .grid = 10,
                                           .line_height = 10,
                                           .separator = 10,
                                           .note_gap = 0,
                                           .is_optimising = FALSE };

static void
test_rules (void)
{
  static const struct
  {
    const char *rule;
    const char *flow;
    const char *first_fit;
    const char *optimum;
  } rows[] = {
    { "empty", "", "", "" },
    { "one page", "aaaaaaaaaa", "10", "10" },
    { "two pages", "aaaaaaaaaaaa", "10 2", "8 4" },
    { "a heading stays with its text", "aaaaaaaannnaaaaa", "8 8", "8 8" },
    { "space at a page's top is swallowed", "aaaaaaaaaa^aaaaaaaaaa", "10 10", "10 10" },
    { "space counts inside a page", "aaaaa^aaaaaaaaaaaaaa", "9 10", "9 10" },
    { "a divided word is avoided", "aaaaaaaaapaaaaaaaaa", "10 9", "9 10" },
    { "notes stand with their reference", "aaaaaaa3aaaaaaaaa", "6 6+3 4", "6 6+3 4" },
    { "a note is split when it must be", "aaa8aaaaaaaaaaaaaaaa", "3+6 7+2 9", "3+6 7+2 9" },
    { "what cannot be kept is forced", "nnnnnnnnnnnnnnaaaa", "10! 8", "10! 8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      for (guint optimising = 0; optimising < 2; optimising++)
        {
          Flow flow;
          BrvPageBreakSettings settings = page;
          g_autoptr (GArray) pages = NULL;
          g_autofree char *text = NULL;
          g_autoptr (BrvPageBreaker) breaker = brv_page_breaker_new ();

          g_test_message ("%s", rows[i].rule);
          read_flow (&flow, rows[i].flow);
          settings.is_optimising = optimising == 1;
          pages = brv_page_breaker_run (breaker, flow.lines, flow.n_lines, flow.notes, flow.n_notes,
                                        &settings);
          text = write_pages (&flow, pages);
          g_assert_cmpstr (text, ==, settings.is_optimising ? rows[i].optimum : rows[i].first_fit);
        }
    }
}

/* A note longer than pages goes on from page to page, and all of it is set once. */
static void
test_endless_note (void)
{
  Flow flow;
  g_autoptr (GArray) pages = NULL;
  g_autoptr (BrvPageBreaker) breaker = brv_page_breaker_new ();
  guint n_lines = 0;

  read_flow (&flow, "aa1aaaa1a");
  flow.notes[0].n_lines = 57;
  pages = brv_page_breaker_run (breaker, flow.lines, flow.n_lines, flow.notes, flow.n_notes, &page);
  for (guint i = 0; i < pages->len; i++)
    {
      const BrvPage *each = &g_array_index (pages, BrvPage, i);

      if (each->first_note.note == 0)
        n_lines += (each->end_note.note > 0 ? 57 : each->end_note.line) - each->first_note.line;
      if (i > 0)
        {
          g_assert_cmpuint (each->first_line, ==, g_array_index (pages, BrvPage, i - 1).end_line);
          g_assert_cmpuint (each->first_note.line, ==,
                            g_array_index (pages, BrvPage, i - 1).end_note.line);
        }
    }
  g_assert_cmpuint (n_lines, ==, 57);
  g_assert_cmpuint (g_array_index (pages, BrvPage, pages->len - 1).end_line, ==, flow.n_lines);
}

static double
page_height (const Flow *flow, const BrvPage *each)
{
  double height = 0;
  double notes = 0;

  for (guint i = each->first_line; i < each->end_line; i++)
    height += flow->lines[i].height + (i > each->first_line ? flow->lines[i].before : 0);
  for (guint i = each->first_note.note; i <= each->end_note.note && i < flow->n_notes; i++)
    {
      guint first = i == each->first_note.note ? each->first_note.line : 0;
      guint end = i == each->end_note.note ? each->end_note.line : flow->notes[i].n_lines;

      notes += end > first ? (end - first) * 10 : 0;
    }
  return height + (notes > 0 ? notes + page.separator : 0);
}

/* Whatever comes, no page is too full, and every line and note is on a page, in order. */
static void
test_random (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (BrvPageBreaker) breaker = brv_page_breaker_new ();
      BrvPageBreakSettings settings = page;
      g_autoptr (GArray) pages = NULL;
      Flow flow;
      guint line = 0;
      BrvNotePlace note = { 0, 0 };

      for (gint i = g_test_rand_int_range (1, 100); i > 0; i--)
        {
          g_string_append (text, g_test_rand_int_range (0, 8) == 0 ? "^" : "");
          g_string_append_c (text, "aaanp"[g_test_rand_int_range (0, 5)]);
          if (g_test_rand_int_range (0, 6) == 0)
            g_string_append_c (text, (char)('1' + g_test_rand_int_range (0, 9)));
        }
      read_flow (&flow, text->str);
      settings.is_optimising = round % 2 == 0;
      pages = brv_page_breaker_run (breaker, flow.lines, flow.n_lines, flow.notes, flow.n_notes,
                                    &settings);
      for (guint i = 0; i < pages->len; i++)
        {
          const BrvPage *each = &g_array_index (pages, BrvPage, i);

          g_assert_cmpuint (each->first_line, ==, line);
          g_assert_cmpuint (each->first_note.note, ==, note.note);
          g_assert_cmpuint (each->first_note.line, ==, note.line);
          g_assert_cmpfloat (page_height (&flow, each), <=, page.height);
          g_assert_true (each->is_forced || each->end_line == flow.n_lines ||
                         each->end_line == each->first_line ||
                         flow.lines[each->end_line - 1].break_after != BRV_PAGE_BREAK_NEVER);
          line = each->end_line;
          note = each->end_note;
        }
      g_assert_cmpuint (line, ==, flow.n_lines);
      g_assert_cmpuint (note.line, ==, 0);
    }
}

/* Where the lines of pages of two columns stand: by column, each line as its number on the page; "="
 * before those that go across. */
static char *
write_columns (const Flow *flow, const GArray *pages, const BrvPageBreakSettings *settings)
{
  const BrvPageMatter matter = { flow->lines, flow->n_lines, flow->notes, flow->n_notes, settings };
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < pages->len; i++)
    {
      const BrvPage *each = &g_array_index (pages, BrvPage, i);
      BrvColumnSpot spots[MAX_LINES];

      brv_column_filler_place_lines (&matter, each, spots);
      g_string_append (string, i > 0 ? " / " : "");
      for (guint j = 0; j < each->end_line - each->first_line; j++)
        {
          if (j > 0 && spots[j].column != spots[j - 1].column)
            g_string_append_c (string, ' ');
          g_string_append_printf (string, "%s%c", spots[j].column == BRV_COLUMN_WIDE ? "=" : "",
                                  (char)('0' + (gint)(spots[j].y / 10 + 0.5)));
        }
    }
  return g_string_free (string, FALSE);
}

static void
test_columns (void)
{
  static const struct
  {
    const char *rule;
    const char *flow;
    const char *columns;
  } rows[] = {
    { "the end is balanced, the first column the longer", "aaaaa", "012 01" },
    { "what stands above a wide line is balanced", "aaaaNAaaaa", "01 01 =2=3 45 45" },
    { "columns are filled", "aaaaaaaaaaaaaaaaaaaaaaaaaaaa", "0123456789 0123456789 / 0123 0123" },
    { "a heading goes with its text", "aaaaaaaaanaaaaaaaaaaaaaaaaaa",
      "012345678 0123456789 / 01234 0123" },
    { "no line out of a paragraph's middle is alone", "aaaaaaaaaaaaaaaaanmmmnaAaaaaaaaa",
      "0123456789 0123456789 / 012 =3 4567 4567" },
    { "notes stand below both columns", "aaaa3aaaaaaaaaaaaaaaa", "012345 012345 / 0123 0123" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Flow flow;
      BrvPageBreakSettings settings = page;
      g_autoptr (BrvPageBreaker) breaker = brv_page_breaker_new ();
      g_autoptr (GArray) pages = NULL;
      g_autofree char *columns = NULL;

      g_test_message ("%s", rows[i].rule);
      read_flow (&flow, rows[i].flow);
      settings.is_optimising = TRUE;
      settings.n_columns = 2;
      pages = brv_page_breaker_run (breaker, flow.lines, flow.n_lines, flow.notes, flow.n_notes,
                                    &settings);
      columns = write_columns (&flow, pages, &settings);
      g_assert_cmpstr (columns, ==, rows[i].columns);
    }
}

/* Whether a column is one line, neither the first nor the last of its paragraph. */
static gboolean
is_stray (const Flow *flow, const BrvPage *each, const BrvColumnSpot *spots, guint line)
{
  guint at = line - each->first_line;

  return line > 0 && flow->lines[line].goes_on && flow->lines[line - 1].goes_on &&
         spots[at].column != BRV_COLUMN_WIDE && spots[at].is_first &&
         (line + 1 == each->end_line || spots[at + 1].column != spots[at].column);
}

static void
check_columns (const Flow *flow, const BrvPage *each, const BrvPageBreakSettings *settings)
{
  const BrvPageMatter matter = { flow->lines, flow->n_lines, flow->notes, flow->n_notes, settings };
  double limit = brv_page_notes_find_limit (&matter, brv_page_notes_measure (&matter, each)) + 1e-6;
  BrvColumnSpot spots[MAX_LINES];

  brv_column_filler_place_lines (&matter, each, spots);
  for (guint i = each->first_line; i < each->end_line; i++)
    {
      const BrvColumnSpot *spot = &spots[i - each->first_line];
      const BrvColumnSpot *before = i > each->first_line ? spot - 1 : NULL;

      g_assert_cmpfloat (spot->y + flow->lines[i].height, <=, limit);
      g_assert_true (!flow->lines[i].is_wide == (spot->column != BRV_COLUMN_WIDE));
      g_assert_true (before == NULL || before->column != spot->column ||
                     spot->y >= before->y + flow->lines[i - 1].height - 1e-6);
      g_assert_false (is_stray (flow, each, spots, i));
      if (before != NULL && spot->column == 1 && before->column == 0)
        g_assert_true (flow->lines[i - 1].break_after != BRV_PAGE_BREAK_NEVER);
    }
}

/* Whatever comes, columns are not too full, and end where they may. */
static void
test_random_columns (void)
{
  for (guint round = 0; round < 1000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (BrvPageBreaker) breaker = brv_page_breaker_new ();
      BrvPageBreakSettings settings = page;
      g_autoptr (GArray) pages = NULL;
      Flow flow;
      guint line = 0;

      for (gint i = g_test_rand_int_range (1, 60); i > 0; i--)
        {
          static const char *const parts[] = { "na", "nna", "nmna", "nmmmna", "A", "NA", "n^a" };

          g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
          if (g_test_rand_int_range (0, 6) == 0)
            g_string_append_c (text, (char)('1' + g_test_rand_int_range (0, 4)));
        }
      read_flow (&flow, text->str);
      settings.is_optimising = round % 2 == 0;
      settings.n_columns = 2;
      pages = brv_page_breaker_run (breaker, flow.lines, flow.n_lines, flow.notes, flow.n_notes,
                                    &settings);
      g_test_message ("%s", text->str);
      for (guint i = 0; i < pages->len; i++)
        {
          const BrvPage *each = &g_array_index (pages, BrvPage, i);

          g_assert_cmpuint (each->first_line, ==, line);
          if (!each->is_forced)
            check_columns (&flow, each, &settings);
          line = each->end_line;
        }
      g_assert_cmpuint (line, ==, flow.n_lines);
    }
}

static char *
make_random_line (void)
{
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append (line, g_test_rand_int_range (0, 8) == 0 ? "^" : "");
  g_string_append_c (line, "aaaaanpmA"[g_test_rand_int_range (0, 9)]);
  if (g_test_rand_int_range (0, 6) == 0)
    g_string_append_c (line, (char)('1' + g_test_rand_int_range (0, 9)));
  return g_strdup (line->str);
}

/* After changes a breaker gives the pages that one gives which has never run. */
static void
test_resume (void)
{
  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (BrvPageBreaker) breaker = brv_page_breaker_new ();
      g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
      BrvPageBreakSettings settings = page;

      settings.is_optimising = round % 4 != 0;
      settings.n_columns = round % 3 == 0 ? 2 : 1;
      for (guint i = 0; i < 350; i++)
        g_ptr_array_add (parts, make_random_line ());
      for (guint change = 0; change < 30; change++)
        {
          g_autoptr (BrvPageBreaker) fresh = brv_page_breaker_new ();
          g_autoptr (GString) text = g_string_new (NULL);
          g_autoptr (GArray) pages = NULL;
          g_autoptr (GArray) expected = NULL;
          gint at = g_test_rand_int_range (0, (gint32)parts->len);
          Flow flow;

          if (parts->len > 360 || g_test_rand_bit ())
            g_ptr_array_remove_index (parts, (guint)at);
          for (gint i = g_test_rand_int_range (0, 3); i > 0; i--)
            g_ptr_array_insert (parts, at, make_random_line ());
          for (guint i = 0; i < parts->len; i++)
            g_string_append (text, g_ptr_array_index (parts, i));
          read_flow (&flow, text->str);
          pages = brv_page_breaker_run (breaker, flow.lines, flow.n_lines, flow.notes, flow.n_notes,
                                        &settings);
          expected = brv_page_breaker_run (fresh, flow.lines, flow.n_lines, flow.notes,
                                           flow.n_notes, &settings);
          g_assert_cmpmem (pages->data, pages->len * sizeof (BrvPage), expected->data,
                           expected->len * sizeof (BrvPage));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typeset/page-breaker/rules", test_rules);
  g_test_add_func ("/typeset/page-breaker/endless-note", test_endless_note);
  g_test_add_func ("/typeset/page-breaker/random", test_random);
  g_test_add_func ("/typeset/page-breaker/columns", test_columns);
  g_test_add_func ("/typeset/page-breaker/random-columns", test_random_columns);
  g_test_add_func ("/typeset/page-breaker/resume", test_resume);
  return g_test_run ();
}
