/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-figure-card.h"

#include <glib/gi18n.h>

#include "base/brv-raster.h"
#include "edit/brv-edit-elements.h"
#include "ui/shared/brv-raster-texture.h"

/* No picture takes more of the column's height, in pixels at scale 1. */
#define HIGHEST 340

struct _BrvFigureCard
{
  GtkWidget parent_instance;

  /* Owned */
  GSimpleActionGroup *actions;
  BrvDocument *document;
  BrvImage *image; /* (nullable): what is shown */
  BrvId id;

  /* Children */
  GtkWidget *picture;
  GtkWidget *buttons;
  GtkWidget *describe_button;
  GtkWidget *entry;
};

enum
{
  SIGNAL_REPLACE_REQUESTED,
  SIGNAL_SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvFigureCard, brv_figure_card, GTK_TYPE_WIDGET)

static void
brv_figure_card_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
brv_figure_card_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BrvFigureCard *self = BRV_FIGURE_CARD (widget);
  gint buttons_width = 0;
  gint buttons_height = 0;
  gint right = 0;
  gint picture_width = width;

  if (self->image != NULL)
    picture_width = MIN (width, (gint)((double)height * brv_image_get_width_px (self->image) /
                                       brv_image_get_height_px (self->image)));
  gtk_widget_measure (self->buttons, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &buttons_width, NULL,
                      NULL);
  gtk_widget_measure (self->buttons, GTK_ORIENTATION_VERTICAL, -1, NULL, &buttons_height, NULL,
                      NULL);
  gtk_widget_measure (self->picture, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->picture, &(GtkAllocation){ 0, 0, picture_width, height }, -1);
  right = MIN (width, MAX (picture_width, buttons_width + 12));
  gtk_widget_size_allocate (
    self->buttons,
    &(GtkAllocation){ MAX (right - buttons_width - 6, 0), 6, buttons_width, buttons_height }, -1);
}

static void
show_alternative (BrvFigureCard *self, const char *alternative)
{
  gboolean missing = *alternative == '\0';
  const char *label = missing ? _ ("Describe…") : _ ("Description");

  if (missing)
    gtk_widget_add_css_class (self->describe_button, "brv-missing");
  else
    gtk_widget_remove_css_class (self->describe_button, "brv-missing");
  /* The button makes its label anew each time, and the layer that this stands on would be laid out for
   * that, and show this again, for ever. */
  if (g_strcmp0 (gtk_menu_button_get_label (GTK_MENU_BUTTON (self->describe_button)), label) != 0)
    gtk_menu_button_set_label (GTK_MENU_BUTTON (self->describe_button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  missing ? _ ("Figure without a description") : alternative, -1);
}

static void
commit (BrvFigureCard *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (!brv_id_is_none (self->id))
    brv_edit_set_alternative (self->document, self->id, text, NULL);
}

static void
activate_cb (GtkEntry *entry, BrvFigureCard *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->describe_button));
}

static void
closed_cb (GtkPopover *popover, BrvFigureCard *self)
{
  commit (self);
}

static void
opened_cb (GtkWidget *popover, BrvFigureCard *self)
{
  const BrvBlock *block =
    brv_brief_find_block (brv_document_get_brief (self->document), self->id, NULL, NULL);
  const char *alternative = block != NULL ? brv_block_get_alternative (block) : NULL;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), alternative != NULL ? alternative : "");
}

static void
replace_clicked_cb (GtkButton *button, BrvFigureCard *self)
{
  g_signal_emit (self, signals[SIGNAL_REPLACE_REQUESTED], 0);
}

static void
width_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  BrvFigureCard *self = user_data;

  brv_edit_set_figure_width (self->document, self->id, (guint)g_variant_get_int32 (value), NULL);
}

static GMenuModel *
make_width_menu (void)
{
  static const struct
  {
    const char *label;
    gint percent;
  } widths[] = {
    { N_ ("As Its _Pixels Allow"), 0 }, { N_ ("_Full Width"), 100 },
    { N_ ("_Two Thirds"), 67 },         { N_ ("_Half"), 50 },
    { N_ ("_One Third"), 33 },
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (widths[i].label), NULL);

      g_menu_item_set_action_and_target (item, "figure.width", "i", widths[i].percent);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static GtkWidget *
make_width_button (BrvFigureCard *self)
{
  const GActionEntry entries[] = { { "width", NULL, "i", "0", width_cb, { 0 } } };
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = make_width_menu ();

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "figure", G_ACTION_GROUP (self->actions));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Width"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  return button;
}

