/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "workspace/brv-workspace-private.h"

#include <glib/gi18n-lib.h>

#include "verify/brv-verify.h"
#include "workspace/brv-page-findings.h"

enum
{
  PROP_PATH = 1,
  PROP_TITLE,
  PROP_SAVED_STATE,
  PROP_VERDICTS,
  PROP_PAGES,
  N_PROPS,
};

enum
{
  SIGNAL_JOURNAL_FAILED,
  SIGNAL_PAGES_FAILED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvWorkspace, brv_workspace, G_TYPE_OBJECT)
G_DEFINE_QUARK (brv_workspace_error, brv_workspace_error)

static void
notify (BrvWorkspace *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
brv_workspace_dispose (GObject *object)
{
  BrvWorkspace *self = BRV_WORKSPACE (object);

  g_clear_pointer (&self->page_service, brv_page_service_free);
  brv_workspace_stop_imports (self);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_clear_object (&self->document);
  g_clear_pointer (&self->workers, brv_worker_client_unref);
  g_clear_object (&self->store);
  g_clear_pointer (&self->pages, brv_pages_unref);
  g_clear_pointer (&self->pages_brief, brv_brief_unref);
  g_clear_pointer (&self->page_findings, g_ptr_array_unref);
  g_clear_pointer (&self->verdicts, brv_verdicts_unref);
  g_clear_pointer (&self->verdicts_brief, brv_brief_unref);
  g_clear_pointer (&self->noted_brief, brv_brief_unref);
  g_clear_pointer (&self->doubts, g_ptr_array_unref);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (brv_workspace_parent_class)->dispose (object);
}

static void
brv_workspace_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BrvWorkspace *self = BRV_WORKSPACE (object);

  switch (prop_id)
    {
    case PROP_PATH:
      g_value_set_string (value, brv_workspace_get_path (self));
      break;
    case PROP_TITLE:
      g_value_take_string (value, brv_workspace_dup_title (self));
      break;
    case PROP_SAVED_STATE:
      g_value_set_int (value, brv_workspace_get_saved_state (self));
      break;
    case PROP_VERDICTS:
      g_value_set_pointer (value, self->verdicts);
      break;
    case PROP_PAGES:
      g_value_set_pointer (value, self->pages);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
brv_workspace_class_init (BrvWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = brv_workspace_dispose;
  object_class->get_property = brv_workspace_get_property;

  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, read_only);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, read_only);
  /* A BrvSavedState. */
  properties[PROP_SAVED_STATE] =
    g_param_spec_int ("saved-state", NULL, NULL, BRV_SAVED, BRV_SAVING, BRV_SAVED, read_only);
  properties[PROP_VERDICTS] = g_param_spec_pointer ("verdicts", NULL, NULL, read_only);
  properties[PROP_PAGES] = g_param_spec_pointer ("pages", NULL, NULL, read_only);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /* The working copy could not be written: changes are in memory only. The argument is a GError. */
  signals[SIGNAL_JOURNAL_FAILED] =
    g_signal_new ("journal-failed", BRV_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);
  /* No pages could be made of the present brief. The argument is a GError. */
  signals[SIGNAL_PAGES_FAILED] =
    g_signal_new ("pages-failed", BRV_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
brv_workspace_init (BrvWorkspace *self)
{
  self->workers = brv_worker_client_new ();
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
set_verdicts (BrvWorkspace *self, const BrvBrief *brief, const BrvVerdicts *verdicts)
{
  BrvVerdicts *old_verdicts = self->verdicts;
  BrvBrief *old_brief = self->verdicts_brief;

  self->verdicts = brv_verdicts_ref (verdicts);
  self->verdicts_brief = brv_brief_ref (brief);
  g_clear_pointer (&old_verdicts, brv_verdicts_unref);
  g_clear_pointer (&old_brief, brv_brief_unref);
  notify (self, PROP_VERDICTS);
}

static void
page_result_cb (const BrvPageResult *result, gpointer user_data)
{
  BrvWorkspace *self = user_data;
  BrvPages *old_pages;
  BrvBrief *old_brief;

  /* Who is told of new verdicts lists all findings. */
  g_clear_pointer (&self->page_findings, g_ptr_array_unref);
  if (result->findings != NULL)
    self->page_findings = g_ptr_array_ref (result->findings);
  if (result->verdicts != NULL)
    set_verdicts (self, result->brief, result->verdicts);
  if (result->pages == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_PAGES_FAILED], 0, result->error);
      return;
    }
  old_pages = self->pages;
  old_brief = self->pages_brief;
  self->pages = brv_pages_ref (result->pages);
  self->pages_brief = brv_brief_ref (result->brief);
  g_clear_pointer (&old_pages, brv_pages_unref);
  g_clear_pointer (&old_brief, brv_brief_unref);
  notify (self, PROP_PAGES);
}

static void
request_pages (BrvWorkspace *self)
{
  if (self->page_service != NULL)
    brv_page_service_request (self->page_service, brv_document_get_brief (self->document),
                              self->preview_flags);
}

static BrvJournalStep
journal_step (BrvStep step)
{
  switch (step)
    {
    case BRV_STEP_UNDO:
      return BRV_JOURNAL_UNDO;
    case BRV_STEP_REDO:
      return BRV_JOURNAL_REDO;
    case BRV_STEP_EXTEND:
      return BRV_JOURNAL_EXTEND;
    case BRV_STEP_DO:
    default:
      return BRV_JOURNAL_DO;
    }
}

static gboolean
touches_title (const BrvChange *change)
{
  guint n_splices;
  const BrvSplice *splices = brv_change_get_splices (change, &n_splices);

  for (guint i = 0; i < n_splices; i++)
    {
      if (splices[i].kind == BRV_SPLICE_RECORD)
        return TRUE;
    }
  return FALSE;
}

static void
document_changed_cb (
  BrvDocument *document, BrvChange *change, BrvBrief *before, gint step, BrvWorkspace *self)
{
  if (!self->closed)
    brv_store_append (self->store, change, journal_step ((BrvStep)step));
  request_pages (self);
  if (touches_title (change))
    notify (self, PROP_TITLE);
}

static void
modified_changed_cb (BrvDocument *document, GParamSpec *pspec, BrvWorkspace *self)
{
  notify (self, PROP_SAVED_STATE);
}

static void
store_failed_cb (BrvStore *store, const GError *error, BrvWorkspace *self)
{
  g_signal_emit (self, signals[SIGNAL_JOURNAL_FAILED], 0, error);
}

/* A workspace whose undo does not reach back before it; takes the store. */
BrvWorkspace *
brv_workspace_new_for_store (BrvStore *store)
{
  BrvWorkspace *self = g_object_new (BRV_TYPE_WORKSPACE, NULL);

  self->store = store;
  self->document = brv_document_new (brv_store_get_brief (store));
  if (brv_store_is_dirty (store))
    brv_document_mark_saved (self->document, NULL);
  g_signal_connect_object (self->document, "changed", G_CALLBACK (document_changed_cb), self, 0);
  g_signal_connect_object (self->document, "notify::modified", G_CALLBACK (modified_changed_cb),
                           self, 0);
  g_signal_connect_object (self->store, "failed", G_CALLBACK (store_failed_cb), self, 0);
  return self;
}

/**
 * brv_workspace_is_read_only:
 * @self: a workspace
 *
 * Returns: whether it was opened to be read, so that it can never be saved
 */
gboolean
brv_workspace_is_read_only (BrvWorkspace *self)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), TRUE);

  return self->read_only;
}

