/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "workspace/brv-library-hits.h"

#include <string.h>

#define SNIPPET_CHARS 160
/* Who types waits no longer for more hits when there are some. */
#define PATIENCE_MS 20

static void
hit_clear (gpointer data)
{
  BrvLibraryHit *self = data;

  brv_library_entry_free (self->entry);
  brv_library_snippet_free (self->snippet);
}

/**
 * brv_library_hit_read:
 * @library: a library
 * @id: of a source
 * @query: what was looked for
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what a list shows of the source, or %NULL with a
 *   BRV_STORAGE_ERROR
 */
BrvLibraryHit *
brv_library_hit_read (BrvLibrary *library, gint64 id, const BrvLibraryQuery *query, GError **error)
{
  g_autoptr (BrvLibraryEntry) entry = brv_library_read_entry (library, id, error);
  g_autofree char *text = entry != NULL ? brv_library_read_text (library, id, error) : NULL;
  const char *body = text;
  BrvLibraryHit *self;

  if (text == NULL)
    return NULL;
  /* The list shows the title already. */
  if (g_str_has_prefix (text, entry->title) && text[strlen (entry->title)] == '\n')
    body += strlen (entry->title) + 1;
  self = g_atomic_rc_box_new0 (BrvLibraryHit);
  self->snippet = brv_library_snippet_new (body, query, SNIPPET_CHARS);
  self->entry = g_steal_pointer (&entry);
  return self;
}

/**
 * brv_library_hit_ref:
 * @self: what a search found
 *
 * Returns: (transfer full): @self
 */
BrvLibraryHit *
brv_library_hit_ref (const BrvLibraryHit *self)
{
  return g_atomic_rc_box_acquire ((gpointer)self);
}

/**
 * brv_library_hit_unref:
 * @self: (transfer full): what a search found
 */
void
brv_library_hit_unref (BrvLibraryHit *self)
{
  g_atomic_rc_box_release_full (self, hit_clear);
}

/**
 * brv_library_hits_free:
 * @self: (transfer full): what a search found
 */
void
brv_library_hits_free (BrvLibraryHits *self)
{
  g_array_unref (self->ids);
  g_ptr_array_unref (self->hits);
  g_free (self);
}

static GArray *
find_ids (BrvLibrary *library,
          const BrvLibraryQuery *query,
          BrvLibraryOrder order,
          guint limit,
          gboolean *is_complete,
          GCancellable *cancellable,
          GError **error)
{
  GArray *ids;

  if (order == BRV_LIBRARY_ORDER_ADDED && limit > 0)
    ids = brv_library_search_first (library, query, limit, PATIENCE_MS, is_complete, cancellable,
                                    error);
  else
    ids = brv_library_search (library, query, order, limit, cancellable, error);
  *is_complete = ids != NULL && *is_complete && (limit == 0 || ids->len < limit);
  return ids;
}

/**
 * brv_library_hits_find:
 * @library: a library
 * @typed: what stands in a search field
 * @order: how the hits follow each other
 * @limit: the most hits wanted; 0: all
 * @n_shown: of how many of them what a list shows is read too
 * @cancellable: (nullable): stops the search
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what was found, or %NULL with a BRV_STORAGE_ERROR or
 *   %G_IO_ERROR_CANCELLED
 */
BrvLibraryHits *
brv_library_hits_find (BrvLibrary *library,
                       const char *typed,
                       BrvLibraryOrder order,
                       guint limit,
                       guint n_shown,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (BrvLibraryQuery) query = brv_library_query_parse (typed);
  g_autoptr (BrvLibraryHits) hits = NULL;
  gboolean is_complete = TRUE;
  GArray *ids = find_ids (library, query, order, limit, &is_complete, cancellable, error);

  if (ids == NULL)
    return NULL;
  hits = g_new0 (BrvLibraryHits, 1);
  hits->ids = ids;
  hits->is_complete = is_complete;
  hits->hits = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_library_hit_unref);
  for (guint i = 0; i < MIN (ids->len, n_shown); i++)
    {
      BrvLibraryHit *hit;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      hit = brv_library_hit_read (library, g_array_index (ids, gint64, i), query, NULL);
      /* One that was removed meanwhile is none. */
      if (hit != NULL)
        g_ptr_array_add (hits->hits, hit);
    }
  return g_steal_pointer (&hits);
}
