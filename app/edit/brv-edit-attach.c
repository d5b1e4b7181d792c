/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "edit/brv-edit-attach.h"

#include <glib/gi18n-lib.h>

#include "model/brv-source-merge.h"

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
replace (BrvDocument *document, guint index, BrvSource *changed, const char *label)
{
  BrvSource *old = (BrvSource *)brv_brief_get_source (brv_document_get_brief (document), index);
  g_autoptr (BrvChange) change = brv_change_new (label);

  brv_change_add_sources (change, index, &old, 1, &changed, 1);
  brv_document_apply (document, change, BRV_EDIT_OTHER);
}

static guint
count_quotes (const BrvBrief *brief, BrvId source_id)
{
  guint n = 0;

  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      const BrvSection *section = brv_brief_get_section (brief, i);

      for (guint j = 0; j < brv_section_get_n_blocks (section); j++)
        {
          const BrvQuote *quote = brv_block_get_quote (brv_section_get_block (section, j));

          n += quote != NULL &&
               brv_id_equal (brv_anchor_get_source_id (brv_quote_get_anchor (quote)), source_id);
        }
    }
  return n;
}

/**
 * brv_edit_attach_text:
 * @document: a document
 * @source_id: a source, as a rule one from a list of references
 * @text: the text that it is about, imported
 * @error: return location
 *
 * Gives a source its text. What is known about the source stays, and what the text says besides is
 * added. Citations of the source stay; quotes from it would lose their place, so there may be none.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND, or %BRV_EDIT_ERROR_IN_USE if it is quoted
 */
gboolean
brv_edit_attach_text (BrvDocument *document, BrvId source_id, const BrvSource *text, GError **error)
{
  const BrvBrief *brief;
  gint index;
  guint n_quotes;
  g_autoptr (BrvSource) changed = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  brief = brv_document_get_brief (document);
  index = find_source (document, source_id, error);
  if (index < 0)
    return FALSE;
  n_quotes = count_quotes (brief, source_id);
  if (n_quotes > 0)
    {
      g_set_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_IN_USE,
                   g_dngettext (GETTEXT_PACKAGE,
                                "The source is quoted %u time, so its text must stay. Remove the "
                                "quote first, or add the text as a source of its own.",
                                "The source is quoted %u times, so its text must stay. Remove the "
                                "quotes first, or add the text as a source of its own.",
                                n_quotes),
                   n_quotes);
      return FALSE;
    }
  changed = brv_source_attach (brv_brief_get_source (brief, (guint)index), text);
  replace (document, (guint)index, changed, _ ("Attach Text"));
  return TRUE;
}

/**
 * brv_edit_fill_source:
 * @document: a document
 * @source_id: a source
 * @reference: what a list of references says about it
 * @error: return location
 *
 * Adds what is not known about a source; values that it has stay. Nothing to add is no step.
 *
 * Returns: %FALSE with %BRV_EDIT_ERROR_NOT_FOUND
 */
gboolean
brv_edit_fill_source (BrvDocument *document,
                      BrvId source_id,
                      const BrvSource *reference,
                      GError **error)
{
  const BrvSource *source;
  gint index;
  g_autoptr (BrvSource) changed = NULL;

  g_return_val_if_fail (BRV_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (reference != NULL, FALSE);

  index = find_source (document, source_id, error);
  if (index < 0)
    return FALSE;
  source = brv_brief_get_source (brv_document_get_brief (document), (guint)index);
  changed = brv_source_fill (source, reference);
  if (!brv_record_equal (brv_source_get_record (source), brv_source_get_record (changed)))
    replace (document, (guint)index, changed, _ ("Complete Source"));
  return TRUE;
}