/**
 * brv_workspace_get_workers:
 * @self: a workspace
 *
 * Returns: (transfer none): the processes that parse foreign bytes for it
 */
BrvWorkerClient *
brv_workspace_get_workers (BrvWorkspace *self)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), NULL);

  return self->workers;
}

/**
 * brv_workspace_get_document:
 * @self: a workspace
 *
 * Returns: (transfer none): its document
 */
BrvDocument *
brv_workspace_get_document (BrvWorkspace *self)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), NULL);

  return self->document;
}

/**
 * brv_workspace_get_brief:
 * @self: a workspace
 *
 * Returns: (transfer none): the brief as it is now
 */
const BrvBrief *
brv_workspace_get_brief (BrvWorkspace *self)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), NULL);

  return brv_document_get_brief (self->document);
}

/**
 * brv_workspace_get_path:
 * @self: a workspace
 *
 * Returns: (nullable): the brief's file; %NULL where it has none yet
 */
const char *
brv_workspace_get_path (BrvWorkspace *self)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), NULL);

  return brv_store_get_path (self->store);
}

/**
 * brv_workspace_dup_title:
 * @self: a workspace
 *
 * Returns: (transfer full): what the window is called: the brief's title, else its file's name
 */
char *
brv_workspace_dup_title (BrvWorkspace *self)
{
  const char *title;

  g_return_val_if_fail (BRV_IS_WORKSPACE (self), NULL);

  title = brv_brief_get (brv_workspace_get_brief (self), BRV_BRIEF_FIELD_TITLE);
  if (title != NULL)
    return g_strdup (title);
  if (brv_workspace_get_path (self) != NULL)
    return g_filename_display_basename (brv_workspace_get_path (self));
  return g_strdup (_ ("Untitled Brief"));
}

