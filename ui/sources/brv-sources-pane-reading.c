/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The reader in the pane: what it shows, and going from source to source. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-sources-pane-private.h"

#include "ui/sources/brv-reader.h"
#include "ui/sources/brv-source-labels.h"

static BrvReader *
get_reader (BrvSourcesPane *self)
{
  return BRV_READER (self->reader);
}

static BrvSourceBrowser *
get_browser (BrvSourcesPane *self)
{
  return BRV_SOURCE_BROWSER (self->browser);
}

static gint
find_position (GListModel *rows, BrvId source_id)
{
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (BrvSourceItem) item = g_list_model_get_item (rows, i);

      if (brv_id_equal (brv_source_item_get_id (item), source_id))
        return (gint)i;
    }
  return -1;
}

/* Where previous and next go: along the list as it is shown, if what is read is in it. */
static GListModel *
get_rows (BrvSourcesPane *self, gint *position)
{
  BrvId source_id = brv_reader_get_source_id (get_reader (self));
  GListModel *rows = brv_source_browser_get_shown (get_browser (self));

  *position = find_position (rows, source_id);
  if (*position >= 0)
    return rows;
  rows = G_LIST_MODEL (self->model);
  *position = find_position (rows, source_id);
  return rows;
}

/*
 * brv_sources_pane_update_reader_header:
 * @self: a pane
 *
 * Says above the reader what is read, and the how manieth of the list it is.
 */
void
brv_sources_pane_update_reader_header (BrvSourcesPane *self)
{
  const BrvSource *source = brv_reader_get_source (get_reader (self));
  g_autofree char *publisher = NULL;
  g_autofree char *position_text = NULL;
  g_autofree char *name = NULL;
  GListModel *rows;
  gint position = -1;
  gint n_rows;

  if (self->workspace == NULL || source == NULL)
    return;
  rows = get_rows (self, &position);
  n_rows = (gint)g_list_model_get_n_items (rows);
  publisher = brv_source_labels_dup_publisher (source);
  /* TRANSLATORS: which of how many sources is read, as in "1 of 12". */
  position_text = g_strdup_printf (_ ("%d of %d"), position + 1, n_rows);
  gtk_label_set_label (GTK_LABEL (self->publisher_label), publisher);
  gtk_label_set_label (GTK_LABEL (self->position_label), position_text);
  name = g_strdup_printf ("%s, %s", publisher, position_text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->switcher_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.previous", position > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.next",
                                 position >= 0 && position + 1 < n_rows);
}

/*
 * brv_sources_pane_update_source_menu:
 * @self: a pane
 *
 * Offers above the reader what can be done with what is read.
 */
void
brv_sources_pane_update_source_menu (BrvSourcesPane *self)
{
  g_autoptr (GMenuModel) menu = NULL;

  if (self->workspace == NULL)
    return;
  menu =
    brv_sources_pane_new_source_menu (self, brv_reader_get_source_id (get_reader (self)), TRUE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->source_menu_button), menu);
}

static void
set_reading (BrvSourcesPane *self, gboolean reading)
{
  if (self->reading == reading)
    return;
  self->reading = reading;
  brv_reader_close_popovers (get_reader (self));
  brv_sources_pane_arrange (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.back", reading);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.switch", reading);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.escape", reading);
  g_object_notify (G_OBJECT (self), "reading");
}

static void
source_shown (BrvSourcesPane *self)
{
  BrvId source_id = brv_reader_get_source_id (get_reader (self));

  brv_source_browser_select (get_browser (self), source_id);
  brv_sources_pane_update_reader_header (self);
  brv_sources_pane_update_source_menu (self);
  set_reading (self, TRUE);
}

/**
 * brv_sources_pane_get_has_selection:
 * @self: a pane
 *
 * Returns: whether a passage that can be quoted is selected in the reader
 */
gboolean
brv_sources_pane_get_has_selection (BrvSourcesPane *self)
{
  g_return_val_if_fail (BRV_IS_SOURCES_PANE (self), FALSE);
  return self->reading && brv_reader_get_has_selection (get_reader (self));
}

/**
 * brv_sources_pane_get_passage:
 * @self: a pane
 * @passage: (out): what is selected
 *
 * Returns: whether a passage that can be quoted is selected in the reader
 */
gboolean
brv_sources_pane_get_passage (BrvSourcesPane *self, BrvPassage *passage)
{
  g_return_val_if_fail (BRV_IS_SOURCES_PANE (self), FALSE);
  g_return_val_if_fail (passage != NULL, FALSE);
  return self->reading &&
         brv_reader_buffer_get_passage (brv_reader_get_buffer (get_reader (self)), passage);
}

