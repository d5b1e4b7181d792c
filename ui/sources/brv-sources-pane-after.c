/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an import leaves to be asked: passwords, attachments, and texts for references. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-sources-pane-private.h"

#include "ui/shared/brv-file-dialog.h"
#include "ui/shared/brv-question.h"
#include "ui/sources/brv-attachments-card.h"
#include "ui/sources/brv-import-card.h"
#include "ui/sources/brv-reader.h"

/* What an import was given, by which its pages are drawn, too. */
#define PASSWORD "brv-password"

/* Files that wait for their passwords; the first is asked for. */
typedef struct
{
  BrvSourcesPane *pane;
  GPtrArray *paths; /* (element-type filename) */
} Protected;

static void ask_password (Protected *files);

static void
protected_free (Protected *files)
{
  g_object_unref (files->pane);
  g_ptr_array_unref (files->paths);
  g_free (files);
}

/* The card that says that the file could not be added has nothing more to say of it. */
static void
forget_failure (BrvSourcesPane *self, const char *path)
{
  GtkWidget *next;

  for (GtkWidget *card = gtk_widget_get_first_child (self->imports_box); card != NULL; card = next)
    {
      next = gtk_widget_get_next_sibling (card);
      if (BRV_IS_IMPORT_CARD (card))
        brv_import_card_forget (BRV_IMPORT_CARD (card), path);
    }
}

static void
password_answered_cb (const char *text, gpointer user_data)
{
  Protected *files = user_data;
  BrvSourcesPane *self = files->pane;
  const char *path = g_ptr_array_index (files->paths, 0);

  if (text != NULL && self->workspace != NULL)
    {
      const BrvImportInput input = { .path = path, .password = text };
      g_autoptr (BrvImportJob) job = brv_workspace_import (self->workspace, &input, 1);

      g_object_set_data_full (G_OBJECT (job), PASSWORD, g_strdup (text), g_free);
      g_hash_table_add (self->passwords_tried, g_strdup (path));
      forget_failure (self, path);
      brv_sources_pane_show_job (self, job, TRUE);
    }
  else
    {
      g_hash_table_remove (self->passwords_tried, path);
    }
  g_ptr_array_remove_index (files->paths, 0);
  if (text != NULL && files->paths->len > 0)
    ask_password (files);
  else
    protected_free (files);
}

static void
ask_password (Protected *files)
{
  BrvSourcesPane *self = files->pane;
  const char *path = g_ptr_array_index (files->paths, 0);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *body = NULL;
  GtkWindow *window = brv_sources_pane_get_window (self);
  BrvTextQuestion question = { .heading = _ ("Password Needed"),
                               .entry_label = _ ("Password"),
                               .accept_label = _ ("_Add"),
                               .password = TRUE };

  if (window == NULL)
    {
      protected_free (files);
      return;
    }
  body = g_strdup_printf (g_hash_table_contains (self->passwords_tried, path)
                            ? _ ("This password does not open “%s”. Try another.")
                            : _ ("“%s” is protected. Its password is kept until the window "
                                 "is closed."),
                          name);
  question.body = body;
  brv_question_ask_text (window, &question, password_answered_cb, files, NULL);
}

static void
ask_passwords (BrvSourcesPane *self, const BrvImportOutcome *outcomes, guint n_outcomes)
{
  Protected *files = g_new0 (Protected, 1);

  files->pane = g_object_ref (self);
  files->paths = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n_outcomes; i++)
    if (g_error_matches (outcomes[i].error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_PASSWORD) &&
        g_path_is_absolute (outcomes[i].name))
      g_ptr_array_add (files->paths, g_strdup (outcomes[i].name));
  if (files->paths->len > 0)
    ask_password (files);
  else
    protected_free (files);
}

static void
attachments_add_cb (BrvSourcesPane *self, BrvAttachmentsCard *card)
{
  g_autoptr (GPtrArray) attachments = brv_attachments_card_list (card);
  g_autofree BrvImportInput *inputs = g_new0 (BrvImportInput, attachments->len);
  g_autoptr (BrvImportJob) job = NULL;

  if (self->workspace == NULL || attachments->len == 0)
    return;
  for (guint i = 0; i < attachments->len; i++)
    {
      const BrvImportAttachment *attachment = g_ptr_array_index (attachments, i);

      inputs[i] = (BrvImportInput){ .bytes = attachment->bytes,
                                    .media_type = attachment->media_type,
                                    .name = attachment->name };
    }
  job = brv_workspace_import (self->workspace, inputs, attachments->len);
  brv_sources_pane_show_job (self, job, FALSE);
}

