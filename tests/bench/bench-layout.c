/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdio.h>
#include <time.h>

#include "typeset/brv-typesetter.h"
#include "verify/brv-verify.h"

/*
 * The typesetter without window or PDF: how many pages it sets in a second, and how long after a
 * change the page with it is there again, verdicts included.
 * Usage: bench-layout WORDS EDITS [one|two], as many columns
 */

static const char *const words[] = {
  "harbour", "the",    "of",       "government", "in",       "a",       "freight", "which",
  "ship",    "and",    "decision", "to",         "security", "winter,", "treaty",  "is",
  "officer", "region", "that",     "customs",    "border",   "for",     "valley.", "administration",
};

static BrvText *
make_text (GRand *random, guint n_words)
{
  g_autoptr (GString) string = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (string, "%s%s", i > 0 ? " " : "",
                            words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
  return brv_text_new (string->str, -1);
}

static BrvSource *
make_source (GRand *random)
{
  g_autoptr (BrvText) text = make_text (random, 2000);
  g_autoptr (GBytes) original = g_bytes_new_static ("x", 1);
  g_autoptr (BrvRecord) empty = brv_record_new ();
  g_autoptr (BrvRecord) record =
    brv_record_with (empty, BRV_SOURCE_FIELD_TITLE, "On Harbours", BRV_EVIDENCE_META);
  const BrvSourceBlock block = { .range = { 0, brv_text_get_length (text) },
                                 .role = BRV_ROLE_PARAGRAPH,
                                 .kept = TRUE };
  BrvSourceParts parts = { .id = brv_id_new (),
                           .original = original,
                           .format = "text/plain",
                           .origin = "a.txt",
                           .record = record,
                           .text = brv_text_get_utf8 (text),
                           .blocks = &block,
                           .n_blocks = 1 };

  return brv_source_new (&parts);
}

static BrvBlock *
make_quote (GRand *random, const BrvSource *source)
{
  gsize start = (gsize)g_rand_int_range (random, 0, 5000);
  BrvRange range = { start, start + 200 };
  g_autoptr (BrvAnchor) anchor = brv_anchor_new (
    brv_source_get_id (source), brv_source_get_text_sha256 (source), range, "", "", NULL);
  g_autofree char *exact = g_strndup (brv_source_get_text (source) + start, 200);
  g_autoptr (BrvQuote) quote = brv_quote_new (anchor, exact);

  return brv_block_new_quote (brv_id_new (), quote);
}

/* Sections of twelve blocks, a quarter of them quotes: about two quotes a page. */
static BrvBrief *
make_brief (GRand *random, guint n_words, const char *columns)
{
  g_autoptr (BrvSource) source = make_source (random);
  g_autoptr (BrvRecord) empty = brv_record_new ();
  g_autoptr (BrvRecord) titled =
    brv_record_with (empty, BRV_BRIEF_FIELD_TITLE, "On Harbours", BRV_EVIDENCE_USER);
  g_autoptr (BrvRecord) named =
    brv_record_with (titled, BRV_BRIEF_FIELD_LANGUAGE, "en-GB", BRV_EVIDENCE_USER);
  g_autoptr (BrvRecord) record =
    brv_record_with (named, BRV_BRIEF_FIELD_COLUMNS, columns, BRV_EVIDENCE_USER);
  g_autoptr (GPtrArray) sections =
    g_ptr_array_new_with_free_func ((GDestroyNotify)brv_section_unref);

  for (guint n = 0; n < n_words;)
    {
      g_autoptr (GPtrArray) blocks =
        g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);

      for (guint i = 0; i < 12; i++)
        {
          guint n_more = (guint)g_rand_int_range (random, 60, 160);
          g_autoptr (BrvText) text = make_text (random, n_more);

          n += i % 4 == 3 ? 35 : n_more;
          g_ptr_array_add (blocks, i % 4 == 3 ? make_quote (random, source)
                                              : brv_block_new_paragraph (brv_id_new (), text));
        }
      g_ptr_array_add (sections, brv_section_new (brv_id_new (), "key", "A Section", NULL,
                                                  (BrvBlock *const *)blocks->pdata, blocks->len));
    }
  return brv_brief_new (brv_id_new (), record, (BrvSection *const *)sections->pdata, sections->len,
                        &source, 1);
}

/* A state of the brief, and where the caret stands in it. */
typedef struct
{
  BrvBrief *brief;
  BrvId block_id;
  gsize at;
  gboolean is_typed; /* a letter; otherwise a block more or less */
} State;

static State
splice (const BrvBrief *brief, guint section, guint at, guint n_removed, BrvBlock *inserted)
{
  const BrvSection *old = brv_brief_get_section (brief, section);
  g_autoptr (BrvSection) changed =
    brv_section_splice (old, at, n_removed, &inserted, inserted != NULL ? 1 : 0);
  const BrvBlock *shown = inserted;

  if (shown == NULL)
    shown = brv_section_get_block (changed, MIN (at, brv_section_get_n_blocks (changed) - 1));
  return (State){ brv_brief_with_section (brief, section, changed), brv_block_get_id (shown), 0,
                  FALSE };
}

