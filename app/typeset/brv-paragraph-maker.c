/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-paragraph-maker.h"

#include <string.h>

#include "typeset/brv-paragraph-crew.h"

/* What is not used any more is looked for when there is so much more than after the last time. */
#define MOST_GROWTH 1.25

struct _BrvParagraphMaker
{
  BrvParagraphSetter *setter;
  GHashTable *paragraphs; /* Key → Entry (which owns the key) */
  guint generation;       /* rises when paragraphs are used anew */
  guint n_kept;           /* paragraphs that were left when the unused were forgotten */
  guint n_made;
};

/* All that a paragraph's lines depend on. */
typedef struct
{
  guint hash;
  GBytes *content; /* text, inlines, language */
  BrvLook look;
  double measure;
} Key;

typedef struct
{
  Key key;
  BrvParagraph *paragraph; /* (nullable): until it is made */
  guint generation;        /* when it was last used */
  gconstpointer maker;
  char *language; /* (nullable) */
} Entry;

static guint
hash_key (gconstpointer key)
{
  return ((const Key *)key)->hash;
}

static gboolean
same_look (const BrvLook *a, const BrvLook *b)
{
  return a->size == b->size && a->weight == b->weight && !a->italic == !b->italic &&
         a->indent == b->indent && a->indent_end == b->indent_end &&
         a->first_line == b->first_line && a->letter_spacing == b->letter_spacing &&
         a->number_size == b->number_size && a->number_weight == b->number_weight &&
         a->align == b->align && !a->hyphenate == !b->hyphenate && !a->balance == !b->balance &&
         a->families == b->families && a->scripts == b->scripts && a->features == b->features;
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  const Key *left = a;
  const Key *right = b;

  return left->hash == right->hash && left->measure == right->measure &&
         same_look (&left->look, &right->look) && g_bytes_equal (left->content, right->content);
}

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_bytes_unref (entry->key.content);
  g_free (entry->language);
  g_clear_pointer (&entry->paragraph, brv_paragraph_unref);
}

static void
unref_entry (gpointer entry)
{
  g_atomic_rc_box_release_full (entry, clear_entry);
}

/* Texts live longer than a run, and lead to their paragraph without a search. */
static void
remember (const BrvInlineText *text, Entry *entry)
{
  BrvInlineText *remembering = (BrvInlineText *)text;

  if (text->paragraph != NULL)
    text->drop (text->paragraph);
  remembering->paragraph = g_atomic_rc_box_acquire (entry);
  remembering->drop = unref_entry;
}

/* What of an inline decides how it is set. */
static GBytes *
flatten (const BrvInlineText *text, const char *language)
{
  GByteArray *bytes = g_byte_array_sized_new ((guint)text->text->len + 64);

  g_byte_array_append (bytes, (const guint8 *)text->text->str, (guint)text->text->len + 1);
  if (language != NULL)
    g_byte_array_append (bytes, (const guint8 *)language, (guint)strlen (language));
  for (guint i = 0; i < text->inlines->len; i++)
    {
      const BrvInline *piece = &g_array_index (text->inlines, BrvInline, i);
      guint32 facts[3] = { (guint32)piece->range.start, (guint32)piece->kind,
                           (guint32)piece->style };

      g_byte_array_append (bytes, (const guint8 *)facts, sizeof facts);
    }
  return g_byte_array_free_to_bytes (bytes);
}

/**
 * brv_paragraph_maker_new:
 * @fonts: the font book; it must outlive the maker
 *
 * Returns: (transfer full): a maker that has made nothing yet
 */
BrvParagraphMaker *
brv_paragraph_maker_new (BrvFontBook *fonts)
{
  BrvParagraphMaker *self = g_new0 (BrvParagraphMaker, 1);

  self->generation = 1;
  self->setter = brv_paragraph_setter_new (fonts);
  self->paragraphs = g_hash_table_new_full (hash_key, equal_keys, NULL, unref_entry);
  return self;
}

