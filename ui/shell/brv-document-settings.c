/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/shell/brv-document-settings.h"

#include <glib/gi18n.h>

#include "edit/brv-edit-structure.h"
#include "typeset/brv-hyphenator.h"
#include "typeset/brv-theme-list.h"
#include "ui/pages/brv-page-view.h"
#include "ui/shared/brv-language.h"

/* Rows with a choice of values. */
typedef enum
{
  ROW_PAPER,
  ROW_COLUMNS,
  ROW_LANGUAGE,
  ROW_HYPHENATION,
  ROW_CONTENTS,
  ROW_NUMBERING,
  ROW_NOTES,
  N_ROWS,
} Row;

#define MAX_CHOICES 6

/* One that a row offers: what the brief's record says, and in words. */
typedef struct
{
  const char *value; /* (nullable): nothing is said */
  const char *label;
} Choice;

static const struct
{
  const char *child; /* of the template */
  BrvBriefField field;
  Choice choices[MAX_CHOICES]; /* the first counts where the record says nothing */
} row_infos[N_ROWS] = {
  [ROW_PAPER] = { "paper_row",
                  BRV_BRIEF_FIELD_PAPER,
                  { { "a4", N_ ("A4") }, { "letter", N_ ("Letter") } } },
  [ROW_COLUMNS] = { "columns_row",
                    BRV_BRIEF_FIELD_COLUMNS,
                    { { NULL, N_ ("As in the Theme") },
                      { "one", N_ ("One") },
                      { "two", N_ ("Two") } } },
  [ROW_LANGUAGE] = { "language_row", BRV_BRIEF_FIELD_LANGUAGE, { { NULL, NULL } } },
  [ROW_HYPHENATION] = { "hyphenation_row",
                        BRV_BRIEF_FIELD_HYPHENATION,
                        { { NULL, N_ ("As in the Theme") },
                          { "yes", N_ ("Divide Words") },
                          { "no", N_ ("Never") } } },
  [ROW_CONTENTS] = { "contents_row",
                     BRV_BRIEF_FIELD_CONTENTS,
                     { { "no", N_ ("None") }, { "yes", N_ ("Under the Title") } } },
  [ROW_NUMBERING] = { "numbering_row",
                      BRV_BRIEF_FIELD_NUMBERING,
                      { { NULL, N_ ("As in the Theme") },
                        { "none", N_ ("None") },
                        { "sections", N_ ("Sections") },
                        { "paragraphs", N_ ("Paragraphs") },
                        { "both", N_ ("Sections and Paragraphs") } } },
  [ROW_NOTES] = { "notes_row",
                  BRV_BRIEF_FIELD_NOTES,
                  { { "footnotes", N_ ("Footnotes") }, { "endnotes", N_ ("Endnotes") } } },
};

struct _BrvDocumentSettings
{
  AdwWindow parent_instance;

  /* Owned */
  BrvWorkspace *workspace;
  GSimpleActionGroup *actions;
  GFileMonitor *monitor; /* (nullable): of the folder of own themes */
  GPtrArray *themes;     /* BrvThemeInfo */
  GPtrArray *theme_rows; /* GtkWidget, borrowed by the group */
  GPtrArray *languages;  /* (element-type utf8): tags by the row's index; "" for none */
  gboolean filling;      /* rows are being set to what the brief says */

  /* Template children */
  AdwToastOverlay *toast_overlay;
  AdwPreferencesGroup *theme_group;
  GtkWidget *fault_label;
  BrvPageView *view;
  AdwComboRow *rows[N_ROWS];
};

G_DEFINE_FINAL_TYPE (BrvDocumentSettings, brv_document_settings, ADW_TYPE_WINDOW)

static const char *
get_value (BrvDocumentSettings *self, BrvBriefField field)
{
  return brv_brief_get (brv_workspace_get_brief (self->workspace), field);
}

static void
tell (BrvDocumentSettings *self, const char *message)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (escaped));
}

static void
set_value (BrvDocumentSettings *self, BrvBriefField field, const char *value)
{
  const char *values[] = { value, NULL };
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (get_value (self, field), value) == 0)
    return;
  if (!brv_edit_set_field (brv_workspace_get_document (self->workspace), field, values, &error))
    tell (self, error->message);
}

static const char *
get_choice (BrvDocumentSettings *self, Row row, guint index)
{
  const char *tag;

  if (row != ROW_LANGUAGE)
    return index < MAX_CHOICES ? row_infos[row].choices[index].value : NULL;
  tag = index < self->languages->len ? g_ptr_array_index (self->languages, index) : "";
  return *tag != '\0' ? tag : NULL;
}

