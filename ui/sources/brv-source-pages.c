/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-source-pages.h"

#include "import/brv-import-error.h"

#define MARGIN_PX 12
#define GAP_PX    12
/* Until a page is drawn it is thought to be as large as the one before, and the first as A4. */
#define USUAL_WIDTH  595.0
#define USUAL_HEIGHT 842.0
/* Workers at once, and how much of what they drew is kept. */
#define MAX_JOBS        2
#define MAX_CACHE_BYTES ((gsize)96 * 1024 * 1024)
/* How far around a letter a press still means it, in points. */
#define REACH 24.0

typedef struct
{
  double width; /* in points */
  double height;
  GdkTexture *texture; /* (nullable) */
  double scale;        /* that the texture was asked for, pixels a point */
  BrvPageArea *areas;  /* (nullable): of the source's text */
  guint n_areas;
  gboolean drawing;
  char *fault; /* (nullable): why it cannot be drawn */
} Page;

struct _BrvSourcePages
{
  GtkWidget parent_instance;

  /* Owned */
  BrvWorkerClient *workers;  /* (nullable) */
  BrvSource *source;         /* (nullable) */
  GArray *pages;             /* (element-type Page) */
  GArray *quoted;            /* (element-type BrvRange) */
  GCancellable *cancellable; /* of the pages being drawn */
  guint n_jobs;
  guint request_id;

  /* Borrowed */
  GtkScrolledWindow *scroller; /* that it stands in */

  double zoom;
  BrvRange selection;
  BrvRange wanted; /* scrolled to as soon as its page is known; empty for none */
  gsize anchor;    /* of the selection that is being made */
  gboolean selecting;
  gboolean mismatched; /* the letters' places belong to another text than the source's */
};

/* A page on its way from a worker. */
typedef struct
{
  BrvWorkerClient *workers;
  BrvSource *source;
  guint page;
  double scale;
} Job;

enum
{
  SIGNAL_SELECTED,
  SIGNAL_PRESSED_AT,
  SIGNAL_DRAG_PREPARE,
  SIGNAL_DRAG_BEGIN,
  SIGNAL_MESSAGE,
  N_SIGNALS,
};

G_DEFINE_FINAL_TYPE (BrvSourcePages, brv_source_pages, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static void request (BrvSourcePages *self);

static Page *
get_page (BrvSourcePages *self, guint i)
{
  return &g_array_index (self->pages, Page, i);
}

static void
page_clear (gpointer data)
{
  Page *page = data;

  g_clear_object (&page->texture);
  g_free (page->areas);
  g_free (page->fault);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  brv_worker_client_unref (job->workers);
  brv_source_unref (job->source);
  g_free (job);
}

/* Pixels of the widget a point, where it is so wide. */
static double
get_scale (BrvSourcePages *self, double width_px)
{
  double widest = 1;

  for (guint i = 0; i < self->pages->len; i++)
    widest = MAX (widest, get_page (self, i)->width);
  if (self->zoom < 1)
    width_px *= self->zoom;
  return MAX (width_px - 2 * MARGIN_PX, 50) / widest;
}

static double
get_current_scale (BrvSourcePages *self)
{
  return get_scale (self, gtk_widget_get_width (GTK_WIDGET (self)));
}

/* Where a page lies in the widget. */
static graphene_rect_t
get_place (BrvSourcePages *self, guint index)
{
  double scale = get_current_scale (self);
  double y = MARGIN_PX;
  const Page *page = get_page (self, index);
  double width = page->width * scale;

  for (guint i = 0; i < index; i++)
    y += floor (get_page (self, i)->height * scale) + GAP_PX;
  return GRAPHENE_RECT_INIT ((float)floor ((gtk_widget_get_width (GTK_WIDGET (self)) - width) / 2),
                             (float)y, (float)width, (float)(page->height * scale));
}

/* What part of the widget is in sight, from top to bottom. */
static void
get_visible (BrvSourcePages *self, double *top, double *bottom)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  *top = gtk_adjustment_get_value (adjustment);
  *bottom = *top + gtk_adjustment_get_page_size (adjustment);
}

