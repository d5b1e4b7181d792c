/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ui/sources/brv-reader-private.h"

#include "model/brv-source-merge.h"
#include "ui/sources/brv-find-bar.h"
#include "ui/sources/brv-reader-style.h"
#include "ui/sources/brv-reader-view.h"
#include "ui/sources/brv-source-labels.h"
#include "ui/sources/brv-source-pages.h"

#define ZOOM_FACTOR 1.1
#define ZOOM_MIN    0.6
#define ZOOM_MAX    2.6

enum
{
  PROP_0,
  PROP_HAS_SELECTION,
  PROP_SHOW_LEFT_OUT,
  PROP_SHOW_PAGES,
  PROP_SCROLLED,
  PROP_CONTEXT_ROLE,
  N_PROPS,
};

enum
{
  SIGNAL_BLOCK_REQUESTED,
  SIGNAL_SEND_REQUESTED,
  SIGNAL_PICTURE_REQUESTED,
  SIGNAL_PICTURE_COPIED,
  SIGNAL_MESSAGE,
  SIGNAL_SOURCE_GONE,
  N_SIGNALS,
};

G_DEFINE_FINAL_TYPE (BrvReader, brv_reader, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const char *
get_notice (const BrvSource *source)
{
  if (brv_source_awaits_text (source))
    return _ (
      "Only the reference is here. To add the text, choose Attach Text in the source menu.");
  return brv_source_is_incomplete (source) ? _ ("This text says that it is an excerpt.") : NULL;
}

static void
show (BrvReader *self, const BrvSource *source)
{
  g_autofree char *meta = source == NULL ? NULL : brv_source_labels_dup_meta (source);
  const char *notice = source == NULL ? NULL : get_notice (source);
  g_autoptr (GArray) shown = NULL;

  brv_reader_close_popovers (self);
  brv_reader_buffer_show (self->buffer, source, meta, notice, self->show_left_out);
  brv_reader_pictures_show (brv_reader_view_get_pictures (BRV_READER_VIEW (self->view)));
  brv_reader_reset_quoted (self);
  shown = brv_reader_buffer_list_shown (self->buffer);
  brv_find_bar_set_text (BRV_FIND_BAR (self->find_bar),
                         source == NULL ? NULL : brv_source_get_text (source),
                         source == NULL ? 0 : brv_source_get_text_length (source), shown);
  brv_reader_update_pages (self);
}

static void
set_show_left_out (BrvReader *self, gboolean show_left_out)
{
  if (self->show_left_out == show_left_out)
    return;
  self->show_left_out = show_left_out;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_LEFT_OUT]);
}

/* Shows the source as the document has it now, where it was being read. */
static void
reload (BrvReader *self)
{
  const BrvBrief *brief = brv_document_get_brief (self->document);

  brv_reader_remember_place (self);
  show (self, brv_brief_lookup_source (brief, self->source_id));
  brv_reader_restore_place (self);
}

static void
document_changed_cb (BrvReader *self, BrvChange *change)
{
  const BrvSource *source;

  if (brv_id_is_none (self->source_id))
    return;
  source = brv_brief_lookup_source (brv_document_get_brief (self->document), self->source_id);
  if (source == NULL)
    {
      self->source_id = BRV_ID_NONE;
      show (self, NULL);
      g_signal_emit (self, signals[SIGNAL_SOURCE_GONE], 0);
    }
  else if (source != brv_reader_buffer_get_source (self->buffer))
    {
      reload (self);
    }
  else if (brv_reader_touches_quotes (change))
    {
      brv_reader_update_quoted (self);
    }
}

