/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/brv-utf8.h"
#include "ui/shared/brv-reader-buffer.h"

#include "sources-sample.h"

static BrvReaderBuffer *
new_buffer (const BrvSource *source, gboolean show_left_out)
{
  BrvReaderBuffer *buffer = brv_reader_buffer_new ();

  brv_reader_buffer_show (buffer, source, "Harbour Review · Undated", "An excerpt", show_left_out);
  return buffer;
}

static char *
dup_buffer_text (BrvReaderBuffer *buffer, const GtkTextIter *start, const GtkTextIter *end)
{
  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (buffer), start, end, FALSE);
}

/* Selects from the first letter of @from to the last of @to, as they stand in the buffer. */
static void
select_words (BrvReaderBuffer *buffer, const char *from, const char *to)
{
  GtkTextIter start;
  GtkTextIter end;
  GtkTextIter first;
  GtkTextIter last;

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (buffer), &start);
  g_assert_true (gtk_text_iter_forward_search (&start, from, 0, &first, &end, NULL));
  g_assert_true (gtk_text_iter_forward_search (&first, to, 0, &start, &last, NULL));
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (buffer), &first, &last);
}

static void
assert_passage (BrvReaderBuffer *buffer, const BrvSource *source, const char *expected)
{
  BrvPassage passage;
  g_autofree char *text = NULL;

  g_assert_true (brv_reader_buffer_get_passage (buffer, &passage));
  g_assert_true (brv_id_equal (passage.source_id, brv_source_get_id (source)));
  text = g_strndup (brv_source_get_text (source) + passage.range.start,
                    brv_range_length (passage.range));
  g_assert_cmpstr (text, ==, expected);
}

/* Every character of every shown block: there and back, and the same letter on both sides. */
static void
check_mapping (const BrvSource *source, gboolean show_left_out)
{
  g_autoptr (BrvReaderBuffer) buffer = new_buffer (source, show_left_out);
  const char *text = brv_source_get_text (source);
  const BrvSourceBlock *blocks;
  guint n_blocks = 0;
  guint n_shown = 0;

  blocks = brv_source_get_blocks (source, &n_blocks);
  for (guint i = 0; i < n_blocks; i++)
    {
      const char *at = text + blocks[i].range.start;
      const char *stop = text + blocks[i].range.end;
      GtkTextIter start;
      GtkTextIter end;
      g_autofree char *shown = NULL;
      g_autofree char *original = g_strndup (at, (gsize)(stop - at));

      if (!blocks[i].kept && !show_left_out)
        {
          g_assert_false (brv_reader_buffer_get_iters (buffer, blocks[i].range, &start, &end));
          g_assert_true (gtk_text_iter_equal (&start, &end));
          continue;
        }
      n_shown++;
      g_assert_true (brv_reader_buffer_get_iters (buffer, blocks[i].range, &start, &end));
      shown = dup_buffer_text (buffer, &start, &end);
      g_assert_cmpstr (shown, ==, original);
      g_assert_cmpint (brv_reader_buffer_find_block (buffer, &start), ==, (gint)i);
      g_assert_cmpint (brv_reader_buffer_find_block (buffer, &end), ==, (gint)i);
      for (; at < stop; at = g_utf8_next_char (at), gtk_text_iter_forward_char (&start))
        {
          g_assert_cmpuint (gtk_text_iter_get_char (&start), ==, g_utf8_get_char (at));
          g_assert_cmpuint (brv_reader_buffer_get_source_offset (buffer, &start), ==,
                            (gsize)(at - text));
        }
      g_assert_true (gtk_text_iter_equal (&start, &end));
      g_assert_cmpuint (brv_reader_buffer_get_source_offset (buffer, &end), ==,
                        blocks[i].range.end);
    }
  g_assert_cmpuint (n_shown, >, 0);
}

static void
test_mapping (void)
{
  g_autoptr (BrvSource) article = sample_new_article ();

  check_mapping (article, FALSE);
  check_mapping (article, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (sample_rows); i++)
    {
      g_autoptr (BrvSource) source = sample_new_row (i);

      check_mapping (source, FALSE);
    }
}