static gboolean
is_near (BrvSourcePages *self, guint index, double distance)
{
  graphene_rect_t place = get_place (self, index);
  double top = 0;
  double bottom = 0;

  get_visible (self, &top, &bottom);
  return place.origin.y < bottom + distance && place.origin.y + place.size.height > top - distance;
}

/* Lets go of pictures out of sight, the furthest first from the ends. */
static void
trim_cache (BrvSourcePages *self)
{
  gsize bytes = 0;

  for (guint i = 0; i < self->pages->len; i++)
    if (get_page (self, i)->texture != NULL)
      bytes += (gsize)gdk_texture_get_width (get_page (self, i)->texture) * 4 *
               (gsize)gdk_texture_get_height (get_page (self, i)->texture);
  for (guint i = 0; i < self->pages->len && bytes > MAX_CACHE_BYTES; i++)
    {
      Page *page = get_page (self, i);

      if (page->texture == NULL || is_near (self, i, 2000))
        continue;
      bytes -= (gsize)gdk_texture_get_width (page->texture) * 4 *
               (gsize)gdk_texture_get_height (page->texture);
      g_clear_object (&page->texture);
    }
}

static gboolean
find_area (BrvSourcePages *self, BrvRange range, guint *page_index, graphene_rect_t *rect)
{
  double scale = get_current_scale (self);
  gboolean found = FALSE;

  for (guint i = 0; i < self->pages->len && !found; i++)
    {
      const Page *page = get_page (self, i);
      graphene_rect_t place = get_place (self, i);

      for (guint k = 0; k < page->n_areas; k++)
        {
          const BrvPageArea *area = &page->areas[k];
          graphene_rect_t box;

          if (area->range.start >= range.end || area->range.end <= range.start)
            continue;
          box = GRAPHENE_RECT_INIT ((float)(place.origin.x + area->rect.x * scale),
                                    (float)(place.origin.y + area->rect.y * scale),
                                    (float)(area->rect.width * scale),
                                    (float)(area->rect.height * scale));
          if (found && fabs ((double)box.origin.y - rect->origin.y) < box.size.height)
            graphene_rect_union (rect, &box, rect);
          else if (!found)
            *rect = box;
          found = TRUE;
          *page_index = i;
        }
    }
  return found;
}

static void
scroll_to_y (BrvSourcePages *self, double y)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  gtk_adjustment_set_value (adjustment, y - gtk_adjustment_get_page_size (adjustment) * 0.3);
}

/* Goes to the wanted passage if its page is drawn, else to that page's top. */
static void
follow_wanted (BrvSourcePages *self)
{
  graphene_rect_t rect;
  guint page = 0;
  gint block;

  if (self->source == NULL || self->wanted.start >= self->wanted.end ||
      gtk_widget_get_width (GTK_WIDGET (self)) <= 0)
    return;
  if (find_area (self, self->wanted, &page, &rect))
    {
      scroll_to_y (self, rect.origin.y);
      self->wanted = (BrvRange){ 0, 0 };
      return;
    }
  block = brv_source_find_block (self->source, self->wanted.start);
  if (block >= 0)
    {
      gint on = brv_source_get_blocks (self->source, NULL)[block].page;

      if (on >= 0 && (guint)on < self->pages->len)
        scroll_to_y (self, get_place (self, (guint)on).origin.y);
    }
}

