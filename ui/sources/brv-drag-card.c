/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/sources/brv-drag-card.h"

#define TEXT_CHARS 34
#define TEXT_LINES 3

/* Where the pointer stands in the icon: in the margin that holds the shadow of the card. */
#define POINTER_X_PX            8
#define POINTER_ABOVE_BOTTOM_PX 14

/* Text beyond this cannot be seen on the card and would only have to be measured. */
#define TEXT_MAX_CHARS 160

/**
 * brv_drag_card_new:
 * @text: the passage
 * @place: where it is from
 *
 * Returns: the card
 */
GtkWidget *
brv_drag_card_new (const char *text, const char *place)
{
  g_autofree char *start = NULL;
  GtkWidget *card;
  GtkWidget *row;
  GtkWidget *label;

  g_return_val_if_fail (text != NULL && place != NULL, NULL);

  start = g_utf8_strlen (text, -1) > TEXT_MAX_CHARS ? g_utf8_substring (text, 0, TEXT_MAX_CHARS)
                                                    : g_strdup (text);
  g_strdelimit (start, "\n\t", ' ');
  card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (card, "brv-drag-card");

  label = gtk_label_new (start);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (label), TEXT_LINES);
  gtk_label_set_max_width_chars (GTK_LABEL (label), TEXT_CHARS);
  gtk_widget_add_css_class (label, "brv-source-words");
  gtk_box_append (GTK_BOX (card), label);

  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name ("brv-quote-symbolic"));
  label = gtk_label_new (place);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), TEXT_CHARS);
  gtk_box_append (GTK_BOX (row), label);
  gtk_widget_add_css_class (row, "brv-row-byline");
  gtk_widget_add_css_class (row, "brv-soft");
  gtk_box_append (GTK_BOX (card), row);
  return card;
}

/**
 * brv_drag_card_dress:
 * @drag: a drag that has begun
 * @card: what shall hang at its pointer
 *
 * Hangs @card above and to the right of the pointer: below, it would hide the place of landing.
 */
void
brv_drag_card_dress (GdkDrag *drag, GtkWidget *card)
{
  GtkWidget *icon;
  GtkRequisition size;

  g_return_if_fail (GDK_IS_DRAG (drag));
  g_return_if_fail (GTK_IS_WIDGET (card));

  icon = gtk_drag_icon_get_for_drag (drag);
  gtk_drag_icon_set_child (GTK_DRAG_ICON (icon), card);
  gtk_widget_get_preferred_size (icon, NULL, &size);
  /* The surface is there already, in the size of what the card takes the place of. */
  gdk_drag_surface_present (GDK_DRAG_SURFACE (gtk_native_get_surface (GTK_NATIVE (icon))),
                            size.width, size.height);
  gdk_drag_set_hotspot (drag, POINTER_X_PX, size.height - POINTER_ABOVE_BOTTOM_PX);
}