/**
 * brv_workspace_is_recovered:
 * @self: a workspace
 *
 * Returns: whether it goes on from what a dead process was working on
 */
gboolean
brv_workspace_is_recovered (BrvWorkspace *self)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), FALSE);

  return brv_store_is_recovered (self->store);
}

/**
 * brv_workspace_is_file_torn:
 * @self: a workspace
 *
 * Returns: as brv_store_is_file_torn()
 */
gboolean
brv_workspace_is_file_torn (BrvWorkspace *self)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), FALSE);

  return brv_store_is_file_torn (self->store);
}

/**
 * brv_workspace_get_changed_us:
 * @self: a workspace
 *
 * Returns: the moment of the last unsaved change, in microseconds since 1970 in UTC; 0 if there was
 *   none
 */
gint64
brv_workspace_get_changed_us (BrvWorkspace *self)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), 0);

  return brv_store_get_changed_us (self->store);
}

/**
 * brv_workspace_get_saved_state:
 * @self: a workspace
 *
 * Returns: whether the file has all changes
 */
BrvSavedState
brv_workspace_get_saved_state (BrvWorkspace *self)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), BRV_SAVED);

  if (self->read_only)
    return BRV_SAVED;
  if (self->saving)
    return BRV_SAVING;
  return brv_document_get_modified (self->document) || brv_store_has_unsaved_names (self->store)
           ? BRV_UNSAVED_CHANGES
           : BRV_SAVED;
}

/**
 * brv_workspace_flush:
 * @self: a workspace
 * @error: return location
 *
 * Waits until all changes are on stable storage.
 *
 * Returns: %FALSE with a %BRV_STORAGE_ERROR if they cannot be written
 */
gboolean
brv_workspace_flush (BrvWorkspace *self, GError **error)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), FALSE);

  return self->closed || brv_store_flush (self->store, error);
}

/**
 * brv_workspace_close:
 * @self: a workspace
 * @discard: whether unsaved changes are to be given up; else they wait in the working copy
 * @error: return location
 *
 * Ends the work on the brief, running imports included. Nothing may be changed after this.
 *
 * Returns: %FALSE with a %BRV_STORAGE_ERROR if the last changes could not be written; the work goes
 *   on then
 */
gboolean
brv_workspace_close (BrvWorkspace *self, gboolean discard, GError **error)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), FALSE);

  if (self->closed)
    return TRUE;
  brv_workspace_stop_imports (self);
  if (!brv_store_close (self->store, discard, error))
    return FALSE;
  self->closed = TRUE;
  g_clear_pointer (&self->page_service, brv_page_service_free);
  return TRUE;
}

/**
 * brv_workspace_accept_changed_file:
 * @self: a workspace
 *
 * Takes the file as another program has written it for the one to be replaced by the next save,
 * which would fail with %BRV_STORAGE_ERROR_CHANGED else.
 */
void
brv_workspace_accept_changed_file (BrvWorkspace *self)
{
  g_return_if_fail (BRV_IS_WORKSPACE (self));

  brv_store_accept_changed_file (self->store);
}

/**
 * brv_workspace_get_history:
 * @self: a workspace
 * @n_steps: (out): how many
 * @n_undone: (out): how many of them, at the end, are undone
 *
 * Returns: (array length=n_steps) (nullable): what was done to the brief before it was opened,
 *   oldest first
 */
const BrvHistoryStep *
brv_workspace_get_history (BrvWorkspace *self, guint *n_steps, guint *n_undone)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), NULL);

  return brv_store_get_history (self->store, n_steps, n_undone);
}

