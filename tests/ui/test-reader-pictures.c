/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "tests/ui/find-child.h"
#include "ui/sources/brv-picture-loader.h"
#include "ui/sources/brv-reader-picture.h"
#include "ui/sources/brv-reader-view.h"

#define TIMEOUT_S 60
#define MARGIN_PX 20

typedef struct
{
  BrvSource *source;
  GtkWidget *window;
  BrvReaderBuffer *buffer;
  BrvReaderView *view;
} Fixture;

static const struct
{
  BrvRole role;
  gboolean kept;
  gint image;
  const char *text;
} sample[] = {
  { BRV_ROLE_TITLE, TRUE, -1, "A Harbour Learns to Wait" },
  { BRV_ROLE_CAPTION, TRUE, 0, "The harbour at dusk" },
  { BRV_ROLE_PARAGRAPH, TRUE, -1, "Three winters of repairs have taught the port to wait." },
  { BRV_ROLE_FURNITURE, FALSE, -1, "Also read: locks" },
  { BRV_ROLE_PARAGRAPH, TRUE, -1, "The queue is older than the harbour." },
};

/* A picture in one colour, as the importers leave it. */
static GBytes *
make_picture (gint width, gint height, guint32 colour)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize length = 0;

  gdk_pixbuf_fill (pixbuf, colour);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static BrvSource *
new_source (gboolean with_images)
{
  g_autoptr (GBytes) wide = make_picture (1600, 800, 0x336699ff);
  g_autoptr (GBytes) small = make_picture (120, 60, 0x993333ff);
  g_autoptr (GBytes) bad = g_bytes_new_static ("no picture", 10);
  const BrvSourceImage images[] = {
    { "wide", "image/png", NULL, wide, 1600, 800, -1 },
    { "small", "image/png", "A crane", small, 120, 60, 2 },
    { "bad", "image/png", "A buoy", bad, 200, 100, 4 },
    { "", "image/png", "A ship that did not come along", NULL, 0, 0, 4 },
    { "", "image/png", NULL, NULL, 900, 900, 4 },
    { "small", "image/png", "A teaser", small, 120, 60, 3 },
    { "small", "image/png", "The end", small, 120, 60, G_N_ELEMENTS (sample) },
  };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) original = g_bytes_new_static ("", 0);
  g_autoptr (BrvRecord) record = brv_record_new ();
  BrvSourceBlock blocks[G_N_ELEMENTS (sample)] = { 0 };
  BrvSourceParts parts = { .id = brv_id_new (), .original = original, .record = record };

  for (guint i = 0; i < G_N_ELEMENTS (sample); i++)
    {
      g_string_append (text, i > 0 ? "\n" : "");
      blocks[i] = (BrvSourceBlock){ .role = sample[i].role,
                                    .kept = sample[i].kept,
                                    .page = -1,
                                    .image = with_images ? sample[i].image : -1 };
      blocks[i].range.start = text->len;
      g_string_append (text, sample[i].text);
      blocks[i].range.end = text->len;
    }
  parts.text = text->str;
  parts.blocks = blocks;
  parts.n_blocks = G_N_ELEMENTS (blocks);
  parts.images = images;
  parts.n_images = with_images ? G_N_ELEMENTS (images) : 0;
  return brv_source_new (&parts);
}

static void
settle (void)
{
  for (guint i = 0; i < 20; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (2000);
    }
}

static BrvReaderPictures *
get_pictures (Fixture *fixture)
{
  return brv_reader_view_get_pictures (fixture->view);
}

static void
show (Fixture *fixture, const BrvSource *source, gboolean show_left_out)
{
  brv_reader_buffer_show (fixture->buffer, source, NULL, NULL, show_left_out);
  brv_reader_pictures_show (get_pictures (fixture));
  settle ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const gint width = GPOINTER_TO_INT (data);

  fixture->source = new_source (TRUE);
  fixture->buffer = brv_reader_buffer_new ();
  fixture->view =
    g_object_new (BRV_TYPE_READER_VIEW, "buffer", fixture->buffer, "wrap-mode", GTK_WRAP_WORD_CHAR,
                  "left-margin", MARGIN_PX, "right-margin", MARGIN_PX, NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (fixture->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 1000);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer view = fixture->view;

  g_object_add_weak_pointer (view, &view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  g_assert_null (view);
  g_object_unref (fixture->buffer);
  brv_source_unref (fixture->source);
}

static graphene_rect_t
get_bounds (Fixture *fixture, GtkWidget *picture)
{
  graphene_rect_t bounds;

  g_assert_nonnull (picture);
  g_assert_true (gtk_widget_compute_bounds (picture, GTK_WIDGET (fixture->view), &bounds));
  return bounds;
}

/* Of the pictures in sight the one that has `index` others above it, or NULL. */
static GtkWidget *
find_picture (Fixture *fixture, guint index)
{
  g_autoptr (GPtrArray) pictures = g_ptr_array_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (BRV_IS_READER_PICTURE (child) && gtk_widget_get_mapped (child))
      {
        guint at = 0;

        while (at < pictures->len &&
               get_bounds (fixture, g_ptr_array_index (pictures, at)).origin.y <
                 get_bounds (fixture, child).origin.y)
          at++;
        g_ptr_array_insert (pictures, (gint)at, child);
      }
  return index < pictures->len ? g_ptr_array_index (pictures, index) : NULL;
}

/* Where the first letter of some words stands in the view. */
static GdkRectangle
find_words (Fixture *fixture, const char *words)
{
  GtkTextIter start;
  GtkTextIter end;
  GdkRectangle place;

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (fixture->buffer), &start);
  g_assert_true (gtk_text_iter_forward_search (&start, words, 0, &start, &end, NULL));
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (fixture->view), &start, &place);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (fixture->view), GTK_TEXT_WINDOW_WIDGET,
                                         place.x, place.y, &place.x, &place.y);
  return place;
}

