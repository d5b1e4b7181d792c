/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "storage/brv-library.h"

/*
 * The library alone: makes one of sources of realistic length in several languages, and asks it.
 * Usage: bench-library fill FOLDER N | bench-library ask FOLDER N | bench-library words N
 *
 * Words are drawn by Zipf's law from vocabularies that are made of each language's syllables, so
 * that common words stand in nearly every source and most words in few, as in real text.
 */

#define N_WORDS_IN_VOCABULARY 40000
#define BATCH                 100
/* Of sources that are there already, one batch in so many is made again, to know how long they are. */
#define SAMPLED_BATCHES 100
#define N_QUERIES       400
/* As the window has it. */
#define PATIENCE_MS 20

typedef struct
{
  const char *tag;
  const char *syllables[24];
} Language;

static const Language languages[] = {
  { "en",
    { "the", "in",  "ship", "har",  "bour", "con", "tra",  "de", "ment", "tion", "sea",  "port",
      "er",  "ing", "ly",   "ness", "ward", "cus", "toms", "re", "un",   "lane", "tide", "ice" } },
  { "de", { "der",    "und",   "zoll", "schiff", "fahrt", "hafen", "be",   "ge",
            "ung",    "heit",  "see",  "ver",    "ent",   "keit",  "über", "für",
            "straße", "grenz", "amt",  "er",     "ein",   "aus",   "land", "wehr" } },
  { "fr", { "le", "de",  "por",  "mar",   "chan", "dise",  "ment", "tion",
            "é",  "tat", "fron", "tière", "con",  "trôle", "na",   "vire",
            "à",  "pré", "fet",  "ure",   "eau",  "ci",    "té",   "voie" } },
  { "pl", { "mor", "ze", "stat", "ek",  "por", "cie",  "gra", "ni", "ca", "ość", "ów",  "prze",
            "wóz", "łą", "cz",   "nie", "ków", "skie", "go",  "po", "na", "wy",  "bór", "rad" } },
};

typedef struct
{
  GRand *random;
  char **vocabularies[G_N_ELEMENTS (languages)];
} Maker;

static char **
make_vocabulary (GRand *random, const Language *language)
{
  char **words = g_new (char *, N_WORDS_IN_VOCABULARY + 1);

  for (guint i = 0; i < N_WORDS_IN_VOCABULARY; i++)
    {
      GString *word = g_string_new (NULL);
      /* The commoner, the shorter. */
      guint n = 1 + (guint)(log ((double)i + 1) / 4) + (guint)g_rand_int_range (random, 0, 2);

      for (guint k = 0; k < n; k++)
        g_string_append (word, language->syllables[g_rand_int_range (random, 0, 24)]);
      words[i] = g_string_free (word, FALSE);
    }
  words[N_WORDS_IN_VOCABULARY] = NULL;
  return words;
}

/* The inverse of the harmonic series, near enough: rank i with a chance of 1/i. */
static const char *
draw_word (Maker *maker, guint language)
{
  double rank = exp (g_rand_double (maker->random) * log (N_WORDS_IN_VOCABULARY)) - 1;

  return maker->vocabularies[language][MIN ((guint)rank, N_WORDS_IN_VOCABULARY - 1)];
}

static void
append_sentence (Maker *maker, guint language, GString *text, guint n_words)
{
  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", draw_word (maker, language));
}

/* A title and paragraphs in @text, and what they are in @blocks; returns the title. */
static char *
write_article (Maker *maker, guint language, guint number, GString *text, GArray *blocks)
{
  guint n_paragraphs = 6 + (guint)g_rand_int_range (maker->random, 0, 14);
  char *title = NULL;

  for (guint i = 0; i <= n_paragraphs; i++)
    {
      BrvSourceBlock block = { .page = -1, .image = -1, .kept = i > 0 };

      if (i > 0)
        g_string_append_c (text, '\n');
      block.range.start = text->len;
      block.role = i == 0 ? BRV_ROLE_TITLE : BRV_ROLE_PARAGRAPH;
      append_sentence (maker, language, text,
                       i == 0 ? 8 : (guint)g_rand_int_range (maker->random, 25, 80));
      if (i == 0)
        {
          g_string_append_printf (text, " %u", number);
          title = g_strdup (text->str);
        }
      block.range.end = text->len;
      g_array_append_val (blocks, block);
    }
  return title;
}

