/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-reader-private.h"

#include "edit/brv-edit-source.h"
#include "model/brv-fragment.h"
#include "ui/shared/brv-clipboard.h"
#include "ui/shared/brv-context-menu.h"
#include "ui/sources/brv-reader-style.h"
#include "ui/sources/brv-reader-view.h"
#include "ui/sources/brv-source-labels.h"
#include "verify/brv-locate.h"

/* Sections beyond the ninth have no key of their own. */
#define N_SECTION_KEYS 9

/* The roles that the reader offers for a block; the others are for importers alone. */
static const BrvRole offered_roles[] = {
  BRV_ROLE_TITLE,     BRV_ROLE_STANDFIRST, BRV_ROLE_BYLINE,       BRV_ROLE_HEADING,
  BRV_ROLE_PARAGRAPH, BRV_ROLE_LIST_ITEM,  BRV_ROLE_QUOTE,        BRV_ROLE_PULL_QUOTE,
  BRV_ROLE_CAPTION,   BRV_ROLE_CREDIT,     BRV_ROLE_PREFORMATTED, BRV_ROLE_FOOTNOTE,
};

static const char broken_message[] =
  N_ ("The selection spans text that was left out. Show it, or select less.");

static void
section_clicked_cb (GtkButton *button, BrvReader *self)
{
  guint section = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "section"));

  brv_reader_send (self, section);
}

static void
copy_clicked_cb (BrvReader *self)
{
  brv_reader_copy (self);
}

static void
show_left_out_clicked_cb (BrvReader *self)
{
  brv_reader_hide_selection_popover (self);
  g_object_set (self, "show-left-out", TRUE, NULL);
}

static GtkWidget *
new_entry (const char *label, const char *keys)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *name = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 30);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (row), name);
  if (keys != NULL)
    {
      GtkWidget *hint = gtk_label_new (keys);

      gtk_widget_set_valign (hint, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (hint, "brv-key");
      gtk_box_append (GTK_BOX (row), hint);
    }
  gtk_button_set_child (GTK_BUTTON (button), row);
  /* The selection stays where it is only while the text has the focus. */
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return button;
}

static char *
dup_accelerator_label (guint keyval, GdkModifierType modifiers)
{
  return gtk_accelerator_get_label (keyval, modifiers);
}

static void
append_title (GtkWidget *box, const char *text)
{
  GtkWidget *title = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 30);
  gtk_widget_add_css_class (title, "brv-popover-title");
  gtk_widget_add_css_class (title, "brv-soft");
  gtk_box_append (GTK_BOX (box), title);
}

static void
append_sections (BrvReader *self, GtkWidget *box)
{
  const BrvBrief *brief = brv_document_get_brief (self->document);

  append_title (box, _ ("Add Quote To"));
  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      g_autofree char *keys =
        i < N_SECTION_KEYS ? dup_accelerator_label (GDK_KEY_1 + i, GDK_CONTROL_MASK) : NULL;
      GtkWidget *button =
        new_entry (brv_section_get_heading (brv_brief_get_section (brief, i)), keys);

      g_object_set_data (G_OBJECT (button), "section", GUINT_TO_POINTER (i));
      g_signal_connect (button, "clicked", G_CALLBACK (section_clicked_cb), self);
      gtk_box_append (GTK_BOX (box), button);
    }
}

static GtkWidget *
new_selection_box (BrvReader *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button;
  g_autofree char *copy_keys = dup_accelerator_label (GDK_KEY_c, GDK_CONTROL_MASK);

  if (!self->has_selection)
    {
      append_title (box, _ ("Left-out text lies inside this selection, so it cannot be quoted."));
      button = new_entry (_ ("Show What Was Left Out"), NULL);
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (show_left_out_clicked_cb), self);
      gtk_box_append (GTK_BOX (box), button);
      return box;
    }
  append_sections (self, box);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  button = new_entry (_ ("Copy as Quote"), copy_keys);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (copy_clicked_cb), self);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