static void
selection_changed_cb (BrvReader *self)
{
  BrvPassageState state = brv_reader_buffer_get_passage_state (self->buffer);
  gboolean has_selection = state == BRV_PASSAGE_WHOLE;

  brv_reader_update_page_selection (self);
  /* A broken selection is answered by saying what is wrong with it. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.send", state != BRV_PASSAGE_NONE);
  if (has_selection == self->has_selection)
    return;
  self->has_selection = has_selection;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_SELECTION]);
}

static void
mark_set_cb (BrvReader *self, GtkTextIter *iter, GtkTextMark *mark)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);

  if (mark == gtk_text_buffer_get_insert (buffer) ||
      mark == gtk_text_buffer_get_selection_bound (buffer))
    selection_changed_cb (self);
}

static void
scrolled_cb (BrvReader *self)
{
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  gboolean scrolled = gtk_adjustment_get_value (adjustment) > 0;

  brv_reader_hide_selection_popover (self);
  if (scrolled == self->scrolled)
    return;
  self->scrolled = scrolled;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCROLLED]);
}

static void
restyle (BrvReader *self)
{
  gint column = brv_reader_style_get_column_px (self->view, self->zoom);
  gint margin = brv_reader_style_get_margin_px (self->view);

  brv_reader_style_apply (self->buffer, self->view, self->zoom);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->view), margin);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->view), margin);
  adw_clamp_scrollable_set_maximum_size (ADW_CLAMP_SCROLLABLE (self->clamp), column);
  adw_clamp_scrollable_set_tightening_threshold (ADW_CLAMP_SCROLLABLE (self->clamp), column);
  brv_reader_pictures_measure (brv_reader_view_get_pictures (BRV_READER_VIEW (self->view)));
}

static gboolean
restyle_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  restyle (BRV_READER (widget));
  return G_SOURCE_REMOVE;
}

/* In the next frame: the colours of the new style are not there yet when it is announced. */
static void
style_changed_cb (BrvReader *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self), restyle_tick_cb, NULL, NULL);
}

static void
hits_changed_cb (BrvReader *self)
{
  guint n_hits = 0;
  const BrvRange *hits = brv_find_bar_get_hits (BRV_FIND_BAR (self->find_bar), &n_hits);
  gint current = brv_find_bar_get_current (BRV_FIND_BAR (self->find_bar));
  GtkTextIter start;
  GtkTextIter end;

  brv_reader_buffer_mark (self->buffer, BRV_READER_TAG_HIT, hits, n_hits);
  brv_reader_buffer_mark (self->buffer, BRV_READER_TAG_CURRENT, current < 0 ? NULL : &hits[current],
                          current < 0 ? 0 : 1);
  if (current >= 0 && brv_reader_buffer_get_iters (self->buffer, hits[current], &start, &end))
    {
      GtkTextMark *mark =
        gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (self->buffer), NULL, &start, TRUE);

      gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), mark, 0.1, FALSE, 0, 0);
      gtk_text_buffer_delete_mark (GTK_TEXT_BUFFER (self->buffer), mark);
      brv_reader_scroll_pages (self, hits[current]);
    }
}

/* The find bar leaves its hit selected, so that it can be quoted at once. */
static void
find_closed_cb (BrvReader *self)
{
  gtk_widget_grab_focus (self->view);
}

static void
copy_clipboard_cb (BrvReader *self)
{
  g_signal_stop_emission_by_name (self->view, "copy-clipboard");
  brv_reader_copy (self);
}

static void
unlock_cb (BrvReader *self)
{
  brv_reader_unlock (self);
}

static void
brv_reader_dispose (GObject *object)
{
  BrvReader *self = BRV_READER (object);

  g_clear_handle_id (&self->popover_timeout_id, g_source_remove);
  brv_reader_dispose_menus (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), BRV_TYPE_READER);
  g_clear_object (&self->document);
  g_clear_object (&self->buffer);
  G_OBJECT_CLASS (brv_reader_parent_class)->dispose (object);
}

static void
brv_reader_finalize (GObject *object)
{
  BrvReader *self = BRV_READER (object);

  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->quoted, g_array_unref);
  G_OBJECT_CLASS (brv_reader_parent_class)->finalize (object);
}

