/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "verify/brv-comparison.h"

/*
 * A state of a brief as a string: "Heading: a b c; Other: d". Each word is a paragraph, "a=words"
 * one whose words are others than its name. The same name gives the same id, in both states; a
 * name with ' at its end is the same words under another id; "-" is an empty paragraph. A heading
 * "A=New" is section A under another heading.
 */
static BrvId
make_id (const char *name, guint64 kind)
{
  return (BrvId){ kind, g_str_hash (name) };
}

static BrvBlock *
make_block (const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, "=", 2);
  g_autofree char *words = g_strdup (parts[1] != NULL ? parts[1] : parts[0]);
  g_autoptr (BrvText) text = NULL;

  if (g_str_has_suffix (words, "'"))
    words[strlen (words) - 1] = '\0';
  text = brv_text_new (g_str_equal (words, "-") ? "" : words, -1);
  return brv_block_new_paragraph (g_str_equal (words, "-") ? brv_id_new () : make_id (parts[0], 2),
                                  text);
}

static BrvBrief *
make_brief (const char *notation)
{
  g_auto (GStrv) parts = g_strsplit (notation, "; ", -1);
  g_autoptr (GPtrArray) sections =
    g_ptr_array_new_with_free_func ((GDestroyNotify)brv_section_unref);
  g_autoptr (BrvRecord) record = brv_record_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) halves = g_strsplit (parts[i], ": ", 2);
      g_auto (GStrv) names = g_strsplit (halves[0], "=", 2);
      g_auto (GStrv) words = g_strsplit (halves[1] != NULL ? halves[1] : "", " ", -1);
      g_autoptr (GPtrArray) blocks =
        g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);

      for (guint k = 0; words[k] != NULL; k++)
        {
          if (*words[k] != '\0')
            g_ptr_array_add (blocks, make_block (words[k]));
        }
      g_ptr_array_add (sections, brv_section_new (make_id (names[0], 1), NULL,
                                                  names[1] != NULL ? names[1] : names[0], NULL,
                                                  (BrvBlock *const *)blocks->pdata, blocks->len));
    }
  return brv_brief_new (make_id ("brief", 3), record, (BrvSection *const *)sections->pdata,
                        sections->len, NULL, 0);
}

static void
append_what (GString *text, BrvDifference what)
{
  const char letters[] = "+-~*";

  for (guint i = 0; i < 4; i++)
    {
      if (what & (1u << i))
        g_string_append_c (text, letters[i]);
    }
}

static char *
describe (const BrvComparison *comparison)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < brv_comparison_get_n_sections (comparison); i++)
    {
      const BrvSectionDifference *section = brv_comparison_get_section (comparison, i);

      if (section->what == BRV_DIFFERENCE_NONE && section->blocks->len == 0)
        continue;
      if (text->len > 0)
        g_string_append (text, "; ");
      append_what (text, section->what);
      g_string_append (
        text, brv_section_get_heading (section->after != NULL ? section->after : section->before));
      for (guint k = 0; k < section->blocks->len; k++)
        {
          const BrvBlockDifference *block = &g_array_index (section->blocks, BrvBlockDifference, k);

          g_string_append_c (text, ' ');
          append_what (text, block->what);
          g_string_append (text, brv_text_get_utf8 (brv_block_get_text (
                                   block->after != NULL ? block->after : block->before)));
          if (block->elsewhere != NULL)
            g_string_append_printf (text, "<%s", brv_section_get_heading (block->elsewhere));
        }
    }
  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *name;
  const char *before;
  const char *after;
  const char *differences; /* + added, - removed, ~ moved, * changed, < where from */
} Row;