/**
 * brv_sources_pane_is_reading:
 * @self: a pane
 *
 * Returns: whether a source is open in the reader
 */
gboolean
brv_sources_pane_is_reading (BrvSourcesPane *self)
{
  g_return_val_if_fail (BRV_IS_SOURCES_PANE (self), FALSE);
  return self->reading;
}

/**
 * brv_sources_pane_show_source:
 * @self: a pane
 * @source_id: a source of the brief
 *
 * Opens the source in the reader, where it was read last.
 */
void
brv_sources_pane_show_source (BrvSourcesPane *self, BrvId source_id)
{
  g_return_if_fail (BRV_IS_SOURCES_PANE (self));

  brv_reader_show_source (get_reader (self), source_id);
  if (brv_id_equal (brv_reader_get_source_id (get_reader (self)), source_id))
    source_shown (self);
}

/**
 * brv_sources_pane_show_passage:
 * @self: a pane
 * @source_id: a source of the brief
 * @range: bytes of its text
 *
 * Opens the source in the reader with the passage selected and in view.
 */
void
brv_sources_pane_show_passage (BrvSourcesPane *self, BrvId source_id, BrvRange range)
{
  g_return_if_fail (BRV_IS_SOURCES_PANE (self));

  brv_reader_show_passage (get_reader (self), source_id, range);
  if (brv_id_equal (brv_reader_get_source_id (get_reader (self)), source_id))
    source_shown (self);
}

/**
 * brv_sources_pane_show_list:
 * @self: a pane
 *
 * Goes back from the reader to the list.
 */
void
brv_sources_pane_show_list (BrvSourcesPane *self)
{
  gboolean had_focus;

  g_return_if_fail (BRV_IS_SOURCES_PANE (self));

  had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  set_reading (self, FALSE);
  g_object_notify (G_OBJECT (self), "has-selection");
  if (had_focus)
    brv_source_browser_focus_list (get_browser (self));
}

/**
 * brv_sources_pane_send_to_section:
 * @self: a pane
 * @section: a section of the brief, counted from 0
 *
 * Adds the selected passage as a quote at the section's end, and says so.
 *
 * Returns: whether there was a passage and a section
 */
gboolean
brv_sources_pane_send_to_section (BrvSourcesPane *self, guint section)
{
  const BrvBrief *brief;
  const BrvSection *target;
  g_autofree char *heading = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  BrvPassage passage;
  BrvId block_id = BRV_ID_NONE;

  g_return_val_if_fail (BRV_IS_SOURCES_PANE (self), FALSE);

  if (!brv_sources_pane_get_passage (self, &passage))
    return FALSE;
  brief = brv_workspace_get_brief (self->workspace);
  if (section >= brv_brief_get_n_sections (brief))
    return FALSE;
  target = brv_brief_get_section (brief, section);
  heading = g_strdup (brv_section_get_heading (target));
  if (!brv_workspace_quote_range (self->workspace, passage.source_id, passage.range,
                                  brv_section_get_id (target), -1, &block_id, &error))
    {
      brv_sources_pane_say (self, error->message, NULL);
      return FALSE;
    }
  /* TRANSLATORS: %s is the heading of a section. */
  text = g_strdup_printf (_ ("Added to %s"), heading);
  brv_sources_pane_say (self, text, &block_id);
  return TRUE;
}

/**
 * brv_sources_pane_zoom:
 * @self: a pane
 * @step: 1 for larger text in the reader, -1 for smaller, 0 for its normal size
 */
void
brv_sources_pane_zoom (BrvSourcesPane *self, gint step)
{
  g_return_if_fail (BRV_IS_SOURCES_PANE (self));
  brv_reader_zoom (get_reader (self), step);
}

/**
 * brv_sources_pane_step:
 * @self: a pane
 * @direction: 1 for the next source of the list, -1 for the one before
 */
void
brv_sources_pane_step (BrvSourcesPane *self, gint direction)
{
  g_autoptr (BrvSourceItem) item = NULL;
  GListModel *rows;
  gint position = -1;

  g_return_if_fail (BRV_IS_SOURCES_PANE (self));

  if (!self->reading)
    return;
  rows = get_rows (self, &position);
  position += direction;
  if (position < 0 || position >= (gint)g_list_model_get_n_items (rows))
    return;
  item = g_list_model_get_item (rows, (guint)position);
  brv_sources_pane_show_source (self, brv_source_item_get_id (item));
}