/**
 * brv_paragraph_maker_free:
 * @self: (transfer full): a maker
 *
 * Frees the maker; paragraphs that others hold stay.
 */
void
brv_paragraph_maker_free (BrvParagraphMaker *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->paragraphs);
  brv_paragraph_setter_free (self->setter);
  g_free (self);
}

/* The text knows what was made of it last. */
static Entry *
find_remembered (BrvParagraphMaker *self, const BrvParagraphTask *task)
{
  Entry *entry = task->text->paragraph;

  if (entry == NULL || entry->maker != self || entry->key.measure != task->measure ||
      !same_look (&entry->key.look, task->look) || g_strcmp0 (entry->language, task->language) != 0)
    return NULL;
  return entry;
}

/* Finds the entry for a paragraph, or adds one without a paragraph. */
static Entry *
need_entry (BrvParagraphMaker *self, const BrvParagraphTask *task, gboolean *is_new)
{
  Entry *entry = find_remembered (self, task);
  g_autoptr (GBytes) content = NULL;
  Key key = { .look = *task->look, .measure = task->measure };

  *is_new = FALSE;
  if (entry != NULL)
    {
      entry->generation = self->generation;
      return entry;
    }
  key.content = content = flatten (task->text, task->language);
  key.hash = g_bytes_hash (content) ^ g_double_hash (&task->measure) ^
             g_double_hash (&task->look->size) ^ (guint)task->look->weight;
  entry = g_hash_table_lookup (self->paragraphs, &key);
  if (entry == NULL)
    {
      *is_new = TRUE;
      entry = g_atomic_rc_box_new0 (Entry);
      entry->maker = self;
      entry->language = g_strdup (task->language);
      entry->key = key;
      entry->key.content = g_steal_pointer (&content);
      g_hash_table_insert (self->paragraphs, &entry->key, entry);
    }
  entry->generation = self->generation;
  remember (task->text, entry);
  return entry;
}

/**
 * brv_paragraph_maker_make:
 * @self: a maker
 * @text: the text
 * @look: how it looks
 * @language: (nullable): a BCP 47 tag
 * @measure: the width of the column
 *
 * Finds the paragraph among those made before, or makes it.
 *
 * Returns: (transfer full): the paragraph; one without text has no lines
 */
BrvParagraph *
brv_paragraph_maker_make (BrvParagraphMaker *self,
                          const BrvInlineText *text,
                          const BrvLook *look,
                          const char *language,
                          double measure)
{
  const BrvParagraphTask task = { text, look, language, measure, NULL };
  gboolean is_new;
  Entry *entry;

  g_return_val_if_fail (self != NULL && text != NULL && look != NULL, NULL);
  g_return_val_if_fail (measure > look->indent + look->indent_end, NULL);

  entry = need_entry (self, &task, &is_new);
  if (is_new)
    {
      self->n_made++;
      entry->paragraph = brv_paragraph_setter_run (self->setter, text, look, language, measure);
    }
  return brv_paragraph_ref (entry->paragraph);
}

/* Sets what is not there yet: the tasks of new entries. */
static gboolean
fill_entries (BrvParagraphMaker *self,
              GPtrArray *entries,
              GArray *tasks,
              GCancellable *cancellable,
              GError **error)
{
  gboolean is_done = brv_paragraph_crew_run (self->setter, (BrvParagraphTask *)(void *)tasks->data,
                                             tasks->len, cancellable, error);

  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (entries, i);

      entry->paragraph = g_array_index (tasks, BrvParagraphTask, i).paragraph;
      if (entry->paragraph != NULL)
        self->n_made++;
      else
        {
          entry->maker = NULL; /* texts remember it */
          g_hash_table_remove (self->paragraphs, &entry->key);
        }
    }
  return is_done;
}

