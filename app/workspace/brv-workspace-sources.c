/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes in: sources by import, quotes from them. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "edit/brv-edit-quote.h"
#include "workspace/brv-import-job-private.h"
#include "workspace/brv-import-merge.h"
#include "workspace/brv-workspace-private.h"

static void
job_finished_cb (BrvWorkspace *self, BrvImportJob *job)
{
  if (self->jobs != NULL)
    g_ptr_array_remove (self->jobs, job);
}

/**
 * brv_workspace_import:
 * @self: a workspace
 * @inputs: (array length=n_inputs): files, folders and bytes
 * @n_inputs: how many, at least 1
 *
 * Starts to import @inputs, and all files in the folders, as sources of the brief.
 *
 * Returns: (transfer full): the running job
 */
BrvImportJob *
brv_workspace_import (BrvWorkspace *self, const BrvImportInput *inputs, guint n_inputs)
{
  BrvImportJob *job = NULL;

  g_return_val_if_fail (BRV_IS_WORKSPACE (self) && n_inputs > 0, NULL);

  job = brv_import_job_new (self->document, self->workers, inputs, n_inputs);

  g_ptr_array_add (self->jobs, g_object_ref (job));
  g_signal_connect_object (job, "finished", G_CALLBACK (job_finished_cb), self, G_CONNECT_SWAPPED);
  return job;
}

/* Nothing comes into a brief that is closed. */
void
brv_workspace_stop_imports (BrvWorkspace *self)
{
  for (guint i = 0; self->jobs != NULL && i < self->jobs->len; i++)
    brv_import_job_stop (g_ptr_array_index (self->jobs, i));
}

/**
 * brv_workspace_import_files:
 * @self: a workspace
 * @paths: (array zero-terminated=1): files and folders, at least one
 *
 * Starts to import files, and all files in the folders, as sources of the brief.
 *
 * Returns: (transfer full): the running job
 */
BrvImportJob *
brv_workspace_import_files (BrvWorkspace *self, const char *const *paths)
{
  guint n_paths = g_strv_length ((GStrv)paths);
  g_autofree BrvImportInput *inputs = g_new0 (BrvImportInput, n_paths);

  g_return_val_if_fail (BRV_IS_WORKSPACE (self) && n_paths > 0, NULL);

  for (guint i = 0; i < n_paths; i++)
    inputs[i].path = paths[i];
  return brv_workspace_import (self, inputs, n_paths);
}

/**
 * brv_workspace_import_bytes:
 * @self: a workspace
 * @bytes: a clipboard's or drag's content
 * @media_type: (nullable): what it is said to be
 * @address: (nullable): where it is said to come from
 *
 * Starts to import @bytes as a source of the brief.
 *
 * Returns: (transfer full): the running job
 */
BrvImportJob *
brv_workspace_import_bytes (BrvWorkspace *self,
                            GBytes *bytes,
                            const char *media_type,
                            const char *address)
{
  const BrvImportInput input = { .bytes = bytes, .media_type = media_type, .address = address };

  g_return_val_if_fail (BRV_IS_WORKSPACE (self), NULL);

  return brv_workspace_import (self, &input, 1);
}

/**
 * brv_workspace_import_address:
 * @self: a workspace
 * @address: a web address as the user typed it
 *
 * Starts to fetch the page at @address, which nobody but the user may have named, and to import it
 * as a source of the brief.
 *
 * Returns: (transfer full): the running job
 */
BrvImportJob *
brv_workspace_import_address (BrvWorkspace *self, const char *address)
{
  const BrvImportInput input = { .address = address };

  g_return_val_if_fail (BRV_IS_WORKSPACE (self) && address != NULL, NULL);

  return brv_workspace_import (self, &input, 1);
}

static void
clear_outcome (gpointer data)
{
  brv_import_outcome_clear (data);
}

/**
 * brv_workspace_import_file:
 * @self: a workspace
 * @input: a file or bytes
 * @error: return location
 *
 * Imports one file and waits for it, for programs without a main loop.
 *
 * Returns: (transfer full) (element-type BrvImportOutcome) (nullable): what became of each of its
 *   sources, at least one, or %NULL with a %BRV_IMPORT_ERROR
 */