/* Where the visible part of the selection begins, in the reader's coordinates. */
static gboolean
get_selection_rectangle (BrvReader *self, GdkRectangle *rectangle)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  GtkTextIter start;
  GtkTextIter end;
  GdkRectangle first;
  GdkRectangle last;
  GdkRectangle visible;
  gint x = 0;
  gint y = 0;
  double reader_x = 0;
  double reader_y = 0;

  if (brv_reader_is_showing_pages (self))
    return brv_reader_get_page_rectangle (self, rectangle);
  if (!gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end))
    return FALSE;
  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_iter_location (view, &start, &first);
  gtk_text_view_get_iter_location (view, &end, &last);
  if (last.y + last.height <= visible.y || first.y >= visible.y + visible.height)
    return FALSE;

  if (last.y == first.y)
    first.width = last.x - first.x;
  else
    first.width =
      MAX (0, visible.x + visible.width - brv_reader_style_get_margin_px (self->view) - first.x);
  if (first.y < visible.y)
    first = (GdkRectangle){ visible.x, visible.y, visible.width, 1 };
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, first.x, first.y, &x, &y);
  if (!gtk_widget_translate_coordinates (self->view, GTK_WIDGET (self), x, y, &reader_x, &reader_y))
    return FALSE;
  *rectangle = (GdkRectangle){ (gint)reader_x, (gint)reader_y, MAX (first.width, 1), first.height };
  return TRUE;
}

static void
append_menu_item (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

/*
 * brv_reader_dup_menu_label:
 * @text: words that are not ours
 *
 * Returns: (transfer full): a label that shows them, underscores included
 */
char *
brv_reader_dup_menu_label (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "_", -1);

  return g_strjoinv ("__", parts);
}

/*
 * brv_reader_new_sections_menu:
 * @self: a reader
 * @action: what an item does with a section
 * @image: the image with which it does it, or -1 if it needs none
 *
 * Returns: (transfer full): the sections of the brief
 */
GMenuModel *
brv_reader_new_sections_menu (BrvReader *self, const char *action, gint image)
{
  const BrvBrief *brief = brv_document_get_brief (self->document);
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      g_autofree char *label =
        brv_reader_dup_menu_label (brv_section_get_heading (brv_brief_get_section (brief, i)));

      append_menu_item (menu, label, action,
                        image < 0 ? g_variant_new_uint32 (i)
                                  : g_variant_new ("(uu)", (guint)image, i));
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
new_block_menu (BrvReader *self, const BrvSourceBlock *block)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) roles = g_menu_new ();

  append_menu_item (menu, block->kept ? _ ("_Leave Out This Text") : _ ("_Take In This Text"),
                    "reader.toggle-kept", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (offered_roles); i++)
    append_menu_item (roles, brv_source_labels_get_role (offered_roles[i]), "reader.role",
                      g_variant_new_string (brv_role_get_name (offered_roles[i])));
  g_menu_append_submenu (menu, _ ("This Text _Is"), G_MENU_MODEL (roles));
  return G_MENU_MODEL (menu);
}

static GMenuModel *
new_context_menu (BrvReader *self, const GArray *images)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) copy = g_menu_new ();
  g_autoptr (GMenu) view = g_menu_new ();
  g_autoptr (GMenuModel) pictures = brv_reader_new_pictures_menu (self, images);

  if (pictures != NULL)
    g_menu_append_section (menu, NULL, pictures);
  if (self->has_selection)
    {
      g_autoptr (GMenuModel) sections = brv_reader_new_sections_menu (self, "reader.send", -1);

      g_menu_append_section (menu, _ ("Add Quote To"), sections);
      append_menu_item (copy, _ ("_Copy as Quote"), "reader.copy", NULL);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (copy));
    }
  if (self->context_block >= 0)
    {
      const BrvSourceBlock *blocks = brv_source_get_blocks (brv_reader_get_source (self), NULL);
      g_autoptr (GMenuModel) block = new_block_menu (self, &blocks[self->context_block]);

      g_menu_append_section (menu, NULL, block);
    }
  append_menu_item (view, _ ("Show _What Was Left Out"), "reader.show-left-out", NULL);
  append_menu_item (view, _ ("_Find…"), "reader.find", NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (view));
  return G_MENU_MODEL (menu);
}

static void
change_block (BrvReader *self, BrvRole role, gboolean kept)
{
  g_autoptr (GError) error = NULL;

  if (!brv_edit_set_source_block (self->document, self->source_id, (guint)self->context_block, role,
                                  kept, &error))
    g_signal_emit_by_name (self, "message", error->message);
}

