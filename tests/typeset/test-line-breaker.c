/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "typeset/brv-line-breaker.h"

#define MAX_POINTS 512

typedef struct
{
  BrvBreakPoint points[MAX_POINTS];
  guint n_points;
} Paragraph;

/* Letters are 10 wide, spaces 10 with stretch 5 and shrink 3; "~" is a place for a hyphen of 10. */
static void
read_paragraph (Paragraph *self, const char *text)
{
  double width = 0;
  double stretch = 0;
  double shrink = 0;

  memset (self, 0, sizeof *self);
  self->n_points = 1;
  for (const char *at = text; *at != '\0'; at++)
    {
      BrvBreakPoint *point = &self->points[self->n_points];

      if (*at != ' ' && *at != '~')
        {
          width += 10;
          continue;
        }
      *point = (BrvBreakPoint){ .end_width = width, .end_stretch = stretch, .end_shrink = shrink };
      if (*at == ' ')
        {
          width += 10;
          stretch += 5;
          shrink += 3;
        }
      else
        {
          point->extra = 10;
          point->penalty = 50;
          point->flagged = TRUE;
        }
      point->start_width = width;
      point->start_stretch = stretch;
      point->start_shrink = shrink;
      self->n_points++;
    }
  self->points[self->n_points++] = (BrvBreakPoint){
    .end_width = width, .end_stretch = stretch, .end_shrink = shrink, .forced = TRUE
  };
}

static double
line_ratio (const Paragraph *self, guint from, guint to, double width)
{
  const BrvBreakPoint *start = &self->points[from];
  const BrvBreakPoint *end = &self->points[to];
  double missing = width - (end->end_width - start->start_width + end->extra - start->lead);

  return missing >= 0 ? missing / (end->end_stretch - start->start_stretch)
                      : missing / (end->end_shrink - start->start_shrink);
}

/* The least sum of demerits over all ways to break: every line is tried, from the end backwards. */
static double
least_unevenness (const Paragraph *self, double width)
{
  double least[MAX_POINTS] = { 0 };

  for (guint from = self->n_points - 1; from-- > 0;)
    {
      least[from] = INFINITY;
      for (guint to = from + 1; to < self->n_points; to++)
        {
          double ratio = line_ratio (self, from, to, width);
          double unevenness = 100 * pow (ratio, 2);

          if (to == self->n_points - 1 && ratio >= 0)
            unevenness = 0;
          if (ratio >= -1)
            least[from] = MIN (least[from], pow (10 + unevenness, 2) + least[to]);
        }
    }
  return least[0];
}