static void
draw_in_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (GError) error = NULL;
  BrvDrawnPage *drawn =
    brv_worker_client_draw_page (job->workers, brv_source_get_original (job->source), NULL,
                                 job->page, job->scale, cancellable, &error);

  if (drawn != NULL)
    g_task_return_pointer (task, drawn, (GDestroyNotify)brv_drawn_page_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
take_drawn (BrvSourcePages *self, Page *page, const BrvDrawnPage *drawn)
{
  const BrvRaster *raster = brv_drawn_page_get_raster (drawn);
  const BrvPageArea *areas = brv_drawn_page_get_areas (drawn, &page->n_areas);
  gboolean resized = fabs (page->width - brv_drawn_page_get_width (drawn)) > 0.5 ||
                     fabs (page->height - brv_drawn_page_get_height (drawn)) > 0.5;

  g_clear_object (&page->texture);
  page->texture = gdk_memory_texture_new (
    (int)brv_raster_get_width_px (raster), (int)brv_raster_get_height_px (raster),
    GDK_MEMORY_DEFAULT, brv_raster_get_pixels (raster), brv_raster_get_stride (raster));
  page->width = brv_drawn_page_get_width (drawn);
  page->height = brv_drawn_page_get_height (drawn);
  g_clear_pointer (&page->areas, g_free);
  if (g_str_equal (brv_drawn_page_get_text (drawn), brv_source_get_text (self->source)))
    page->areas = g_memdup2 (areas, page->n_areas * sizeof *areas);
  else
    {
      page->n_areas = 0;
      if (!self->mismatched)
        g_signal_emit (self, signals[SIGNAL_MESSAGE], 0,
                       _ ("This source was read by another version: quote from its text."));
      self->mismatched = TRUE;
    }
  if (resized)
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

static char *
describe_fault (const GError *error)
{
  if (g_error_matches (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_PASSWORD))
    return g_strdup (_ ("The document is protected by a password, so its pages cannot be shown."));
  return g_strdup (_ ("This page cannot be drawn."));
}

static void
drawn_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BrvSourcePages *self = BRV_SOURCE_PAGES (object);
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvDrawnPage) drawn = g_task_propagate_pointer (G_TASK (result), &error);
  Page *page = NULL;

  self->n_jobs--;
  /* Cancelled ones are of another source. */
  if (job->source != self->source || job->page >= self->pages->len)
    {
      request (self);
      return;
    }
  page = get_page (self, job->page);
  page->drawing = FALSE;
  if (drawn != NULL)
    {
      take_drawn (self, page, drawn);
      page->scale = job->scale;
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    page->fault = describe_fault (error);
  trim_cache (self);
  follow_wanted (self);
  request (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
start_job (BrvSourcePages *self, guint index, double scale)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, drawn_cb, NULL);

  job->workers = brv_worker_client_ref (self->workers);
  job->source = brv_source_ref (self->source);
  job->page = index;
  job->scale = scale;
  get_page (self, index)->drawing = TRUE;
  self->n_jobs++;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, draw_in_thread);
}

static gboolean
needs_drawing (const Page *page, double scale)
{
  return !page->drawing && page->fault == NULL &&
         (page->texture == NULL || fabs (page->scale - scale) > 0.01 * scale);
}

/* Has the pages in sight drawn, then those around. */
static void
request (BrvSourcePages *self)
{
  double scale = 0;

  if (self->workers == NULL || self->source == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      gtk_widget_get_width (GTK_WIDGET (self)) <= 0)
    return;
  scale = get_current_scale (self) * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->pages->len && self->n_jobs < MAX_JOBS; i++)
      if (needs_drawing (get_page (self, i), scale) && is_near (self, i, pass == 0 ? 0 : 600))
        start_job (self, i, scale);
}

static gboolean
request_cb (gpointer user_data)
{
  BrvSourcePages *self = user_data;

  self->request_id = 0;
  follow_wanted (self);
  request (self);
  return G_SOURCE_REMOVE;
}