static void
row_changed_cb (AdwComboRow *combo, GParamSpec *pspec, BrvDocumentSettings *self)
{
  for (guint i = 0; !self->filling && i < N_ROWS; i++)
    {
      if (self->rows[i] == combo)
        set_value (self, row_infos[i].field,
                   get_choice (self, i, adw_combo_row_get_selected (combo)));
    }
}

static void
add_language (BrvDocumentSettings *self, GtkStringList *names, const char *tag, const char *name)
{
  g_ptr_array_add (self->languages, g_strdup (tag));
  gtk_string_list_append (names, name);
}

static void
list_languages (BrvDocumentSettings *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n_tags;
  g_autofree const char **tags = brv_language_list (&n_tags);

  add_language (self, names, "", _ ("Not Said"));
  for (guint i = 0; i < n_tags; i++)
    add_language (self, names, tags[i], brv_language_get_name (tags[i]));
  adw_combo_row_set_model (self->rows[ROW_LANGUAGE], G_LIST_MODEL (names));
}

/* A brief may be in a language that the menu does not know: it is offered too. */
static void
offer_language (BrvDocumentSettings *self)
{
  const char *present = get_value (self, BRV_BRIEF_FIELD_LANGUAGE);
  GListModel *names = adw_combo_row_get_model (self->rows[ROW_LANGUAGE]);

  if (present != NULL &&
      !g_ptr_array_find_with_equal_func (self->languages, present, g_str_equal, NULL))
    add_language (self, GTK_STRING_LIST (names), present, brv_language_get_name (present));
}

static void
fill_row (BrvDocumentSettings *self, Row row)
{
  const char *present = get_value (self, row_infos[row].field);
  guint n_choices = row == ROW_LANGUAGE ? self->languages->len : MAX_CHOICES;
  guint selected = 0;

  for (guint i = 0; present != NULL && i < n_choices; i++)
    {
      if (g_strcmp0 (get_choice (self, row, i), present) == 0)
        selected = i;
    }
  adw_combo_row_set_selected (self->rows[row], selected);
}

/* Words are divided by a dictionary of the language, which may not be installed. */
static void
show_dictionary (BrvDocumentSettings *self)
{
  const char *language = get_value (self, BRV_BRIEF_FIELD_LANGUAGE);
  g_autofree char *text = NULL;

  if (language == NULL)
    text = g_strdup (_ ("Words are divided once the brief has a language."));
  else if (!brv_hyphenator_is_installed (language))
    text = g_strdup_printf (_ ("No hyphenation dictionary for %s is installed."),
                            brv_language_get_name (language));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[ROW_HYPHENATION]),
                               text != NULL ? text : "");
}

static void
theme_toggled_cb (GtkCheckButton *button, BrvDocumentSettings *self)
{
  const char *name = g_object_get_data (G_OBJECT (button), "brv-theme");

  if (!self->filling && gtk_check_button_get_active (button))
    set_value (self, BRV_BRIEF_FIELD_THEME, name);
}

static void
edit_clicked_cb (GtkButton *button, BrvDocumentSettings *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_object_get_data (G_OBJECT (button), "brv-path"));
  g_autofree char *uri = g_file_get_uri (file);

  gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

/* Own themes are files that are changed in an editor of text. */
static void
add_edit_button (BrvDocumentSettings *self, AdwActionRow *row, const BrvThemeInfo *info)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-edit-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Open the File of “%s”"), info->title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "brv-path", g_strdup (info->path), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (edit_clicked_cb), self);
  adw_action_row_add_suffix (row, button);
}

static GtkWidget *
make_theme_row (BrvDocumentSettings *self, const BrvThemeInfo *info, GtkCheckButton **group)
{
  GtkWidget *row = adw_action_row_new ();
  const char *subtitle = info->fault != NULL ? info->fault : info->description;
  g_autofree char *title = g_markup_escape_text (info->title, -1);
  g_autofree char *escaped = g_markup_escape_text (subtitle != NULL ? subtitle : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  if (info->fault != NULL)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_widget_add_css_class (row, "brv-faulty");
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
    }
  else
    {
      GtkWidget *check = gtk_check_button_new ();

      gtk_check_button_set_group (GTK_CHECK_BUTTON (check), *group);
      if (*group == NULL)
        *group = GTK_CHECK_BUTTON (check);
      gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      info->title, -1);
      g_object_set_data_full (G_OBJECT (check), "brv-theme", g_strdup (info->name), g_free);
      g_object_set_data (G_OBJECT (row), "brv-check", check);
      g_signal_connect (check, "toggled", G_CALLBACK (theme_toggled_cb), self);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
    }
  if (info->is_own)
    add_edit_button (self, ADW_ACTION_ROW (row), info);
  return row;
}

