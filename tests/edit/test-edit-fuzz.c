/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "edit/brv-document-private.h"
#include "edit/brv-edit-quote.h"
#include "edit/brv-edit-structure.h"
#include "edit/brv-edit-text.h"
#include "edit/brv-line-index.h"

#include "base/brv-utf8.h"
#include "brief-notation.h"

/*
 * Random verbs on a brief. After each the rules of the document hold; at the end all undone is the
 * start and all redone is the end, to the letter.
 */

static const char start_text[] =
  "= One\np The first ~paragraph\n> A quote of some words\n- item\n-- inner\n"
  "= Two\np \n= Three\nh Heading\n> Another quote here\np Last";

typedef struct
{
  GRand *rand;
  BrvDocument *document;
  BrvLineIndex *lines;
  BrvFragment *clipboard; /* (nullable) */
  guint n_changes;
} Fuzz;

static guint
draw (Fuzz *self, guint bound)
{
  return bound > 0 ? (guint)g_rand_int_range (self->rand, 0, (gint)bound) : 0;
}

static const BrvBrief *
brief_of (Fuzz *self)
{
  return brv_document_get_brief (self->document);
}

static const BrvBlock *
line_of (Fuzz *self, guint line, const BrvSection **section)
{
  BrvLine found = brv_line_index_get_line (self->lines, line);

  *section = brv_brief_get_section (brief_of (self), found.section);
  return found.block >= 0 ? brv_section_get_block (*section, (guint)found.block) : NULL;
}

static const char *
text_of (Fuzz *self, guint line)
{
  const BrvSection *section;
  const BrvBlock *block = line_of (self, line, &section);

  return block != NULL ? brv_text_get_utf8 (brv_block_get_text (block))
                       : brv_section_get_heading (section);
}

static BrvPlace
draw_place (Fuzz *self, guint line)
{
  const char *text = text_of (self, line);
  gsize length = strlen (text);
  gsize at = draw (self, (guint)length + 1);

  /* The edges are where the rules are. */
  if (draw (self, 3) == 0)
    at = draw (self, 2) == 0 ? 0 : length;
  while (!brv_utf8_is_boundary (text, length, at))
    at--;
  return (BrvPlace){ brv_line_index_get_id (self->lines, line), at };
}

static guint
draw_line (Fuzz *self)
{
  return draw (self, brv_line_index_get_n_lines (self->lines));
}

static BrvId
draw_block_id (Fuzz *self)
{
  return brv_line_index_get_id (self->lines, draw_line (self));
}

static void
draw_selection (Fuzz *self, BrvPlace *from, BrvPlace *to)
{
  guint line = draw_line (self);
  guint n_lines = brv_line_index_get_n_lines (self->lines);
  guint reach = draw (self, 10) == 0 ? n_lines : 4;
  guint other = line + draw (self, reach);

  other = MIN (other, n_lines - 1);
  *from = draw_place (self, line);
  *to = draw_place (self, other);
}

static void
edit_text (Fuzz *self)
{
  const char *const typed[] = { "x", "é", " ", "two words", "a\nb", "\n", "", "\uFFFC\u2060" };
  BrvPlace from, to;
  g_autoptr (BrvFragment) plain = NULL;
  g_autoptr (BrvFragment) copied = NULL;

  draw_selection (self, &from, &to);
  switch (draw (self, 8))
    {
    case 0:
      copied = brv_edit_copy (brief_of (self), from, to);
      if (copied != NULL)
        {
          g_clear_pointer (&self->clipboard, brv_fragment_unref);
          self->clipboard = g_steal_pointer (&copied);
        }
      break;
    case 1:
      brv_edit_replace (self->document, from, to, self->clipboard, BRV_EDIT_OTHER, NULL, NULL);
      break;
    case 2:
      brv_edit_replace (self->document, from, from, self->clipboard, BRV_EDIT_OTHER, NULL, NULL);
      break;
    case 3:
      brv_edit_replace (self->document, from, to, NULL, BRV_EDIT_ERASE, NULL, NULL);
      break;
    case 4:
      brv_edit_split (self->document, from, NULL, NULL);
      break;
    case 5:
      brv_edit_join (self->document, from.id, NULL, NULL);
      break;
    case 6:
      plain = brv_fragment_new_from_plain (typed[draw (self, G_N_ELEMENTS (typed))], -1);
      brv_edit_replace (self->document, to, from, plain, BRV_EDIT_OTHER, NULL, NULL);
      break;
    default:
      brv_edit_type (self->document, from, draw (self, 2) == 0 ? from : to,
                     typed[draw (self, G_N_ELEMENTS (typed))],
                     draw (self, 3) == 0 ? BRV_STYLE_STRONG : BRV_STYLE_NONE, NULL, NULL);
      break;
    }
}