/* Not while a size is being given, and once for many steps of scrolling. */
static void
queue_request (BrvSourcePages *self)
{
  if (self->request_id == 0)
    self->request_id = g_timeout_add (40, request_cb, self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
add_color (GtkSnapshot *snapshot, const graphene_rect_t *rect, const GdkRGBA *color)
{
  if (rect->size.width > 0)
    gtk_snapshot_append_color (snapshot, color, rect);
}

/* Marks a passage on a page, a rectangle for each run of letters beside each other. */
static void
snapshot_range (GtkSnapshot *snapshot,
                const Page *page,
                const graphene_rect_t *place,
                double scale,
                BrvRange range,
                const GdkRGBA *color)
{
  graphene_rect_t run = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  for (guint i = 0; i < page->n_areas; i++)
    {
      const BrvPageArea *area = &page->areas[i];
      graphene_rect_t box;

      if (area->range.start >= range.end || area->range.end <= range.start)
        continue;
      box =
        GRAPHENE_RECT_INIT ((float)(place->origin.x + area->rect.x * scale),
                            (float)(place->origin.y + area->rect.y * scale),
                            (float)(area->rect.width * scale), (float)(area->rect.height * scale));
      if (run.size.width > 0 && fabs ((double)box.origin.y - run.origin.y) < box.size.height / 2 &&
          box.origin.x >= run.origin.x &&
          box.origin.x - run.origin.x - run.size.width < 2 * box.size.height)
        {
          graphene_rect_union (&run, &box, &run);
          continue;
        }
      add_color (snapshot, &run, color);
      run = box;
    }
  add_color (snapshot, &run, color);
}

static void
snapshot_fault (BrvSourcePages *self,
                GtkSnapshot *snapshot,
                const Page *page,
                graphene_rect_t place)
{
  g_autoptr (PangoLayout) layout =
    gtk_widget_create_pango_layout (GTK_WIDGET (self), page->fault != NULL ? page->fault : "");
  GdkRGBA ink = { 0.3F, 0.3F, 0.3F, 1 };

  pango_layout_set_width (layout, (int)((place.size.width - 48) * PANGO_SCALE));
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (place.origin.x + 24, place.origin.y + 60));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_page (BrvSourcePages *self, GtkSnapshot *snapshot, guint index)
{
  const Page *page = get_page (self, index);
  graphene_rect_t place = get_place (self, index);
  double scale = get_current_scale (self);
  GskRoundedRect outline;
  const GdkRGBA white = { 1, 1, 1, 1 };
  const GdkRGBA shadow = { 0, 0, 0, 0.25F };
  const GdkRGBA quoted = { 0.98F, 0.80F, 0.20F, 0.40F };
  const GdkRGBA selected = { 0.21F, 0.52F, 0.89F, 0.35F };

  gsk_rounded_rect_init_from_rect (&outline, &place, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shadow, 0, 1, 0, 4);
  gtk_snapshot_append_color (snapshot, &white, &place);
  if (page->texture != NULL)
    gtk_snapshot_append_texture (snapshot, page->texture, &place);
  else
    snapshot_fault (self, snapshot, page, place);
  for (guint i = 0; i < self->quoted->len; i++)
    snapshot_range (snapshot, page, &place, scale, g_array_index (self->quoted, BrvRange, i),
                    &quoted);
  if (self->selection.start < self->selection.end)
    snapshot_range (snapshot, page, &place, scale, self->selection, &selected);
}

static void
brv_source_pages_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BrvSourcePages *self = BRV_SOURCE_PAGES (widget);

  for (guint i = 0; i < self->pages->len; i++)
    if (is_near (self, i, 20))
      snapshot_page (self, snapshot, i);
}

static void
brv_source_pages_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  BrvSourcePages *self = BRV_SOURCE_PAGES (widget);
  double height = 2 * MARGIN_PX - GAP_PX;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      double page_size =
        self->scroller != NULL
          ? gtk_adjustment_get_page_size (gtk_scrolled_window_get_hadjustment (self->scroller))
          : 0;

      *minimum = self->zoom > 1 ? (int)(page_size * self->zoom) : 200;
      *natural = MAX (*minimum, 600);
      return;
    }
  for (guint i = 0; i < self->pages->len; i++)
    height +=
      floor (get_page (self, i)->height * get_scale (self, for_size > 0 ? for_size : 600)) + GAP_PX;
  *minimum = *natural = (int)MAX (height, 100);
}

static GtkSizeRequestMode
brv_source_pages_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
brv_source_pages_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  queue_request (BRV_SOURCE_PAGES (widget));
}

static void
brv_source_pages_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (brv_source_pages_parent_class)->map (widget);
  queue_request (BRV_SOURCE_PAGES (widget));
}

/* The place in the text that a point of the widget means. */
static gboolean
find_offset (
  BrvSourcePages *self, double x, double y, double reach, gsize *offset, BrvRange *letter)
{
  double scale = get_current_scale (self);
  double best = reach;
  gboolean found = FALSE;

  for (guint i = 0; i < self->pages->len; i++)
    {
      const Page *page = get_page (self, i);
      graphene_rect_t place = get_place (self, i);
      double page_x = (x - place.origin.x) / scale;
      double page_y = (y - place.origin.y) / scale;

      if (y < place.origin.y - GAP_PX || y > place.origin.y + place.size.height + GAP_PX)
        continue;
      for (guint k = 0; k < page->n_areas; k++)
        {
          const BrvRect *rect = &page->areas[k].rect;
          double dx = MAX (MAX (rect->x - page_x, page_x - rect->x - rect->width), 0);
          double dy = MAX (MAX (rect->y - page_y, page_y - rect->y - rect->height), 0);
          double distance = dx + 3 * dy;

          if (distance >= best)
            continue;
          best = distance;
          found = TRUE;
          *offset = page_x > rect->x + rect->width / 2 ? page->areas[k].range.end
                                                       : page->areas[k].range.start;
          *letter = page->areas[k].range;
        }
    }
  return found;
}