static const Row rows[] = {
  { "nothing", "A: a b", "A: a b", "" },
  { "added", "A: a b", "A: a x b", "A +x" },
  { "added to an empty section", "A; B: b", "A: x; B: b", "A +x" },
  { "removed", "A: a b c", "A: a c", "A -b" },
  { "removed where it stood", "A: a b c d", "A: a=z c d", "A *z -b" },
  { "removed at the start", "A: a b", "A: b", "A -a" },
  { "all removed", "A: a b", "A: -", "A -a -b" },
  { "changed", "A: a b", "A: a b=new", "A *new" },
  { "moved within", "A: a b c d", "A: b c d a", "A ~a" },
  { "the least that moved", "A: a b c d e", "A: d e a b c", "A ~d ~e" },
  { "moved and changed", "A: a b c", "A: b c a=x", "A ~*x" },
  { "moved to another section", "A: a b; B: c", "A: a; B: c b", "B ~b<A" },
  { "cut and pasted", "A: a b; B: c", "A: a; B: c b'", "B ~b<A" },
  { "cut and pasted in place", "A: a b c", "A: a b' c", "" },
  { "pasted twice", "A: a b", "A: a b' b''=b", "A +b" },
  { "gone behind what moved", "A: a b c; B: d", "A: c; B: d a", "A -b; B ~a<A" },
  { "all gone or moved", "A: a b; B: c", "A: -; B: c a", "A -b; B ~a<A" },
  { "empty lines", "A: a - b", "A: - a b -", "" },
  { "an empty line filled", "A: x=", "A: x=now", "A *now" },
  { "new section", "A: a", "A: a; B: b", "+B +b" },
  { "section gone", "A: a; B: b; C: c", "A: a; C: c", "-B -b" },
  { "section gone, its block kept", "A: a; B: b d; C: c", "A: a b; C: c", "A ~b<B; -B -d" },
  { "section moved", "A: a; B: b; C: c", "C: c; A: a; B: b", "~C" },
  { "section renamed", "A: a; B: b", "A=Aims: a; B: b", "*Aims" },
  { "all new", "A: a", "B: b", "-A -a; +B +b" },
};

static void
test_blocks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BrvBrief) before = make_brief (rows[i].before);
      g_autoptr (BrvBrief) after = make_brief (rows[i].after);
      g_autoptr (BrvComparison) comparison = brv_comparison_new (before, after);
      g_autofree char *differences = describe (comparison);

      g_test_message ("%s", rows[i].name);
      g_assert_cmpstr (differences, ==, rows[i].differences);
      g_assert_cmpint (brv_comparison_is_empty (comparison), ==, *rows[i].differences == '\0');
    }
}

static void
test_counts (void)
{
  g_autoptr (BrvBrief) before = make_brief ("A: a b c; B: d");
  g_autoptr (BrvBrief) after = make_brief ("A: b a=x y; B: d=e");
  g_autoptr (BrvComparison) comparison = brv_comparison_new (before, after);

  g_assert_cmpuint (brv_comparison_count_blocks (comparison, BRV_DIFFERENCE_ADDED), ==, 1);
  g_assert_cmpuint (brv_comparison_count_blocks (comparison, BRV_DIFFERENCE_REMOVED), ==, 1);
  g_assert_cmpuint (brv_comparison_count_blocks (comparison, BRV_DIFFERENCE_MOVED), ==, 1);
  g_assert_cmpuint (brv_comparison_count_blocks (comparison, BRV_DIFFERENCE_CHANGED), ==, 2);
}

static void
test_fields (void)
{
  g_autoptr (BrvBrief) before = make_brief ("A: a");
  g_autoptr (BrvRecord) with_title =
    brv_record_with (brv_brief_get_record (before), BRV_BRIEF_FIELD_TITLE, "T", BRV_EVIDENCE_USER);
  g_autoptr (BrvRecord) with_both =
    brv_record_with (with_title, BRV_BRIEF_FIELD_MARKING, "TLP:RED", BRV_EVIDENCE_USER);
  g_autoptr (BrvRecord) other =
    brv_record_with (with_both, BRV_BRIEF_FIELD_TITLE, "U", BRV_EVIDENCE_USER);
  g_autoptr (BrvBrief) one = brv_brief_with_record (before, with_both);
  g_autoptr (BrvBrief) two = brv_brief_with_record (before, other);
  g_autoptr (BrvComparison) from_nothing = brv_comparison_new (before, one);
  g_autoptr (BrvComparison) changed = brv_comparison_new (one, two);
  const BrvBriefField *fields;
  guint n_fields;

  fields = brv_comparison_get_fields (from_nothing, &n_fields);
  g_assert_cmpuint (n_fields, ==, 2);
  g_assert_cmpint (fields[0], ==, BRV_BRIEF_FIELD_TITLE);
  g_assert_cmpint (fields[1], ==, BRV_BRIEF_FIELD_MARKING);
  fields = brv_comparison_get_fields (changed, &n_fields);
  g_assert_cmpuint (n_fields, ==, 1);
  g_assert_cmpint (fields[0], ==, BRV_BRIEF_FIELD_TITLE);
  g_assert_false (brv_comparison_is_empty (changed));
}

static BrvSource *
make_source (const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (BrvRecord) record = brv_record_new ();
  const BrvSourceBlock block = {
    .range = { 0, strlen (text) }, .role = BRV_ROLE_PARAGRAPH, .kept = TRUE, .page = -1, .image = -1
  };
  const BrvSourceParts parts = { .id = make_id (name, 4),
                                 .original = bytes,
                                 .format = "text/plain",
                                 .record = record,
                                 .text = text,
                                 .blocks = &block,
                                 .n_blocks = 1 };

  return brv_source_new (&parts);
}