static const BrvSourceBlock *
get_context_block (BrvReader *self)
{
  const BrvSource *source = brv_reader_get_source (self);
  const BrvSourceBlock *blocks;
  guint n_blocks = 0;

  if (source == NULL || self->context_block < 0)
    return NULL;
  blocks = brv_source_get_blocks (source, &n_blocks);
  return (guint)self->context_block < n_blocks ? &blocks[self->context_block] : NULL;
}

/*
 * brv_reader_init_menus:
 * @self: a reader whose children are there
 */
void
brv_reader_init_menus (BrvReader *self)
{
  self->selection_popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->selection_popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->selection_popover), GTK_POS_TOP);
  gtk_widget_add_css_class (self->selection_popover, "brv-selection-popover");
  gtk_widget_set_parent (self->selection_popover, GTK_WIDGET (self));

  self->context_menu = brv_context_menu_new (GTK_WIDGET (self));
}

/*
 * brv_reader_dispose_menus:
 * @self: a reader
 */
void
brv_reader_dispose_menus (BrvReader *self)
{
  g_clear_pointer (&self->selection_popover, gtk_widget_unparent);
  g_clear_pointer (&self->context_menu, gtk_widget_unparent);
}

/*
 * brv_reader_show_selection_popover:
 * @self: a reader
 *
 * Offers what can be done with the selection, above it: below, it would cover what is read next.
 */
void
brv_reader_show_selection_popover (BrvReader *self)
{
  GdkRectangle rectangle;
  GtkWidget *scroller;

  if (self->document == NULL || !get_selection_rectangle (self, &rectangle))
    return;
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 400);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), new_selection_box (self));
  gtk_popover_set_child (GTK_POPOVER (self->selection_popover), scroller);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->selection_popover), &rectangle);
  gtk_popover_popup (GTK_POPOVER (self->selection_popover));
}

/*
 * brv_reader_hide_selection_popover:
 * @self: a reader
 */
void
brv_reader_hide_selection_popover (BrvReader *self)
{
  if (self->selection_popover != NULL && gtk_widget_get_visible (self->selection_popover))
    gtk_popover_popdown (GTK_POPOVER (self->selection_popover));
}

static BrvReaderPictures *
get_pictures (BrvReader *self)
{
  return brv_reader_view_get_pictures (BRV_READER_VIEW (self->view));
}

/* The pictures right above a line, or below the last one. */
static GArray *
list_pictures_of_line (BrvReader *self, const GtkTextIter *iter)
{
  BrvReaderPictures *pictures = get_pictures (self);
  g_autoptr (GArray) images =
    self->context_block >= 0 ? brv_reader_pictures_list_above (pictures, (guint)self->context_block)
                             : g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_blocks = 0;

  if (images->len > 0 || gtk_text_iter_get_line (iter) + 1 <
                           gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self->buffer)))
    return g_steal_pointer (&images);
  brv_source_get_blocks (brv_reader_get_source (self), &n_blocks);
  return brv_reader_pictures_list_above (pictures, n_blocks);
}

/* The picture at a place of the view. */
static GArray *
list_pictures_at (BrvReader *self, double x, double y)
{
  GArray *images = g_array_new (FALSE, FALSE, sizeof (guint));
  gint found = brv_reader_pictures_find_at (get_pictures (self), x, y);
  guint image = (guint)found;

  if (found >= 0)
    g_array_append_val (images, image);
  return images;
}

/* On a picture the menu is about this alone; from the keyboard about the caret's block and the pictures
 * above it. */
static void
show_context_menu (BrvReader *self, double x, double y, gboolean at_caret)
{
  g_autoptr (GMenuModel) model = NULL;
  g_autoptr (GArray) images = NULL;
  GtkTextIter iter;
  gint buffer_x = 0;
  gint buffer_y = 0;
  double reader_x = 0;
  double reader_y = 0;

  if (self->document == NULL || brv_reader_get_source (self) == NULL)
    return;
  brv_reader_hide_selection_popover (self);
  gtk_widget_grab_focus (self->view);
  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self->view), GTK_TEXT_WINDOW_WIDGET,
                                         (gint)x, (gint)y, &buffer_x, &buffer_y);
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self->view), &iter, buffer_x, buffer_y);
  self->context_block = brv_reader_buffer_find_block (self->buffer, &iter);
  images = at_caret ? list_pictures_of_line (self, &iter) : list_pictures_at (self, x, y);
  if (!at_caret && images->len > 0)
    self->context_block = -1;
  g_object_notify (G_OBJECT (self), "context-role");

  model = new_context_menu (self, images);
  if (gtk_widget_translate_coordinates (self->view, GTK_WIDGET (self), x, y, &reader_x, &reader_y))
    brv_context_menu_popup (self->context_menu, model, reader_x, reader_y);
}

