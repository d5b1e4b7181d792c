/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The history as the journal tells it, which comes from a file and may say what makes no sense. */

#include "storage-fixture.h"

#include "storage/brv-history.h"

static BrvJournalEntry *
make_entry (BrvJournalStep step, const BrvChange *change)
{
  return brv_journal_entry_new (step, 1000, change);
}

static BrvChange *
rename_section (const char *from, const char *to)
{
  BrvChange *change = brv_change_new ("Rename");

  brv_change_add_heading (change, 0, from, to);
  return change;
}

static BrvChange *
add_section (const BrvBrief *brief)
{
  BrvSection *section = brv_section_new (brv_id_new (), NULL, "New", NULL, NULL, 0);
  BrvChange *change = brv_change_new ("Add Section");

  brv_change_add_sections (change, brv_brief_get_n_sections (brief), NULL, 0, &section, 1);
  brv_section_unref (section);
  return change;
}

static BrvChange *
set_title (const BrvBrief *brief, const char *title)
{
  g_autoptr (BrvRecord) record =
    brv_record_with (brv_brief_get_record (brief), BRV_BRIEF_FIELD_TITLE, title, BRV_EVIDENCE_USER);
  BrvChange *change = brv_change_new ("Title");

  brv_change_add_record (change, brv_brief_get_record (brief), record);
  return change;
}

/* A change of each kind to @brief, by its number; NULL after the last. */
static BrvChange *
make_change (const BrvBrief *brief, guint number)
{
  switch (number)
    {
    case 0:
      return fixture_type (brief, "a");
    case 1:
      return fixture_add_quote (brief, 5);
    case 2:
      return add_section (brief);
    case 3:
      return set_title (brief, "Otherwise");
    case 4:
      return rename_section (brv_section_get_heading (brv_brief_get_section (brief, 0)), "New");
    default:
      return NULL;
    }
}

/* One change does what two did, whatever they are; and its inverse takes both back. */
static void
test_merge (void)
{
  for (guint i = 0; i < 5; i++)
    {
      for (guint k = 0; k < 5; k++)
        {
          g_autoptr (BrvBrief) start = fixture_make_brief (1, 10);
          g_autoptr (BrvChange) first = make_change (start, i);
          g_autoptr (BrvBrief) between = brv_change_apply (first, start);
          g_autoptr (BrvChange) second = make_change (between, k);
          g_autoptr (BrvBrief) expected = brv_change_apply (second, between);
          g_autoptr (BrvChange) merged = brv_history_merge (first, second);
          g_autoptr (BrvBrief) found = brv_change_apply (merged, start);
          g_autoptr (BrvChange) inverse = brv_change_invert (merged);
          g_autoptr (BrvBrief) back = NULL;

          g_test_message ("%u then %u", i, k);
          g_assert_nonnull (found);
          g_assert_true (brv_brief_equal (found, expected));
          g_assert_cmpstr (brv_change_get_label (merged), ==, brv_change_get_label (first));
          back = brv_change_apply (inverse, found);
          g_assert_nonnull (back);
          g_assert_true (brv_brief_equal (back, start));
        }
    }
}

static void
record (BrvHistory *history, BrvJournalStep step, const BrvChange *change)
{
  g_autoptr (BrvJournalEntry) entry = make_entry (step, change);

  brv_history_record (history, entry);
}

/* More is undone or redone than there was, and a run goes on that never began. */
static void
test_senseless (void)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (0, 0);
  g_autoptr (BrvChange) change = fixture_type (brief, "a");
  g_autoptr (BrvHistory) history = brv_history_new ();

  record (history, BRV_JOURNAL_UNDO, change);
  record (history, BRV_JOURNAL_REDO, change);
  g_assert_cmpuint (brv_history_get_n_steps (history), ==, 0);
  g_assert_cmpuint (brv_history_get_n_undone (history), ==, 0);
  record (history, BRV_JOURNAL_EXTEND, change);
  g_assert_cmpuint (brv_history_get_n_steps (history), ==, 1);
  record (history, BRV_JOURNAL_UNDO, change);
  record (history, BRV_JOURNAL_UNDO, change);
  g_assert_cmpuint (brv_history_get_n_undone (history), ==, 1);
  /* What was undone is not gone on with. */
  record (history, BRV_JOURNAL_EXTEND, change);
  g_assert_cmpuint (brv_history_get_n_steps (history), ==, 1);
  g_assert_cmpuint (brv_history_get_n_undone (history), ==, 0);
}

/* A stored step that is no change stays a step of its own, and the one after it too. */
static void
test_unreadable (void)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (0, 0);
  g_autoptr (BrvChange) change = fixture_type (brief, "a");
  g_autoptr (BrvHistory) history = brv_history_new ();
  g_autoptr (GHashTable) blobs =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  g_autoptr (BrvJournalEntry) bad =
    brv_journal_entry_new_stored (BRV_JOURNAL_DO, 1, "{\"splices\":7}", "", blobs);

  brv_history_record (history, bad);
  record (history, BRV_JOURNAL_EXTEND, change);
  g_assert_cmpuint (brv_history_get_n_steps (history), ==, 2);
  record (history, BRV_JOURNAL_UNDO, change);
  g_assert_cmpuint (brv_history_get_n_undone (history), ==, 1);
}

/* An undo over several words of one block makes one step of them; over more than one block, none. */
static void
test_runs (void)
{
  g_autoptr (BrvBrief) start = fixture_make_brief (1, 10);
  g_autoptr (BrvBrief) brief = brv_brief_ref (start);
  g_autoptr (BrvHistory) history = brv_history_new ();
  g_autoptr (BrvHistory) other = NULL;
  g_autoptr (BrvChange) all = fixture_type (start, "abc");
  g_autoptr (BrvChange) back = brv_change_invert (all);

  for (guint i = 0; i < 3; i++)
    {
      const char letter[] = { "abc"[i], '\0' };
      g_autoptr (BrvChange) change = fixture_type (brief, letter);
      BrvBrief *next = brv_change_apply (change, brief);

      record (history, BRV_JOURNAL_DO, change);
      brv_brief_unref (brief);
      brief = next;
    }
  other = brv_history_copy (history);
  g_assert_cmpuint (brv_history_count_common (history, other), ==, 3);
  record (history, BRV_JOURNAL_UNDO, back);
  g_assert_cmpuint (brv_history_get_n_steps (history), ==, 1);
  g_assert_cmpuint (brv_history_count_common (history, other), ==, 0);

  /* Something else came between: the steps stay what they were. */
  {
    g_autoptr (BrvChange) section = add_section (brief);
    g_autoptr (BrvHistory) mixed = brv_history_copy (other);

    record (mixed, BRV_JOURNAL_DO, section);
    record (mixed, BRV_JOURNAL_UNDO, back);
    g_assert_cmpuint (brv_history_get_n_steps (mixed), ==, 4);
    g_assert_cmpuint (brv_history_count_common (mixed, other), ==, 3);
  }
  /* It leads back to what never was. */
  {
    g_autoptr (BrvChange) strange = fixture_type (brief, "z");
    g_autoptr (BrvChange) strange_back = brv_change_invert (strange);

    record (other, BRV_JOURNAL_UNDO, strange_back);
    g_assert_cmpuint (brv_history_get_n_steps (other), ==, 3);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/storage/history/merge", test_merge);
  g_test_add_func ("/storage/history/senseless", test_senseless);
  g_test_add_func ("/storage/history/unreadable", test_unreadable);
  g_test_add_func ("/storage/history/runs", test_runs);
  return g_test_run ();
}
