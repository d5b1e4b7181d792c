/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the library knows against the sources of a brief. */

#include "config.h"

#include "workspace/brv-library-doubts.h"

#include <glib/gi18n-lib.h>

#include "model/brv-finding.h"

static BrvFinding *
make_doubt (BrvLibrary *library, const BrvSource *source, const BrvLibraryEntry *entry)
{
  gboolean is_replaced = entry->standing == BRV_LIBRARY_REPLACED;
  g_autoptr (BrvLibraryEntry) other =
    is_replaced ? brv_library_read_entry (library, entry->replaced_by, NULL) : NULL;
  g_autofree char *message = NULL;
  g_autofree char *whole = NULL;

  if (other != NULL && *other->title != '\0')
    message = g_strdup_printf (_ ("“%s” was replaced by “%s” in the library. Compare its quotes."),
                               brv_source_get_title (source), other->title);
  else if (is_replaced)
    message = g_strdup_printf (_ ("“%s” was replaced in the library. Compare its quotes."),
                               brv_source_get_title (source));
  else
    message = g_strdup_printf (_ ("“%s” was withdrawn in the library. Look at its quotes again."),
                               brv_source_get_title (source));
  whole = *entry->reason != '\0' ? g_strdup_printf ("%s (%s)", message, entry->reason) : NULL;
  return brv_finding_new (is_replaced ? "source-replaced" : "source-withdrawn",
                          BRV_SEVERITY_WARNING, BRV_ID_NONE, brv_source_get_id (source),
                          whole != NULL ? whole : message, NULL, NULL);
}

/**
 * brv_library_list_doubts:
 * @library: a library
 * @brief: a brief
 * @error: return location for an error
 *
 * Looks up what has become of the brief's sources since they came in.
 *
 * Returns: (transfer full) (nullable) (element-type BrvFinding): a warning for each source that was
 *   withdrawn or replaced, or %NULL with a BRV_STORAGE_ERROR
 */
GPtrArray *
brv_library_list_doubts (BrvLibrary *library, const BrvBrief *brief, GError **error)
{
  g_autoptr (GPtrArray) doubts = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_finding_unref);

  for (guint i = 0; i < brv_brief_get_n_sources (brief); i++)
    {
      const BrvSource *source = brv_brief_get_source (brief, i);
      g_autoptr (BrvLibraryEntry) entry = NULL;
      gint64 id;

      if (!brv_library_find (library, source, &id, error))
        return NULL;
      entry = id != 0 ? brv_library_read_entry (library, id, NULL) : NULL;
      if (entry != NULL && entry->standing != BRV_LIBRARY_SOUND)
        g_ptr_array_add (doubts, make_doubt (library, source, entry));
    }
  return g_steal_pointer (&doubts);
}
