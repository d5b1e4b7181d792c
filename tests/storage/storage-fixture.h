/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Briefs and folders for the tests of storage. */

#pragma once

#include <glib/gstdio.h>
#include <sys/wait.h>

#include "model/brv-table-plain.h"
#include "storage/brv-store.h"

typedef struct
{
  char *folder;
  char *path; /* of a brief in it that need not exist */
} Fixture;

typedef struct
{
  const char *path;
  void (*run) (Fixture *fixture, gconstpointer data);
} FixtureTest;

static inline void
fixture_remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        fixture_remove_all (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

/* Gives the program a state folder of its own (G_TEST_OPTION_ISOLATE_DIRS leaks). */
static inline void
fixture_init (int *argc, char ***argv)
{
  g_autofree char *state = g_dir_make_tmp ("brevier-state-XXXXXX", NULL);

  g_assert_nonnull (state);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (argc, argv, NULL);
}

static inline int
fixture_run (void)
{
  int result = g_test_run ();

  fixture_remove_all (g_get_user_state_dir ());
  return result;
}

static inline void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("brevier-storage-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "north.brief", NULL);
}

static inline void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = g_build_filename (g_get_user_state_dir (), "brevier", NULL);

  fixture_remove_all (state);
  fixture_remove_all (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* A whole test program. */
static inline int
fixture_run_tests (int argc, char **argv, const FixtureTest *tests, guint n_tests)
{
  fixture_init (&argc, &argv);
  for (guint i = 0; i < n_tests; i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].run, fixture_tear_down);
  return fixture_run ();
}

/* Waits for a process that ends by itself; its exit status. */
static inline int
fixture_wait (pid_t child)
{
  int status;

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

/* Writes @brief to @path, where nobody has it open then. */
static inline void
fixture_make_file (const char *path, const BrvBrief *brief)
{
  g_autoptr (GError) error = NULL;
  BrvStore *store = brv_store_new (brief, &error);

  g_assert_no_error (error);
  g_assert_true (brv_store_save (store, path, brief, NULL, &error));
  g_assert_true (brv_store_close (store, FALSE, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (store);
}

/* A source of two paragraphs, with an original of @n_bytes. */
static inline BrvSource *
fixture_make_source (guint number, gsize n_bytes)
{
  g_autofree char *title = g_strdup_printf ("Sea lanes %u", number);
  g_autofree char *first =
    g_strdup_printf ("The strait narrows at mile %u — ships “queue”.", number);
  const char *second = "Pilots wait for the tide; nobody hurries them.";
  g_autofree char *text = g_strdup_printf ("%s\n%s\n%s", title, first, second);
  gsize end_1 = strlen (title);
  gsize end_2 = end_1 + 1 + strlen (first);
  const BrvSourceBlock blocks[] = {
    { .range = { 0, end_1 }, .role = BRV_ROLE_TITLE, .level = 1, .page = -1, .image = -1 },
    { .range = { end_1 + 1, end_2 },
      .role = BRV_ROLE_PARAGRAPH,
      .kept = TRUE,
      .page = 0,
      .image = -1,
      .page_label = "iv" },
    { .range = { end_2 + 1, strlen (text) },
      .role = BRV_ROLE_PARAGRAPH,
      .kept = TRUE,
      .page = -1,
      .image = 0 },
  };
  g_autoptr (GBytes) picture = g_bytes_new ("\xff\xd8picture", 9);
  g_autofree char *picture_sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, picture);
  const BrvSourceImage images[] = {
    { picture_sha256, "image/jpeg", "A pilot boat", picture, 40, 30 },
  };
  g_autoptr (BrvRecord) empty = brv_record_new ();
  g_autoptr (BrvRecord) record =
    brv_record_with (empty, BRV_SOURCE_FIELD_TITLE, title, BRV_EVIDENCE_META);
  guint8 *data = g_malloc (n_bytes + 1);
  g_autoptr (GBytes) original = NULL;
  BrvSourceParts parts;

  for (gsize i = 0; i < n_bytes; i++)
    data[i] = (guint8)((i * 2654435761u >> 7) + number * 7);
  original = g_bytes_new_take (data, n_bytes);
  parts = (BrvSourceParts){
    .id = brv_id_new (),
    .original = original,
    .format = "text/html",
    .origin = "/home/analyst/sea lanes.html",
    .captured_us = G_GINT64_CONSTANT (1700000000000000) + number,
    .record = record,
    .text = text,
    .blocks = blocks,
    .n_blocks = G_N_ELEMENTS (blocks),
    .images = images,
    .n_images = G_N_ELEMENTS (images),
  };
  return brv_source_new (&parts);
}

/* As @source, under another id, with @n_paragraphs of some eighty words after its own. */
static inline BrvSource *
fixture_make_long_source (const BrvSource *source, guint n_paragraphs)
{
  g_autoptr (GString) text = g_string_new (brv_source_get_text (source));
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (BrvSourceBlock));
  guint n_blocks, n_images;
  const BrvSourceBlock *its_blocks = brv_source_get_blocks (source, &n_blocks);
  const BrvSourceImage *images = brv_source_get_images (source, &n_images);
  BrvSourceParts parts;

  g_array_append_vals (blocks, its_blocks, n_blocks);
  for (guint i = 0; i < n_paragraphs; i++)
    {
      BrvSourceBlock block = { .role = BRV_ROLE_PARAGRAPH, .kept = TRUE, .page = -1, .image = -1 };

      g_string_append_c (text, '\n');
      block.range.start = text->len;
      for (guint k = 0; k < 8; k++)
        g_string_append_printf (text, "Of the %u ships that wait here, one in ten has “no” flag. ",
                                i * k);
      block.range.end = text->len;
      g_array_append_val (blocks, block);
    }
  parts = (BrvSourceParts){
    .id = brv_id_new (),
    .original = brv_source_get_original (source),
    .format = brv_source_get_format (source),
    .origin = brv_source_get_origin (source),
    .captured_us = brv_source_get_captured_us (source),
    .record = brv_source_get_record (source),
    .text = text->str,
    .blocks = (const BrvSourceBlock *)(gconstpointer)blocks->data,
    .n_blocks = blocks->len,
    .images = images,
    .n_images = n_images,
  };
  return brv_source_new (&parts);
}

static inline BrvBlock *
fixture_make_paragraph (const char *utf8)
{
  g_autoptr (BrvText) text = brv_text_new (utf8, -1);

  return brv_block_new_paragraph (brv_id_new (), text);
}

static inline BrvBlock *
fixture_make_quote (const BrvSource *source)
{
  BrvRange range = brv_source_get_blocks (source, &(guint){ 0 })[1].range;
  g_autoptr (BrvAnchor) anchor =
    brv_anchor_new (brv_source_get_id (source), brv_source_get_text_sha256 (source), range, "1\n",
                    "\nPilots", "iv");
  g_autofree char *exact =
    g_strndup (brv_source_get_text (source) + range.start, range.end - range.start);
  g_autoptr (BrvQuote) quote = brv_quote_new (anchor, exact);

  return brv_block_new_quote (brv_id_new (), quote);
}

/* A figure whose bytes differ from those of every other number. */
static inline BrvBlock *
fixture_make_figure (guint number)
{
  g_autofree char *data = g_strdup_printf ("\x89PNG picture %u", number);
  g_autofree char *pixels = g_strdup_printf ("raster %u", number);
  g_autoptr (GBytes) bytes = g_bytes_new (data, strlen (data));
  g_autoptr (GBytes) preview = g_bytes_new (pixels, strlen (pixels));
  g_autoptr (BrvImage) image = brv_image_new (bytes, "image/png", 40, 30, preview);
  g_autoptr (BrvText) caption = brv_text_new ("A pilot boat", -1);

  return brv_block_new_figure (brv_id_new (), image, "A boat beside a ship", caption);
}

static inline BrvBlock *
fixture_make_table (void)
{
  g_autoptr (BrvTable) table = brv_table_new_from_plain ("Year\tShips\n2023\t1,204\n");
  g_autoptr (BrvText) caption = brv_text_new ("Passages", -1);

  return brv_block_new_table (brv_id_new (), table, caption);
}

/* A brief of three sections; every source is quoted once, in the second; the third has the rest. */
static inline BrvBrief *
fixture_make_brief (guint n_sources, gsize n_bytes)
{
  const char *const keys[] = { "background", "threat", NULL };
  const char *const headings[] = { "Background", "Threat", "Über alles “else”" };
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_source_unref);
  g_autoptr (GPtrArray) sections =
    g_ptr_array_new_with_free_func ((GDestroyNotify)brv_section_unref);
  g_autoptr (BrvRecord) empty = brv_record_new ();
  g_autoptr (BrvRecord) record =
    brv_record_with (empty, BRV_BRIEF_FIELD_TITLE, "Passage to the North", BRV_EVIDENCE_USER);

  for (guint i = 0; i < n_sources; i++)
    g_ptr_array_add (sources, fixture_make_source (i, n_bytes));
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      g_autoptr (GPtrArray) blocks =
        g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);

      g_ptr_array_add (blocks, fixture_make_paragraph ("What is known, in short."));
      for (guint k = 0; i == 1 && k < n_sources; k++)
        g_ptr_array_add (blocks, fixture_make_quote (g_ptr_array_index (sources, k)));
      if (i == 2)
        {
          g_ptr_array_add (blocks, fixture_make_figure (0));
          g_ptr_array_add (blocks, brv_block_new_page_break (brv_id_new ()));
          g_ptr_array_add (blocks, fixture_make_table ());
        }
      g_ptr_array_add (sections, brv_section_new (brv_id_new (), keys[i], headings[i],
                                                  i == 0 ? "Say what happened." : NULL,
                                                  (BrvBlock **)blocks->pdata, blocks->len));
    }
  return brv_brief_new (brv_id_new (), record, (BrvSection **)sections->pdata, sections->len,
                        (BrvSource **)sources->pdata, sources->len);
}