static void
test_places (Fixture *fixture, gconstpointer data)
{
  const float column = (float)(GPOINTER_TO_INT (data) - 2 * MARGIN_PX);
  graphene_rect_t wide;
  graphene_rect_t small;
  graphene_rect_t last;
  GdkRectangle caption;

  show (fixture, fixture->source, FALSE);
  wide = get_bounds (fixture, find_picture (fixture, 0));
  caption = find_words (fixture, "The harbour at dusk");
  g_assert_cmpfloat (wide.size.width, ==, column);
  g_assert_cmpfloat (wide.size.height, ==, column / 2);
  g_assert_cmpfloat (wide.origin.x, ==, MARGIN_PX);
  g_assert_cmpfloat (wide.origin.y, >=, find_words (fixture, "A Harbour").y + caption.height);
  g_assert_cmpfloat (wide.origin.y + wide.size.height, <=, caption.y);

  /* No larger than it is. */
  small = get_bounds (fixture, find_picture (fixture, 1));
  g_assert_cmpfloat (small.size.width, ==, 120);
  g_assert_cmpfloat (small.size.height, ==, 60);
  g_assert_cmpfloat (small.origin.y, >=, caption.y + caption.height);
  g_assert_cmpfloat (small.origin.y + small.size.height, <=, find_words (fixture, "Three").y);

  /* Two without pixels, of which one has words; the last below all text. */
  last = get_bounds (fixture, find_picture (fixture, 4));
  g_assert_cmpfloat (last.origin.y, >, find_words (fixture, "The queue").y);
  g_assert_null (find_picture (fixture, 5));
}

static void
assert_above (Fixture *fixture, guint block, const char *expected)
{
  g_autoptr (GArray) images = brv_reader_pictures_list_above (get_pictures (fixture), block);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < images->len; i++)
    g_string_append_printf (found, i > 0 ? " %u" : "%u", g_array_index (images, guint, i));
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_found (Fixture *fixture, gconstpointer data)
{
  graphene_rect_t wide;
  GdkRectangle caption;

  show (fixture, fixture->source, FALSE);
  wide = get_bounds (fixture, find_picture (fixture, 0));
  caption = find_words (fixture, "The harbour at dusk");
  g_assert_cmpint (
    brv_reader_pictures_find_at (get_pictures (fixture), wide.origin.x + 3, wide.origin.y + 3), ==,
    0);
  g_assert_cmpint (
    brv_reader_pictures_find_at (get_pictures (fixture), caption.x + 3, caption.y + 3), ==, -1);
  g_assert_cmpint (brv_reader_pictures_find_at (get_pictures (fixture), 2, wide.origin.y + 3), ==,
                   -1);
  assert_above (fixture, 1, "0");
  assert_above (fixture, 2, "1");
  assert_above (fixture, 0, "");
  assert_above (fixture, 4, "2 3");
  assert_above (fixture, G_N_ELEMENTS (sample), "6");
  show (fixture, NULL, FALSE);
  g_assert_null (find_picture (fixture, 0));
  g_assert_cmpint (brv_reader_pictures_find_at (get_pictures (fixture), 30, 30), ==, -1);
}

/* What is left out has its picture with it. */
static void
test_left_out (Fixture *fixture, gconstpointer data)
{
  show (fixture, fixture->source, FALSE);
  assert_above (fixture, 3, "");
  show (fixture, fixture->source, TRUE);
  assert_above (fixture, 3, "5");
}

