/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "edit/brv-document-private.h"

#include "brief-notation.h"
#include "edit/brv-edit-text.h"

#define NOWHERE ((BrvPlace){ BRV_ID_NONE, 0 })

static gint64 now_us;

static gint64
tell_time (void)
{
  return now_us;
}

/* Replaces the text of a block from @at on, as typing (with @letters) and erasing do. */
static void
edit (BrvDocument *document, guint index, gsize at, gsize n_erased, const char *letters)
{
  const BrvSection *section = brv_brief_get_section (brv_document_get_brief (document), 0);
  BrvBlock *old = (BrvBlock *)brv_section_get_block (section, index);
  BrvId id = brv_block_get_id (old);
  g_autoptr (BrvText) insertion = brv_text_new (letters, -1);
  g_autoptr (BrvText) text =
    brv_text_replace (brv_block_get_text (old), (BrvRange){ at, at + n_erased }, insertion);
  g_autoptr (BrvBlock) changed = brv_block_with_text (old, text);
  g_autoptr (BrvChange) change = brv_change_new (n_erased > 0 ? "Delete" : "Type");
  BrvPlace before = { id, at + n_erased };
  BrvPlace after = { id, at + strlen (letters) };

  brv_change_add_blocks (change, 0, index, &old, 1, &changed, 1);
  brv_change_set_selections (change, (BrvSelection){ { id, at }, before },
                             (BrvSelection){ after, after });
  brv_document_apply (document, change, n_erased > 0 ? BRV_EDIT_ERASE : BRV_EDIT_TYPE);
}

/*
 * A row is a run of commands on "= A\np \np ": letters type at the end of the first paragraph, "<"
 * erases its last letter, "2" types in the second paragraph, "." rests four seconds, "!" seals,
 * "S" marks as saved, "U" and "R" undo and redo. Afterwards the first paragraph, how many steps can
 * be undone and redone, and whether the document is modified.
 */
