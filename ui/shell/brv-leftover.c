/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is left of a damaged brief, found off the main loop and offered as a new one. */

#include "config.h"

#include <glib/gi18n.h>

#include "edit/brv-edit-restore.h"
#include "ui/shared/brv-question.h"
#include "ui/shell/brv-application-private.h"

#define MAX_MISSING_SHOWN 8

/* Until the user has decided whether to open it. */
typedef struct
{
  BrvApplication *application;
  GtkWindow *window;
  char *path;
  GPtrArray *missing; /* (element-type utf8): in words for the user */
  BrvBrief *brief;    /* (nullable): what is left */
} Leftover;

static void
leftover_free (gpointer data)
{
  Leftover *leftover = data;

  g_object_unref (leftover->application);
  g_object_unref (leftover->window);
  g_free (leftover->path);
  g_ptr_array_unref (leftover->missing);
  g_clear_pointer (&leftover->brief, brv_brief_unref);
  g_free (leftover);
}

/* A brief that is unsaved from its first moment: closing its window asks, and a crash keeps it. */
static BrvWorkspace *
make_unsaved (const BrvBrief *brief, GError **error)
{
  g_autoptr (BrvRecord) record = brv_record_new ();
  g_autoptr (BrvBrief) empty = brv_brief_new (brv_brief_get_id (brief), record, NULL, 0, NULL, 0);
  BrvWorkspace *workspace = brv_workspace_new (empty, error);
  g_autoptr (BrvChange) change = NULL;

  if (workspace == NULL)
    return NULL;
  change = brv_edit_make_restoring (empty, brief, _ ("Open What Is Left"));
  brv_document_apply (brv_workspace_get_document (workspace), change, BRV_EDIT_OTHER);
  return workspace;
}

static void
answered_cb (gboolean accepted, gpointer user_data)
{
  Leftover *leftover = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvWorkspace) workspace = NULL;

  if (!accepted)
    return;
  workspace = make_unsaved (leftover->brief, &error);
  if (workspace == NULL)
    brv_application_tell (leftover->application, leftover->window, _ ("No Brief Could Be Made"),
                          error->message);
  else
    brv_application_show_brief (leftover->application, leftover->window, workspace);
}

/* What is missing, an entry a line; of many the first ones. */
static char *
describe_missing (GPtrArray *missing)
{
  GString *text = g_string_new (NULL);
  guint n = missing->len > MAX_MISSING_SHOWN ? MAX_MISSING_SHOWN - 1 : missing->len;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "\n%s", (const char *)g_ptr_array_index (missing, i));
  if (n < missing->len)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("%u thing more", "%u things more", missing->len - n),
                              missing->len - n);
    }
  return g_string_free (text, FALSE);
}

static void
salvage_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Leftover *leftover = data;
  GError *error = NULL;
  g_autoptr (BrvStore) store =
    brv_store_salvage (leftover->path, leftover->missing, cancellable, &error);

  if (store == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  leftover->brief = brv_brief_ref (brv_store_get_brief (store));
  g_task_return_boolean (task, TRUE);
}

static void
salvaged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Leftover *leftover = user_data;
  g_autofree char *name = g_filename_display_basename (leftover->path);
  g_autoptr (GError) error = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *list = NULL;
  g_autofree char *body = NULL;

  g_application_release (G_APPLICATION (leftover->application));
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      heading = g_strdup_printf (_ ("“%s” Could Not Be Opened"), name);
      brv_application_tell (leftover->application, leftover->window, heading, error->message);
      leftover_free (leftover);
      return;
    }
  heading = g_strdup_printf (_ ("“%s” Is Damaged"), name);
  list = describe_missing (leftover->missing);
  body = g_strdup_printf (_ ("If you have a backup, open that. What is left can be opened as a new "
                             "brief; the damaged file stays as it is. Missing are:\n%s"),
                          list);
  brv_question_ask (leftover->window,
                    &(BrvQuestion){ heading, body, _ ("_Open What Is Left"), FALSE }, answered_cb,
                    leftover, leftover_free);
}

/* Looks for what is left of a damaged brief, and offers to open it or says that there is nothing. */
void
brv_application_offer_leftover (BrvApplication *self, GtkWindow *from, const char *path)
{
  Leftover *leftover = g_new0 (Leftover, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, salvaged_cb, leftover);

  leftover->application = g_object_ref (self);
  leftover->window = g_object_ref (brv_application_present_any (self, from));
  leftover->path = g_strdup (path);
  leftover->missing = g_ptr_array_new_with_free_func (g_free);
  g_application_hold (G_APPLICATION (self));
  g_task_set_task_data (task, leftover, NULL);
  g_task_run_in_thread (task, salvage_in_thread);
}
