/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-docx-notes.h"

typedef struct
{
  guint order;
  char *label;
} Reference;

struct _BrvDocxNotes
{
  GHashTable *references; /* id -> Reference: 'f' or 'e' before the id */
  guint n_footnotes;
  guint n_endnotes;
};

static void
reference_free (gpointer data)
{
  g_free (((Reference *)data)->label);
  g_free (data);
}

/**
 * brv_docx_notes_new:
 *
 * Returns: (transfer full): an object that knows no note
 */
BrvDocxNotes *
brv_docx_notes_new (void)
{
  BrvDocxNotes *self = g_new0 (BrvDocxNotes, 1);

  self->references = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, reference_free);
  return self;
}

/**
 * brv_docx_notes_free:
 * @self: (transfer full): an object
 *
 * Frees @self.
 */
void
brv_docx_notes_free (BrvDocxNotes *self)
{
  g_hash_table_unref (self->references);
  g_free (self);
}

/* Roman numerals in small letters, as Word numbers endnotes. */
static char *
format_roman (guint n)
{
  static const struct
  {
    guint value;
    const char *letters;
  } steps[] = { { 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" }, { 100, "c" },
                { 90, "xc" },  { 50, "l" },   { 40, "xl" }, { 10, "x" },   { 9, "ix" },
                { 5, "v" },    { 4, "iv" },   { 1, "i" } };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (steps) && n < 4000;)
    if (n >= steps[i].value)
      {
        g_string_append (text, steps[i].letters);
        n -= steps[i].value;
      }
    else
      i++;
  return g_string_free (text, FALSE);
}

static char *
make_key (const char *id, gboolean is_endnote)
{
  return g_strdup_printf ("%c%s", is_endnote ? 'e' : 'f', id);
}

/**
 * brv_docx_notes_refer:
 * @self: an object
 * @id: of a note
 * @is_endnote: whether it is an endnote; both kinds have ids of their own
 * @has_own_mark: whether the text has a mark of its own beside it, and no number
 *
 * Gives a note the next number, where its mark stands in the text. A second mark changes nothing.
 */
void
brv_docx_notes_refer (BrvDocxNotes *self,
                      const char *id,
                      gboolean is_endnote,
                      gboolean has_own_mark)
{
  g_autofree char *key = make_key (id, is_endnote);
  Reference *reference = NULL;

  if (g_hash_table_contains (self->references, key))
    return;
  reference = g_new0 (Reference, 1);
  reference->order = g_hash_table_size (self->references) + (is_endnote ? G_MAXINT : 0);
  if (has_own_mark)
    reference->label = g_strdup ("");
  else if (is_endnote)
    reference->label = format_roman (++self->n_endnotes);
  else
    reference->label = g_strdup_printf ("%u", ++self->n_footnotes);
  g_hash_table_insert (self->references, g_steal_pointer (&key), reference);
}

/**
 * brv_docx_notes_find:
 * @self: an object
 * @id: of a note
 * @is_endnote: whether it is an endnote
 * @order: (out): a number that orders the notes
 *
 * Returns: (nullable): what marks the note, "" for a mark of its own; %NULL if no mark refers to it
 */
const char *
brv_docx_notes_find (const BrvDocxNotes *self, const char *id, gboolean is_endnote, guint *order)
{
  g_autofree char *key = make_key (id, is_endnote);
  const Reference *reference = g_hash_table_lookup (self->references, key);

  if (reference == NULL)
    return NULL;
  *order = reference->order;
  return reference->label;
}