/* Types @letter at the end of the first paragraph of the first section. */
static inline BrvChange *
fixture_type (const BrvBrief *brief, const char *letter)
{
  const BrvBlock *block = brv_section_get_block (brv_brief_get_section (brief, 0), 0);
  g_autofree char *utf8 =
    g_strconcat (brv_text_get_utf8 (brv_block_get_text (block)), letter, NULL);
  g_autoptr (BrvText) text = brv_text_new (utf8, -1);
  g_autoptr (BrvBlock) next = brv_block_with_text (block, text);
  BrvChange *change = brv_change_new ("Typing");

  brv_change_add_blocks (change, 0, 0, (BrvBlock *const *)&block, 1, &next, 1);
  return change;
}

/* Adds a source and a quote of it, and a figure. */
static inline BrvChange *
fixture_add_quote (const BrvBrief *brief, guint number)
{
  g_autoptr (BrvSource) source = fixture_make_source (1000 + number, 2000);
  g_autoptr (BrvBlock) block = fixture_make_quote (source);
  g_autoptr (BrvBlock) figure = fixture_make_figure (1000 + number);
  BrvChange *change = brv_change_new ("Add Quote");

  brv_change_add_sources (change, brv_brief_get_n_sources (brief), NULL, 0, &source, 1);
  brv_change_add_blocks (change, 1, 0, NULL, 0, &block, 1);
  brv_change_add_blocks (change, 2, 0, NULL, 0, &figure, 1);
  return change;
}

/* Applies @change to @brief, and journals it. */
static inline void
fixture_do (BrvStore *store, BrvBrief **brief, const BrvChange *change, BrvJournalStep step)
{
  BrvBrief *next = brv_change_apply (change, *brief);

  g_assert_nonnull (next);
  brv_brief_unref (*brief);
  *brief = next;
  brv_store_append (store, change, step);
}

static inline const char *
fixture_get_typed (const BrvBrief *brief)
{
  return brv_text_get_utf8 (
    brv_block_get_text (brv_section_get_block (brv_brief_get_section (brief, 0), 0)));
}

static inline guint
fixture_count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}