static void
select_range (BrvSourcePages *self, gsize start, gsize end, gboolean finished)
{
  self->selection = (BrvRange){ MIN (start, end), MAX (start, end) };
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, (guint64)self->selection.start,
                 (guint64)self->selection.end, finished);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
is_in_selection (BrvSourcePages *self, double x, double y)
{
  gsize offset = 0;
  BrvRange letter = { 0, 0 };

  return self->selection.start < self->selection.end &&
         find_offset (self, x, y, 4, &offset, &letter) && letter.start >= self->selection.start &&
         letter.end <= self->selection.end;
}

/* The word around a letter: letters and digits, and what joins them. */
static BrvRange
find_word (const char *text, BrvRange letter)
{
  BrvRange word = letter;
  const char *end = text + letter.end;

  while (word.start > 0)
    {
      const char *p = g_utf8_prev_char (text + word.start);
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c) && c != '\'' && c != 0x2019 && c != '-')
        break;
      word.start = (gsize)(p - text);
    }
  for (; *end != '\0'; end = g_utf8_next_char (end))
    {
      gunichar c = g_utf8_get_char (end);

      if (!g_unichar_isalnum (c) && c != '\'' && c != 0x2019 && c != '-')
        break;
    }
  word.end = (gsize)(end - text);
  return word;
}

static void
click_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, BrvSourcePages *self)
{
  gsize offset = 0;
  BrvRange letter = { 0, 0 };

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press < 2 || self->source == NULL || !find_offset (self, x, y, REACH, &offset, &letter))
    return;
  if (n_press == 2)
    {
      BrvRange word = find_word (brv_source_get_text (self->source), letter);

      select_range (self, word.start, word.end, TRUE);
    }
  else
    {
      gint block = brv_source_find_block (self->source, letter.start);

      if (block >= 0)
        {
          BrvRange range = brv_source_get_blocks (self->source, NULL)[block].range;

          select_range (self, range.start, range.end, TRUE);
        }
    }
}

static void
click_released_cb (GtkGestureClick *gesture, int n_press, double x, double y, BrvSourcePages *self)
{
  gsize offset = 0;
  BrvRange letter = { 0, 0 };

  if (n_press != 1)
    return;
  if (self->selection.start < self->selection.end)
    select_range (self, self->selection.end, self->selection.end, TRUE);
  if (find_offset (self, x, y, 4, &offset, &letter))
    g_signal_emit (self, signals[SIGNAL_PRESSED_AT], 0, (guint64)letter.start);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, BrvSourcePages *self)
{
  BrvRange letter = { 0, 0 };

  /* A drag out of the selection carries it away. */
  self->selecting =
    !is_in_selection (self, x, y) && find_offset (self, x, y, G_MAXDOUBLE, &self->anchor, &letter);
  if (!self->selecting)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, BrvSourcePages *self)
{
  double x = 0;
  double y = 0;
  gsize offset = 0;
  BrvRange letter = { 0, 0 };

  if (!self->selecting || (fabs (dx) < 4 && fabs (dy) < 4))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (find_offset (self, x + dx, y + dy, G_MAXDOUBLE, &offset, &letter))
    select_range (self, self->anchor, offset, FALSE);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, BrvSourcePages *self)
{
  if (self->selecting && (fabs (dx) >= 4 || fabs (dy) >= 4))
    select_range (self, self->selection.start, self->selection.end, TRUE);
  self->selecting = FALSE;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, BrvSourcePages *self)
{
  GdkContentProvider *provider = NULL;

  if (is_in_selection (self, x, y))
    g_signal_emit (self, signals[SIGNAL_DRAG_PREPARE], 0, &provider);
  return provider;
}