static void
show_theme (BrvDocumentSettings *self)
{
  const char *present = get_value (self, BRV_BRIEF_FIELD_THEME);

  if (present == NULL)
    present = BRV_THEME_DEFAULT;
  for (guint i = 0; i < self->theme_rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->theme_rows, i);
      const BrvThemeInfo *info = g_ptr_array_index (self->themes, i);
      GtkCheckButton *check = g_object_get_data (G_OBJECT (row), "brv-check");

      if (check == NULL)
        continue;
      gtk_check_button_set_active (check, g_str_equal (info->name, present));
      if (g_str_equal (info->name, present) && gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
        gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (check));
    }
}

static void
list_themes (BrvDocumentSettings *self)
{
  GtkCheckButton *group = NULL;

  for (guint i = 0; i < self->theme_rows->len; i++)
    adw_preferences_group_remove (self->theme_group, g_ptr_array_index (self->theme_rows, i));
  g_ptr_array_set_size (self->theme_rows, 0);
  g_clear_pointer (&self->themes, g_ptr_array_unref);
  self->themes = brv_theme_list ();
  for (guint i = 0; i < self->themes->len; i++)
    {
      GtkWidget *row = make_theme_row (self, g_ptr_array_index (self->themes, i), &group);

      g_ptr_array_add (self->theme_rows, row);
      adw_preferences_group_add (self->theme_group, row);
    }
}

static void
show_history (BrvDocumentSettings *self)
{
  BrvDocument *document = brv_workspace_get_document (self->workspace);
  GActionMap *map = G_ACTION_MAP (self->actions);
  const char *theme = get_value (self, BRV_BRIEF_FIELD_THEME);
  g_autoptr (GBytes) built_in = brv_theme_load_built_in (theme != NULL ? theme : BRV_THEME_DEFAULT);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "undo")),
                               brv_document_get_can_undo (document));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "redo")),
                               brv_document_get_can_redo (document));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "copy-theme")),
                               built_in != NULL);
}

static void
fill (BrvDocumentSettings *self)
{
  self->filling = TRUE;
  offer_language (self);
  for (guint i = 0; i < N_ROWS; i++)
    fill_row (self, i);
  show_theme (self);
  self->filling = FALSE;
  show_dictionary (self);
  show_history (self);
}

static void
document_changed_cb (BrvDocument *document,
                     BrvChange *change,
                     const BrvBrief *before,
                     gint step,
                     BrvDocumentSettings *self)
{
  if (brv_brief_get_record (before) != brv_brief_get_record (brv_document_get_brief (document)))
    fill (self);
  show_history (self);
}

/* A theme file was saved: the list says what is wrong with it now, and the pages follow. */
static void
folder_changed_cb (GFileMonitor *monitor,
                   GFile *file,
                   GFile *other,
                   GFileMonitorEvent event,
                   BrvDocumentSettings *self)
{
  if (event == G_FILE_MONITOR_EVENT_CHANGED || event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED)
    return;
  self->filling = TRUE;
  list_themes (self);
  self->filling = FALSE;
  fill (self);
  brv_workspace_set_preview (self->workspace, TRUE, BRV_TYPESET_NONE);
}

static void
watch_folder (BrvDocumentSettings *self)
{
  g_autofree char *folder = brv_theme_dup_folder ();
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  if (self->monitor != NULL)
    return;
  self->monitor = g_file_monitor_directory (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (folder_changed_cb), self, 0);
}

static void
pages_changed_cb (BrvWorkspace *workspace, GParamSpec *pspec, BrvDocumentSettings *self)
{
  gtk_widget_set_visible (self->fault_label, FALSE);
  brv_page_view_set_pages (self->view, brv_workspace_get_pages (workspace));
}

static void
pages_failed_cb (BrvWorkspace *workspace, const GError *error, BrvDocumentSettings *self)
{
  gtk_label_set_label (GTK_LABEL (self->fault_label), error != NULL ? error->message : "");
  gtk_widget_set_visible (self->fault_label, error != NULL);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvDocumentSettings *self = user_data;

  brv_document_undo (brv_workspace_get_document (self->workspace));
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvDocumentSettings *self = user_data;

  brv_document_redo (brv_workspace_get_document (self->workspace));
}