static void
edit_look (Fuzz *self)
{
  BrvPlace from, to;
  g_autoptr (BrvText) note = brv_text_new ("noted", -1);
  BrvReference reference = { 0, BRV_REFERENCE_NOTE, note, BRV_ID_NONE, NULL };

  draw_selection (self, &from, &to);
  switch (draw (self, 4))
    {
    case 0:
      brv_edit_set_style (self->document, from, to, BRV_STYLE_EMPHASIS, draw (self, 2) == 0, NULL);
      break;
    case 1:
      brv_edit_set_link (self->document, from, to,
                         draw (self, 2) == 0 ? "https://example.org" : NULL, NULL);
      break;
    case 2:
      brv_edit_add_reference (self->document, from, &reference, NULL);
      break;
    default:
      brv_edit_set_block_kind (self->document, from, to,
                               draw (self, 2) == 0 ? BRV_BLOCK_LIST_ITEM : BRV_BLOCK_PARAGRAPH,
                               1 + draw (self, 2), draw (self, 2) == 0, NULL);
      break;
    }
}

static void
edit_structure (Fuzz *self)
{
  BrvId id = draw_block_id (self);
  guint n_sections = brv_brief_get_n_sections (brief_of (self));
  BrvId section_id =
    brv_section_get_id (brv_brief_get_section (brief_of (self), draw (self, n_sections)));

  switch (draw (self, 8))
    {
    case 0:
      if (n_sections < 6)
        brv_edit_add_section (self->document, "New", -1, NULL, NULL);
      break;
    case 1:
      brv_edit_remove_section (self->document, section_id, NULL);
      break;
    case 2:
      brv_edit_move_section (self->document, section_id, (gint)draw (self, n_sections + 1) - 1,
                             NULL);
      break;
    case 3:
      brv_edit_remove_block (self->document, id, NULL);
      break;
    case 4:
      brv_edit_move_block (self->document, id, section_id, (gint)draw (self, 5) - 1, NULL);
      break;
    default:
      brv_edit_nudge_block (self->document, id, draw (self, 2) == 0 ? -1 : 1, NULL);
      break;
    }
}

static void
edit_quote (Fuzz *self)
{
  const BrvSection *section;
  const BrvBlock *block = line_of (self, draw_line (self), &section);
  const BrvQuote *quote = block != NULL ? brv_block_get_quote (block) : NULL;
  BrvRange range;
  gsize length;

  if (quote == NULL)
    return;
  length = strlen (brv_quote_get_exact (quote));
  range.start = draw (self, (guint)length);
  range.end = range.start + draw (self, (guint)(length - range.start) + 1);
  switch (draw (self, 5))
    {
    case 0:
      brv_edit_elide (self->document, brv_block_get_id (block), range, NULL);
      break;
    case 1:
      brv_edit_insert (self->document, brv_block_get_id (block), range.start, "in", NULL);
      break;
    case 2:
      brv_edit_change_initial (self->document, brv_block_get_id (block), NULL);
      break;
    case 3:
      brv_edit_emphasise (self->document, brv_block_get_id (block), range, NULL);
      break;
    default:
      brv_edit_reset_quote (self->document, brv_block_get_id (block), NULL);
      break;
    }
}

/* Each of the quote's letters is one of its source at its anchor, and its alterations are sound. */
static void
check_quote (Fuzz *self, const BrvQuote *quote)
{
  const BrvAnchor *anchor = brv_quote_get_anchor (quote);
  const BrvSource *source =
    brv_brief_lookup_source (brief_of (self), brv_anchor_get_source_id (anchor));
  const char *exact = brv_quote_get_exact (quote);
  BrvRange range = brv_anchor_get_range (anchor);
  guint n_alterations;
  const BrvAlteration *alterations = brv_quote_get_alterations (quote, &n_alterations);
  g_autoptr (BrvQuote) again = NULL;

  g_assert_cmpuint (strlen (exact), >, 0);
  g_assert_nonnull (source);
  g_assert_cmpuint (brv_range_length (range), ==, strlen (exact));
  g_assert_true (g_str_has_prefix (brv_source_get_text (source) + range.start, exact));
  again = brv_quote_new_altered (anchor, exact, alterations, n_alterations, NULL);
  g_assert_nonnull (again);
  g_assert_true (brv_quote_equal (quote, again));
}

static void
check_text (const BrvText *text)
{
  guint n_references;
  const BrvReference *references = brv_text_get_references (text, &n_references);
  const char *p = brv_text_get_utf8 (text);

  g_assert_true (g_utf8_validate (p, -1, NULL));
  g_assert_null (strpbrk (p, "\n\r"));
  g_assert_null (strstr (p, "\u2060"));
  for (guint i = 0; i < n_references; i++)
    {
      p = strstr (p, BRV_OBJECT_CHARACTER);
      g_assert_nonnull (p);
      g_assert_cmpuint (references[i].at, ==, (gsize)(p - brv_text_get_utf8 (text)));
      p += BRV_OBJECT_CHARACTER_LENGTH;
    }
  g_assert_null (strstr (p, BRV_OBJECT_CHARACTER));
}

