/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "edit/brv-edit-source.h"

#include <glib/gi18n-lib.h>

static gint
find_source (BrvDocument *document, BrvId source_id, GError **error)
{
  gint index = brv_brief_find_source (brv_document_get_brief (document), source_id);

  if (index < 0)
    g_set_error_literal (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_NOT_FOUND,
                         _ ("The brief has no such source."));
  return index;
}

static void
replace_source (BrvDocument *document, guint index, BrvSource *changed, const char *label)
{
  BrvSource *old = (BrvSource *)brv_brief_get_source (brv_document_get_brief (document), index);
  g_autoptr (BrvChange) change = brv_change_new (label);

  brv_change_add_sources (change, index, &old, 1, &changed, 1);
  brv_document_apply (document, change, BRV_EDIT_OTHER);
}

static void
add_sources (BrvDocument *document,
             BrvSource *const *sources,
             guint n_sources,
             gboolean several,
             BrvEditKind kind)
{
  const BrvBrief *brief = brv_document_get_brief (document);
  guint n_there = brv_brief_get_n_sources (brief);
  g_autoptr (GHashTable) there = g_hash_table_new (brv_id_hash, brv_id_equal_pointers);
  g_autofree BrvId *ids = g_new (BrvId, n_there + 1);
  g_autoptr (GPtrArray) added = g_ptr_array_new ();
  g_autoptr (BrvChange) change = NULL;

  for (guint i = 0; i < n_there; i++)
    {
      ids[i] = brv_source_get_id (brv_brief_get_source (brief, i));
      g_hash_table_add (there, &ids[i]);
    }
  for (guint i = 0; i < n_sources; i++)
    {
      const BrvId id = brv_source_get_id (sources[i]);

      if (!g_hash_table_contains (there, &id))
        g_ptr_array_add (added, sources[i]);
    }
  if (added->len == 0)
    return;
  change = brv_change_new (added->len == 1 && !several ? _ ("Add Source") : _ ("Add Sources"));
  brv_change_add_sources (change, n_there, NULL, 0, (BrvSource *const *)added->pdata, added->len);
  brv_document_apply (document, change, kind);
}

/**
 * brv_edit_add_sources:
 * @document: a document
 * @sources: (array length=n_sources): sources
 * @n_sources: how many
 * @error: return location
 *
 * Adds sources at the end, as one step. Those whose id the brief already has are passed over.
 *
 * Returns: %TRUE
 */
gboolean
brv_edit_add_sources (BrvDocument *document,
                      BrvSource *const *sources,
                      guint n_sources,
                      GError **error)
{
  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);

  add_sources (document, sources, n_sources, FALSE, BRV_EDIT_OTHER);
  return TRUE;
}

/**
 * brv_edit_import_sources:
 * @document: a document
 * @sources: (array length=n_sources): sources
 * @n_sources: how many
 * @more_may_come: whether the step may become one of several sources
 * @error: return location
 *
 * Adds what has come out of an import so far, as brv_edit_add_sources(). It is one step with what
 * came before, unless the document was sealed or changed in between.
 *
 * Returns: %TRUE
 */
gboolean
brv_edit_import_sources (BrvDocument *document,
                         BrvSource *const *sources,
                         guint n_sources,
                         gboolean more_may_come,
                         GError **error)
{
  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);

  add_sources (document, sources, n_sources, more_may_come, BRV_EDIT_IMPORT);
  return TRUE;
}

/* A year, a month or a day that the calendar has. */
static gboolean
is_date (const char *value)
{
  guint year;
  guint month;
  guint day;

  if (!g_regex_match_simple ("^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", value, 0, 0))
    return FALSE;
  year = (guint)g_ascii_strtoull (value, NULL, 10);
  month = value[4] != '\0' ? (guint)g_ascii_strtoull (value + 5, NULL, 10) : 1;
  day = value[4] != '\0' && value[7] != '\0' ? (guint)g_ascii_strtoull (value + 8, NULL, 10) : 1;
  return g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

static gboolean
check_value (BrvSourceField field, const char *value, GError **error)
{
  gboolean known = g_utf8_validate (value, -1, NULL);

  if (field == BRV_SOURCE_FIELD_DATE || field == BRV_SOURCE_FIELD_MODIFIED)
    known = is_date (value);
  else if (field == BRV_SOURCE_FIELD_INCOMPLETE)
    known = g_str_equal (value, "true");
  if (known)
    return TRUE;
  if (field == BRV_SOURCE_FIELD_DATE || field == BRV_SOURCE_FIELD_MODIFIED)
    g_set_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_VALUE,
                 _ ("“%s” is not a date. Write it as 2025, 2025-03 or 2025-03-09."), value);
  else
    g_set_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_VALUE, _ ("“%s” is not a value for %s."),
                 value, brv_source_field_get_name (field));
  return FALSE;
}

/**
 * brv_edit_set_source_field:
 * @document: a document
 * @source_id: a source
 * @field: a field of its record
 * @values: (array zero-terminated=1) (nullable): its values; only lists have more than one;
 *   none, or one that is empty, takes the field away
 * @error: return location
 *
 * Corrects what is known about a source.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND or %BRV_EDIT_ERROR_VALUE
 */
