/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-library-item.h"

#include "ui/sources/brv-source-labels.h"

struct _BrvLibraryItem
{
  GObject parent_instance;

  gint64 id;
  BrvLibraryHit *hit; /* (nullable): not read yet, or gone */
  guint serial;       /* grows with each source that it is given, so that a late answer is known */
  gboolean is_loading;
};

enum
{
  SIGNAL_LOADED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvLibraryItem, brv_library_item, G_TYPE_OBJECT)

/* What is read on another thread. */
typedef struct
{
  gint64 id;
  char *typed;
} Reading;

/* And for whom. */
typedef struct
{
  BrvLibraryItem *item;
  guint serial;
} Wanted;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->typed);
  g_free (reading);
}

static void
brv_library_item_finalize (GObject *object)
{
  BrvLibraryItem *self = BRV_LIBRARY_ITEM (object);

  g_clear_pointer (&self->hit, brv_library_hit_unref);
  G_OBJECT_CLASS (brv_library_item_parent_class)->finalize (object);
}

static void
brv_library_item_class_init (BrvLibraryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = brv_library_item_finalize;

  signals[SIGNAL_LOADED] = g_signal_new ("loaded", BRV_TYPE_LIBRARY_ITEM, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
brv_library_item_init (BrvLibraryItem *self)
{
}

/**
 * brv_library_item_new:
 * @id: of a source in the library
 * @hit: (transfer full) (nullable): what is known of it
 *
 * Returns: (transfer full): the row's object
 */
BrvLibraryItem *
brv_library_item_new (gint64 id, BrvLibraryHit *hit)
{
  BrvLibraryItem *self = g_object_new (BRV_TYPE_LIBRARY_ITEM, NULL);

  self->id = id;
  self->hit = hit;
  return self;
}

/**
 * brv_library_item_copy:
 * @self: an item
 *
 * Returns: (transfer full): an item that stays what it is
 */
BrvLibraryItem *
brv_library_item_copy (BrvLibraryItem *self)
{
  g_return_val_if_fail (BRV_IS_LIBRARY_ITEM (self), NULL);

  return brv_library_item_new (self->id,
                               self->hit != NULL ? brv_library_hit_ref (self->hit) : NULL);
}

/**
 * brv_library_item_set:
 * @self: an item
 * @id: of a source in the library
 * @hit: (transfer full) (nullable): what is known of it
 *
 * Makes it another source's.
 */
void
brv_library_item_set (BrvLibraryItem *self, gint64 id, BrvLibraryHit *hit)
{
  g_return_if_fail (BRV_IS_LIBRARY_ITEM (self));

  self->id = id;
  self->serial++;
  self->is_loading = FALSE;
  g_clear_pointer (&self->hit, brv_library_hit_unref);
  self->hit = hit;
  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

/**
 * brv_library_item_get_id:
 * @self: an item
 *
 * Returns: the source's number in the library
 */
gint64
brv_library_item_get_id (BrvLibraryItem *self)
{
  g_return_val_if_fail (BRV_IS_LIBRARY_ITEM (self), 0);

  return self->id;
}

/**
 * brv_library_item_get_hit:
 * @self: an item
 *
 * Returns: (nullable): what it shows, once it is read
 */
const BrvLibraryHit *
brv_library_item_get_hit (BrvLibraryItem *self)
{
  g_return_val_if_fail (BRV_IS_LIBRARY_ITEM (self), NULL);

  return self->hit;
}

static gpointer
read_hit (BrvLibrary *library, gpointer data, GError **error)
{
  const Reading *reading = data;
  g_autoptr (BrvLibraryQuery) query = brv_library_query_parse (reading->typed);

  return brv_library_hit_read (library, reading->id, query, error);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autofree Wanted *wanted = data;
  g_autoptr (BrvLibraryItem) self = wanted->item;
  g_autoptr (BrvLibraryHit) hit =
    brv_library_service_run_finish (BRV_LIBRARY_SERVICE (object), result, NULL);

  if (wanted->serial != self->serial)
    return;
  self->is_loading = FALSE;
  if (hit == NULL)
    return;
  g_clear_pointer (&self->hit, brv_library_hit_unref);
  self->hit = g_steal_pointer (&hit);
  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

/**
 * brv_library_item_load:
 * @self: an item
 * @library: the library
 * @typed: what stands in the search field
 *
 * Begins to read what the row shows.
 */
void
brv_library_item_load (BrvLibraryItem *self, BrvLibraryService *library, const char *typed)
{
  Reading *reading;
  Wanted *wanted;

  g_return_if_fail (BRV_IS_LIBRARY_ITEM (self));

  if (self->is_loading)
    return;
  self->is_loading = TRUE;
  reading = g_new0 (Reading, 1);
  reading->id = self->id;
  reading->typed = g_strdup (typed);
  wanted = g_new0 (Wanted, 1);
  wanted->item = g_object_ref (self);
  wanted->serial = self->serial;
  brv_library_service_run_async (library, read_hit, reading, reading_free,
                                 (GDestroyNotify)brv_library_hit_unref, FALSE, loaded_cb, wanted);
}

/**
 * brv_library_item_dup_byline:
 * @self: an item
 *
 * Returns: (transfer full): publisher, date, grade and tags, as far as they are known
 */
char *
brv_library_item_dup_byline (BrvLibraryItem *self)
{
  GString *line = g_string_new (NULL);
  g_autofree char *tags = NULL;
  g_autofree char *date = NULL;

  g_return_val_if_fail (BRV_IS_LIBRARY_ITEM (self), NULL);

  if (self->hit != NULL)
    {
      const BrvLibraryEntry *entry = self->hit->entry;
      const char *parts[] = {
        *entry->publisher != '\0' ? entry->publisher : entry->authors,
        *entry->date != '\0' ? (date = brv_source_labels_dup_date (entry->date)) : _ ("Undated"),
        entry->grade,
        (tags = g_strjoinv (", ", entry->tags)),
        entry->standing == BRV_LIBRARY_WITHDRAWN  ? _ ("Withdrawn")
        : entry->standing == BRV_LIBRARY_REPLACED ? _ ("Replaced")
                                                  : "",
      };

      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        {
          if (*parts[i] != '\0')
            g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", parts[i]);
        }
    }
  return g_string_free (line, FALSE);
}

/**
 * brv_library_item_dup_snippet_markup:
 * @self: an item
 *
 * Returns: (transfer full): the piece of its text that was looked for, in Pango's markup
 */
char *
brv_library_item_dup_snippet_markup (BrvLibraryItem *self)
{
  GString *markup = g_string_new (NULL);
  gsize at = 0;

  g_return_val_if_fail (BRV_IS_LIBRARY_ITEM (self), NULL);

  if (self->hit == NULL)
    return g_string_free (markup, FALSE);
  for (guint i = 0; i <= self->hit->snippet->n_marks; i++)
    {
      const BrvLibrarySnippet *snippet = self->hit->snippet;
      gboolean is_mark = i < snippet->n_marks;
      gssize length = is_mark ? (gssize)(snippet->marks[i].start - at) : -1;
      g_autofree char *plain = g_markup_escape_text (snippet->text + at, length);

      g_string_append (markup, plain);
      if (is_mark)
        {
          g_autofree char *bold = g_markup_escape_text (
            snippet->text + snippet->marks[i].start, (gssize)brv_range_length (snippet->marks[i]));

          g_string_append_printf (markup, "<b>%s</b>", bold);
          at = snippet->marks[i].end;
        }
    }
  return g_string_free (markup, FALSE);
}
