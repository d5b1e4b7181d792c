/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-library-marks.h"

#include "ui/shared/brv-confirm.h"

#define RELIABILITIES "ABCDEF"
#define CREDIBILITIES "123456"

struct _BrvLibraryMarks
{
  AdwWindow parent_instance;

  /* Owned */
  BrvLibraryService *library;
  BrvLibraryItem *item;

  /* Template children */
  GtkWidget *marks_group;
  GtkWidget *tags_row;
  GtkWidget *reliability_row;
  GtkWidget *credibility_row;
  GtkWidget *note_row;
  GtkWidget *withdrawn_switch;
  GtkWidget *reason_row;
  GtkWidget *usage_group;
};

G_DEFINE_FINAL_TYPE (BrvLibraryMarks, brv_library_marks, ADW_TYPE_WINDOW)

/* What was set in the window, to be written on another thread. */
typedef struct
{
  gint64 id;
  char **tags;
  char *grade;
  char *note;
  char *reason;
  BrvLibraryStanding standing;
  gint64 replaced_by;
} Marks;

static void
marks_free (gpointer data)
{
  Marks *marks = data;

  g_strfreev (marks->tags);
  g_free (marks->grade);
  g_free (marks->note);
  g_free (marks->reason);
  g_free (marks);
}

static const BrvLibraryEntry *
get_entry (BrvLibraryMarks *self)
{
  return brv_library_item_get_hit (self->item)->entry;
}

static gpointer
write_marks (BrvLibrary *library, gpointer data, GError **error)
{
  const Marks *marks = data;

  if (brv_library_set_tags (library, marks->id, (const char *const *)marks->tags, error) &&
      brv_library_set_note (library, marks->id, marks->note, error) &&
      brv_library_set_grade (library, marks->id, marks->grade, error))
    brv_library_set_standing (library, marks->id, marks->standing, marks->replaced_by,
                              marks->reason, error);
  return NULL;
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWindow) parent = data;
  g_autoptr (GError) error = NULL;

  brv_library_service_run_finish (BRV_LIBRARY_SERVICE (object), result, &error);
  if (error != NULL && parent != NULL)
    brv_confirm_tell (parent, _ ("The Library Could Not Be Changed"), error->message);
}

static char *
dup_text (GtkWidget *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* The letter or digit that is chosen, or nothing. */
static void
append_grade (GString *grade, GtkWidget *row, const char *letters)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));

  if (selected >= 1 && selected <= strlen (letters))
    g_string_append_c (grade, letters[selected - 1]);
}

static void
save_cb (BrvLibraryMarks *self)
{
  const BrvLibraryEntry *entry = get_entry (self);
  Marks *marks = g_new0 (Marks, 1);
  GString *grade = g_string_new (NULL);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  gboolean is_withdrawn = gtk_switch_get_active (GTK_SWITCH (self->withdrawn_switch));

  append_grade (grade, self->reliability_row, RELIABILITIES);
  append_grade (grade, self->credibility_row, CREDIBILITIES);
  marks->id = entry->id;
  marks->tags = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->tags_row)), ",", -1);
  marks->grade = g_string_free (grade, FALSE);
  marks->note = dup_text (self->note_row);
  marks->reason = dup_text (self->reason_row);
  marks->standing = entry->standing;
  marks->replaced_by = entry->replaced_by;
  if (is_withdrawn)
    marks->standing = BRV_LIBRARY_WITHDRAWN;
  else if (entry->standing == BRV_LIBRARY_WITHDRAWN)
    marks->standing = BRV_LIBRARY_SOUND;
  brv_library_service_run_async (self->library, write_marks, marks, marks_free, NULL, TRUE,
                                 written_cb, parent != NULL ? g_object_ref (parent) : NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static gpointer
list_usage (BrvLibrary *library, gpointer data, GError **error)
{
  return brv_library_list_usage (library, *(gint64 *)data, error);
}

static GtkWidget *
make_usage_row (const BrvLibraryUsage *usage)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = g_filename_display_basename (usage->path);
  g_autofree char *quotes = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u quote", "%u quotes", usage->n_quotes), usage->n_quotes);
  g_autofree char *line = g_strdup_printf ("%s · %s", quotes, name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *usage->title != '\0' ? usage->title : _ ("Untitled Brief"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), line);
  gtk_widget_set_tooltip_text (row, usage->path);
  return row;
}

static void
usage_listed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (BrvLibraryMarks) self = data;
  g_autoptr (GPtrArray) list =
    brv_library_service_run_finish (BRV_LIBRARY_SERVICE (object), result, NULL);

  if (list == NULL || self->library == NULL)
    return;
  if (list->len == 0)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->usage_group),
                                           _ ("No saved brief has it."));
  for (guint i = 0; i < list->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->usage_group),
                               make_usage_row (g_ptr_array_index (list, i)));
}

static void
select_grade (GtkWidget *row, const char *grade, const char *letters)
{
  for (guint i = 0; letters[i] != '\0'; i++)
    {
      if (strchr (grade, letters[i]) != NULL)
        adw_combo_row_set_selected (ADW_COMBO_ROW (row), i + 1);
    }
}

static void
fill (BrvLibraryMarks *self)
{
  const BrvLibraryEntry *entry = get_entry (self);
  g_autofree char *tags = g_strjoinv (", ", entry->tags);
  g_autofree char *title = g_markup_escape_text (entry->title, -1);
  gint64 id = entry->id;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->marks_group), title);
  gtk_editable_set_text (GTK_EDITABLE (self->tags_row), tags);
  gtk_editable_set_text (GTK_EDITABLE (self->note_row), entry->note);
  gtk_editable_set_text (GTK_EDITABLE (self->reason_row), entry->reason);
  gtk_switch_set_active (GTK_SWITCH (self->withdrawn_switch),
                         entry->standing == BRV_LIBRARY_WITHDRAWN);
  select_grade (self->reliability_row, entry->grade, RELIABILITIES);
  select_grade (self->credibility_row, entry->grade, CREDIBILITIES);
  brv_library_service_run_async (self->library, list_usage, g_memdup2 (&id, sizeof id), g_free,
                                 (GDestroyNotify)g_ptr_array_unref, FALSE, usage_listed_cb,
                                 g_object_ref (self));
}

static void
brv_library_marks_dispose (GObject *object)
{
  BrvLibraryMarks *self = BRV_LIBRARY_MARKS (object);

  g_clear_object (&self->item);
  g_clear_object (&self->library);
  gtk_widget_dispose_template (GTK_WIDGET (self), BRV_TYPE_LIBRARY_MARKS);
  G_OBJECT_CLASS (brv_library_marks_parent_class)->dispose (object);
}

static void
brv_library_marks_class_init (BrvLibraryMarksClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = brv_library_marks_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/brevier/Brevier/ui/brv-library-marks.ui");
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryMarks, marks_group);
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryMarks, tags_row);
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryMarks, reliability_row);
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryMarks, credibility_row);
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryMarks, note_row);
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryMarks, withdrawn_switch);
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryMarks, reason_row);
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryMarks, usage_group);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
brv_library_marks_init (BrvLibraryMarks *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * brv_library_marks_new:
 * @parent: (nullable): the window that it belongs to
 * @library: the library
 * @item: a source of it that has been read
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWindow *
brv_library_marks_new (GtkWindow *parent, BrvLibraryService *library, BrvLibraryItem *item)
{
  BrvLibraryMarks *self = g_object_new (BRV_TYPE_LIBRARY_MARKS, "transient-for", parent, NULL);

  self->library = g_object_ref (library);
  self->item = g_object_ref (item);
  fill (self);
  return GTK_WINDOW (self);
}