static void
test_history (void)
{
  const struct
  {
    const char *commands;
    const char *text;
    guint n_undo;
    guint n_redo;
    gboolean modified;
  } rows[] = {
    { "", "", 0, 0, FALSE },           { "abc", "abc", 1, 0, TRUE },
    { "abcU", "", 0, 1, FALSE },       { "abcUR", "abc", 1, 0, TRUE },
    { "ab cd", "ab cd", 2, 0, TRUE },  { "ab cdU", "ab ", 1, 1, TRUE },
    { "ab  cdU", "ab  ", 1, 1, TRUE }, { "ab.cd", "abcd", 2, 0, TRUE },
    { "ab!cd", "abcd", 2, 0, TRUE },   { "abSU", "", 0, 1, TRUE },
    { "abSUR", "ab", 1, 0, FALSE },    { "abScd", "abcd", 2, 0, TRUE },
    { "abScdU", "ab", 1, 1, FALSE },   { "abc<<", "a", 2, 0, TRUE },
    { "abc<<U", "abc", 1, 1, TRUE },   { "abc<<d", "ad", 3, 0, TRUE },
    { "ab2", "ab", 2, 0, TRUE },       { "abUc", "c", 1, 0, TRUE },
    { "abURc", "abc", 2, 0, TRUE },    { "UR", "", 0, 0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BrvDocument *document = notation_open ("= A\np \np ", NULL, NULL);
      const BrvBlock *block;
      guint n_undo = 0;
      guint n_redo = 0;

      g_test_message ("%s", rows[i].commands);
      brv_document_set_clock (document, tell_time);
      for (const char *p = rows[i].commands; *p != '\0'; p++)
        {
          const BrvSection *section = brv_brief_get_section (brv_document_get_brief (document), 0);
          gsize length =
            brv_text_get_length (brv_block_get_text (brv_section_get_block (section, 0)));
          char letters[2] = { *p, '\0' };

          now_us += G_USEC_PER_SEC / 2;
          if (*p == 'U')
            brv_document_undo (document);
          else if (*p == 'R')
            brv_document_redo (document);
          else if (*p == '.')
            now_us += (gint64)4 * G_USEC_PER_SEC;
          else if (*p == '!')
            brv_document_seal (document);
          else if (*p == 'S')
            brv_document_mark_saved (document, brv_document_get_brief (document));
          else if (*p == '<')
            edit (document, 0, length - 1, 1, "");
          else
            edit (document, *p == '2' ? 1 : 0, *p == '2' ? 0 : length, 0, letters);
        }
      g_assert_cmpint (brv_document_get_modified (document), ==, rows[i].modified);
      block =
        brv_section_get_block (brv_brief_get_section (brv_document_get_brief (document), 0), 0);
      g_assert_cmpstr (brv_text_get_utf8 (brv_block_get_text (block)), ==, rows[i].text);
      while (brv_document_redo (document))
        n_redo++;
      while (brv_document_undo (document))
        n_undo++;
      g_assert_cmpuint (n_redo, ==, rows[i].n_redo);
      g_assert_cmpuint (n_undo, ==, rows[i].n_undo + rows[i].n_redo);
      g_assert_finalize_object (document);
    }
}

typedef struct
{
  GString *log;
  BrvDocument *document;
} Listener;

static void
changed_cb (
  BrvDocument *document, BrvChange *change, BrvBrief *before, int step, Listener *listener)
{
  g_autoptr (BrvBrief) after = brv_change_apply (change, before);
  const char *const names[] = { "do", "extend", "undo", "redo" };

  g_assert_true (brv_brief_equal (after, brv_document_get_brief (document)));
  g_string_append_printf (listener->log, "%s %s to %" G_GSIZE_FORMAT "; ", names[step],
                          brv_change_get_label (change),
                          brv_change_get_selection_after (change).focus.at);
}

static void
notify_cb (GObject *object, GParamSpec *pspec, Listener *listener)
{
  g_string_append_printf (listener->log, "%s ", pspec->name);
}

static void
test_announces (void)
{
  BrvDocument *document = notation_open ("= A\np x", NULL, NULL);
  g_autoptr (GString) log = g_string_new (NULL);
  Listener listener = { log, document };

  g_signal_connect (document, "changed", G_CALLBACK (changed_cb), &listener);
  g_signal_connect (document, "notify", G_CALLBACK (notify_cb), &listener);

  edit (document, 0, 1, 0, "y");
  g_assert_cmpstr (log->str, ==, "brief do Type to 2; can-undo modified undo-label ");
  g_string_truncate (log, 0);
  edit (document, 0, 2, 0, "z");
  g_assert_cmpstr (log->str, ==, "brief extend Type to 3; ");
  g_string_truncate (log, 0);
  g_assert_true (brv_document_undo (document));
  g_assert_cmpstr (log->str, ==,
                   "brief undo Type to 1; can-undo can-redo modified undo-label redo-label ");
  g_string_truncate (log, 0);
  g_assert_true (brv_document_redo (document));
  g_assert_cmpstr (log->str, ==,
                   "brief redo Type to 3; can-undo can-redo modified undo-label redo-label ");
  g_assert_cmpstr (brv_document_get_undo_label (document), ==, "Type");
  g_assert_null (brv_document_get_redo_label (document));
  g_string_truncate (log, 0);
  brv_document_mark_saved (document, brv_document_get_brief (document));
  g_assert_cmpstr (log->str, ==, "modified ");
  g_assert_finalize_object (document);
}

static void
take_change_cb (
  BrvDocument *document, BrvChange *change, BrvBrief *before, int step, GPtrArray *changes)
{
  g_ptr_array_add (changes, brv_change_ref (change));
}

/* What earlier sessions left; each change is read when it is needed. */
typedef struct
{
  GPtrArray *changes;
  guint n_read;
  gint unreadable; /* number of one that cannot be read, or -1 */
} Earlier;

static BrvChange *
read_change_cb (guint number, gpointer data)
{
  Earlier *self = data;

  self->n_read++;
  return (gint)number == self->unreadable
           ? NULL
           : brv_change_ref (g_ptr_array_index (self->changes, number));
}

/* Three letters typed one after the other, of which the last is undone. */
static BrvDocument *
type_earlier (Earlier *self)
{
  BrvDocument *earlier = notation_open ("= A\np x", NULL, NULL);

  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_change_unref);
  self->unreadable = -1;
  g_signal_connect (earlier, "changed", G_CALLBACK (take_change_cb), self->changes);
  for (guint i = 1; i <= 3; i++)
    {
      brv_document_seal (earlier);
      edit (earlier, 0, i, 0, "y");
    }
  g_signal_handlers_disconnect_by_func (earlier, take_change_cb, self->changes);
  brv_document_undo (earlier);
  return earlier;
}

/* Steps of an earlier session come as changes alone. */
static void
test_restores_history (void)
{
  Earlier left = { 0 };
  BrvDocument *earlier = type_earlier (&left);
  BrvDocument *document;

  document = brv_document_new (brv_document_get_brief (earlier));
  brv_document_restore_history (document, 3, 1, read_change_cb, &left, NULL);

  /* What is next to be undone and redone, for their labels. */
  g_assert_cmpuint (left.n_read, ==, 2);
  g_assert_false (brv_document_get_modified (document));
  g_assert_true (brv_document_undo (document));
  g_assert_true (brv_document_undo (document));
  g_assert_false (brv_document_undo (document));
  notation_assert (document, NOWHERE, "= A\np x");
  for (guint i = 0; i < 3; i++)
    g_assert_true (brv_document_redo (document));
  g_assert_false (brv_document_redo (document));
  notation_assert (document, NOWHERE, "= A\np xyyy");
  brv_document_undo (document);
  edit (document, 0, 3, 0, "z");
  notation_assert (document, NOWHERE, "= A\np xyyz");
  while (brv_document_undo (document))
    ;
  notation_assert (document, NOWHERE, "= A\np x");
  g_assert_cmpuint (left.n_read, ==, 3);
  g_assert_finalize_object (document);
  g_assert_finalize_object (earlier);
  g_ptr_array_unref (left.changes);
}