static void
test_sources (void)
{
  g_autoptr (BrvBrief) none = make_brief ("A: a");
  g_autoptr (BrvSource) kept = make_source ("kept", "Kept.");
  g_autoptr (BrvSource) gone = make_source ("gone", "Gone.");
  g_autoptr (BrvSource) old = make_source ("again", "As it was.");
  g_autoptr (BrvSource) new = make_source ("again", "As it is.");
  g_autoptr (BrvSource) added = make_source ("added", "Added.");
  BrvSource *const first[] = { kept, gone, old };
  BrvSource *const second[] = { new, kept, added };
  g_autoptr (BrvBrief) before = brv_brief_splice_sources (none, 0, 0, first, 3);
  g_autoptr (BrvBrief) after = brv_brief_splice_sources (none, 0, 0, second, 3);
  g_autoptr (BrvComparison) comparison = brv_comparison_new (before, after);
  guint n_sources;
  const BrvSourceDifference *sources = brv_comparison_get_sources (comparison, &n_sources);

  g_assert_cmpuint (n_sources, ==, 3);
  g_assert_cmpint (sources[0].what, ==, BRV_DIFFERENCE_REMOVED);
  g_assert_true (sources[0].before == gone);
  g_assert_cmpint (sources[1].what, ==, BRV_DIFFERENCE_CHANGED);
  g_assert_true (sources[1].after == new);
  g_assert_cmpint (sources[2].what, ==, BRV_DIFFERENCE_ADDED);
  g_assert_true (sources[2].after == added);
}

/* Each difference of long random states is told once, and what is told is all of it. */
static void
test_random (void)
{
  for (guint run = 0; run < 200; run++)
    {
      g_autoptr (GString) before = g_string_new (NULL);
      g_autoptr (GString) after = g_string_new (NULL);
      g_autoptr (BrvBrief) first = NULL;
      g_autoptr (BrvBrief) second = NULL;
      g_autoptr (BrvComparison) there = NULL;
      g_autoptr (BrvComparison) back = NULL;
      gint dealt[2][40] = { { 0 } };
      guint only[2] = { 0, 0 };

      for (guint side = 0; side < 2; side++)
        {
          GString *text = side == 0 ? before : after;

          for (guint i = 0; i < 40; i++)
            dealt[side][i] = g_test_rand_int_range (-2, 3);
          for (gint s = 0; s < 3; s++)
            {
              const gint start = g_test_rand_int_range (0, 40);

              g_string_append_printf (text, "%s%c:", s > 0 ? "; " : "", 'A' + s);
              for (gint i = 0; i < 40; i++)
                {
                  const gint n = (i + start) % 40;

                  if (dealt[side][n] == s)
                    g_string_append_printf (text, " w%d", n);
                }
            }
        }
      for (guint i = 0; i < 40; i++)
        {
          only[0] += dealt[0][i] >= 0 && dealt[1][i] < 0;
          only[1] += dealt[1][i] >= 0 && dealt[0][i] < 0;
        }
      first = make_brief (before->str);
      second = make_brief (after->str);
      there = brv_comparison_new (first, second);
      back = brv_comparison_new (second, first);
      g_test_message ("%s | %s", before->str, after->str);
      g_assert_cmpuint (brv_comparison_count_blocks (there, BRV_DIFFERENCE_REMOVED), ==, only[0]);
      g_assert_cmpuint (brv_comparison_count_blocks (there, BRV_DIFFERENCE_ADDED), ==, only[1]);
      g_assert_cmpuint (brv_comparison_count_blocks (back, BRV_DIFFERENCE_REMOVED), ==, only[1]);
      g_assert_cmpuint (brv_comparison_count_blocks (back, BRV_DIFFERENCE_ADDED), ==, only[0]);
      g_assert_cmpuint (brv_comparison_count_blocks (there, BRV_DIFFERENCE_MOVED), ==,
                        brv_comparison_count_blocks (back, BRV_DIFFERENCE_MOVED));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verify/comparison/blocks", test_blocks);
  g_test_add_func ("/verify/comparison/counts", test_counts);
  g_test_add_func ("/verify/comparison/fields", test_fields);
  g_test_add_func ("/verify/comparison/sources", test_sources);
  g_test_add_func ("/verify/comparison/random", test_random);
  return g_test_run ();
}