GArray *
brv_workspace_import_file (BrvWorkspace *self, const BrvImportInput *input, GError **error)
{
  g_autoptr (BrvImportResult) result = NULL;
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();
  g_autoptr (GArray) outcomes = g_array_new (FALSE, TRUE, sizeof (BrvImportOutcome));

  g_return_val_if_fail (BRV_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (input != NULL, NULL);

  g_array_set_clear_func (outcomes, clear_outcome);
  result = brv_import (self->workers, input, NULL, error);
  if (result == NULL)
    return NULL;
  for (guint i = 0; i < brv_import_result_get_n_sources (result); i++)
    g_ptr_array_add (sources, brv_import_result_get_source (result, i));
  g_array_set_size (outcomes, sources->len);
  if (!brv_import_merge_settle (self->document, sources,
                                (BrvImportOutcome *)(gpointer)outcomes->data, error))
    return NULL;
  return g_steal_pointer (&outcomes);
}

/**
 * brv_workspace_quote_range:
 * @self: a workspace
 * @source_id: a source of the brief
 * @range: bytes of its text; widened to whole graphemes
 * @section_id: the section that the quote goes to
 * @at: the index of the block before which it goes, or -1 for the end
 * @block_id: (out) (optional): the block made
 * @error: return location
 *
 * Adds a passage as a quote.
 *
 * Returns: %FALSE with a %BRV_EDIT_ERROR
 */
gboolean
brv_workspace_quote_range (BrvWorkspace *self,
                           BrvId source_id,
                           BrvRange range,
                           BrvId section_id,
                           gint at,
                           BrvId *block_id,
                           GError **error)
{
  const BrvSource *source;
  g_autoptr (BrvQuote) quote = NULL;

  g_return_val_if_fail (BRV_IS_WORKSPACE (self), FALSE);

  source = brv_brief_lookup_source (brv_workspace_get_brief (self), source_id);
  if (source == NULL || range.start >= range.end || range.end > brv_source_get_text_length (source))
    {
      g_set_error_literal (error, BRV_EDIT_ERROR,
                           source == NULL ? BRV_EDIT_ERROR_NOT_FOUND : BRV_EDIT_ERROR_RANGE,
                           _ ("The passage is not in a source of this brief."));
      return FALSE;
    }
  quote = brv_locate_make_quote (source, range);
  return brv_edit_add_quote (self->document, section_id, at, quote, block_id, error);
}

/**
 * brv_workspace_quote_passage:
 * @self: a workspace
 * @passage: words of a source
 * @options: (nullable): where to look
 * @section_id: the section that the quote goes to
 * @at: the index of the block before which it goes, or -1 for the end
 * @block_id: (out) (optional): the block made
 * @match: (out): where the passage stands
 * @error: return location
 *
 * Finds a passage in the brief's sources and adds it as a quote with the source's own letters.
 *
 * Returns: %FALSE with a %BRV_LOCATE_ERROR or a %BRV_EDIT_ERROR; nothing is changed then
 */
gboolean
brv_workspace_quote_passage (BrvWorkspace *self,
                             const char *passage,
                             const BrvLocateOptions *options,
                             BrvId section_id,
                             gint at,
                             BrvId *block_id,
                             BrvMatch *match,
                             GError **error)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), FALSE);

  if (!brv_locate (brv_workspace_get_brief (self), passage, options, match, error))
    return FALSE;
  return brv_workspace_quote_range (self, match->source_id, match->range, section_id, at, block_id,
                                    error);
}

/**
 * brv_workspace_quote_as_given:
 * @self: a workspace
 * @given: a quote drafted elsewhere
 * @options: (nullable): where to look
 * @section_id: the section that the quote goes to
 * @at: the index of the block before which it goes, or -1 for the end
 * @block_id: (out) (optional): the block made
 * @error: return location
 *
 * Adds @given letter for letter at the best place that its words have; its verdict then says what
 * it is worth.
 *
 * Returns: %FALSE with a %BRV_EDIT_ERROR
 */
gboolean
brv_workspace_quote_as_given (BrvWorkspace *self,
                              const char *given,
                              const BrvLocateOptions *options,
                              BrvId section_id,
                              gint at,
                              BrvId *block_id,
                              GError **error)
{
  g_autoptr (BrvQuote) quote = NULL;

  g_return_val_if_fail (BRV_IS_WORKSPACE (self), FALSE);

  quote = brv_locate_take_as_given (brv_workspace_get_brief (self), given, options);
  return brv_edit_add_quote (self->document, section_id, at, quote, block_id, error);
}