/* The notice stands above the article, and at the end where there is none. */
static void
test_notice (void)
{
  static const SampleBlock bare[] = { { BRV_ROLE_TITLE, TRUE, "A Primer on Demurrage" },
                                      { BRV_ROLE_FURNITURE, FALSE, "Subscribe" } };
  g_autoptr (BrvReaderBuffer) buffer = brv_reader_buffer_new ();
  const struct
  {
    guint n_blocks;
    gboolean show_left_out;
    const char *text;
  } cases[] = {
    { 0, FALSE, "Press\nA Primer on Demurrage\nNo text yet" },
    { 1, FALSE, "Press\nA Primer on Demurrage\nNo text yet" },
    { 2, TRUE, "Press\nA Primer on Demurrage\nSubscribe\nNo text yet" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BrvSource) source = sample_new_source ("A Primer on Demurrage", "Press", NULL,
                                                        NULL, FALSE, bare, cases[i].n_blocks);
      g_autofree char *text = NULL;
      GtkTextIter start;
      GtkTextIter end;

      brv_reader_buffer_show (buffer, source, "Press", "No text yet", cases[i].show_left_out);
      gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (buffer), &start, &end);
      text = gtk_text_buffer_get_text (GTK_TEXT_BUFFER (buffer), &start, &end, FALSE);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* What is selected, and what of it is quoted. */
static void
test_passage (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    gboolean show_left_out;
    BrvPassageState state;
    const char *passage;
  } cases[] = {
    { "two calendars", "two calendars", FALSE, BRV_PASSAGE_WHOLE, "two calendars" },
    { " two calendars", "One says ", FALSE, BRV_PASSAGE_WHOLE, "two calendars. One says" },
    /* Beyond the block's end and into the next one: no break is left at the end. */
    { "that week.", "\n", FALSE, BRV_PASSAGE_WHOLE, "that week." },
    { "both sides of the sea.", "What the", FALSE, BRV_PASSAGE_WHOLE,
      "both sides of the sea.\nWhat the" },
    /* The meta line and the notice belong to no source. */
    { "Harbour Review", "Undated", FALSE, BRV_PASSAGE_NONE, NULL },
    { "Harbour Review", "A Harbour", FALSE, BRV_PASSAGE_WHOLE, "A Harbour" },
    /* Bullets are no words of the source. */
    { "•\tPublish", "due date.", FALSE, BRV_PASSAGE_WHOLE,
      "Publish the believed date beside the due date." },
    /* Left-out words inside. */
    { "in that week.", "Pilots call", FALSE, BRV_PASSAGE_BROKEN, NULL },
    { "in that week.", "Pilots call", TRUE, BRV_PASSAGE_WHOLE,
      "in that week.\nSubscribe to our newsletter\nPilots call" },
    { "Subscribe", "newsletter", TRUE, BRV_PASSAGE_WHOLE, "Subscribe to our newsletter" },
    /* Graphemes are never cut: the accent, the flag, the family. */
    { "Nai", "Nai", FALSE, BRV_PASSAGE_WHOLE, "Nai\314\210" },
    { "(\360\237\207\262", "(\360\237\207\262", FALSE, BRV_PASSAGE_WHOLE,
      "(\360\237\207\262\360\237\207\271" },
    { "(\360\237\221\251", "(\360\237\221\251", FALSE, BRV_PASSAGE_WHOLE,
      "(\360\237\221\251\342\200\215\360\237\221\251\342\200\215\360\237\221\247" },
    /* A no-break space is white space at an end and stays in the middle. */
    { "roughly 4\302\240", "\302\240", FALSE, BRV_PASSAGE_WHOLE, "roughly 4" },
    { "4\302\240%", "%", FALSE, BRV_PASSAGE_WHOLE, "4\302\240%" },
    { "berth   due", "E1 ", FALSE, BRV_PASSAGE_WHOLE, "berth   due   believed\nE1" },
  };
  g_autoptr (BrvSource) article = sample_new_article ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BrvReaderBuffer) buffer = new_buffer (article, cases[i].show_left_out);

      g_test_message ("row %u: %s … %s", i, cases[i].from, cases[i].to);
      select_words (buffer, cases[i].from, cases[i].to);
      g_assert_cmpint (brv_reader_buffer_get_passage_state (buffer), ==, cases[i].state);
      if (cases[i].passage != NULL)
        assert_passage (buffer, article, cases[i].passage);
    }
}

static void
test_passage_of_all (void)
{
  g_autoptr (BrvSource) article = sample_new_article ();
  g_autoptr (BrvReaderBuffer) buffer = new_buffer (article, TRUE);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (buffer), &start, &end);
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (buffer), &start, &end);
  assert_passage (buffer, article, brv_source_get_text (article));

  brv_reader_buffer_show (buffer, NULL, NULL, NULL, FALSE);
  g_assert_cmpint (brv_reader_buffer_get_passage_state (buffer), ==, BRV_PASSAGE_NONE);
  g_assert_cmpint (gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (buffer)), ==, 0);
}

