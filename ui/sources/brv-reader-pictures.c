/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/sources/brv-reader-pictures-private.h"

#include "ui/sources/brv-reader-picture.h"

/* So many pictures before and behind those in sight are decoded. */
#define N_BEFORE 2
#define N_BEHIND 3
/* No more are taken for being in sight: lines that nobody has measured yet have no height. */
#define MAX_VISIBLE 24
/* After the view has measured the lines in sight, before it paints. */
#define UPDATE_PRIORITY (G_PRIORITY_HIGH_IDLE + 15)

G_DEFINE_FINAL_TYPE (BrvReaderPictures, brv_reader_pictures, G_TYPE_OBJECT)

/* Where only the words of a picture are left, the caption below says as much without them. */
static gboolean
is_worth_showing (const BrvSourceImage *image)
{
  return brv_reader_pictures_has_pixels (image) ||
         (image->alternative != NULL && *image->alternative != '\0');
}

/* ---- which there are ---- */

static void
clear_places (BrvReaderPictures *self)
{
  GtkTextTagTable *tags = gtk_text_buffer_get_tag_table (brv_reader_pictures_get_buffer (self));

  for (guint i = 0; i < self->places->len; i++)
    {
      BrvReaderPlace *place = brv_reader_pictures_get_place (self, i);

      if (place->tag != NULL &&
          (i == 0 || brv_reader_pictures_get_place (self, i - 1)->tag != place->tag))
        gtk_text_tag_table_remove (tags, place->tag);
      g_clear_pointer (&place->widget, gtk_widget_unparent);
    }
  g_array_set_size (self->places, 0);
}

/* All pictures above a line share the tag that makes room for them. */
static GtkTextTag *
tag_line (BrvReaderPictures *self, gint line)
{
  GtkTextBuffer *buffer = brv_reader_pictures_get_buffer (self);
  const BrvReaderPlace *before =
    self->places->len > 0 ? brv_reader_pictures_get_place (self, self->places->len - 1) : NULL;
  GtkTextTag *tag = NULL;
  GtkTextIter start;
  GtkTextIter end;

  if (before != NULL && before->line == line)
    return before->tag;
  tag = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  end = start;
  gtk_text_iter_forward_line (&end);
  gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
  return tag;
}

static void
add_place (BrvReaderPictures *self, const BrvSourcePicture *picture)
{
  guint n_blocks = 0;
  const BrvSourceBlock *blocks = brv_source_get_blocks (self->source, &n_blocks);
  BrvReaderPlace place = { .picture = *picture, .line = -1 };
  GtkTextIter start;
  GtkTextIter end;

  if (!is_worth_showing (brv_reader_pictures_get_image (self, &place)))
    return;
  if (picture->block < n_blocks)
    {
      if (!brv_reader_buffer_get_iters (BRV_READER_BUFFER (brv_reader_pictures_get_buffer (self)),
                                        blocks[picture->block].range, &start, &end))
        return;
      place.line = gtk_text_iter_get_line (&start);
      place.tag = tag_line (self, place.line);
      place.left_out = !blocks[picture->block].kept;
    }
  g_array_append_val (self->places, place);
}

/* ---- where they are ---- */

/* The top of a picture in the view. */
static gint
find_y (BrvReaderPictures *self, const BrvReaderPlace *place)
{
  GtkTextBuffer *buffer = brv_reader_pictures_get_buffer (self);
  GtkTextIter iter;
  gint y = 0;
  gint height = 0;
  gint widget_y = 0;

  if (place->line < 0)
    gtk_text_buffer_get_end_iter (buffer, &iter);
  else
    gtk_text_buffer_get_iter_at_line (buffer, &iter, place->line);
  gtk_text_view_get_line_yrange (self->view, &iter, &y, &height);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, 0,
                                         (place->line < 0 ? y + height : y) + place->top, NULL,
                                         &widget_y);
  return widget_y;
}

static gint
find_x (BrvReaderPictures *self, const BrvReaderPlace *place)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self->view)) == GTK_TEXT_DIR_RTL)
    return gtk_widget_get_width (GTK_WIDGET (self->view)) -
           gtk_text_view_get_right_margin (self->view) - place->width;
  return gtk_text_view_get_left_margin (self->view);
}

