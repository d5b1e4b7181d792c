/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "edit/brv-edit-elements.h"
#include "tests/ui/find-child.h"
#include "tests/ui/sample-brief.h"
#include "ui/brief/brv-figure-card.h"

#define DESCRIPTION "A cable in section, five layers"

typedef struct
{
  BrvDocument *document;
  BrvId id;
  GtkWidget *window;
  BrvFigureCard *card;
} Fixture;

static const BrvBlock *
find_block (Fixture *fixture)
{
  return brv_brief_find_block (brv_document_get_brief (fixture->document), fixture->id, NULL, NULL);
}

static BrvImage *
make_image (guint width_px, guint height_px)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("no picture", 10);

  return brv_image_new (bytes, "image/png", width_px, height_px, NULL);
}

static void
show (Fixture *fixture)
{
  brv_figure_card_show (fixture->card, find_block (fixture));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = sample_brief_new_empty ();
  g_autoptr (BrvImage) image = make_image (400, 200);
  g_autoptr (GError) error = NULL;

  fixture->document = brv_document_new (brief);
  g_assert_true (brv_edit_add_figure (fixture->document,
                                      brv_section_get_id (brv_brief_get_section (brief, 0)), -1,
                                      image, NULL, NULL, &fixture->id, &error));
  g_assert_no_error (error);
  fixture->window = adw_window_new ();
  fixture->card = BRV_FIGURE_CARD (brv_figure_card_new (fixture->document));
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->card));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 500, 300);
  gtk_window_present (GTK_WINDOW (fixture->window));
  show (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->document);
}

static GtkWidget *
get_describe_button (Fixture *fixture)
{
  return find_child (GTK_WIDGET (fixture->card), GTK_TYPE_MENU_BUTTON);
}

/* A figure that nobody has described says so, to those who see it and to those who do not. */
static void
test_description (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = get_describe_button (fixture);
  GtkWidget *picture = find_child (GTK_WIDGET (fixture->card), GTK_TYPE_PICTURE);
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));
  GtkWidget *entry = find_child (GTK_WIDGET (popover), GTK_TYPE_ENTRY);

  g_assert_true (gtk_widget_has_css_class (button, "brv-missing"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Figure without a description");
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (popover));
  gtk_editable_set_text (GTK_EDITABLE (entry), DESCRIPTION);
  g_signal_emit_by_name (entry, "activate");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (brv_block_get_alternative (find_block (fixture)), ==, DESCRIPTION);
  show (fixture);
  g_assert_false (gtk_widget_has_css_class (button, "brv-missing"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       DESCRIPTION);
}

/* The layer that the card stands on shows it again whenever it is laid out, so nothing may be made anew then: that
 * would have it laid out again, for ever. */
static void
test_shown_again (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = get_describe_button (fixture);
  g_autoptr (GtkWidget) label = g_object_ref (find_child (button, GTK_TYPE_LABEL));

  show (fixture);
  g_assert_true (find_child (button, GTK_TYPE_LABEL) == label);
}

static void
test_width (Fixture *fixture, gconstpointer data)
{
  g_assert_true (
    gtk_widget_activate_action (get_describe_button (fixture), "figure.width", "i", 50));
  g_assert_cmpuint (brv_block_get_width_percent (find_block (fixture)), ==, 50);
}

static void
count_cb (BrvFigureCard *card, gpointer count)
{
  (*(guint *)count)++;
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_widget_get_parent (get_describe_button (fixture));
  guint n = 0;

  g_signal_connect (fixture->card, "replace-requested", G_CALLBACK (count_cb), &n);
  g_signal_emit_by_name (gtk_widget_get_last_child (box), "clicked");
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (
    brv_id_equal (brv_figure_card_get_id (fixture->card), brv_block_get_id (find_block (fixture))));
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_assert_true (gtk_widget_get_mapped (get_describe_button (fixture)));
  brv_document_set_read_only (fixture->document);
  show (fixture);
  g_assert_false (gtk_widget_get_mapped (get_describe_button (fixture)));
}

static void
test_height (void)
{
  static const struct
  {
    guint width_px;
    guint height_px;
    gint width;
    double scale;
    gint height;
  } cases[] = {
    { 400, 200, 600, 1, 200 },   /* not above its pixels */
    { 4000, 2000, 600, 1, 300 }, /* as wide as the column */
    { 400, 4000, 600, 1, 340 },  /* not higher than may be */
    { 400, 4000, 600, 2, 680 },
    { 400, 4, 600, 1, 48 }, /* but so high that its buttons have room */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BrvImage) image = make_image (cases[i].width_px, cases[i].height_px);

      g_test_message ("%u × %u", cases[i].width_px, cases[i].height_px);
      g_assert_cmpint (brv_figure_card_find_height (image, cases[i].width, cases[i].scale), ==,
                       cases[i].height);
    }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/ui/figure-card/description", Fixture, NULL, set_up, test_description, tear_down);
  g_test_add ("/ui/figure-card/shown-again", Fixture, NULL, set_up, test_shown_again, tear_down);
  g_test_add ("/ui/figure-card/width", Fixture, NULL, set_up, test_width, tear_down);
  g_test_add ("/ui/figure-card/replace", Fixture, NULL, set_up, test_replace, tear_down);
  g_test_add ("/ui/figure-card/read-only", Fixture, NULL, set_up, test_read_only, tear_down);
  g_test_add_func ("/ui/figure-card/height", test_height);
  return g_test_run ();
}
