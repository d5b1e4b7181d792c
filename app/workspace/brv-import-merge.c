/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "workspace/brv-import-merge.h"

#include "edit/brv-edit-attach.h"
#include "edit/brv-edit-source.h"
#include "model/brv-source-merge.h"

/* A source of the brief with an address of that one, where one of the two has no text. */
static const BrvSource *
find_counterpart (const BrvBrief *brief, const BrvSource *source)
{
  gboolean awaits_text = brv_source_awaits_text (source);

  for (guint i = 0; i < brv_brief_get_n_sources (brief); i++)
    {
      const BrvSource *other = brv_brief_get_source (brief, i);

      if ((awaits_text || brv_source_awaits_text (other)) &&
          brv_source_same_address (source, other))
        return other;
    }
  return NULL;
}

/*
 * Brings a text and what a list of references says about it together, if the brief has one of the
 * two and @source is the other: an address or a DOI tells. What the brief knows already stays; a
 * source that is quoted keeps its text. Returns the source of the brief that took @source in, or
 * BRV_ID_NONE.
 */
static BrvId
merge (BrvDocument *document, const BrvSource *source)
{
  const BrvSource *other;
  BrvId id;

  other = find_counterpart (brv_document_get_brief (document), source);
  if (other == NULL)
    return BRV_ID_NONE;
  id = brv_source_get_id (other);
  if (brv_source_awaits_text (source))
    return brv_edit_fill_source (document, id, source, NULL) ? id : BRV_ID_NONE;
  return brv_edit_attach_text (document, id, source, NULL) ? id : BRV_ID_NONE;
}

/**
 * brv_import_merge_index:
 * @brief: a brief; must outlive what is returned
 *
 * The bytes of one source are the same whatever its name: by their hash it is known again.
 *
 * Returns: (transfer full) (element-type utf8 BrvSource): the sources of @brief, by that hash
 */
GHashTable *
brv_import_merge_index (const BrvBrief *brief)
{
  GHashTable *known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < brv_brief_get_n_sources (brief); i++)
    {
      const BrvSource *source = brv_brief_get_source (brief, i);

      g_hash_table_insert (known, (gpointer)brv_source_get_bytes_sha256 (source), (gpointer)source);
    }
  return known;
}

/**
 * brv_import_merge_take:
 * @document: a document
 * @known: (element-type utf8 BrvSource): what brv_import_merge_index() returned for its brief;
 *   @source is in it from now on
 * @source: what was imported; must outlive @known
 * @outcome: its source, and whether it is a duplicate or was merged, are filled in
 *
 * Looks whether a source is in the document already, or is one of which the document has the other
 * half: a text, and what a list of references says about it.
 *
 * Returns: whether @source is to be added
 */
gboolean
brv_import_merge_take (BrvDocument *document,
                       GHashTable *known,
                       BrvSource *source,
                       BrvImportOutcome *outcome)
{
  const char *hash = brv_source_get_bytes_sha256 (source);
  const BrvSource *twin = g_hash_table_lookup (known, hash);
  BrvId merged_id;

  outcome->duplicate = twin != NULL;
  outcome->source_id = brv_source_get_id (twin != NULL ? twin : source);
  if (twin != NULL)
    return FALSE;
  g_hash_table_insert (known, (gpointer)hash, source);
  merged_id = merge (document, source);
  outcome->merged = !brv_id_equal (merged_id, BRV_ID_NONE);
  if (outcome->merged)
    outcome->source_id = merged_id;
  return !outcome->merged;
}

/**
 * brv_import_merge_settle:
 * @document: the document
 * @sources: (element-type BrvSource): what was imported
 * @outcomes: (array): one for each of @sources; its source and duplicate are filled in
 * @error: return location
 *
 * Adds those of @sources to @document that it does not have yet, as one change.
 *
 * Returns: %FALSE if the document refuses
 */
gboolean
brv_import_merge_settle (BrvDocument *document,
                         GPtrArray *sources,
                         BrvImportOutcome *outcomes,
                         GError **error)
{
  /* Merging makes new briefs, but what is known is of this one. */
  g_autoptr (BrvBrief) brief = brv_brief_ref (brv_document_get_brief (document));
  g_autoptr (GHashTable) known = brv_import_merge_index (brief);
  g_autoptr (GPtrArray) added = g_ptr_array_new ();

  for (guint i = 0; i < sources->len; i++)
    if (brv_import_merge_take (document, known, g_ptr_array_index (sources, i), &outcomes[i]))
      g_ptr_array_add (added, g_ptr_array_index (sources, i));
  return added->len == 0 ||
         brv_edit_add_sources (document, (BrvSource *const *)added->pdata, added->len, error);
}