/**
 * brv_paragraph_maker_make_all:
 * @self: a maker
 * @tasks: (array length=n_tasks): what is wanted; each receives its paragraph, which is the
 *   caller's then
 * @n_tasks: how many
 * @cancellable: (nullable): stops the work between two paragraphs
 * @error: where to put a fault
 *
 * Finds paragraphs among those made before, or makes them, on several threads where they are many.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED; then no task has a paragraph
 */
gboolean
brv_paragraph_maker_make_all (BrvParagraphMaker *self,
                              BrvParagraphTask *tasks,
                              guint n_tasks,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autofree Entry **entries = NULL;
  g_autoptr (GPtrArray) new_entries = g_ptr_array_new ();
  g_autoptr (GArray) new_tasks = g_array_new (FALSE, FALSE, sizeof (BrvParagraphTask));

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (tasks != NULL || n_tasks == 0, FALSE);

  entries = g_new (Entry *, n_tasks + 1);
  for (guint i = 0; i < n_tasks; i++)
    {
      gboolean is_new;

      tasks[i].paragraph = NULL;
      entries[i] = need_entry (self, &tasks[i], &is_new);
      if (!is_new)
        continue;
      g_ptr_array_add (new_entries, entries[i]);
      g_array_append_val (new_tasks, tasks[i]);
    }
  if (!fill_entries (self, new_entries, new_tasks, cancellable, error))
    return FALSE;
  for (guint i = 0; i < n_tasks; i++)
    tasks[i].paragraph = brv_paragraph_ref (entries[i]->paragraph);
  return TRUE;
}

/**
 * brv_paragraph_maker_has_grown:
 * @self: a maker
 *
 * Returns: whether it has so many paragraphs more than after brv_paragraph_maker_forget_unused() that
 *   it is worth while to look for those that are not used any more
 */
gboolean
brv_paragraph_maker_has_grown (const BrvParagraphMaker *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_hash_table_size (self->paragraphs) > self->n_kept * MOST_GROWTH;
}

/**
 * brv_paragraph_maker_begin_keeping:
 * @self: a maker
 *
 * From now on paragraphs are used anew: those that are not will be forgotten.
 */
void
brv_paragraph_maker_begin_keeping (BrvParagraphMaker *self)
{
  g_return_if_fail (self != NULL);

  self->generation++;
}

/**
 * brv_paragraph_maker_keep:
 * @self: a maker
 * @text: a text that is still used
 *
 * Sees to it that the paragraph that was last made of the text is not forgotten.
 */
void
brv_paragraph_maker_keep (const BrvParagraphMaker *self, const BrvInlineText *text)
{
  Entry *entry;

  g_return_if_fail (self != NULL && text != NULL);

  entry = text->paragraph;
  if (entry != NULL && entry->maker == self)
    entry->generation = self->generation;
}

static gboolean
is_unused_cb (gpointer key, gpointer value, gpointer user_data)
{
  const BrvParagraphMaker *self = user_data;

  return ((const Entry *)value)->generation != self->generation;
}

/**
 * brv_paragraph_maker_forget_unused:
 * @self: a maker
 *
 * Forgets the paragraphs that were neither wanted nor kept since
 * brv_paragraph_maker_begin_keeping().
 */
void
brv_paragraph_maker_forget_unused (BrvParagraphMaker *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_foreach_remove (self->paragraphs, is_unused_cb, self);
  self->n_kept = g_hash_table_size (self->paragraphs);
}

/**
 * brv_paragraph_maker_clear:
 * @self: a maker
 *
 * Forgets all paragraphs.
 */
void
brv_paragraph_maker_clear (BrvParagraphMaker *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_remove_all (self->paragraphs);
}

/**
 * brv_paragraph_maker_get_n_made:
 * @self: a maker
 *
 * Returns: how many paragraphs it had to set, found ones not counted
 */
guint
brv_paragraph_maker_get_n_made (const BrvParagraphMaker *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_made;
}