static void
copy_theme_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvDocumentSettings *self = user_data;
  const char *theme = get_value (self, BRV_BRIEF_FIELD_THEME);
  g_autoptr (GError) error = NULL;
  g_autofree char *copy =
    brv_theme_copy_to_folder (theme != NULL ? theme : BRV_THEME_DEFAULT, &error);
  g_autofree char *message = NULL;

  if (copy == NULL)
    {
      tell (self, error->message);
      return;
    }
  watch_folder (self);
  self->filling = TRUE;
  list_themes (self);
  self->filling = FALSE;
  set_value (self, BRV_BRIEF_FIELD_THEME, copy);
  fill (self);
  message = g_strdup_printf (_ ("“%s.ini” made. Open it to change it."), copy);
  tell (self, message);
}

static void
open_folder_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvDocumentSettings *self = user_data;
  g_autofree char *folder = brv_theme_dup_folder ();
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autofree char *uri = g_file_get_uri (file);

  g_mkdir_with_parents (folder, 0700);
  watch_folder (self);
  gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
add_actions (BrvDocumentSettings *self)
{
  const GActionEntry entries[] = {
    { "undo", undo_cb, NULL, NULL, NULL, { 0 } },
    { "redo", redo_cb, NULL, NULL, NULL, { 0 } },
    { "copy-theme", copy_theme_cb, NULL, NULL, NULL, { 0 } },
    { "open-folder", open_folder_cb, NULL, NULL, NULL, { 0 } },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "settings", G_ACTION_GROUP (self->actions));
}

static void
brv_document_settings_dispose (GObject *object)
{
  BrvDocumentSettings *self = BRV_DOCUMENT_SETTINGS (object);

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_object (&self->workspace);
  g_clear_object (&self->actions);
  gtk_widget_dispose_template (GTK_WIDGET (self), BRV_TYPE_DOCUMENT_SETTINGS);
  g_clear_pointer (&self->themes, g_ptr_array_unref);
  g_clear_pointer (&self->theme_rows, g_ptr_array_unref);
  g_clear_pointer (&self->languages, g_ptr_array_unref);

  G_OBJECT_CLASS (brv_document_settings_parent_class)->dispose (object);
}

static void
brv_document_settings_class_init (BrvDocumentSettingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = brv_document_settings_dispose;

  g_type_ensure (BRV_TYPE_PAGE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/brevier/Brevier/ui/brv-document-settings.ui");
  gtk_widget_class_bind_template_child (widget_class, BrvDocumentSettings, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, BrvDocumentSettings, theme_group);
  gtk_widget_class_bind_template_child (widget_class, BrvDocumentSettings, fault_label);
  gtk_widget_class_bind_template_child (widget_class, BrvDocumentSettings, view);
  for (guint i = 0; i < N_ROWS; i++)
    gtk_widget_class_bind_template_child_full (widget_class, row_infos[i].child, FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, row_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "settings.undo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "settings.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
brv_document_settings_init (BrvDocumentSettings *self)
{
  self->filling = TRUE;
  self->theme_rows = g_ptr_array_new ();
  self->languages = g_ptr_array_new_with_free_func (g_free);
  add_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

      self->rows[i] = ADW_COMBO_ROW (gtk_widget_get_template_child (
        GTK_WIDGET (self), BRV_TYPE_DOCUMENT_SETTINGS, row_infos[i].child));
      for (guint k = 0; k < MAX_CHOICES && row_infos[i].choices[k].label != NULL; k++)
        gtk_string_list_append (labels, _ (row_infos[i].choices[k].label));
      if (i != ROW_LANGUAGE)
        adw_combo_row_set_model (self->rows[i], G_LIST_MODEL (labels));
    }
}

/**
 * brv_document_settings_new:
 * @parent: the window it belongs to
 * @workspace: the brief whose settings are shown
 *
 * Returns: (transfer none): the window, not yet presented
 */
BrvDocumentSettings *
brv_document_settings_new (GtkWindow *parent, BrvWorkspace *workspace)
{
  BrvDocumentSettings *self;

  g_return_val_if_fail (BRV_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (BRV_TYPE_DOCUMENT_SETTINGS, "transient-for", parent, NULL);
  self->workspace = g_object_ref (workspace);
  list_themes (self);
  list_languages (self);
  fill (self);
  watch_folder (self);
  g_signal_connect_object (brv_workspace_get_document (workspace), "changed",
                           G_CALLBACK (document_changed_cb), self, 0);
  g_signal_connect_object (workspace, "notify::pages", G_CALLBACK (pages_changed_cb), self, 0);
  g_signal_connect_object (workspace, "pages-failed", G_CALLBACK (pages_failed_cb), self, 0);
  pages_changed_cb (workspace, NULL, self);
  return self;
}
