/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the brief as it is to a state that it once had, as one change. */

#include "config.h"

#include "edit/brv-edit-restore.h"

#include <glib/gi18n-lib.h>

#include "edit/brv-edit-private.h"

/* What differs between two lists: all but their common beginning and end. */
typedef struct
{
  guint at;
  guint n_removed;
  guint n_inserted;
} Middle;

typedef gboolean (*EqualFunc) (gconstpointer a, gconstpointer b);

static Middle
find_middle (GPtrArray *old, GPtrArray *new, EqualFunc equal)
{
  guint start = 0;
  guint end = 0;
  const guint shorter = MIN (old->len, new->len);

  while (start < shorter && equal (old->pdata[start], new->pdata[start]))
    start++;
  while (end < shorter - start &&
         equal (old->pdata[old->len - 1 - end], new->pdata[new->len - 1 - end]))
    end++;
  return (Middle){ start, old->len - start - end, new->len - start - end };
}

static gboolean
blocks_equal (gconstpointer a, gconstpointer b)
{
  return a == b || brv_block_equal (a, b);
}

static gboolean
sections_equal (gconstpointer a, gconstpointer b)
{
  return a == b || brv_section_equal (a, b);
}

static gboolean
sources_equal (gconstpointer a, gconstpointer b)
{
  return a == b || brv_source_equal (a, b);
}

/* Borrowed elements. */
static GPtrArray *
list_blocks (const BrvSection *section)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < brv_section_get_n_blocks (section); i++)
    g_ptr_array_add (list, (gpointer)brv_section_get_block (section, i));
  return list;
}

static GPtrArray *
list_sections (const BrvBrief *brief)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    g_ptr_array_add (list, (gpointer)brv_brief_get_section (brief, i));
  return list;
}

static GPtrArray *
list_sources (const BrvBrief *brief)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < brv_brief_get_n_sources (brief); i++)
    g_ptr_array_add (list, (gpointer)brv_brief_get_source (brief, i));
  return list;
}

static void
add_sources (BrvChange *change, const BrvBrief *brief, const BrvBrief *state)
{
  g_autoptr (GPtrArray) old = list_sources (brief);
  g_autoptr (GPtrArray) new = list_sources (state);
  const Middle middle = find_middle (old, new, sources_equal);

  if (middle.n_removed + middle.n_inserted > 0)
    brv_change_add_sources (change, middle.at, (BrvSource *const *)old->pdata + middle.at,
                            middle.n_removed, (BrvSource *const *)new->pdata + middle.at,
                            middle.n_inserted);
}

/* Whether the same sections stand in the same order, so that only their insides may differ. */
static gboolean
same_frame (GPtrArray *old, GPtrArray *new)
{
  if (old->len != new->len)
    return FALSE;
  for (guint i = 0; i < old->len; i++)
    {
      const BrvSection *a = old->pdata[i];
      const BrvSection *b = new->pdata[i];

      if (!brv_id_equal (brv_section_get_id (a), brv_section_get_id (b)) ||
          g_strcmp0 (brv_section_get_key (a), brv_section_get_key (b)) != 0 ||
          g_strcmp0 (brv_section_get_guidance (a), brv_section_get_guidance (b)) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
add_section (BrvChange *change, guint index, const BrvSection *from, const BrvSection *to)
{
  g_autoptr (GPtrArray) old = list_blocks (from);
  g_autoptr (GPtrArray) new = list_blocks (to);
  const Middle middle = find_middle (old, new, blocks_equal);

  if (g_strcmp0 (brv_section_get_heading (from), brv_section_get_heading (to)) != 0)
    brv_change_add_heading (change, index, brv_section_get_heading (from),
                            brv_section_get_heading (to));
  if (middle.n_removed + middle.n_inserted > 0)
    brv_change_add_blocks (change, index, middle.at, (BrvBlock *const *)old->pdata + middle.at,
                           middle.n_removed, (BrvBlock *const *)new->pdata + middle.at,
                           middle.n_inserted);
}

static void
add_sections (BrvChange *change, const BrvBrief *brief, const BrvBrief *state)
{
  g_autoptr (GPtrArray) old = list_sections (brief);
  g_autoptr (GPtrArray) new = list_sections (state);
  Middle middle;

  if (same_frame (old, new))
    {
      for (guint i = 0; i < old->len; i++)
        add_section (change, i, old->pdata[i], new->pdata[i]);
      return;
    }
  middle = find_middle (old, new, sections_equal);
  brv_change_add_sections (change, middle.at, (BrvSection *const *)old->pdata + middle.at,
                           middle.n_removed, (BrvSection *const *)new->pdata + middle.at,
                           middle.n_inserted);
}

/**
 * brv_edit_make_restoring:
 * @brief: a brief
 * @state: another state of the same brief
 * @label: what menus call the change
 *
 * Makes the change that leads from @brief to @state, and says no more than what differs: what both
 * have stays the same value, so that pages and views need not make it anew.
 *
 * Returns: (transfer full): the change, which is empty where nothing differs
 */
BrvChange *
brv_edit_make_restoring (const BrvBrief *brief, const BrvBrief *state, const char *label)
{
  BrvChange *change = brv_change_new (label);
  const BrvRecord *old = brv_brief_get_record (brief);
  const BrvRecord *new = brv_brief_get_record (state);

  if (old != new && !brv_record_equal (old, new))
    brv_change_add_record (change, old, new);
  add_sources (change, brief, state);
  add_sections (change, brief, state);
  return change;
}

/**
 * brv_edit_restore:
 * @document: a document
 * @state: a state that its brief once had
 * @error: return location
 *
 * Brings a state back as one new step, which can be undone like any other.
 *
 * Returns: %FALSE with BRV_EDIT_ERROR_VALUE if @state is one of another brief
 */
gboolean
brv_edit_restore (BrvDocument *document, const BrvBrief *state, GError **error)
{
  const BrvBrief *brief;
  g_autoptr (BrvChange) change = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (state != NULL, FALSE);

  brief = brv_document_get_brief (document);
  if (!brv_id_equal (brv_brief_get_id (brief), brv_brief_get_id (state)))
    {
      g_set_error_literal (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_VALUE,
                           _ ("This version belongs to another brief."));
      return FALSE;
    }
  change = brv_edit_make_restoring (brief, state, _ ("Restore Version"));
  brv_document_seal (document);
  brv_document_apply (document, change, BRV_EDIT_OTHER);
  brv_document_seal (document);
  return TRUE;
}