/* Undo goes back as far as the history can be read. */
static void
test_unreadable_history (void)
{
  const struct
  {
    gint unreadable;
    guint n_undo;
    guint n_redo;
  } cases[] = { { 0, 1, 2 }, { 1, 0, 1 }, { 2, 2, 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Earlier left = { 0 };
      BrvDocument *earlier = type_earlier (&left);
      BrvDocument *document = brv_document_new (brv_document_get_brief (earlier));
      guint n_undo = 0;
      guint n_redo = 0;

      left.unreadable = cases[i].unreadable;
      brv_document_restore_history (document, 3, 1, read_change_cb, &left, NULL);
      while (brv_document_undo (document))
        n_undo++;
      while (brv_document_redo (document))
        n_redo++;
      g_assert_cmpuint (n_undo, ==, cases[i].n_undo);
      g_assert_cmpuint (n_redo, ==, cases[i].n_redo);
      g_assert_finalize_object (document);
      g_assert_finalize_object (earlier);
      g_ptr_array_unref (left.changes);
    }
}

static void
test_finds_blocks (void)
{
  BrvPlace from;
  BrvDocument *document = notation_open ("= A\np x\n= B\np y\np |z", &from, NULL);
  guint section = 9;
  guint block = 9;

  g_assert_nonnull (brv_document_find_block (document, from.id, &section, &block));
  g_assert_cmpuint (section, ==, 1);
  g_assert_cmpuint (block, ==, 1);
  g_assert_null (brv_document_find_block (document, brv_id_new (), &section, &block));
  g_assert_null (
    brv_document_find_block (document, notation_section (document, 1), &section, &block));
  notation_assert (document, NOWHERE, "= A\np x\n= B\np y\np z");
  g_assert_finalize_object (document);
}

/* What views bind to says what the functions say; a brief that is read-only cannot be undone. */
static void
test_properties (void)
{
  BrvPlace place;
  g_autoptr (BrvDocument) document = notation_open ("= A\np |ab", &place, NULL);
  g_autofree char *undo_label = NULL;
  g_autofree char *redo_label = NULL;
  gpointer brief;
  gboolean can_undo, can_redo, modified;

  g_assert_true (brv_edit_type (document, place, place, "x", BRV_STYLE_NONE, NULL, NULL));
  g_object_get (document, "brief", &brief, "can-undo", &can_undo, "can-redo", &can_redo,
                "undo-label", &undo_label, "redo-label", &redo_label, "modified", &modified, NULL);
  g_assert_true (brief == brv_document_get_brief (document));
  g_assert_true (can_undo && !can_redo && modified);
  g_assert_cmpstr (undo_label, ==, "Type");
  g_assert_null (redo_label);

  g_assert_true (brv_document_undo (document));
  brv_document_set_read_only (document);
  g_object_get (document, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  g_assert_false (can_undo || can_redo);
  g_assert_false (brv_document_redo (document));
  g_assert_true (brv_document_is_read_only (document));
  g_assert_true (brv_edit_type (document, place, place, "x", BRV_STYLE_NONE, NULL, NULL));
  g_assert_true (brief != brv_document_get_brief (document));
  notation_assert (document, (BrvPlace){ BRV_ID_NONE, 0 }, "= A\np ab");
  brv_document_mark_saved (document, NULL);
  g_assert_true (brv_document_get_modified (document));
}

/* Typing in a section's heading is one step like any other. */
static void
test_typing_in_heading (void)
{
  BrvPlace place;
  g_autoptr (BrvDocument) document = notation_open ("= Head|\np ab", &place, NULL);

  for (guint i = 0; i < 3; i++)
    g_assert_true (brv_edit_type (document, place, place, "x", BRV_STYLE_NONE, &place, NULL));
  notation_assert (document, place, "= Headxxx|\np ab");
  g_assert_true (brv_document_undo (document));
  notation_assert (document, (BrvPlace){ BRV_ID_NONE, 0 }, "= Head\np ab");
  g_assert_false (brv_document_undo (document));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/document/history", test_history);
  g_test_add_func ("/edit/document/announces", test_announces);
  g_test_add_func ("/edit/document/restores-history", test_restores_history);
  g_test_add_func ("/edit/document/unreadable-history", test_unreadable_history);
  g_test_add_func ("/edit/document/finds-blocks", test_finds_blocks);
  g_test_add_func ("/edit/document/properties", test_properties);
  g_test_add_func ("/edit/document/typing-in-heading", test_typing_in_heading);
  return g_test_run ();
}