static gint
get_line_at (BrvReaderPictures *self, gint y)
{
  GtkTextIter iter;

  gtk_text_view_get_line_at_y (self->view, &iter, y, NULL);
  return gtk_text_iter_get_line (&iter);
}

/* The first picture at that line or a later one. */
static guint
find_first (BrvReaderPictures *self, gint line)
{
  guint low = 0;
  guint high = self->places->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      gint at = brv_reader_pictures_get_place (self, middle)->line;

      if (at < 0 || at >= line)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/* The pictures of the lines in sight. */
static void
find_visible (BrvReaderPictures *self, guint *first, guint *end)
{
  GdkRectangle visible;
  gint last_line = 0;

  gtk_text_view_get_visible_rect (self->view, &visible);
  last_line = get_line_at (self, visible.y + visible.height);
  *first = find_first (self, get_line_at (self, visible.y));
  *end = find_first (self, last_line + 1);
  if (last_line + 1 >= gtk_text_buffer_get_line_count (brv_reader_pictures_get_buffer (self)))
    *end = self->places->len;
  *end = MIN (*end, *first + MAX_VISIBLE);
}

static void
place_widget (BrvReaderPictures *self, const BrvReaderPlace *place)
{
  gtk_widget_set_child_visible (place->widget, TRUE);
  /* GTK wants to be asked before it is told. */
  gtk_widget_measure (place->widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (
    place->widget,
    &(GtkAllocation){ find_x (self, place), find_y (self, place), place->width, place->height },
    -1);
}

/* ---- what they show ---- */

static void
show_place (BrvReaderPictures *self, BrvReaderPlace *place)
{
  BrvReaderPicture *widget = BRV_READER_PICTURE (brv_reader_pictures_get_widget (self, place));
  const BrvSourceImage *image = brv_reader_pictures_get_image (self, place);
  GdkTexture *texture = NULL;
  gboolean failed = !brv_reader_pictures_has_pixels (image);

  if (!failed)
    texture = brv_picture_loader_get_texture (self->loader, image->sha256, &failed);
  if (failed)
    brv_reader_picture_set_gone (widget);
  else
    brv_reader_picture_set_texture (widget, texture);
}

static void
add_wish (BrvReaderPictures *self, GArray *wishes, guint index)
{
  const BrvReaderPlace *place = brv_reader_pictures_get_place (self, index);
  const BrvSourceImage *image = brv_reader_pictures_get_image (self, place);
  guint shown = (guint)(MAX (place->width, place->height) *
                        gtk_widget_get_scale_factor (GTK_WIDGET (self->view)));
  const BrvPictureWish wish = { image->bytes, image->sha256,
                                MIN (shown, MAX (image->width_px, image->height_px)) };

  if (brv_reader_pictures_has_pixels (image))
    g_array_append_val (wishes, wish);
}

static void
loaded_cb (BrvReaderPictures *self, const char *sha256)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      BrvReaderPlace *place = brv_reader_pictures_get_place (self, i);

      if (place->widget != NULL &&
          g_strcmp0 (brv_reader_pictures_get_image (self, place)->sha256, sha256) == 0)
        show_place (self, place);
    }
}

static void
update (BrvReaderPictures *self)
{
  g_autoptr (GArray) wishes = g_array_new (FALSE, FALSE, sizeof (BrvPictureWish));
  guint first = 0;
  guint end = 0;

  if (self->places->len == 0 || self->width <= 1)
    return;
  find_visible (self, &first, &end);
  for (guint i = first; i < end; i++)
    {
      show_place (self, brv_reader_pictures_get_place (self, i));
      add_wish (self, wishes, i);
    }
  for (guint i = end; i < MIN (end + N_BEHIND, self->places->len); i++)
    add_wish (self, wishes, i);
  for (guint i = first - MIN (first, N_BEFORE); i < first; i++)
    add_wish (self, wishes, i);
  /* Only the loader keeps what is out of sight, as long as it has room for it. */
  for (guint i = 0; i < self->places->len; i++)
    if ((i < first || i >= end) && brv_reader_pictures_get_place (self, i)->widget != NULL &&
        brv_reader_pictures_has_pixels (
          brv_reader_pictures_get_image (self, brv_reader_pictures_get_place (self, i))))
      brv_reader_picture_set_texture (
        BRV_READER_PICTURE (brv_reader_pictures_get_place (self, i)->widget), NULL);
  brv_picture_loader_want (self->loader, (const BrvPictureWish *)(gpointer)wishes->data,
                           wishes->len);
}