static void
test_breaks (void)
{
  static const struct
  {
    const char *text;
    double width;
    double tolerance;
    guint breaks[4]; /* indices of points */
    guint n_breaks;
  } rows[] = {
    { "aaa bbb ccc ddd", 70, 100, { 2, 4 }, 2 },
    { "aaa bbb", 1000, 100, { 2 }, 1 },
    { "aaaa bbbb cccc", 60, 1, { 0 }, 0 },            /* nothing within the tolerance */
    { "aaaaaaaaaaaa bb", 60, INFINITY, { 1, 2 }, 2 }, /* the long word sticks out */
    { "aaa bbb~bbb cc", 80, 200, { 2, 4 }, 2 },       /* only the hyphen fills the line */
    /* Without spaces, two lines that are blank by a fifth look better than one by two fifths. */
    { "aaa~a~aa~aaaaa", 50, INFINITY, { 1, 3, 4 }, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Paragraph paragraph;
      guint breaks[MAX_POINTS] = { 0 };
      BrvLineBreakSettings settings = { .width = rows[i].width,
                                        .first_width = rows[i].width,
                                        .tolerance = rows[i].tolerance };

      g_test_message ("%s", rows[i].text);
      read_paragraph (&paragraph, rows[i].text);
      g_assert_cmpuint (
        brv_line_breaker_run (paragraph.points, paragraph.n_points, &settings, breaks), ==,
        rows[i].n_breaks);
      for (guint j = 0; j < rows[i].n_breaks; j++)
        g_assert_cmpuint (breaks[j], ==, rows[i].breaks[j]);
    }
}

/* The first line of a paragraph may be shorter than the others. */
static void
test_first_line (void)
{
  Paragraph paragraph;
  guint breaks[MAX_POINTS];
  BrvLineBreakSettings settings = { .width = 70, .first_width = 30, .tolerance = 100 };

  read_paragraph (&paragraph, "aaa bbb ccc ddd");
  g_assert_cmpuint (brv_line_breaker_run (paragraph.points, paragraph.n_points, &settings, breaks),
                    ==, 3);
  g_assert_cmpuint (breaks[0], ==, 1);
  g_assert_cmpuint (breaks[1], ==, 3);
}

/* No line of a ragged paragraph is longer than the measure. */
static void
test_ragged (void)
{
  Paragraph paragraph;
  guint breaks[MAX_POINTS];
  guint from = 0;
  guint n_breaks;
  BrvLineBreakSettings settings = {
    .width = 105, .first_width = 105, .line_stretch = 50, .tolerance = INFINITY
  };

  read_paragraph (&paragraph, "aaa bbbb ccccc dd eeeeee f ggg hhhh iiiii jj kkkkkk l mmm nnnn");
  n_breaks = brv_line_breaker_run (paragraph.points, paragraph.n_points, &settings, breaks);
  g_assert_cmpuint (n_breaks, >, 4);
  for (guint i = 0; i < n_breaks; i++)
    {
      g_assert_cmpfloat (paragraph.points[breaks[i]].end_width - paragraph.points[from].start_width,
                         <=, 105);
      from = breaks[i];
    }
}

/* On random paragraphs no way to break is better than the one found. */
static void
test_optimum (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      Paragraph paragraph;
      guint breaks[MAX_POINTS];
      guint n_breaks;
      guint from = 0;
      double found = 0;
      double width = 10.0 * g_test_rand_int_range (12, 25);
      BrvLineBreakSettings settings = { .width = width,
                                        .first_width = width,
                                        .tolerance = INFINITY };

      for (guint i = 0; i < 14; i++)
        {
          for (gint j = g_test_rand_int_range (1, 9); j > 0; j--)
            g_string_append_c (text, 'a');
          g_string_append (text, i < 13 ? " " : "");
        }
      read_paragraph (&paragraph, text->str);
      if (isinf (least_unevenness (&paragraph, width)))
        continue;
      n_breaks = brv_line_breaker_run (paragraph.points, paragraph.n_points, &settings, breaks);
      g_assert_cmpuint (n_breaks, >, 0);
      for (guint i = 0; i < n_breaks; i++)
        {
          double ratio = line_ratio (&paragraph, from, breaks[i], width);
          double unevenness = 100 * pow (ratio, 2);

          g_assert_cmpfloat (ratio, >=, -1.0001);
          if (i == n_breaks - 1 && ratio >= 0)
            unevenness = 0;
          found += pow (10 + unevenness, 2);
          from = breaks[i];
        }
      /* The extra demerits of neighbours and short last lines may cost some evenness. */
      g_assert_cmpfloat (found, <=, least_unevenness (&paragraph, width) + 14 * 10000.0 + 40000);
    }
}

/* How often three lines in a row end with a hyphen. */
static guint
count_ladders (const Paragraph *paragraph, double ladder)
{
  guint breaks[MAX_POINTS];
  guint n_ladders = 0;
  guint n_hyphens = 0;
  BrvLineBreakSettings settings = {
    .width = 220, .first_width = 220, .tolerance = INFINITY, .ladder = ladder
  };
  guint n_breaks = brv_line_breaker_run (paragraph->points, paragraph->n_points, &settings, breaks);

  for (guint i = 0; i < n_breaks; i++)
    {
      n_hyphens = paragraph->points[breaks[i]].flagged ? n_hyphens + 1 : 0;
      n_ladders += n_hyphens == 3 ? 1 : 0;
    }
  return n_ladders;
}