/* Every selection in the article's text quotes just the letters that are selected. */
static void
test_passage_everywhere (void)
{
  g_autoptr (BrvSource) article = sample_new_article ();
  g_autoptr (BrvReaderBuffer) buffer = new_buffer (article, FALSE);
  const char *text = brv_source_get_text (article);
  gsize length = brv_source_get_text_length (article);
  gint n_chars = gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (buffer));
  guint n_whole = 0;

  for (gint at = 0; at < n_chars; at += 7)
    for (gint span = 1; span < 60; span += 6)
      {
        GtkTextIter start;
        GtkTextIter end;
        BrvPassage passage;

        gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (buffer), &start, at);
        gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (buffer), &end,
                                            MIN (at + span, n_chars));
        gtk_text_buffer_select_range (GTK_TEXT_BUFFER (buffer), &start, &end);
        if (!brv_reader_buffer_get_passage (buffer, &passage))
          continue;
        n_whole++;
        g_assert_cmpuint (passage.range.start, <, passage.range.end);
        g_assert_cmpuint (passage.range.end, <=, length);
        g_assert_true (brv_utf8_is_grapheme_boundary (text, length, passage.range.start));
        g_assert_true (brv_utf8_is_grapheme_boundary (text, length, passage.range.end));
        g_assert_false (g_unichar_isspace (g_utf8_get_char (text + passage.range.start)));
        g_assert_cmpuint (passage.range.end, <=,
                          brv_reader_buffer_get_source_offset (buffer, &end) + 24);
      }
  g_assert_cmpuint (n_whole, >, 500);
}

static void
test_marks (void)
{
  g_autoptr (BrvSource) article = sample_new_article ();
  g_autoptr (BrvReaderBuffer) buffer = new_buffer (article, FALSE);
  GtkTextTagTable *tags = gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (buffer));
  GtkTextTag *tag = gtk_text_tag_table_lookup (tags, BRV_READER_TAG_QUOTED);
  BrvRange ranges[2];
  GtkTextIter start;
  GtkTextIter end;
  GtkTextIter at;

  /* The second range goes over a break between blocks, and over a left-out block. */
  ranges[0] = sample_find (article, "two calendars");
  ranges[1] = sample_find (article, "that week.\nSubscribe to our newsletter\nPilots");
  brv_reader_buffer_mark (buffer, BRV_READER_TAG_QUOTED, ranges, G_N_ELEMENTS (ranges));
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (buffer), &at);
  for (; !gtk_text_iter_is_end (&at); gtk_text_iter_forward_char (&at))
    {
      gsize offset = brv_reader_buffer_get_source_offset (buffer, &at);
      gboolean in_range = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
        in_range |= ranges[i].start <= offset && offset < ranges[i].end;
      if (gtk_text_iter_ends_line (&at))
        in_range = FALSE;
      g_assert_cmpint (gtk_text_iter_has_tag (&at, tag), ==, in_range);
    }

  brv_reader_buffer_mark (buffer, BRV_READER_TAG_QUOTED, NULL, 0);
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (buffer), &start, &end);
  g_assert_false (gtk_text_iter_has_tag (&start, tag));
  g_assert_false (gtk_text_iter_forward_to_tag_toggle (&start, tag) &&
                  !gtk_text_iter_is_end (&start));
}

/* A book of two thousand paragraphs, for measuring: run with -m perf. */
static void
test_large (void)
{
  const guint n_blocks = 2000;
  g_autofree SampleBlock *blocks = g_new0 (SampleBlock, n_blocks);
  g_autoptr (BrvSource) source = NULL;
  g_autoptr (BrvReaderBuffer) buffer = brv_reader_buffer_new ();
  g_autofree BrvRange *quoted = NULL;
  const BrvSourceBlock *source_blocks;
  GtkTextIter start;
  GtkTextIter end;
  BrvPassage passage;

  if (!g_test_perf ())
    {
      g_test_skip ("only measures");
      return;
    }
  for (guint i = 0; i < n_blocks; i++)
    blocks[i] = sample_article[5];
  source = sample_new_source ("A Book", "Press", NULL, NULL, FALSE, blocks, n_blocks);
  source_blocks = brv_source_get_blocks (source, NULL);
  quoted = g_new (BrvRange, 100);
  for (guint i = 0; i < 100; i++)
    quoted[i] = source_blocks[i * 20].range;

  g_test_timer_start ();
  brv_reader_buffer_show (buffer, source, NULL, NULL, FALSE);
  g_test_message ("show: %.2f ms", g_test_timer_elapsed () * 1000);
  g_test_timer_start ();
  brv_reader_buffer_mark (buffer, BRV_READER_TAG_QUOTED, quoted, 100);
  g_test_message ("mark 100 quotes: %.2f ms", g_test_timer_elapsed () * 1000);
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (buffer), &start, &end);
  gtk_text_iter_backward_chars (&end, 20);
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (buffer), &start, &end);
  g_test_timer_start ();
  for (guint i = 0; i < 1000; i++)
    g_assert_true (brv_reader_buffer_get_passage (buffer, &passage));
  g_test_message ("passage of the whole: %.2f us", g_test_timer_elapsed () * 1000);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/reader-buffer/mapping", test_mapping);
  g_test_add_func ("/ui/reader-buffer/notice", test_notice);
  g_test_add_func ("/ui/reader-buffer/passage", test_passage);
  g_test_add_func ("/ui/reader-buffer/of-all", test_passage_of_all);
  g_test_add_func ("/ui/reader-buffer/everywhere", test_passage_everywhere);
  g_test_add_func ("/ui/reader-buffer/marks", test_marks);
  g_test_add_func ("/ui/reader-buffer/large", test_large);
  return g_test_run ();
}
