/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <time.h>

#include "edit/brv-line-index.h"

#include "brief-notation.h"

/* Compares the index with a walk over the brief. */
static void
check (BrvLineIndex *index, const BrvBrief *brief)
{
  guint line = 0;
  guint n_references = 0;

  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      const BrvSection *section = brv_brief_get_section (brief, i);

      g_assert_cmpuint (brv_line_index_get_first_line (index, i), ==, line);
      for (gint j = -1; j < (gint)brv_section_get_n_blocks (section); j++, line++)
        {
          const BrvBlock *block = j >= 0 ? brv_section_get_block (section, (guint)j) : NULL;
          BrvId id = block != NULL ? brv_block_get_id (block) : brv_section_get_id (section);
          BrvLine found = brv_line_index_get_line (index, line);
          guint n_own = 0;

          g_assert_cmpuint (found.section, ==, i);
          g_assert_cmpint (found.block, ==, j);
          g_assert_true (brv_id_equal (brv_line_index_get_id (index, line), id));
          g_assert_cmpint (brv_line_index_find (index, id), ==, (gint)line);
          g_assert_cmpuint (brv_line_index_count_references_before (index, line), ==, n_references);
          if (block != NULL && brv_block_get_kind (block) == BRV_BLOCK_QUOTE)
            n_own = 1;
          else if (block != NULL)
            brv_text_get_references (brv_block_get_text (block), &n_own);
          for (guint k = 0; k < n_own; k++)
            g_assert_cmpint (brv_line_index_find_reference (index, n_references + k), ==,
                             (gint)line);
          n_references += n_own;
        }
    }
  g_assert_cmpuint (brv_line_index_get_n_lines (index), ==, line);
  g_assert_cmpuint (brv_line_index_get_first_line (index, brv_brief_get_n_sections (brief)), ==,
                    line);
  g_assert_cmpuint (brv_line_index_get_n_references (index), ==, n_references);
  g_assert_cmpint (brv_line_index_find_reference (index, n_references), ==, -1);
}

static void
test_counts (void)
{
  Notation read = notation_read ("= A\np x~y~\n> q\n= B\np ~\n- i\n= C\np ");
  BrvLineIndex *index = brv_line_index_new (read.brief);

  check (index, read.brief);
  brv_line_index_free (index);
  brv_brief_unref (read.brief);
}

static BrvBlock *
make_block (GRand *rand)
{
  const char *const words[] = { "", "a", "a~b", "~~", "ab~" };
  BrvId id = brv_id_new ();
  g_autofree char *text =
    notation_unmark (words[g_rand_int_range (rand, 0, 5)], id, &(Notation){ 0 });

  return notation_block ('p', 1, id, text, NULL);
}

/* A change of one splice, of any of the kinds that change lines. */
static BrvChange *
make_change (const BrvBrief *brief, GRand *rand)
{
  BrvChange *change = brv_change_new ("");
  guint n_sections = brv_brief_get_n_sections (brief);
  guint s = (guint)g_rand_int_range (rand, 0, (gint)n_sections);
  const BrvSection *section = brv_brief_get_section (brief, s);
  guint n_blocks = brv_section_get_n_blocks (section);

  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      {
        g_autoptr (BrvBlock) block = make_block (rand);
        g_autoptr (BrvSection) added = brv_section_new (brv_id_new (), NULL, "S", NULL, &block, 1);
        BrvSection *removed = (BrvSection *)section;

        brv_change_add_sections (change, s, &removed, n_sections > 3 ? 1 : 0, &added,
                                 n_sections < 6 ? 1 : 0);
        break;
      }
    case 1:
      brv_change_add_heading (change, s, brv_section_get_heading (section), "new");
      break;
    case 2:
      {
        BrvBlock *moved = n_blocks > 0 ? (BrvBlock *)brv_section_get_block (section, 0) : NULL;

        /* Put in before it is taken out: both lines have the same id for a moment. */
        if (moved != NULL)
          {
            brv_change_add_blocks (change, s, n_blocks, NULL, 0, &moved, 1);
            brv_change_add_blocks (change, s, 0, &moved, 1, NULL, 0);
          }
        break;
      }
    default:
      {
        guint at = (guint)g_rand_int_range (rand, 0, (gint)n_blocks + 1);
        guint n_removed = (guint)g_rand_int_range (rand, 0, (gint)MIN (3, n_blocks - at) + 1);
        g_autoptr (GPtrArray) removed = g_ptr_array_new ();
        g_autoptr (GPtrArray) added =
          g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);

        for (guint i = 0; i < n_removed; i++)
          g_ptr_array_add (removed, (gpointer)brv_section_get_block (section, at + i));
        for (gint i = g_rand_int_range (rand, 0, 4); i > 0; i--)
          g_ptr_array_add (added, make_block (rand));
        if (added->len == 1 && n_removed == 1)
          {
            BrvBlock *same =
              brv_block_with_id (added->pdata[0], brv_block_get_id (removed->pdata[0]));

            brv_block_unref (added->pdata[0]);
            added->pdata[0] = same;
          }
        brv_change_add_blocks (change, s, at, (BrvBlock *const *)removed->pdata, removed->len,
                               (BrvBlock *const *)added->pdata, added->len);
      }
    }
  return change;
}