static gboolean
update_cb (gpointer user_data)
{
  BrvReaderPictures *self = user_data;

  self->update_source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* ---- object ---- */

static void
brv_reader_pictures_dispose (GObject *object)
{
  BrvReaderPictures *self = BRV_READER_PICTURES (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  for (guint i = 0; i < self->places->len; i++)
    g_clear_pointer (&brv_reader_pictures_get_place (self, i)->widget, gtk_widget_unparent);
  g_array_set_size (self->places, 0);
  g_clear_object (&self->loader);
  g_clear_pointer (&self->source, brv_source_unref);
  G_OBJECT_CLASS (brv_reader_pictures_parent_class)->dispose (object);
}

static void
brv_reader_pictures_finalize (GObject *object)
{
  BrvReaderPictures *self = BRV_READER_PICTURES (object);

  g_array_unref (self->places);
  G_OBJECT_CLASS (brv_reader_pictures_parent_class)->finalize (object);
}

static void
brv_reader_pictures_class_init (BrvReaderPicturesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = brv_reader_pictures_dispose;
  object_class->finalize = brv_reader_pictures_finalize;
}

static void
brv_reader_pictures_init (BrvReaderPictures *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (BrvReaderPlace));
  self->loader = brv_picture_loader_new ();
  g_signal_connect_object (self->loader, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
}

/*
 * brv_reader_pictures_get_widget:
 * @self: the pictures
 * @place: one of their places
 *
 * Returns: the widget that shows it, which is out of sight at first
 */
GtkWidget *
brv_reader_pictures_get_widget (BrvReaderPictures *self, BrvReaderPlace *place)
{
  g_autofree char *name = NULL;

  if (place->widget != NULL)
    return place->widget;
  name = brv_source_pictures_dup_name (self->source, place->picture.image);
  place->widget =
    brv_reader_picture_new (name, brv_reader_pictures_get_image (self, place)->alternative);
  if (place->left_out)
    gtk_widget_add_css_class (place->widget, "left-out");
  brv_reader_pictures_let_drag (self, place->widget);
  gtk_widget_set_child_visible (place->widget, FALSE);
  gtk_widget_set_parent (place->widget, GTK_WIDGET (self->view));
  return place->widget;
}

/**
 * brv_reader_pictures_new:
 * @view: the view in which they stand; it owns this
 *
 * Returns: (transfer full): no pictures yet
 */
BrvReaderPictures *
brv_reader_pictures_new (GtkTextView *view)
{
  BrvReaderPictures *self = g_object_new (BRV_TYPE_READER_PICTURES, NULL);

  self->view = view;
  return self;
}

/**
 * brv_reader_pictures_set_workers:
 * @self: the pictures
 * @workers: what decodes them
 */
void
brv_reader_pictures_set_workers (BrvReaderPictures *self, BrvWorkerClient *workers)
{
  g_return_if_fail (BRV_IS_READER_PICTURES (self));

  brv_picture_loader_set_workers (self->loader, workers);
}

/**
 * brv_reader_pictures_show:
 * @self: the pictures
 *
 * Takes those of the source that the view's buffer shows anew, and makes room for them.
 */
void
brv_reader_pictures_show (BrvReaderPictures *self)
{
  const BrvSource *source = NULL;
  g_autoptr (GArray) pictures = NULL;

  g_return_if_fail (BRV_IS_READER_PICTURES (self));

  clear_places (self);
  gtk_text_view_set_bottom_margin (self->view, BRV_READER_BOTTOM_PX);
  g_clear_pointer (&self->source, brv_source_unref);
  source = brv_reader_buffer_get_source (BRV_READER_BUFFER (brv_reader_pictures_get_buffer (self)));
  if (source == NULL)
    return;
  self->source = brv_source_ref (source);
  pictures = brv_source_pictures_list (source);
  for (guint i = 0; i < pictures->len; i++)
    add_place (self, &g_array_index (pictures, BrvSourcePicture, i));
  brv_reader_pictures_measure (self);
}

/**
 * brv_reader_pictures_update:
 * @self: the pictures
 *
 * Shows the pictures that are in sight, and has them and those next to them decoded, once the view
 * knows which they are.
 */
void
brv_reader_pictures_update (BrvReaderPictures *self)
{
  g_return_if_fail (BRV_IS_READER_PICTURES (self));

  if (self->places->len > 0 && self->update_source == 0)
    self->update_source = g_idle_add_full (UPDATE_PRIORITY, update_cb, self, NULL);
}

/**
 * brv_reader_pictures_settle:
 * @self: the pictures
 *
 * Lays each picture into its room. The text view measures its lines as late as while it paints, so
 * it calls this when it has painted; a picture that comes into sight only then is shown soon after.
 */
void
brv_reader_pictures_settle (BrvReaderPictures *self)
{
  guint first = 0;
  guint end = 0;

  g_return_if_fail (BRV_IS_READER_PICTURES (self));

  if (self->places->len == 0)
    return;
  find_visible (self, &first, &end);
  for (guint i = 0; i < self->places->len; i++)
    {
      const BrvReaderPlace *place = brv_reader_pictures_get_place (self, i);

      if (place->widget != NULL && i >= first && i < end)
        place_widget (self, place);
      else if (place->widget != NULL)
        gtk_widget_set_child_visible (place->widget, FALSE);
      else if (i >= first && i < end)
        brv_reader_pictures_update (self);
    }
}

/**
 * brv_reader_pictures_snapshot:
 * @self: the pictures
 * @snapshot: the view's
 *
 * Paints the pictures in sight.
 */
void
brv_reader_pictures_snapshot (BrvReaderPictures *self, GtkSnapshot *snapshot)
{
  GtkWidget *view = GTK_WIDGET (self->view);
  GdkRGBA ground = { 1, 1, 1, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (view), "window_bg_color", &ground);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)gtk_widget_get_width (view),
                                                         (float)gtk_widget_get_height (view)));
  for (guint i = 0; i < self->places->len; i++)
    {
      const BrvReaderPlace *place = brv_reader_pictures_get_place (self, i);

      if (place->widget == NULL || !gtk_widget_get_child_visible (place->widget))
        continue;
      /* Where the line below is selected, the view has painted its room in the selection's colour. */
      gtk_snapshot_append_color (
        snapshot, &ground,
        &GRAPHENE_RECT_INIT (0, (float)find_y (self, place), (float)gtk_widget_get_width (view),
                             (float)(place->height + BRV_READER_CAPTION_GAP_PX / 2)));
      gtk_widget_snapshot_child (view, place->widget, snapshot);
    }
  gtk_snapshot_pop (snapshot);
}