/* The verdicts on the brief as it is now, computed here and now where they are not yet. */
const BrvVerdicts *
brv_workspace_check (BrvWorkspace *self)
{
  const BrvBrief *brief = brv_workspace_get_brief (self);
  g_autoptr (BrvVerdicts) verdicts = NULL;

  if (self->verdicts != NULL && self->verdicts_brief == brief)
    return self->verdicts;
  verdicts = brv_verify_brief (brief, self->verdicts_brief, self->verdicts, NULL, NULL);
  set_verdicts (self, brief, verdicts);
  return self->verdicts;
}

/**
 * brv_workspace_get_verdicts:
 * @self: a workspace
 *
 * With the preview on, these are the newest that the page service made; the property notifies of
 * the next ones. Without it they are computed on the spot.
 *
 * Returns: (transfer none): the verdicts on the brief's quotes
 */
const BrvVerdicts *
brv_workspace_get_verdicts (BrvWorkspace *self)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), NULL);

  if (self->page_service != NULL && self->verdicts != NULL)
    return self->verdicts;
  return brv_workspace_check (self);
}

/**
 * brv_workspace_list_findings:
 * @self: a workspace
 *
 * Of the pages it lists what the newest show that were made by the preview or for
 * brv_workspace_check_pages().
 *
 * Returns: (transfer full) (element-type BrvFinding): what the checks say of the brief as it is now
 */
GPtrArray *
brv_workspace_list_findings (BrvWorkspace *self)
{
  const gboolean all_stand = brv_workspace_are_pages_current (self);
  GPtrArray *findings;

  g_return_val_if_fail (BRV_IS_WORKSPACE (self), NULL);

  findings = brv_verify_list_findings (brv_workspace_get_brief (self), brv_workspace_check (self));
  for (guint i = 0; self->doubts != NULL && i < self->doubts->len; i++)
    {
      const BrvFinding *doubt = g_ptr_array_index (self->doubts, i);

      /* Asked for when the brief was opened: a source may be gone since. */
      if (brv_brief_lookup_source (brv_workspace_get_brief (self),
                                   brv_finding_get_source_id (doubt)) != NULL)
        g_ptr_array_add (findings, brv_finding_ref (doubt));
    }
  for (guint i = 0; self->page_findings != NULL && i < self->page_findings->len; i++)
    {
      const BrvFinding *finding = g_ptr_array_index (self->page_findings, i);

      if (all_stand || brv_page_findings_stands (finding, brv_workspace_get_brief (self)))
        g_ptr_array_add (findings, brv_finding_ref (finding));
    }
  return findings;
}

/**
 * brv_workspace_count_page_warnings:
 * @self: a workspace
 *
 * Returns: how much there is to consider on the newest pages
 */
guint
brv_workspace_count_page_warnings (BrvWorkspace *self)
{
  guint n = 0;

  g_return_val_if_fail (BRV_IS_WORKSPACE (self), 0);

  for (guint i = 0; self->page_findings != NULL && i < self->page_findings->len; i++)
    n +=
      brv_finding_get_severity (g_ptr_array_index (self->page_findings, i)) == BRV_SEVERITY_WARNING;
  return n;
}

/**
 * brv_workspace_set_preview:
 * @self: a workspace
 * @enabled: whether to keep pages up to date
 * @flags: how to typeset them
 */
void
brv_workspace_set_preview (BrvWorkspace *self, gboolean enabled, BrvTypesetFlags flags)
{
  g_return_if_fail (BRV_IS_WORKSPACE (self));

  if (!enabled)
    {
      g_clear_pointer (&self->page_service, brv_page_service_free);
      return;
    }
  self->preview_flags = flags;
  if (self->page_service == NULL)
    self->page_service = brv_page_service_new (page_result_cb, self);
  request_pages (self);
}

/**
 * brv_workspace_get_pages:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): the newest pages of the preview, which may lag behind
 */
const BrvPages *
brv_workspace_get_pages (BrvWorkspace *self)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), NULL);

  return self->pages;
}

/**
 * brv_workspace_are_pages_current:
 * @self: a workspace
 *
 * Returns: whether the pages show the brief as it is now
 */
gboolean
brv_workspace_are_pages_current (BrvWorkspace *self)
{
  g_return_val_if_fail (BRV_IS_WORKSPACE (self), FALSE);

  return self->pages != NULL && self->pages_brief == brv_workspace_get_brief (self);
}
