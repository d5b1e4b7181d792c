/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "workspace/brv-import-merge.h"

#include "edit/brv-edit-attach.h"
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

/**
 * brv_import_merge:
 * @document: a document
 * @source: what was imported
 *
 * Brings a text and what a list of references says about it together, if the brief has one of the
 * two and @source is the other: an address or a DOI tells. What the brief knows already stays; a
 * source that is quoted keeps its text.
 *
 * Returns: the source of the brief that took @source in; %BRV_ID_NONE if none did
 */
BrvId
brv_import_merge (BrvDocument *document, const BrvSource *source)
{
  const BrvSource *other;
  BrvId id;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), BRV_ID_NONE);
  g_return_val_if_fail (source != NULL, BRV_ID_NONE);

  other = find_counterpart (brv_document_get_brief (document), source);
  if (other == NULL)
    return BRV_ID_NONE;
  id = brv_source_get_id (other);
  if (brv_source_awaits_text (source))
    return brv_edit_fill_source (document, id, source, NULL) ? id : BRV_ID_NONE;
  return brv_edit_attach_text (document, id, source, NULL) ? id : BRV_ID_NONE;
}