static BrvRecord *
make_record (Maker *maker, guint language, const char *title)
{
  g_autofree char *author =
    g_strdup_printf ("%s %s", draw_word (maker, language), draw_word (maker, language));
  g_autofree char *publisher =
    g_strdup_printf ("%s %d", draw_word (maker, language), g_rand_int_range (maker->random, 0, 20));
  g_autofree char *date = g_strdup_printf (
    "%d-%02d-%02d", g_rand_int_range (maker->random, 1995, 2027),
    g_rand_int_range (maker->random, 1, 13), g_rand_int_range (maker->random, 1, 29));
  const struct
  {
    BrvSourceField field;
    const char *value;
  } values[] = {
    { BRV_SOURCE_FIELD_TITLE, title },
    { BRV_SOURCE_FIELD_AUTHORS, author },
    { BRV_SOURCE_FIELD_PUBLISHER, publisher },
    { BRV_SOURCE_FIELD_DATE, date },
    { BRV_SOURCE_FIELD_LANGUAGE, languages[language].tag },
  };
  BrvRecord *record = brv_record_new ();

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      BrvRecord *next =
        brv_record_with (record, values[i].field, values[i].value, BRV_EVIDENCE_META);

      brv_record_unref (record);
      record = next;
    }
  return record;
}

static BrvSource *
make_source (Maker *maker, guint number)
{
  guint language = (guint)g_rand_int_range (maker->random, 0, G_N_ELEMENTS (languages));
  g_autoptr (GArray) blocks = g_array_new (FALSE, TRUE, sizeof (BrvSourceBlock));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *title = write_article (maker, language, number, text, blocks);
  BrvRecord *record = make_record (maker, language, title);
  g_autoptr (GBytes) original = g_bytes_new (title, strlen (title));
  BrvSource *source =
    brv_source_new (&(BrvSourceParts){ .id = brv_id_new (),
                                       .original = original,
                                       .format = "text/html",
                                       .origin = "/home/analyst/page.html",
                                       .record = record,
                                       .text = text->str,
                                       .blocks = (const BrvSourceBlock *)blocks->data,
                                       .n_blocks = blocks->len });

  brv_record_unref (record);
  return source;
}

static gint64
measure_file (const char *folder)
{
  const char *const names[] = { "library.db", "library.db-wal" };
  gint64 size = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_build_filename (folder, names[i], NULL);
      GStatBuf about;

      if (g_stat (file, &about) == 0)
        size += about.st_size;
    }
  return size;
}

/* What has been made and added so far. */
typedef struct
{
  guint n_made;
  guint n_added;
  gint64 adding_us;
  gint64 text_bytes;
  gint64 original_bytes;
} Filling;

/* Makes the sources from @first on, and adds them if they are not in the library yet. */
static gboolean
fill_batch (Filling *self,
            BrvLibrary *library,
            Maker *maker,
            guint first,
            guint n_batch,
            gboolean is_there,
            GError **error)
{
  BrvSource *sources[BATCH];
  gboolean done = TRUE;
  gint64 start;

  g_rand_set_seed (maker->random, first + 1);
  self->n_made += n_batch;
  for (guint i = 0; i < n_batch; i++)
    {
      sources[i] = make_source (maker, first + i);
      self->text_bytes += (gint64)brv_source_get_text_length (sources[i]);
      self->original_bytes += (gint64)g_bytes_get_size (brv_source_get_original (sources[i]));
    }
  start = g_get_monotonic_time ();
  if (!is_there)
    done = brv_library_add (library, (const BrvSource *const *)sources, n_batch, NULL, NULL, error);
  self->adding_us += g_get_monotonic_time () - start;
  self->n_added += is_there ? 0 : n_batch;
  for (guint i = 0; i < n_batch; i++)
    brv_source_unref (sources[i]);
  return done;
}