static void
drag_source_begin_cb (GtkDragSource *source, GdkDrag *drag, BrvSourcePages *self)
{
  g_signal_emit (self, signals[SIGNAL_DRAG_BEGIN], 0, drag);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, BrvSourcePages *self)
{
  gsize offset = 0;
  BrvRange letter = { 0, 0 };
  const char *cursor = "default";

  if (find_offset (self, x, y, 6, &offset, &letter))
    {
      cursor = "text";
      for (guint i = 0; i < self->quoted->len; i++)
        {
          BrvRange range = g_array_index (self->quoted, BrvRange, i);

          if (letter.start >= range.start && letter.end <= range.end)
            cursor = "pointer";
        }
    }
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor);
}

static void
forget_pages (BrvSourcePages *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_array_set_size (self->pages, 0);
  g_clear_pointer (&self->source, brv_source_unref);
}

static void
brv_source_pages_dispose (GObject *object)
{
  BrvSourcePages *self = BRV_SOURCE_PAGES (object);

  g_clear_handle_id (&self->request_id, g_source_remove);
  forget_pages (self);
  g_clear_pointer (&self->workers, brv_worker_client_unref);
  G_OBJECT_CLASS (brv_source_pages_parent_class)->dispose (object);
}

static void
brv_source_pages_finalize (GObject *object)
{
  BrvSourcePages *self = BRV_SOURCE_PAGES (object);

  g_object_unref (self->cancellable);
  g_array_unref (self->pages);
  g_array_unref (self->quoted);
  G_OBJECT_CLASS (brv_source_pages_parent_class)->finalize (object);
}

static void
brv_source_pages_class_init (BrvSourcePagesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = brv_source_pages_dispose;
  object_class->finalize = brv_source_pages_finalize;
  widget_class->snapshot = brv_source_pages_snapshot;
  widget_class->measure = brv_source_pages_measure;
  widget_class->get_request_mode = brv_source_pages_get_request_mode;
  widget_class->size_allocate = brv_source_pages_size_allocate;
  widget_class->map = brv_source_pages_map;

  signals[SIGNAL_SELECTED] =
    g_signal_new ("selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                  G_TYPE_UINT64, G_TYPE_UINT64, G_TYPE_BOOLEAN);
  signals[SIGNAL_PRESSED_AT] = g_signal_new ("pressed-at", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                             NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);
  signals[SIGNAL_DRAG_PREPARE] = g_signal_new ("drag-prepare", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                               NULL, NULL, GDK_TYPE_CONTENT_PROVIDER, 0);
  signals[SIGNAL_DRAG_BEGIN] = g_signal_new ("drag-begin", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                             NULL, G_TYPE_NONE, 1, GDK_TYPE_DRAG);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_css_name (widget_class, "source-pages");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "reader.copy",
                                       NULL);
}