static void
brv_reader_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BrvReader *self = BRV_READER (object);

  switch (prop_id)
    {
    case PROP_HAS_SELECTION:
      g_value_set_boolean (value, self->has_selection);
      break;
    case PROP_SHOW_LEFT_OUT:
      g_value_set_boolean (value, self->show_left_out);
      break;
    case PROP_SHOW_PAGES:
      g_value_set_boolean (value, self->show_pages);
      break;
    case PROP_SCROLLED:
      g_value_set_boolean (value, self->scrolled);
      break;
    case PROP_CONTEXT_ROLE:
      g_value_set_string (value, brv_reader_get_context_role (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
brv_reader_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BrvReader *self = BRV_READER (object);

  switch (prop_id)
    {
    case PROP_SHOW_LEFT_OUT:
      if (g_value_get_boolean (value) == self->show_left_out)
        break;
      brv_reader_remember_place (self);
      set_show_left_out (self, g_value_get_boolean (value));
      show (self, brv_reader_get_source (self));
      brv_reader_restore_place (self);
      break;
    case PROP_SHOW_PAGES:
      if (g_value_get_boolean (value) == self->show_pages)
        break;
      brv_reader_set_show_pages (self, g_value_get_boolean (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_CONTEXT_ROLE:
      brv_reader_set_context_role (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
brv_reader_class_init (BrvReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags read_flags =
    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags write_flags =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = brv_reader_dispose;
  object_class->finalize = brv_reader_finalize;
  object_class->get_property = brv_reader_get_property;
  object_class->set_property = brv_reader_set_property;

  properties[PROP_HAS_SELECTION] =
    g_param_spec_boolean ("has-selection", NULL, NULL, FALSE, read_flags);
  properties[PROP_SHOW_LEFT_OUT] =
    g_param_spec_boolean ("show-left-out", NULL, NULL, FALSE, write_flags);
  properties[PROP_SHOW_PAGES] = g_param_spec_boolean ("show-pages", NULL, NULL, FALSE, write_flags);
  properties[PROP_SCROLLED] = g_param_spec_boolean ("scrolled", NULL, NULL, FALSE, read_flags);
  /* The role of the block that the context menu is about: the state of its submenu. */
  properties[PROP_CONTEXT_ROLE] =
    g_param_spec_string ("context-role", NULL, NULL, NULL, write_flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_BLOCK_REQUESTED] =
    g_signal_new ("block-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_SEND_REQUESTED] =
    g_signal_new ("send-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_PICTURE_REQUESTED] =
    g_signal_new ("picture-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SIGNAL_PICTURE_COPIED] =
    g_signal_new ("picture-copied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_SOURCE_GONE] =
    g_signal_new ("source-gone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  brv_reader_install_actions (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "source-reader");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/brevier/Brevier/ui/brv-reader.ui");
  gtk_widget_class_bind_template_child (widget_class, BrvReader, content);
  gtk_widget_class_bind_template_child (widget_class, BrvReader, find_bar);
  gtk_widget_class_bind_template_child (widget_class, BrvReader, view_switch);
  gtk_widget_class_bind_template_child (widget_class, BrvReader, stack);
  gtk_widget_class_bind_template_child (widget_class, BrvReader, pages_scroller);
  gtk_widget_class_bind_template_child (widget_class, BrvReader, pages);
  gtk_widget_class_bind_template_child (widget_class, BrvReader, locked_page);
  gtk_widget_class_bind_template_child (widget_class, BrvReader, password_entry);
  gtk_widget_class_bind_template_child (widget_class, BrvReader, scroller);
  gtk_widget_class_bind_template_child (widget_class, BrvReader, clamp);
  gtk_widget_class_bind_template_child (widget_class, BrvReader, view);
  gtk_widget_class_bind_template_callback (widget_class, hits_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clipboard_cb);
  gtk_widget_class_bind_template_callback (widget_class, unlock_cb);
}

static void
brv_reader_init (BrvReader *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  GtkSettings *settings;

  self->zoom = 1;
  self->context_block = -1;
  self->places = g_hash_table_new_full (brv_id_hash, brv_id_equal_pointers, g_free, g_free);
  self->quoted = g_array_new (FALSE, FALSE, sizeof (BrvQuotedPassage));
  self->buffer = brv_reader_buffer_new ();

  g_type_ensure (BRV_TYPE_FIND_BAR);
  g_type_ensure (BRV_TYPE_READER_VIEW);
  g_type_ensure (BRV_TYPE_SOURCE_PAGES);
  g_type_ensure (ADW_TYPE_CLAMP_SCROLLABLE);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self->view), GTK_TEXT_BUFFER (self->buffer));
  g_signal_connect_object (self->buffer, "mark-set", G_CALLBACK (mark_set_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "value-changed",
    G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.send", FALSE);

  settings = gtk_widget_get_settings (GTK_WIDGET (self));
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-xft-dpi", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-font-name", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "realize", G_CALLBACK (restyle), NULL);

  brv_reader_init_pages (self);
  brv_reader_init_pointer (self);
  brv_reader_init_menus (self);
  brv_reader_bind_view_keys (self);
}

/**
 * brv_reader_new:
 *
 * Returns: a reader without a document
 */
GtkWidget *
brv_reader_new (void)
{
  return g_object_new (BRV_TYPE_READER, NULL);
}

/**
 * brv_reader_set_document:
 * @self: a reader that has no document yet
 * @document: the document whose sources it shows
 */
void
brv_reader_set_document (BrvReader *self, BrvDocument *document)
{
  g_return_if_fail (BRV_IS_READER (self));
  g_return_if_fail (BRV_IS_DOCUMENT (document));
  g_return_if_fail (self->document == NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * brv_reader_show_source:
 * @self: a reader
 * @source_id: a source of the brief
 *
 * Shows the source where it was read last.
 */
void
brv_reader_show_source (BrvReader *self, BrvId source_id)
{
  const BrvSource *source;

  g_return_if_fail (BRV_IS_READER (self));
  g_return_if_fail (self->document != NULL);

  source = brv_brief_lookup_source (brv_document_get_brief (self->document), source_id);
  if (source == NULL || source == brv_reader_buffer_get_source (self->buffer))
    return;
  brv_reader_remember_place (self);
  self->source_id = source_id;
  set_show_left_out (self, brv_reader_showed_left_out (self));
  show (self, source);
  brv_reader_restore_place (self);
}

/**
 * brv_reader_find:
 * @self: a reader
 * @query: (nullable): what to look for, or NULL to take what stands in the bar
 *
 * Opens the find bar.
 */
void
brv_reader_find (BrvReader *self, const char *query)
{
  g_return_if_fail (BRV_IS_READER (self));

  brv_reader_close_popovers (self);
  brv_find_bar_open (BRV_FIND_BAR (self->find_bar), query);
}

/**
 * brv_reader_dismiss:
 * @self: a reader
 *
 * Closes what lies over the text: the popover at the selection, else the find bar.
 *
 * Returns: whether there was something to close
 */
gboolean
brv_reader_dismiss (BrvReader *self)
{
  g_return_val_if_fail (BRV_IS_READER (self), FALSE);

  if (gtk_widget_get_visible (self->selection_popover))
    {
      brv_reader_hide_selection_popover (self);
      return TRUE;
    }
  if (!brv_find_bar_is_open (BRV_FIND_BAR (self->find_bar)))
    return FALSE;
  brv_find_bar_close (BRV_FIND_BAR (self->find_bar));
  return TRUE;
}

/**
 * brv_reader_zoom:
 * @self: a reader
 * @step: 1 for larger, -1 for smaller, 0 for the normal size
 */
void
brv_reader_zoom (BrvReader *self, gint step)
{
  g_return_if_fail (BRV_IS_READER (self));

  brv_reader_close_popovers (self);
  if (step == 0)
    self->zoom = 1;
  else
    self->zoom = CLAMP (self->zoom * pow (ZOOM_FACTOR, step), ZOOM_MIN, ZOOM_MAX);
  brv_source_pages_set_zoom (BRV_SOURCE_PAGES (self->pages), self->zoom);
  restyle (self);
}

/**
 * brv_reader_close_popovers:
 * @self: a reader
 *
 * Closes what hangs at the selection or the pointer.
 */
void
brv_reader_close_popovers (BrvReader *self)
{
  g_return_if_fail (BRV_IS_READER (self));

  brv_reader_hide_selection_popover (self);
  if (self->context_menu != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->context_menu));
}

/**
 * brv_reader_get_source_id:
 * @self: a reader
 *
 * Returns: the source that is shown, or none
 */
BrvId
brv_reader_get_source_id (BrvReader *self)
{
  g_return_val_if_fail (BRV_IS_READER (self), BRV_ID_NONE);
  return self->source_id;
}

/**
 * brv_reader_get_source:
 * @self: a reader
 *
 * Returns: (transfer none) (nullable): the source that is shown
 */
const BrvSource *
brv_reader_get_source (BrvReader *self)
{
  g_return_val_if_fail (BRV_IS_READER (self), NULL);
  return brv_reader_buffer_get_source (self->buffer);
}

/**
 * brv_reader_get_has_selection:
 * @self: a reader
 *
 * Returns: whether a passage that can be quoted is selected
 */
gboolean
brv_reader_get_has_selection (BrvReader *self)
{
  g_return_val_if_fail (BRV_IS_READER (self), FALSE);
  return self->has_selection;
}

/**
 * brv_reader_get_buffer:
 * @self: a reader
 *
 * Returns: (transfer none): its buffer, which knows the selected passage
 */
BrvReaderBuffer *
brv_reader_get_buffer (BrvReader *self)
{
  g_return_val_if_fail (BRV_IS_READER (self), NULL);
  return self->buffer;
}