static State
type_letter (GRand *random, const BrvBrief *brief, guint section, guint at)
{
  const BrvBlock *block = brv_section_get_block (brv_brief_get_section (brief, section), at);
  const BrvText *text = brv_block_get_text (block);
  gsize byte = (gsize)g_rand_int_range (random, 0, (gint32)brv_text_get_length (text));
  g_autoptr (BrvText) letter = brv_text_new ("e", 1);
  g_autoptr (BrvText) longer = brv_text_replace (text, (BrvRange){ byte, byte }, letter);
  g_autoptr (BrvBlock) typed = brv_block_with_text (block, longer);
  State state = splice (brief, section, at, 1, typed);

  state.is_typed = TRUE;
  state.at = byte;
  return state;
}

/* Six times of ten a letter, else a quote more or a block less, at a random place. */
static State
edit (GRand *random, const BrvBrief *brief)
{
  guint index = (guint)g_rand_int_range (random, 0, (gint32)brv_brief_get_n_sections (brief));
  const BrvSection *section = brv_brief_get_section (brief, index);
  guint at = (guint)g_rand_int_range (random, 0, (gint32)brv_section_get_n_blocks (section));
  gboolean is_quote = brv_block_get_kind (brv_section_get_block (section, at)) == BRV_BLOCK_QUOTE;
  gint kind = g_rand_int_range (random, 0, 10);

  if (kind < 6 && !is_quote)
    return type_letter (random, brief, index, at);
  if (kind < 8 && brv_section_get_n_blocks (section) > 1)
    return splice (brief, index, at, 1, NULL);
  {
    g_autoptr (BrvBlock) quote = make_quote (random, brv_brief_get_source (brief, 0));

    return splice (brief, index, at, 0, quote);
  }
}

static gint
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a;
  double right = *(const double *)b;

  return left < right ? -1 : left > right;
}

static double
percentile (const GArray *sorted, guint percent)
{
  return g_array_index (sorted, double, (sorted->len - 1) * percent / 100);
}

static double
cpu_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void
print_percentiles (const char *key, GArray *times)
{
  static const guint percents[] = { 50, 95, 99 };

  g_array_sort (times, compare_doubles);
  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    printf ("figure: %s.p%u_ms %.3g\n", key, percents[i], percentile (times, percents[i]));
}

/* From a change to the frame in which it is seen, verdicts and all. */
static void
measure_edits (BrvTypesetter *typesetter, GRand *random, BrvBrief *brief, guint n_edits)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) cpu_times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) typed_times = g_array_new (FALSE, FALSE, sizeof (double));
  BrvBrief *current = brv_brief_ref (brief);
  g_autoptr (BrvVerdicts) verdicts = brv_verify_brief (brief, NULL, NULL, NULL, NULL);
  g_autoptr (BrvPages) shown = NULL;

  for (guint i = 0; i < n_edits; i++)
    {
      State next = edit (random, current);
      gint64 start = g_get_monotonic_time ();
      double cpu_start = cpu_ms ();
      BrvVerdicts *checked = brv_verify_brief (next.brief, current, verdicts, NULL, NULL);
      BrvPages *pages =
        brv_typesetter_run (typesetter, next.brief, checked, BRV_TYPESET_NONE, NULL, NULL);
      double ms;
      double cpu;
      guint page;
      BrvRect rect;

      if (!brv_pages_find_place (pages, next.block_id, next.at, &page, &rect))
        g_error ("the changed block is on no page");
      cpu = cpu_ms () - cpu_start;
      ms = (double)(g_get_monotonic_time () - start) / 1000;
      g_clear_pointer (&shown, brv_pages_unref);
      shown = pages;
      brv_verdicts_unref (verdicts);
      verdicts = checked;
      g_array_append_val (times, ms);
      g_array_append_val (cpu_times, cpu);
      if (next.is_typed)
        g_array_append_val (typed_times, ms);
      brv_brief_unref (current);
      current = next.brief;
    }
  brv_brief_unref (current);
  print_percentiles ("edit.layout", times);
  print_percentiles ("edit.layout.cpu", cpu_times);
  if (typed_times->len > 0)
    print_percentiles ("edit.layout.letter", typed_times);
}

int
main (int argc, char **argv)
{
  guint n_words = argc > 1 ? (guint)g_ascii_strtoull (argv[1], NULL, 10) : 27000;
  guint n_edits = argc > 2 ? (guint)g_ascii_strtoull (argv[2], NULL, 10) : 500;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (BrvBrief) brief = make_brief (random, n_words, argc > 3 ? argv[3] : "one");
  gint64 start = g_get_monotonic_time ();
  g_autoptr (BrvTypesetter) typesetter = brv_typesetter_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvPages) pages =
    brv_typesetter_run (typesetter, brief, NULL, BRV_TYPESET_NONE, NULL, &error);
  double seconds = (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;

  if (pages == NULL)
    {
      fprintf (stderr, "bench-layout: %s\n", error->message);
      return 1;
    }
  printf ("figure: layout.pages %u\n", brv_pages_get_n_frames (pages));
  printf ("figure: layout.first_ms %.4g\n", seconds * 1000);
  printf ("figure: layout.pages_per_s %.4g\n", brv_pages_get_n_frames (pages) / seconds);
  if (n_edits > 0)
    measure_edits (typesetter, random, brief, n_edits);
  return 0;
}