/* Where hyphens are many, a price on ladders makes nearly all of them go. */
static void
test_ladder (void)
{
  guint n_free = 0;
  guint n_priced = 0;

  for (guint round = 0; round < 100; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      Paragraph paragraph;

      for (guint i = 0; i < 60; i++)
        {
          for (gint j = g_test_rand_int_range (3, 10); j > 0; j--)
            g_string_append (text, j % 3 == 1 && j > 1 ? "a~" : "a");
          g_string_append (text, i < 59 ? " " : "");
        }
      read_paragraph (&paragraph, text->str);
      n_free += count_ladders (&paragraph, 0);
      n_priced += count_ladders (&paragraph, 1e9);
    }
  g_test_message ("%u ladders without a price, %u with it", n_free, n_priced);
  g_assert_cmpuint (n_free, >, 20);
  g_assert_cmpuint (n_priced, <, n_free / 10);
}

static void
assert_first_break (const BrvBreakPoint *points, guint n_points, guint expected)
{
  guint breaks[MAX_POINTS] = { 0 };
  BrvLineBreakSettings settings = { .width = 100, .first_width = 100, .tolerance = 200 };

  g_assert_cmpuint (brv_line_breaker_run (points, n_points, &settings, breaks), >, 1);
  g_assert_cmpuint (breaks[0], ==, expected);
}

/*
 * A tight line above a loose one looks worse than its lines do: it costs 4,332 demerits, and a loose
 * line above a good one 4,610, but 10,000 are added where neighbours differ so much.
 */
static void
test_contrast (void)
{
  static const BrvBreakPoint points[] = {
    { 0 },
    /* Here the first line is stretched by .75, and the second by .1. */
    { .end_width = 92.5,
      .end_stretch = 10,
      .end_shrink = 10,
      .start_width = 96.5,
      .start_stretch = 12.5,
      .start_shrink = 15 },
    /* Here the first line is shrunk by .6, and the second stretched by as much. */
    { .end_width = 109,
      .end_stretch = 12.5,
      .end_shrink = 15,
      .start_width = 113,
      .start_stretch = 15,
      .start_shrink = 20 },
    { .end_width = 192.9,
      .end_stretch = 48.5,
      .end_shrink = 30,
      .start_width = 196.9,
      .start_stretch = 50,
      .start_shrink = 35 },
    { .end_width = 256.9, .end_stretch = 60, .end_shrink = 40, .forced = TRUE },
  };

  assert_first_break (points, G_N_ELEMENTS (points), 1);
}

/* A word is not divided for the last line, where a line that is stretched by .7 costs less: 3,581
 * demerits instead of 364 and 5,000. */
static void
test_final_hyphen (void)
{
  static const BrvBreakPoint points[] = {
    { 0 },
    { .end_width = 93,
      .end_stretch = 10,
      .end_shrink = 16,
      .start_width = 97,
      .start_stretch = 12,
      .start_shrink = 20 },
    { .end_width = 100,
      .end_stretch = 12,
      .end_shrink = 20,
      .start_width = 100,
      .start_stretch = 12,
      .start_shrink = 20,
      .extra = 5,
      .flagged = TRUE },
    { .end_width = 160, .end_stretch = 20, .end_shrink = 30, .forced = TRUE },
  };

  assert_first_break (points, G_N_ELEMENTS (points), 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typeset/line-breaker/breaks", test_breaks);
  g_test_add_func ("/typeset/line-breaker/first-line", test_first_line);
  g_test_add_func ("/typeset/line-breaker/ragged", test_ragged);
  g_test_add_func ("/typeset/line-breaker/ladder", test_ladder);
  g_test_add_func ("/typeset/line-breaker/contrast", test_contrast);
  g_test_add_func ("/typeset/line-breaker/final-hyphen", test_final_hyphen);
  g_test_add_func ("/typeset/line-breaker/optimum", test_optimum);
  return g_test_run ();
}