static void
test_follows_changes (void)
{
  for (guint32 seed = 1; seed <= 4; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      Notation read = notation_read ("= A\np x\n= B\np y\n= C\np z");
      g_autoptr (BrvBrief) brief = read.brief;
      BrvLineIndex *index = brv_line_index_new (brief);

      for (guint i = 0; i < 200; i++)
        {
          g_autoptr (BrvChange) change = make_change (brief, rand);
          BrvBrief *next = brv_change_apply (change, brief);
          g_autoptr (GArray) splices = NULL;
          guint n_before = brv_line_index_get_n_lines (index);
          guint n_removed = 0;
          guint n_inserted = 0;

          splices = brv_line_index_update (index, change);
          for (guint j = 0; j < splices->len; j++)
            {
              n_removed += g_array_index (splices, BrvLineSplice, j).n_removed;
              n_inserted += g_array_index (splices, BrvLineSplice, j).n_inserted;
            }
          g_assert_cmpuint (brv_line_index_get_n_lines (index), ==,
                            n_before + n_inserted - n_removed);
          brv_brief_unref (brief);
          brief = next;
          check (index, brief);
        }
      brv_line_index_free (index);
    }
}

/* A key typed into a brief of 500 pages. */
static void
test_is_fast (void)
{
  g_autoptr (GString) notation = g_string_new (NULL);
  Notation read;
  BrvLineIndex *index;
  BrvChange *changes[100];
  clock_t start;
  double each_us;

  for (guint i = 0; i < 6000; i++)
    g_string_append (notation, i % 600 == 0 ? "= Section\np paragraph\n" : "p paragraph\n");
  g_string_truncate (notation, notation->len - 1);
  read = notation_read (notation->str);
  index = brv_line_index_new (read.brief);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      const BrvSection *section = brv_brief_get_section (read.brief, i % 10);
      BrvBlock *old = (BrvBlock *)brv_section_get_block (section, i * 5);
      g_autoptr (BrvText) text = notation_text ("typed\357\277\274");
      g_autoptr (BrvBlock) changed = brv_block_with_text (old, text);

      changes[i] = brv_change_new ("");
      brv_change_add_blocks (changes[i], i % 10, i * 5, &old, 1, &changed, 1);
    }
  start = clock (); /* the processor's time: the machine may be busy */
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GArray) splices = brv_line_index_update (index, changes[i]);

      g_assert_cmpuint (splices->len, ==, 1);
    }
  each_us = (double)(clock () - start) * 1e6 / CLOCKS_PER_SEC / G_N_ELEMENTS (changes);
  g_test_minimized_result (each_us, "one update in %.2f µs", each_us);
  g_assert_cmpfloat (each_us, <, 100);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    brv_change_unref (changes[i]);
  brv_line_index_free (index);
  brv_brief_unref (read.brief);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/line-index/counts", test_counts);
  g_test_add_func ("/edit/line-index/follows-changes", test_follows_changes);
  g_test_add_func ("/edit/line-index/is-fast", test_is_fast);
  return g_test_run ();
}