static void
show_width (BrvFigureCard *self, guint percent)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "width");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_int32 ((gint)percent));
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, BrvFigureCard *self)
{
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

static void
brv_figure_card_dispose (GObject *object)
{
  BrvFigureCard *self = BRV_FIGURE_CARD (object);

  g_clear_pointer (&self->picture, gtk_widget_unparent);
  g_clear_pointer (&self->buttons, gtk_widget_unparent);
  g_clear_pointer (&self->image, brv_image_unref);
  g_clear_object (&self->actions);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (brv_figure_card_parent_class)->dispose (object);
}

static void
brv_figure_card_class_init (BrvFigureCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = brv_figure_card_dispose;
  widget_class->measure = brv_figure_card_measure;
  widget_class->size_allocate = brv_figure_card_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "figurecard");
  signals[SIGNAL_REPLACE_REQUESTED] =
    g_signal_new ("replace-requested", BRV_TYPE_FIGURE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", BRV_TYPE_FIGURE_CARD, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_popover (BrvFigureCard *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *hint = gtk_label_new (_ ("What is there to see, for readers who do not see it?"));

  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 44);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Description of the figure"), -1);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "brv-hint");
  gtk_box_append (GTK_BOX (box), hint);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect (self->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), self);
  g_signal_connect (popover, "map", G_CALLBACK (opened_cb), self);
  return popover;
}

static void
brv_figure_card_init (BrvFigureCard *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkWidget *replace = gtk_button_new_with_label (_ ("Replace…"));

  self->picture = gtk_picture_new ();
  gtk_picture_set_content_fit (GTK_PICTURE (self->picture), GTK_CONTENT_FIT_CONTAIN);
  gtk_picture_set_can_shrink (GTK_PICTURE (self->picture), TRUE);
  gtk_widget_set_parent (self->picture, GTK_WIDGET (self));
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (self->picture, GTK_EVENT_CONTROLLER (click));

  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->buttons, "brv-tools");
  self->describe_button = gtk_menu_button_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->describe_button), make_popover (self));
  g_signal_connect (replace, "clicked", G_CALLBACK (replace_clicked_cb), self);
  gtk_box_append (GTK_BOX (self->buttons), self->describe_button);
  gtk_box_append (GTK_BOX (self->buttons), make_width_button (self));
  gtk_box_append (GTK_BOX (self->buttons), replace);
  gtk_widget_set_parent (self->buttons, GTK_WIDGET (self));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "default");
}

/**
 * brv_figure_card_new:
 * @document: the document whose figures are shown
 *
 * Returns: (transfer floating): a card that shows nothing yet
 */
GtkWidget *
brv_figure_card_new (BrvDocument *document)
{
  BrvFigureCard *self = g_object_new (BRV_TYPE_FIGURE_CARD, NULL);

  self->document = g_object_ref (document);
  return GTK_WIDGET (self);
}

/* Only pixels that were unpacked with all checks are shown; nothing foreign is decoded here. */
static GdkTexture *
make_texture (const BrvImage *image)
{
  g_autoptr (BrvRaster) raster = NULL;

  if (brv_image_get_preview (image) == NULL)
    return NULL;
  raster = brv_raster_unpack (brv_image_get_preview (image), NULL);
  return raster != NULL ? brv_raster_texture_new (raster) : NULL;
}

/**
 * brv_figure_card_show:
 * @self: a card
 * @block: a figure
 *
 * Shows a figure.
 */
void
brv_figure_card_show (BrvFigureCard *self, const BrvBlock *block)
{
  const BrvImage *image = brv_block_get_image (block);

  g_return_if_fail (image != NULL);

  self->id = brv_block_get_id (block);
  show_alternative (self, brv_block_get_alternative (block));
  show_width (self, brv_block_get_width_percent (block));
  gtk_widget_set_visible (self->buttons, !brv_document_is_read_only (self->document));
  if (self->image == image)
    return;
  {
    g_autoptr (GdkTexture) texture = make_texture (image);

    gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  }
  g_clear_pointer (&self->image, brv_image_unref);
  self->image = brv_image_ref (image);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * brv_figure_card_get_id:
 * @self: a card
 *
 * Returns: the id of the figure shown, or none
 */
BrvId
brv_figure_card_get_id (BrvFigureCard *self)
{
  return self->id;
}

/**
 * brv_figure_card_find_height:
 * @image: an image
 * @width: how wide it may be, in pixels
 * @scale: text scale × zoom
 *
 * Returns: how high it is shown, in pixels
 */
gint
brv_figure_card_find_height (const BrvImage *image, gint width, double scale)
{
  double height = (double)width * brv_image_get_height_px (image) / brv_image_get_width_px (image);

  height = MIN (height, HIGHEST * scale);
  height = MIN (height, brv_image_get_height_px (image) * scale);
  return (gint)MAX (height, 48 * scale);
}
