/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-source-details.h"

#include "edit/brv-edit-source.h"
#include "ui/sources/brv-source-labels.h"

#define AUTHOR_SEPARATOR "; "

/* A value that can be edited and how it is known. */
typedef struct
{
  GtkWidget *row;      /* AdwEntryRow; borrowed from the template's page */
  GtkWidget *evidence; /* GtkLabel at the row's end */
  char *initial;       /* what stood there first, "" for nothing */
} Field;

struct _BrvSourceDetails
{
  AdwWindow parent_instance;

  /* Owned */
  BrvDocument *document;
  Field fields[BRV_N_SOURCE_FIELDS];

  BrvId source_id;

  /* Template children */
  GtkWidget *save_button;
  GtkWidget *publication_group;
  GtkWidget *address_group;
  GtkWidget *text_group;
  GtkWidget *file_group;
  GtkWidget *incomplete_switch;
  GtkWidget *error_label;
};

G_DEFINE_FINAL_TYPE (BrvSourceDetails, brv_source_details, ADW_TYPE_WINDOW)

static const BrvSource *
get_source (BrvSourceDetails *self)
{
  return brv_brief_lookup_source (brv_document_get_brief (self->document), self->source_id);
}

static gboolean
is_date_field (guint field)
{
  return field == BRV_SOURCE_FIELD_DATE || field == BRV_SOURCE_FIELD_MODIFIED;
}

static char *
dup_value (BrvSourceDetails *self, guint field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->fields[field].row))));
}

static gboolean
is_changed (BrvSourceDetails *self, guint field)
{
  g_autofree char *value = dup_value (self, field);

  return strcmp (value, self->fields[field].initial) != 0;
}

static gboolean
is_valid (BrvSourceDetails *self, guint field)
{
  g_autofree char *value = dup_value (self, field);

  return !is_date_field (field) || *value == '\0' || brv_source_labels_is_date (value);
}

static void
update_field (BrvSourceDetails *self, guint field)
{
  const BrvSource *source = get_source (self);
  const char *evidence = "";

  if (self->fields[field].row == NULL)
    return;
  if (!is_valid (self, field))
    {
      gtk_widget_add_css_class (self->fields[field].row, "error");
      gtk_label_set_label (GTK_LABEL (self->fields[field].evidence),
                           _ ("2024, 2024-03 or 2024-03-09"));
      return;
    }
  gtk_widget_remove_css_class (self->fields[field].row, "error");
  if (is_changed (self, field))
    evidence = brv_source_labels_get_evidence (BRV_EVIDENCE_USER);
  else if (source != NULL && *self->fields[field].initial != '\0')
    evidence = brv_source_labels_get_evidence (
      brv_record_get_evidence (brv_source_get_record (source), field));
  gtk_label_set_label (GTK_LABEL (self->fields[field].evidence), evidence == NULL ? "" : evidence);
}

static void
row_changed_cb (BrvSourceDetails *self)
{
  gboolean valid = TRUE;

  for (guint field = 0; field < BRV_N_SOURCE_FIELDS; field++)
    if (self->fields[field].row != NULL)
      {
        update_field (self, field);
        valid &= is_valid (self, field);
      }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "details.save", valid);
}

static BrvRecord *
record_with_value (const BrvRecord *record, guint field, const char *value)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (!brv_source_field_is_list ((BrvSourceField)field) || *value == '\0')
    return brv_record_with (record, field, *value == '\0' ? NULL : value, BRV_EVIDENCE_USER);
  parts = g_strsplit (value, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (names, parts[i]);
  g_ptr_array_add (names, NULL);
  return brv_record_with_list (record, field, (const char *const *)names->pdata, BRV_EVIDENCE_USER);
}

static BrvRecord *
make_record (BrvSourceDetails *self, const BrvSource *source)
{
  BrvRecord *record = brv_record_ref (brv_source_get_record (source));
  gboolean incomplete = gtk_switch_get_active (GTK_SWITCH (self->incomplete_switch));
  BrvRecord *next;

  for (guint field = 0; field < BRV_N_SOURCE_FIELDS; field++)
    {
      g_autofree char *value = NULL;

      if (self->fields[field].row == NULL || !is_changed (self, field))
        continue;
      value = dup_value (self, field);
      next = record_with_value (record, field, value);
      brv_record_unref (record);
      record = next;
    }
  if (incomplete != brv_source_is_incomplete (source))
    {
      next = brv_record_with (record, BRV_SOURCE_FIELD_INCOMPLETE, incomplete ? "true" : NULL,
                              BRV_EVIDENCE_USER);
      brv_record_unref (record);
      record = next;
    }
  return record;
}

static void
save_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  BrvSourceDetails *self = BRV_SOURCE_DETAILS (widget);
  const BrvSource *source = get_source (self);
  g_autoptr (BrvRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  if (source != NULL)
    {
      record = make_record (self, source);
      if (!brv_record_equal (record, brv_source_get_record (source)) &&
          !brv_edit_set_source_record (self->document, self->source_id, record, &error))
        {
          gtk_label_set_label (GTK_LABEL (self->error_label), error->message);
          gtk_widget_set_visible (self->error_label, TRUE);
          return;
        }
    }
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_field (BrvSourceDetails *self, GtkWidget *group, BrvSourceField field, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *evidence = gtk_label_new (NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_label_set_ellipsize (GTK_LABEL (evidence), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (evidence, "brv-row-byline");
  gtk_widget_add_css_class (evidence, "brv-soft");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), evidence);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (row_changed_cb), self);
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (row_changed_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  self->fields[field].row = row;
  self->fields[field].evidence = evidence;
}

static void
add_fact (BrvSourceDetails *self, const char *title, const char *value)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return;
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->file_group), row);
}