/*
 * brv_reader_show_context_menu:
 * @self: a reader
 * @x: a place in the view
 * @y: a place in the view
 */
void
brv_reader_show_context_menu (BrvReader *self, double x, double y)
{
  show_context_menu (self, x, y, FALSE);
}

/*
 * brv_reader_show_context_menu_at_caret:
 * @self: a reader
 */
void
brv_reader_show_context_menu_at_caret (BrvReader *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter caret;
  GdkRectangle location;
  gint x = 0;
  gint y = 0;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self->view), &caret, &location);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self->view), GTK_TEXT_WINDOW_WIDGET,
                                         location.x, location.y + location.height / 2, &x, &y);
  y = CLAMP (y, 0, gtk_widget_get_height (self->view));
  show_context_menu (self, x, y, TRUE);
}

/*
 * brv_reader_get_context_role:
 * @self: a reader
 *
 * Returns: the name of the role of the block that the context menu is about, "" if it is about none:
 *   the state of an action cannot be %NULL
 */
const char *
brv_reader_get_context_role (BrvReader *self)
{
  const BrvSourceBlock *block = get_context_block (self);

  return block == NULL ? "" : brv_role_get_name (block->role);
}

/*
 * brv_reader_set_context_role:
 * @self: a reader
 * @role_name: (nullable): the role that the block of the context menu gets
 */
void
brv_reader_set_context_role (BrvReader *self, const char *role_name)
{
  const BrvSourceBlock *block = get_context_block (self);
  BrvRole role = BRV_ROLE_PARAGRAPH;

  if (block == NULL || role_name == NULL || !brv_role_parse (role_name, &role) ||
      role == block->role)
    return;
  change_block (self, role, block->kept);
  g_object_notify (G_OBJECT (self), "context-role");
}

/*
 * brv_reader_toggle_kept:
 * @self: a reader
 *
 * Leaves the block of the context menu out of the article, or takes it in again.
 */
void
brv_reader_toggle_kept (BrvReader *self)
{
  const BrvSourceBlock *block = get_context_block (self);

  if (block != NULL)
    change_block (self, block->role, !block->kept);
}

/*
 * brv_reader_copy:
 * @self: a reader
 *
 * Puts the selection on the clipboard as a quote that brings its source along.
 */
void
brv_reader_copy (BrvReader *self)
{
  const BrvSource *source = brv_reader_get_source (self);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  g_autoptr (BrvQuote) quote = NULL;
  g_autoptr (BrvBlock) block = NULL;
  g_autoptr (BrvFragment) fragment = NULL;
  g_autoptr (GdkContentProvider) provider = NULL;
  BrvSource *sources[1];
  BrvPassage passage;

  brv_reader_hide_selection_popover (self);
  if (!brv_reader_buffer_get_passage (self->buffer, &passage))
    {
      if (brv_reader_buffer_get_passage_state (self->buffer) == BRV_PASSAGE_BROKEN)
        g_signal_emit_by_name (self, "message", _ (broken_message));
      return;
    }
  sources[0] = (BrvSource *)source;
  quote = brv_locate_make_quote (source, passage.range);
  block = brv_block_new_quote (brv_id_new (), quote);
  fragment = brv_fragment_new (&block, 1, FALSE, FALSE, sources, 1);
  provider = brv_clipboard_new_provider (fragment);
  gdk_clipboard_set_content (clipboard, provider);
}

/*
 * brv_reader_send:
 * @self: a reader
 * @section: a section of the brief, counted from 0
 *
 * Asks for the selection to be added to the section's end.
 */
void
brv_reader_send (BrvReader *self, guint section)
{
  brv_reader_hide_selection_popover (self);
  if (brv_reader_buffer_get_passage_state (self->buffer) == BRV_PASSAGE_BROKEN)
    g_signal_emit_by_name (self, "message", _ (broken_message));
  else
    g_signal_emit_by_name (self, "send-requested", section);
}