/* A run that was broken off goes on: a batch has a seed of its own. */
static gboolean
fill_all (Filling *self, BrvLibrary *library, guint n, GError **error)
{
  Maker maker = { g_rand_new_with_seed (1), { NULL } };
  guint64 n_there = 0;

  if (!brv_library_count (library, &n_there, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    maker.vocabularies[i] = make_vocabulary (maker.random, &languages[i]);
  for (guint first = 0; first < n; first += BATCH)
    {
      gboolean is_there = first < n_there;

      if (is_there && first / BATCH % SAMPLED_BATCHES != 0)
        continue;
      if (!fill_batch (self, library, &maker, first, MIN (BATCH, n - first), is_there, error))
        return FALSE;
    }
  return TRUE;
}

static int
fail (const GError *error)
{
  fprintf (stderr, "bench-library: %s\n", error->message);
  return 1;
}

static int
fill (const char *folder, guint n)
{
  const BrvLibraryOptions options = { .folder = folder };
  g_autoptr (GError) error = NULL;
  BrvLibrary *library = brv_library_open (&options, &error);
  Filling filling = { 0 };
  double text_size, original_size;
  gint64 merge_start_us;

  if (library == NULL || !fill_all (&filling, library, n, &error))
    return fail (error);
  text_size = (double)filling.text_bytes * n / filling.n_made;
  original_size = (double)filling.original_bytes * n / filling.n_made;
  /* As the daily care does. */
  merge_start_us = g_get_monotonic_time ();
  if (!brv_library_merge (library, NULL, &error))
    return fail (error);
  printf ("figure: library.%u.merge_s %.3g\n", n,
          (double)(g_get_monotonic_time () - merge_start_us) / 1e6);
  brv_library_unref (library);
  if (filling.n_added > 0)
    printf ("figure: library.%u.add_per_s %.0f\n", n,
            filling.n_added * 1e6 / (double)filling.adding_us);
  printf ("figure: library.%u.file_ratio %.3g\n", n,
          ((double)measure_file (folder) - original_size) / text_size);
  printf ("figure: library.%u.text_mb %.4g\n", n, text_size / 1e6);
  return 0;
}

/* What the thread itself has used: on a busy machine the clock says little. */
static gint64
get_cpu_us (void)
{
  struct timespec time = { 0 };

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a;
  gint64 right = *(const gint64 *)b;

  return (left > right) - (left < right);
}

static void
print_times (guint n, const char *name, GArray *times)
{
  g_array_sort (times, compare_times);
  printf ("figure: library.%u.%s_p95_ms %.3g\n", n, name,
          (double)g_array_index (times, gint64, (times->len - 1) * 95 / 100) / 1000);
  printf ("figure: library.%u.%s_max_ms %.3g\n", n, name,
          (double)g_array_index (times, gint64, times->len - 1) / 1000);
}

/* What somebody types: words of all frequencies, a letter at a time, two words, phrases, fields. */
static char *
make_query (Maker *maker, guint number)
{
  guint language = number % G_N_ELEMENTS (languages);
  const char *word = draw_word (maker, language);

  switch (number % 6)
    {
    case 0:
      return g_strndup (
        word, (gsize)(g_utf8_offset_to_pointer (word, MIN (2, g_utf8_strlen (word, -1))) - word));
    case 1:
      return g_strdup (word);
    case 2:
      return g_strdup_printf ("%s %s", word, draw_word (maker, language));
    case 3:
      return g_strdup_printf ("\"%s %s\"", word, draw_word (maker, language));
    case 4:
      return g_strdup_printf ("%s after:2020-06 before:2021", word);
    default:
      {
        const char *other = draw_word (maker, language);

        return g_strdup_printf ("publisher:%s %.*s", word, (int)(g_utf8_next_char (other) - other),
                                other);
      }
    }
}

/* @n is what it was filled with; a window may have added to it since. */
static int
ask (const char *folder, guint n)
{
  const BrvLibraryOptions options = { .folder = folder, .read_only = TRUE };
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  BrvLibrary *library = brv_library_open (&options, &error);
  Maker maker = { g_rand_new_with_seed (2), { NULL } };
  GRand *vocabulary_random = g_rand_new_with_seed (1);
  g_autoptr (GArray) searching = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) searching_cpu = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) opening = g_array_new (FALSE, FALSE, sizeof (gint64));
  struct rusage usage;

  if (library == NULL)
    {
      fprintf (stderr, "bench-library: %s\n", error->message);
      return 1;
    }
  printf ("figure: library.%u.open_library_ms %.3g\n", n,
          (double)(g_get_monotonic_time () - start) / 1000);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    maker.vocabularies[i] = make_vocabulary (vocabulary_random, &languages[i]);
  for (guint i = 0; i < N_QUERIES; i++)
    {
      g_autofree char *typed = make_query (&maker, i);
      g_autoptr (BrvLibraryQuery) query = NULL;
      g_autoptr (GArray) hits = NULL;
      gboolean is_complete;
      gint64 elapsed;
      gint64 cpu_us = get_cpu_us ();

      start = g_get_monotonic_time ();
      query = brv_library_query_parse (typed);
      hits = brv_library_search_first (library, query, 60, PATIENCE_MS, &is_complete, NULL, &error);
      for (guint k = 0; k < MIN (12, hits->len); k++)
        brv_library_entry_free (
          brv_library_read_entry (library, g_array_index (hits, gint64, k), NULL));
      elapsed = g_get_monotonic_time () - start;
      cpu_us = get_cpu_us () - cpu_us;
      g_array_append_val (searching, elapsed);
      g_array_append_val (searching_cpu, cpu_us);
      if (elapsed > 50000)
        fprintf (stderr, "slow: %s: %.1f ms, %.1f of the processor, %u hits\n", typed,
                 (double)elapsed / 1000, (double)cpu_us / 1000, hits->len);
      if (hits->len > 0)
        {
          start = g_get_monotonic_time ();
          brv_source_unref (
            brv_library_read_source (library, g_array_index (hits, gint64, hits->len - 1), NULL));
          elapsed = g_get_monotonic_time () - start;
          g_array_append_val (opening, elapsed);
        }
    }
  print_times (n, "core_search", searching);
  print_times (n, "core_search_cpu", searching_cpu);
  print_times (n, "core_open", opening);
  getrusage (RUSAGE_SELF, &usage);
  printf ("figure: library.%u.core_peak_mb %ld\n", n, usage.ru_maxrss / 1024);
  brv_library_unref (library);
  return 0;
}

/* What a hand in the window is to type. */
static int
print_words (guint n)
{
  Maker maker = { g_rand_new_with_seed (3), { NULL } };
  GRand *vocabulary_random = g_rand_new_with_seed (1);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    maker.vocabularies[i] = make_vocabulary (vocabulary_random, &languages[i]);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *typed = make_query (&maker, i);

      printf ("%s\n", typed);
    }
  return 0;
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "fill"))
    return fill (argv[2], (guint)g_ascii_strtoull (argv[3], NULL, 10));
  if (argc == 4 && g_str_equal (argv[1], "ask"))
    return ask (argv[2], (guint)g_ascii_strtoull (argv[3], NULL, 10));
  if (argc == 3 && g_str_equal (argv[1], "words"))
    return print_words ((guint)g_ascii_strtoull (argv[2], NULL, 10));
  fprintf (stderr, "usage: bench-library fill FOLDER N | ask FOLDER N | words N\n");
  return 2;
}
