/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/shell/brv-start-page.h"

#include <glib/gi18n.h>

#include "model/brv-template.h"
#include "ui/brief/brv-title-block.h"
#include "ui/shell/brv-template-picture.h"

#define MAX_ROWS 8

struct _BrvStartPage
{
  GtkWidget parent_instance;

  /* Owned */
  BrvRecentBriefs *recent;

  /* Template children */
  GtkWidget *scroller;
  GtkWidget *welcome;
  GtkFlowBox *templates;
  AdwPreferencesGroup *recent_group;

  GPtrArray *recent_rows; /* (element-type GtkWidget): those in the group now, borrowed */
};

enum
{
  SIGNAL_NEW_BRIEF,
  SIGNAL_OPEN_BRIEF,
  SIGNAL_OPEN_SAMPLE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvStartPage, brv_start_page, GTK_TYPE_WIDGET)

static void
template_clicked_cb (GtkWidget *button, BrvStartPage *self)
{
  g_signal_emit (self, signals[SIGNAL_NEW_BRIEF], 0,
                 g_object_get_data (G_OBJECT (button), "template"));
}

static void
add_template (BrvStartPage *self, const BrvTemplateInfo *info)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *label = gtk_label_new (info->title);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (box), brv_template_picture_new (info->name));
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, info->description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  info->title, -1);
  g_object_set_data_full (G_OBJECT (button), "template", g_strdup (info->name), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (template_clicked_cb), self, 0);
  gtk_flow_box_append (self->templates, button);
  /* The button takes the focus, not the cell around it. */
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static void
sample_activated_cb (BrvStartPage *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_SAMPLE], 0);
}

static void
row_activated_cb (GtkWidget *row, BrvStartPage *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_BRIEF], 0, g_object_get_data (G_OBJECT (row), "path"));
}

static gboolean
is_same_day (GDateTime *a, GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b) &&
         g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

static char *
describe_time (gint64 time_us)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);

  if (is_same_day (time, now))
    /* Translators: a time of today: “Today, 17:42” */
    return g_date_time_format (time, _ ("Today, %H:%M"));
  if (is_same_day (time, yesterday))
    return g_strdup (_ ("Yesterday"));
  if (g_date_time_get_year (time) == g_date_time_get_year (now))
    /* Translators: a day of this year: “9 November” */
    return g_date_time_format (time, _ ("%-d %B"));
  /* Translators: a day of another year: “9 November 2025” */
  return g_date_time_format (time, _ ("%-d %B %Y"));
}

/* The folder as people name it: without the way to their home. */
static char *
describe_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const char *home = g_get_home_dir ();

  if (g_str_has_prefix (folder, home) && folder[strlen (home)] == '/')
    return g_filename_display_name (folder + strlen (home) + 1);
  return g_filename_display_name (folder);
}

static GtkWidget *
make_row (BrvStartPage *self, const BrvRecentBrief *brief)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (brief->title, -1);
  g_autofree char *folder = describe_folder (brief->path);
  g_autofree char *time = describe_time (brief->time_us);
  g_autofree char *place = g_strdup_printf ("%s · %s", folder, time);
  g_autofree char *subtitle = g_markup_escape_text (place, -1);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_widget_set_tooltip_text (row, brief->path);
  if (brief->marking != NULL)
    {
      GtkWidget *marking = gtk_label_new (brief->marking);

      gtk_widget_add_css_class (marking, "brv-marking");
      gtk_widget_add_css_class (marking, "small");
      gtk_widget_add_css_class (marking, brv_marking_get_style_class (brief->marking));
      gtk_widget_set_valign (marking, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), marking);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (brief->path), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, 0);
  return row;
}

static void
show_recent (BrvStartPage *self)
{
  g_autoptr (GPtrArray) briefs = brv_recent_briefs_list (self->recent);

  for (guint i = 0; i < self->recent_rows->len; i++)
    adw_preferences_group_remove (self->recent_group, g_ptr_array_index (self->recent_rows, i));
  g_ptr_array_set_size (self->recent_rows, 0);
  for (guint i = 0; i < MIN (briefs->len, MAX_ROWS); i++)
    {
      GtkWidget *row = make_row (self, g_ptr_array_index (briefs, i));

      adw_preferences_group_add (self->recent_group, row);
      g_ptr_array_add (self->recent_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->recent_group), briefs->len > 0);
  gtk_widget_set_visible (self->welcome, briefs->len == 0);
}

static void
brv_start_page_dispose (GObject *object)
{
  BrvStartPage *self = BRV_START_PAGE (object);

  g_clear_object (&self->recent);
  g_clear_pointer (&self->recent_rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), BRV_TYPE_START_PAGE);

  G_OBJECT_CLASS (brv_start_page_parent_class)->dispose (object);
}

static void
brv_start_page_class_init (BrvStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = brv_start_page_dispose;

  signals[SIGNAL_NEW_BRIEF] = g_signal_new ("new-brief", BRV_TYPE_START_PAGE, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_OPEN_BRIEF] = g_signal_new ("open-brief", BRV_TYPE_START_PAGE, G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_OPEN_SAMPLE] = g_signal_new ("open-sample", BRV_TYPE_START_PAGE, G_SIGNAL_RUN_LAST,
                                              0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/brevier/Brevier/ui/brv-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BrvStartPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, BrvStartPage, welcome);
  gtk_widget_class_bind_template_child (widget_class, BrvStartPage, templates);
  gtk_widget_class_bind_template_child (widget_class, BrvStartPage, recent_group);
  gtk_widget_class_bind_template_callback (widget_class, sample_activated_cb);
}

static void
brv_start_page_init (BrvStartPage *self)
{
  g_autoptr (GPtrArray) templates = brv_template_list ();

  self->recent_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < templates->len; i++)
    add_template (self, g_ptr_array_index (templates, i));
}

/**
 * brv_start_page_new:
 * @recent: the recent briefs
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
brv_start_page_new (BrvRecentBriefs *recent)
{
  BrvStartPage *self = g_object_new (BRV_TYPE_START_PAGE, NULL);

  self->recent = g_object_ref (recent);
  g_signal_connect_object (recent, "changed", G_CALLBACK (show_recent), self, G_CONNECT_SWAPPED);
  show_recent (self);
  return GTK_WIDGET (self);
}