gboolean
brv_edit_set_source_field (BrvDocument *document,
                           BrvId source_id,
                           BrvSourceField field,
                           const char *const *values,
                           GError **error)
{
  gint index;
  const BrvRecord *record;
  g_autoptr (BrvRecord) changed = NULL;
  gboolean absent = values == NULL || values[0] == NULL || (values[0][0] == '\0' && !values[1]);

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (field < BRV_N_SOURCE_FIELDS, FALSE);

  index = find_source (document, source_id, error);
  if (index < 0)
    return FALSE;
  for (guint i = 0; !absent && values[i] != NULL; i++)
    {
      if (!check_value (field, values[i], error))
        return FALSE;
    }
  record =
    brv_source_get_record (brv_brief_get_source (brv_document_get_brief (document), (guint)index));
  if (brv_source_field_is_list (field))
    changed = brv_record_with_list (record, field, absent ? NULL : values, BRV_EVIDENCE_USER);
  else
    changed = brv_record_with (record, field, absent ? NULL : values[0], BRV_EVIDENCE_USER);
  return brv_edit_set_source_record (document, source_id, changed, error);
}

/**
 * brv_edit_set_source_record:
 * @document: a document
 * @source_id: a source
 * @record: all that is known about it
 * @error: return location
 *
 * Replaces a source's record as one step.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND
 */
gboolean
brv_edit_set_source_record (BrvDocument *document,
                            BrvId source_id,
                            const BrvRecord *record,
                            GError **error)
{
  gint index;
  const BrvSource *source;
  g_autoptr (BrvSource) changed = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (record != NULL, FALSE);

  index = find_source (document, source_id, error);
  if (index < 0)
    return FALSE;
  source = brv_brief_get_source (brv_document_get_brief (document), (guint)index);
  if (brv_record_equal (brv_source_get_record (source), record))
    return TRUE;
  changed = brv_source_with_record (source, record);
  replace_source (document, (guint)index, changed, _ ("Edit Source"));
  return TRUE;
}

/**
 * brv_edit_set_source_block:
 * @document: a document
 * @source_id: a source
 * @index: one of its blocks
 * @role: what the block is
 * @kept: whether it belongs to the article
 * @error: return location
 *
 * Corrects what the importer made of a part of a source. Its text, and so every anchor, stays.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND or %BRV_EDIT_ERROR_RANGE
 */
gboolean
brv_edit_set_source_block (
  BrvDocument *document, BrvId source_id, guint index, BrvRole role, gboolean kept, GError **error)
{
  gint source_index;
  const BrvSource *source;
  const BrvSourceBlock *blocks;
  guint n_blocks;
  const char *label;
  g_autoptr (BrvSource) changed = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (role < BRV_N_ROLES, FALSE);

  source_index = find_source (document, source_id, error);
  if (source_index < 0)
    return FALSE;
  source = brv_brief_get_source (brv_document_get_brief (document), (guint)source_index);
  blocks = brv_source_get_blocks (source, &n_blocks);
  if (index >= n_blocks)
    {
      g_set_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_RANGE,
                   _ ("The source has no block %u; it has %u."), index, n_blocks);
      return FALSE;
    }
  if (blocks[index].role == role && !blocks[index].kept == !kept)
    return TRUE;
  label = !blocks[index].kept == !kept ? _ ("Change Passage’s Role")
          : kept                       ? _ ("Restore Passage")
                                       : _ ("Leave Out Passage");
  changed = brv_source_with_block (source, index, role, kept);
  replace_source (document, (guint)source_index, changed, label);
  return TRUE;
}

/**
 * brv_edit_remove_source:
 * @document: a document
 * @source_id: a source
 * @force: whether to remove it although it is quoted or cited; the quotes stay, without a source
 * @error: return location
 *
 * Removes a source.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND, or %BRV_EDIT_ERROR_IN_USE if it is used and
 *   @force is %FALSE
 */
gboolean
brv_edit_remove_source (BrvDocument *document, BrvId source_id, gboolean force, GError **error)
{
  const BrvBrief *brief;
  BrvSource *source;
  gint index;
  guint n_uses;
  g_autoptr (BrvChange) change = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);

  brief = brv_document_get_brief (document);
  index = find_source (document, source_id, error);
  if (index < 0)
    return FALSE;
  n_uses = brv_brief_count_uses_of (brief, source_id);
  if (n_uses > 0 && !force)
    {
      g_set_error (
        error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_IN_USE,
        g_dngettext (GETTEXT_PACKAGE,
                     "The source is used %u time. Remove its quotes and citations first.",
                     "The source is used %u times. Remove its quotes and citations first.", n_uses),
        n_uses);
      return FALSE;
    }
  source = (BrvSource *)brv_brief_get_source (brief, (guint)index);
  change = brv_change_new (_ ("Remove Source"));
  brv_change_add_sources (change, (guint)index, &source, 1, NULL, 0);
  brv_document_apply (document, change, BRV_EDIT_OTHER);
  return TRUE;
}