static void
attachments_closed_cb (BrvSourcesPane *self, GtkWidget *card)
{
  brv_sources_pane_remove_card (self, card);
}

static void
offer_attachments (BrvSourcesPane *self, BrvImportJob *job)
{
  g_autoptr (GPtrArray) attachments = brv_attachments_card_find (job);
  GtkWidget *card = NULL;

  if (attachments->len == 0)
    return;
  card = brv_attachments_card_new (job);
  g_signal_connect_object (card, "add", G_CALLBACK (attachments_add_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "closed", G_CALLBACK (attachments_closed_cb), self,
                           G_CONNECT_SWAPPED);
  brv_sources_pane_add_card (self, card);
}

static void
unlock_pages (BrvSourcesPane *self,
              BrvImportJob *job,
              const BrvImportOutcome *outcomes,
              guint n_outcomes)
{
  const char *password = g_object_get_data (G_OBJECT (job), PASSWORD);

  for (guint i = 0; i < n_outcomes && password != NULL && self->workspace != NULL; i++)
    {
      const BrvBrief *brief = brv_document_get_brief (brv_workspace_get_document (self->workspace));
      const BrvSource *source = brv_brief_lookup_source (brief, outcomes[i].source_id);

      if (source != NULL)
        brv_reader_unlock_source (BRV_READER (self->reader), source, password);
    }
}

/*
 * brv_sources_pane_ask_after:
 * @self: a pane
 * @job: an import that has finished
 *
 * Asks for what the import could not know.
 */
void
brv_sources_pane_ask_after (BrvSourcesPane *self, BrvImportJob *job)
{
  guint n_outcomes = 0;
  const BrvImportOutcome *outcomes = brv_import_job_get_outcomes (job, &n_outcomes);

  unlock_pages (self, job, outcomes, n_outcomes);
  offer_attachments (self, job);
  ask_passwords (self, outcomes, n_outcomes);
}

/* A reference whose text the user has chosen. */
typedef struct
{
  BrvSourcesPane *pane;
  BrvId source_id;
} Attaching;

static void
attached_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BrvSourcesPane) self = user_data;
  g_autoptr (GError) error = NULL;

  if (brv_workspace_attach_file_finish (BRV_WORKSPACE (object), result, &error))
    brv_sources_pane_say (self, _ ("Text attached"), NULL);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    brv_sources_pane_say (self, error->message, NULL);
}

static void
text_chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Attaching *attaching = user_data;
  BrvSourcesPane *self = attaching->pane;
  g_autoptr (GListModel) files = brv_file_dialog_run_finish (result, NULL);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  const BrvImportInput input = { .path = file != NULL ? g_file_peek_path (file) : NULL };

  if (input.path != NULL && self->workspace != NULL)
    brv_workspace_attach_file_async (self->workspace, attaching->source_id, &input,
                                     self->cancellable, attached_cb, g_object_ref (self));
  g_object_unref (self);
  g_free (attaching);
}

/*
 * brv_sources_pane_attach_text:
 * @self: a pane in a window
 * @source_id: a source without a text: a reference
 *
 * Asks for the file that has the source's text.
 */
void
brv_sources_pane_attach_text (BrvSourcesPane *self, BrvId source_id)
{
  const BrvFileDialogRequest request = { .kind = BRV_FILE_DIALOG_OPEN,
                                         .title = _ ("Attach Text"),
                                         .accept_label = _ ("_Attach") };
  GtkWindow *window = brv_sources_pane_get_window (self);
  Attaching *attaching = NULL;

  if (window == NULL)
    return;
  attaching = g_new0 (Attaching, 1);
  attaching->pane = g_object_ref (self);
  attaching->source_id = source_id;
  brv_file_dialog_run_async (window, &request, self->cancellable, text_chosen_cb, attaching);
}