static void
check (Fuzz *self)
{
  const BrvBrief *brief = brief_of (self);
  g_autoptr (GHashTable) ids =
    g_hash_table_new_full (brv_id_hash, brv_id_equal_pointers, g_free, NULL);
  guint line = 0;

  g_assert_cmpuint (brv_brief_get_n_sections (brief), >, 0);
  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      const BrvSection *section = brv_brief_get_section (brief, i);

      g_assert_cmpuint (brv_section_get_n_blocks (section), >, 0);
      g_assert_cmpuint (brv_line_index_get_first_line (self->lines, i), ==, line);
      line++;
      for (guint j = 0; j < brv_section_get_n_blocks (section); j++, line++)
        {
          const BrvBlock *block = brv_section_get_block (section, j);
          BrvId id = brv_block_get_id (block);

          g_assert_true (g_hash_table_add (ids, g_memdup2 (&id, sizeof id)));
          g_assert_cmpint (brv_line_index_find (self->lines, id), ==, (gint)line);
          if (brv_block_get_quote (block) != NULL)
            check_quote (self, brv_block_get_quote (block));
          else
            check_text (brv_block_get_text (block));
        }
    }
  g_assert_cmpuint (brv_line_index_get_n_lines (self->lines), ==, line);
}

static void
check_place (Fuzz *self, BrvPlace place)
{
  gint line;

  if (brv_id_is_none (place.id))
    return;
  line = brv_line_index_find (self->lines, place.id);
  g_assert_cmpint (line, >=, 0);
  g_assert_cmpuint (place.at, <=, strlen (text_of (self, (guint)line)));
}

static void
changed_cb (BrvDocument *document, BrvChange *change, BrvBrief *before, int step, Fuzz *self)
{
  g_autoptr (BrvBrief) after = brv_change_apply (change, before);
  g_autoptr (BrvChange) inverse = brv_change_invert (change);
  g_autoptr (BrvBrief) back = brv_change_apply (inverse, after);
  g_autoptr (GArray) splices = brv_line_index_update (self->lines, change);

  g_assert_true (brv_brief_equal (after, brief_of (self)));
  g_assert_true (brv_brief_equal (back, before));
  g_assert_false (step <= BRV_STEP_EXTEND && brv_brief_equal (before, after));
  check_place (self, brv_change_get_selection_after (change).anchor);
  check_place (self, brv_change_get_selection_after (change).focus);
  self->n_changes++;
}

static void
run (guint32 seed, guint n_operations)
{
  Notation read = notation_read (start_text);
  Fuzz fuzz = { g_rand_new_with_seed (seed), brv_document_new (read.brief), NULL, NULL, 0 };
  g_autoptr (BrvBrief) end = NULL;

  fuzz.lines = brv_line_index_new (read.brief);
  g_signal_connect (fuzz.document, "changed", G_CALLBACK (changed_cb), &fuzz);
  for (guint i = 0; i < n_operations; i++)
    {
      guint kind = draw (&fuzz, 20);

      if (kind < 9)
        edit_text (&fuzz);
      else if (kind < 12)
        edit_look (&fuzz);
      else if (kind < 15)
        edit_structure (&fuzz);
      else if (kind < 17)
        edit_quote (&fuzz);
      else if (kind == 17)
        brv_document_seal (fuzz.document);
      else if (kind == 18)
        brv_document_redo (fuzz.document);
      else
        brv_document_undo (fuzz.document);
      check (&fuzz);
      /* Pastes of pastes double the brief: keep it small enough to hit its corners. */
      if (brv_line_index_get_n_lines (fuzz.lines) > 60)
        {
          BrvPlace from = draw_place (&fuzz, 5);
          BrvPlace to = draw_place (&fuzz, brv_line_index_get_n_lines (fuzz.lines) - 5);

          brv_edit_replace (fuzz.document, from, to, NULL, BRV_EDIT_OTHER, NULL, NULL);
        }
    }
  g_assert_cmpuint (fuzz.n_changes, >, n_operations / 4);

  end = brv_brief_ref (brief_of (&fuzz));
  while (brv_document_redo (fuzz.document))
    ;
  brv_brief_unref (end);
  end = brv_brief_ref (brief_of (&fuzz));
  while (brv_document_undo (fuzz.document))
    ;
  g_assert_true (brv_brief_equal (brief_of (&fuzz), read.brief));
  while (brv_document_redo (fuzz.document))
    ;
  g_assert_true (brv_brief_equal (brief_of (&fuzz), end));

  g_clear_pointer (&fuzz.clipboard, brv_fragment_unref);
  brv_line_index_free (fuzz.lines);
  g_rand_free (fuzz.rand);
  brv_brief_unref (read.brief);
  g_assert_finalize_object (fuzz.document);
}

static void
test_short (void)
{
  for (guint32 seed = 1; seed <= 6; seed++)
    {
      g_test_message ("seed %u", seed);
      run (seed, 250);
    }
}

static void
test_long (void)
{
  for (guint32 seed = 100; seed < 120; seed++)
    {
      g_test_message ("seed %u", seed);
      run (seed, 10000);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/edit-fuzz/short", test_short);
  if (g_test_slow ())
    g_test_add_func ("/edit/edit-fuzz/long", test_long);
  return g_test_run ();
}