static void
brv_source_pages_init (BrvSourcePages *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gtk_drag_source_new ());

  self->zoom = 1;
  self->pages = g_array_new (FALSE, TRUE, sizeof (Page));
  g_array_set_clear_func (self->pages, page_clear);
  self->quoted = g_array_new (FALSE, FALSE, sizeof (BrvRange));
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  g_signal_connect (controller, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect (controller, "drag-begin", G_CALLBACK (drag_source_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  g_signal_connect (controller, "pressed", G_CALLBACK (click_pressed_cb), self);
  g_signal_connect (controller, "released", G_CALLBACK (click_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_drag_new ());
  g_signal_connect (controller, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (controller, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (controller, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  controller = gtk_event_controller_motion_new ();
  g_signal_connect (controller, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/**
 * brv_source_pages_new:
 *
 * Returns: a view without a source
 */
GtkWidget *
brv_source_pages_new (void)
{
  return g_object_new (BRV_TYPE_SOURCE_PAGES, NULL);
}

/**
 * brv_source_pages_set_workers:
 * @self: a view
 * @workers: what draws its pages
 */
void
brv_source_pages_set_workers (BrvSourcePages *self, BrvWorkerClient *workers)
{
  g_return_if_fail (BRV_IS_SOURCE_PAGES (self));

  g_clear_pointer (&self->workers, brv_worker_client_unref);
  self->workers = brv_worker_client_ref (workers);
}

/**
 * brv_source_pages_set_scroller:
 * @self: a view
 * @scroller: the scrolled window that it stands in, which outlives it
 */
void
brv_source_pages_set_scroller (BrvSourcePages *self, GtkScrolledWindow *scroller)
{
  g_return_if_fail (BRV_IS_SOURCE_PAGES (self));

  self->scroller = scroller;
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (scroller), "value-changed",
                           G_CALLBACK (queue_request), self, G_CONNECT_SWAPPED);
}

/**
 * brv_source_pages_show:
 * @self: a view
 * @source: (nullable): a source with pages, or %NULL for none
 *
 * Shows the pages of a source.
 */
void
brv_source_pages_show (BrvSourcePages *self, const BrvSource *source)
{
  guint n_blocks = 0;
  guint n_pages = 0;
  const BrvSourceBlock *blocks = NULL;

  g_return_if_fail (BRV_IS_SOURCE_PAGES (self));

  if (source == self->source)
    return;
  forget_pages (self);
  self->mismatched = FALSE;
  self->selection = self->wanted = (BrvRange){ 0, 0 };
  if (source != NULL)
    {
      self->source = brv_source_ref (source);
      blocks = brv_source_get_blocks (source, &n_blocks);
    }
  for (guint i = 0; i < n_blocks; i++)
    n_pages = MAX (n_pages, (guint)(blocks[i].page + 1));
  for (guint i = 0; i < n_pages; i++)
    {
      Page page = { .width = USUAL_WIDTH, .height = USUAL_HEIGHT };

      g_array_append_val (self->pages, page);
    }
  if (source != NULL)
    {
      g_autofree char *label =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u page as it is on paper",
                                      "%u pages as they are on paper", n_pages),
                         n_pages);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
  queue_request (self);
}

/**
 * brv_source_pages_set_zoom:
 * @self: a view
 * @zoom: 1 for pages as wide as the view
 */
void
brv_source_pages_set_zoom (BrvSourcePages *self, double zoom)
{
  g_return_if_fail (BRV_IS_SOURCE_PAGES (self));

  self->zoom = zoom;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  queue_request (self);
}

/**
 * brv_source_pages_set_selection:
 * @self: a view
 * @range: bytes of the source's text, or an empty range
 */
void
brv_source_pages_set_selection (BrvSourcePages *self, BrvRange range)
{
  g_return_if_fail (BRV_IS_SOURCE_PAGES (self));

  self->selection = range;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * brv_source_pages_set_quoted:
 * @self: a view
 * @ranges: (array length=n_ranges): the passages that the brief quotes
 * @n_ranges: how many
 */
void
brv_source_pages_set_quoted (BrvSourcePages *self, const BrvRange *ranges, guint n_ranges)
{
  g_return_if_fail (BRV_IS_SOURCE_PAGES (self));

  g_array_set_size (self->quoted, 0);
  g_array_append_vals (self->quoted, ranges, n_ranges);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * brv_source_pages_scroll_to:
 * @self: a view
 * @range: bytes of the source's text
 *
 * Brings a passage into view, as soon as its page is drawn.
 */
void
brv_source_pages_scroll_to (BrvSourcePages *self, BrvRange range)
{
  g_return_if_fail (BRV_IS_SOURCE_PAGES (self));

  self->wanted = range;
  follow_wanted (self);
  queue_request (self);
}

/**
 * brv_source_pages_get_rectangle:
 * @self: a view
 * @range: bytes of the source's text
 * @rectangle: (out): where the first line of it stands in the view
 *
 * Returns: whether it is on a page that is drawn
 */
gboolean
brv_source_pages_get_rectangle (BrvSourcePages *self, BrvRange range, GdkRectangle *rectangle)
{
  graphene_rect_t rect;
  guint page = 0;

  g_return_val_if_fail (BRV_IS_SOURCE_PAGES (self), FALSE);

  if (!find_area (self, range, &page, &rect))
    return FALSE;
  *rectangle = (GdkRectangle){ (int)rect.origin.x, (int)rect.origin.y, (int)rect.size.width,
                               (int)rect.size.height };
  return TRUE;
}
