/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-library-marks.h"

#include "ui/shared/brv-confirm.h"
#include "ui/sources/brv-library-chooser.h"

#define RELIABILITIES "ABCDEF"
#define CREDIBILITIES "123456"

struct _BrvLibraryMarks
{
  AdwWindow parent_instance;

  /* Owned */
  BrvLibraryService *library;
  BrvLibraryItem *item;
  gint64 replaced_by; /* what stands in the window: id, or 0 */

  /* Template children */
  GtkWidget *marks_group;
  GtkWidget *tags_row;
  GtkWidget *reliability_row;
  GtkWidget *credibility_row;
  GtkWidget *note_row;
  GtkWidget *withdrawn_switch;
  GtkWidget *replacement_row;
  GtkWidget *not_replaced_button;
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

  append_grade (grade, self->reliability_row, RELIABILITIES);
  append_grade (grade, self->credibility_row, CREDIBILITIES);
  marks->id = entry->id;
  marks->tags = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->tags_row)), ",", -1);
  marks->grade = g_string_free (grade, FALSE);
  marks->note = dup_text (self->note_row);
  marks->reason = dup_text (self->reason_row);
  marks->replaced_by = self->replaced_by;
  if (self->replaced_by != 0)
    marks->standing = BRV_LIBRARY_REPLACED;
  else if (gtk_switch_get_active (GTK_SWITCH (self->withdrawn_switch)))
    marks->standing = BRV_LIBRARY_WITHDRAWN;
  else
    marks->standing = BRV_LIBRARY_SOUND;
  brv_library_service_run_async (self->library, write_marks, marks, marks_free, NULL, TRUE,
                                 written_cb, parent != NULL ? g_object_ref (parent) : NULL);
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- what is to be used instead ---- */

static void
show_replacement (BrvLibraryMarks *self, gint64 id, const char *title)
{
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  self->replaced_by = id;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->replacement_row),
                               id != 0 ? escaped : _ ("No other source"));
  gtk_widget_set_visible (self->not_replaced_button, id != 0);
  if (id != 0)
    gtk_switch_set_active (GTK_SWITCH (self->withdrawn_switch), FALSE);
}

static void
withdrawn_cb (BrvLibraryMarks *self)
{
  if (gtk_switch_get_active (GTK_SWITCH (self->withdrawn_switch)))
    show_replacement (self, 0, "");
}

static void
not_replaced_cb (BrvLibraryMarks *self)
{
  show_replacement (self, 0, "");
  gtk_widget_grab_focus (self->replacement_row);
}

static void
replacement_chosen_cb (BrvLibraryMarks *self, BrvLibraryItem *item)
{
  const BrvLibraryHit *hit = brv_library_item_get_hit (item);

  if (hit == NULL)
    return;
  if (hit->entry->id == get_entry (self)->id)
    {
      brv_confirm_tell (GTK_WINDOW (self), _ ("A Source Cannot Replace Itself"),
                        _ ("Choose the other source that is to be used instead of this one."));
      return;
    }
  show_replacement (self, hit->entry->id, hit->entry->title);
}

static void
choose_replacement_cb (BrvLibraryMarks *self)
{
  BrvLibraryChooser *chooser =
    brv_library_chooser_new (GTK_WINDOW (self), self->library, _ ("Replaced By"));

  g_signal_connect_object (chooser, "chosen", G_CALLBACK (replacement_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (chooser));
}

static gpointer
read_title (BrvLibrary *library, gpointer data, GError **error)
{
  g_autoptr (BrvLibraryEntry) entry = brv_library_read_entry (library, *(gint64 *)data, error);

  return entry != NULL ? g_strdup (entry->title) : NULL;
}

static void
title_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (BrvLibraryMarks) self = data;
  g_autofree char *title =
    brv_library_service_run_finish (BRV_LIBRARY_SERVICE (object), result, NULL);

  if (self->library != NULL && title != NULL && self->replaced_by == get_entry (self)->replaced_by)
    show_replacement (self, self->replaced_by, title);
}

static void
fill_replacement (BrvLibraryMarks *self)
{
  gint64 id =
    get_entry (self)->standing == BRV_LIBRARY_REPLACED ? get_entry (self)->replaced_by : 0;

  show_replacement (self, id, _ ("Another source"));
  if (id != 0)
    brv_library_service_run_async (self->library, read_title, g_memdup2 (&id, sizeof id), g_free,
                                   g_free, FALSE, title_read_cb, g_object_ref (self));
}

/* ---- where it is used ---- */

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
  fill_replacement (self);
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
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryMarks, replacement_row);
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryMarks, not_replaced_button);
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryMarks, reason_row);
  gtk_widget_class_bind_template_child (widget_class, BrvLibraryMarks, usage_group);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, withdrawn_cb);
  gtk_widget_class_bind_template_callback (widget_class, not_replaced_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_replacement_cb);
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
  gtk_widget_grab_focus (self->tags_row);
  return GTK_WINDOW (self);
}