static void
fill (BrvSourceDetails *self)
{
  const BrvSource *source = get_source (self);
  const BrvRecord *record = brv_source_get_record (source);
  g_autofree char *captured = brv_source_dup_captured (source);

  for (guint field = 0; field < BRV_N_SOURCE_FIELDS; field++)
    {
      g_autofree char *value = brv_record_dup_joined (record, field, AUTHOR_SEPARATOR);

      self->fields[field].initial = g_strstrip (g_strdup (value == NULL ? "" : value));
    }
  for (guint field = 0; field < BRV_N_SOURCE_FIELDS; field++)
    if (self->fields[field].row != NULL)
      gtk_editable_set_text (GTK_EDITABLE (self->fields[field].row), self->fields[field].initial);
  gtk_switch_set_active (GTK_SWITCH (self->incomplete_switch), brv_source_is_incomplete (source));
  add_fact (self, _ ("From"), brv_source_get_origin (source));
  add_fact (self, _ ("Format"), brv_source_get_format (source));
  add_fact (self, _ ("Captured"), captured);
  add_fact (self, _ ("SHA-256 of the Original"), brv_source_get_bytes_sha256 (source));
  row_changed_cb (self);
}

static void
brv_source_details_dispose (GObject *object)
{
  BrvSourceDetails *self = BRV_SOURCE_DETAILS (object);

  for (guint field = 0; field < BRV_N_SOURCE_FIELDS; field++)
    {
      if (self->fields[field].row != NULL)
        g_signal_handlers_disconnect_by_data (self->fields[field].row, self);
      self->fields[field].row = NULL;
      g_clear_pointer (&self->fields[field].initial, g_free);
    }
  g_clear_object (&self->document);
  gtk_widget_dispose_template (GTK_WIDGET (self), BRV_TYPE_SOURCE_DETAILS);
  G_OBJECT_CLASS (brv_source_details_parent_class)->dispose (object);
}

static void
brv_source_details_class_init (BrvSourceDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = brv_source_details_dispose;

  gtk_widget_class_install_action (widget_class, "details.save", NULL, save_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "details.save", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/brevier/Brevier/ui/brv-source-details.ui");
  gtk_widget_class_bind_template_child (widget_class, BrvSourceDetails, save_button);
  gtk_widget_class_bind_template_child (widget_class, BrvSourceDetails, publication_group);
  gtk_widget_class_bind_template_child (widget_class, BrvSourceDetails, address_group);
  gtk_widget_class_bind_template_child (widget_class, BrvSourceDetails, text_group);
  gtk_widget_class_bind_template_child (widget_class, BrvSourceDetails, file_group);
  gtk_widget_class_bind_template_child (widget_class, BrvSourceDetails, incomplete_switch);
  gtk_widget_class_bind_template_child (widget_class, BrvSourceDetails, error_label);
}

static void
brv_source_details_init (BrvSourceDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_field (self, self->publication_group, BRV_SOURCE_FIELD_TITLE, _ ("Title"));
  add_field (self, self->publication_group, BRV_SOURCE_FIELD_AUTHORS, _ ("Authors"));
  add_field (self, self->publication_group, BRV_SOURCE_FIELD_PUBLISHER, _ ("Publisher"));
  add_field (self, self->publication_group, BRV_SOURCE_FIELD_REPUBLISHER, _ ("Republished By"));
  add_field (self, self->publication_group, BRV_SOURCE_FIELD_DATE, _ ("Date"));
  add_field (self, self->publication_group, BRV_SOURCE_FIELD_MODIFIED, _ ("Last Modified"));
  add_field (self, self->publication_group, BRV_SOURCE_FIELD_LANGUAGE, _ ("Language"));
  add_field (self, self->address_group, BRV_SOURCE_FIELD_URL, _ ("Original Address"));
  add_field (self, self->address_group, BRV_SOURCE_FIELD_CHANNEL_URL, _ ("Site of the Channel"));
  add_field (self, self->text_group, BRV_SOURCE_FIELD_STANDFIRST, _ ("Standfirst"));
}

/**
 * brv_source_details_new:
 * @parent: the window that the dialog belongs to
 * @document: the document of the source
 * @source_id: the source to edit, which is in the document
 *
 * Returns: (transfer none): the dialog, not shown yet; it destroys itself when it is closed
 */
GtkWindow *
brv_source_details_new (GtkWindow *parent, BrvDocument *document, BrvId source_id)
{
  BrvSourceDetails *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (BRV_IS_DOCUMENT (document), NULL);

  self = g_object_new (BRV_TYPE_SOURCE_DETAILS, "transient-for", parent, NULL);
  self->document = g_object_ref (document);
  self->source_id = source_id;
  g_return_val_if_fail (get_source (self) != NULL, GTK_WINDOW (self));
  fill (self);
  return GTK_WINDOW (self);
}