/**
 * brv_reader_pictures_find_at:
 * @self: the pictures
 * @x: a place in the view
 * @y: a place in the view
 *
 * Returns: the index of the source's image that is shown there, or -1
 */
gint
brv_reader_pictures_find_at (BrvReaderPictures *self, double x, double y)
{
  guint first = 0;
  guint end = 0;

  g_return_val_if_fail (BRV_IS_READER_PICTURES (self), -1);

  if (self->places->len == 0)
    return -1;
  find_visible (self, &first, &end);
  for (guint i = first; i < end; i++)
    {
      const BrvReaderPlace *place = brv_reader_pictures_get_place (self, i);
      const double left = x - find_x (self, place);
      const double top = y - find_y (self, place);

      if (left >= 0 && left < place->width && top >= 0 && top < place->height)
        return (gint)place->picture.image;
    }
  return -1;
}

/**
 * brv_reader_pictures_list_above:
 * @self: the pictures
 * @block: index of a block of the source, or the number of its blocks
 *
 * Returns: (transfer full) (element-type guint): the indices of the images that are shown right above
 *   it, or below the last one, in their order
 */
GArray *
brv_reader_pictures_list_above (BrvReaderPictures *self, guint block)
{
  GArray *images = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_val_if_fail (BRV_IS_READER_PICTURES (self), images);

  for (guint i = 0; i < self->places->len; i++)
    if (brv_reader_pictures_get_place (self, i)->picture.block == block)
      g_array_append_val (images, brv_reader_pictures_get_place (self, i)->picture.image);
  return images;
}