/* Pictures take no character: text and places are those of the same source without them. */
static void
test_text_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvSource) bare = new_source (FALSE);
  g_autofree char *with = NULL;
  g_autofree char *without = NULL;
  gint height = 0;
  gint bare_height = 0;
  GtkTextIter start;
  GtkTextIter end;
  gint y = 0;

  show (fixture, fixture->source, TRUE);
  g_object_get (fixture->buffer, "text", &with, NULL);
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (fixture->buffer), &start, 1);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (fixture->view), &start, &y, &height);
  g_assert_true (brv_reader_buffer_get_iters (fixture->buffer, (BrvRange){ 25, 28 }, &start, &end));
  g_assert_cmpint (gtk_text_iter_get_offset (&start), ==, 25);

  /* The room goes with the pictures. */
  show (fixture, bare, TRUE);
  g_object_get (fixture->buffer, "text", &without, NULL);
  g_assert_cmpstr (with, ==, without);
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (fixture->buffer), &start, 1);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (fixture->view), &start, &y, &bare_height);
  g_assert_cmpint (height, >, bare_height + 100);
}

static gboolean
is_loaded (GtkWidget *picture)
{
  return picture != NULL && gtk_widget_has_css_class (picture, "loaded");
}

static void
wait_for_textures (Fixture *fixture)
{
  for (gint64 end = g_get_monotonic_time () + TIMEOUT_S * G_USEC_PER_SEC;
       !(is_loaded (find_picture (fixture, 0)) && is_loaded (find_picture (fixture, 1))) &&
       g_get_monotonic_time () < end;)
    settle ();
}

static void
test_decoded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();

  show (fixture, fixture->source, FALSE);
  g_assert_false (is_loaded (find_picture (fixture, 0)));
  brv_reader_pictures_set_workers (get_pictures (fixture), workers);
  wait_for_textures (fixture);
  g_assert_true (is_loaded (find_picture (fixture, 0)));
  g_assert_true (is_loaded (find_picture (fixture, 1)));
  /* What cannot be decoded, and what did not come along. */
  g_assert_false (is_loaded (find_picture (fixture, 2)));
  g_assert_false (is_loaded (find_picture (fixture, 3)));
}

typedef struct
{
  guint n_loaded;
  guint n_wanted;
} Count;

static void
count_cb (BrvPictureLoader *loader, const char *sha256, Count *count)
{
  count->n_loaded++;
}

/* Of many large pictures only so much is kept, and those that are wanted now are among it. */
static void
test_bound (void)
{
  g_autoptr (BrvPictureLoader) loader = brv_picture_loader_new ();
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();
  g_autoptr (GBytes) bytes = make_picture (1600, 1200, 0x336699ff);
  g_autoptr (GBytes) bad = g_bytes_new_static ("no picture", 10);
  const BrvPictureWish broken = { bad, "bad", 100 };
  gboolean failed = FALSE;
  Count count = { 0 };

  brv_picture_loader_set_workers (loader, workers);
  g_signal_connect (loader, "loaded", G_CALLBACK (count_cb), &count);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      const BrvPictureWish wish = { bytes, name, 1600 };

      brv_picture_loader_want (loader, &wish, 1);
      for (gint64 end = g_get_monotonic_time () + TIMEOUT_S * G_USEC_PER_SEC;
           count.n_loaded == i && g_get_monotonic_time () < end;)
        g_main_context_iteration (NULL, FALSE);
      g_assert_cmpuint (count.n_loaded, ==, i + 1);
      g_assert_nonnull (brv_picture_loader_get_texture (loader, name, &failed));
      g_assert_false (failed);
      g_assert_cmpuint (brv_picture_loader_get_size (loader), <=, 64 * 1024 * 1024);
    }
  g_assert_null (brv_picture_loader_get_texture (loader, "0", &failed));
  g_assert_false (failed);

  brv_picture_loader_want (loader, &broken, 1);
  for (gint64 end = g_get_monotonic_time () + TIMEOUT_S * G_USEC_PER_SEC;
       count.n_loaded == 12 && g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (brv_picture_loader_get_texture (loader, "bad", &failed));
  g_assert_true (failed);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/ui/reader-pictures/places", Fixture, GINT_TO_POINTER (500), set_up, test_places,
              tear_down);
  g_test_add ("/ui/reader-pictures/places-narrow", Fixture, GINT_TO_POINTER (240), set_up,
              test_places, tear_down);
  g_test_add ("/ui/reader-pictures/found", Fixture, GINT_TO_POINTER (500), set_up, test_found,
              tear_down);
  g_test_add ("/ui/reader-pictures/left-out", Fixture, GINT_TO_POINTER (500), set_up, test_left_out,
              tear_down);
  g_test_add ("/ui/reader-pictures/text-stays", Fixture, GINT_TO_POINTER (500), set_up,
              test_text_stays, tear_down);
  g_test_add ("/ui/reader-pictures/decoded", Fixture, GINT_TO_POINTER (500), set_up, test_decoded,
              tear_down);
  g_test_add_func ("/ui/reader-pictures/bound", test_bound);
  return g_test_run ();
}
