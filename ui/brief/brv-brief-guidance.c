/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-brief-guidance.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "ui/brief/brv-brief-geometry.h"
#include "ui/brief/brv-brief-tags.h"

#define FONT_SCALE        .88 /* of the view's font: .9 of the interface font */
#define SECOND_FONT_SCALE .8
#define WELL_PADDING      14
#define WELL_RADIUS       10
#define HEADING_GAP       9 /* what a heading has below it */
#define UNDER_HEADING_GAP 1

struct _BrvBriefGuidance
{
  GtkTextView *view; /* Borrowed: it owns this */
  BrvBriefProjection *projection;
  GHashTable *heights; /* text -> pixels (int) at measured_width */
  gint measured_width;
  gint text_height;    /* of one line of the view's font, or 0 */
  PangoLayout *layout; /* set anew for each text that is measured or painted */
  gint caret_section;  /* -1: none */
  gboolean composing;  /* an input method shows text that is not in the buffer */
  double scale;
  GArray *wells; /* of BrvId: empty paragraphs that have room for a well */
};

static gboolean
is_empty (const BrvSection *section)
{
  const BrvBlock *block = NULL;

  if (brv_section_get_n_blocks (section) != 1)
    return brv_section_get_n_blocks (section) == 0;
  block = brv_section_get_block (section, 0);
  return brv_block_get_kind (block) == BRV_BLOCK_PARAGRAPH &&
         brv_text_get_length (brv_block_get_text (block)) == 0;
}

/* What is said in a section: its guidance, and in the first empty one what one may do. */
static char *
dup_text (const BrvSection *section, gboolean is_first, gsize *second)
{
  const char *guidance = brv_section_get_guidance (section);
  const char *hint = _ ("Write here, or drop a passage from a source.");
  gboolean some = guidance != NULL && *guidance != '\0';

  *second = G_MAXUINT;
  if (!is_empty (section) || (!is_first && some))
    return g_strdup (some ? guidance : "");
  if (!some)
    return g_strdup (hint);
  *second = strlen (guidance) + 1;
  return g_strconcat (guidance, "\n", hint, NULL);
}

/* The layout with the section's guidance, or NULL where there is nothing to say. */
static PangoLayout *
lay_out (BrvBriefGuidance *self, const BrvSection *section, gboolean is_first)
{
  gsize second = 0;
  g_autofree char *text = dup_text (section, is_first, &second);
  PangoAttrList *attributes = NULL;
  PangoAttribute *attribute = NULL;

  if (*text == '\0')
    return NULL;
  if (self->layout == NULL)
    {
      self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), NULL);
      pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
    }
  /* Pango turns the side round for text that runs against the direction of the window. */
  pango_layout_set_alignment (self->layout,
                              gtk_widget_get_direction (GTK_WIDGET (self->view)) == GTK_TEXT_DIR_RTL
                                ? PANGO_ALIGN_RIGHT
                                : PANGO_ALIGN_LEFT);
  pango_layout_set_width (self->layout,
                          brv_brief_geometry_get_column (self->view).width * PANGO_SCALE);
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_scale_new (FONT_SCALE));
  if (second != G_MAXUINT)
    {
      attribute = pango_attr_scale_new (SECOND_FONT_SCALE);
      attribute->start_index = (guint)second;
      pango_attr_list_insert (attributes, attribute);
    }
  pango_layout_set_attributes (self->layout, attributes);
  pango_layout_set_text (self->layout, text, -1);
  pango_attr_list_unref (attributes);
  return self->layout;
}

/* How high the section's guidance is, 0 for none; the caret moves more often than it changes. */
static gint
measure (BrvBriefGuidance *self, const BrvSection *section, gboolean is_first)
{
  gint width = brv_brief_geometry_get_column (self->view).width;
  gsize second = 0;
  g_autofree char *text = dup_text (section, is_first, &second);
  gpointer found = NULL;
  gint height = 0;

  if (width != self->measured_width)
    g_hash_table_remove_all (self->heights);
  self->measured_width = width;
  if (g_hash_table_lookup_extended (self->heights, text, NULL, &found))
    return GPOINTER_TO_INT (found);
  if (lay_out (self, section, is_first) != NULL)
    pango_layout_get_pixel_size (self->layout, NULL, &height);
  g_hash_table_insert (self->heights, g_steal_pointer (&text), GINT_TO_POINTER (height));
  return height;
}

static gint
get_text_height (BrvBriefGuidance *self)
{
  PangoContext *context = NULL;
  PangoFontMetrics *metrics = NULL;

  if (self->text_height > 0)
    return self->text_height;
  context = gtk_widget_get_pango_context (GTK_WIDGET (self->view));
  metrics = pango_context_get_metrics (context, pango_context_get_font_description (context), NULL);
  self->text_height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));
  pango_font_metrics_unref (metrics);
  return self->text_height;
}

/* Room below the lines of one section; returns what hangs over below an untaggable last line. */
static gint
update_section (BrvBriefGuidance *self, guint index, GArray *wells)
{
  const BrvBrief *brief = brv_brief_projection_get_brief (self->projection);
  const BrvSection *section = brv_brief_get_section (brief, index);
  gboolean empty = is_empty (section);
  gboolean shown = empty || (gint)index == self->caret_section;
  gint height = shown ? measure (self, section, index == 0) : 0;
  gint heading_room = -1;
  gint over = 0;

  if (empty)
    {
      heading_room = (gint)lround ((HEADING_GAP + WELL_PADDING) * self->scale);
      over = MAX (0, height - get_text_height (self)) + (gint)lround (WELL_PADDING * self->scale);
    }
  else if (height > 0)
    heading_room = height + (gint)lround ((UNDER_HEADING_GAP + HEADING_GAP) * self->scale);
  brv_brief_projection_set_room (self->projection, brv_section_get_id (section), heading_room);
  if (empty && brv_section_get_n_blocks (section) > 0)
    {
      BrvId id = brv_block_get_id (brv_section_get_block (section, 0));

      brv_brief_projection_set_room (self->projection, id,
                                     over + (gint)lround (BRV_BRIEF_BLOCK_GAP * self->scale));
      g_array_append_val (wells, id);
    }
  return empty ? over : 0;
}

/**
 * brv_brief_guidance_new:
 * @view: the text view; it owns the guidance
 * @projection: its lines
 *
 * Returns: (transfer full): what paints the guidance
 */
BrvBriefGuidance *
brv_brief_guidance_new (GtkTextView *view, BrvBriefProjection *projection)
{
  BrvBriefGuidance *self = g_new0 (BrvBriefGuidance, 1);

  self->view = view;
  self->projection = g_object_ref (projection);
  self->caret_section = -1;
  self->scale = 1;
  self->wells = g_array_new (FALSE, FALSE, sizeof (BrvId));
  self->heights = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * brv_brief_guidance_free:
 * @self: (transfer full): the guidance
 */
void
brv_brief_guidance_free (BrvBriefGuidance *self)
{
  g_clear_object (&self->layout);
  g_clear_object (&self->projection);
  g_clear_pointer (&self->wells, g_array_unref);
  g_clear_pointer (&self->heights, g_hash_table_unref);
  g_free (self);
}

/**
 * brv_brief_guidance_set_caret_section:
 * @self: the guidance
 * @section: index of the section with the caret, or -1
 *
 * Says where the caret is; brv_brief_guidance_update() follows.
 */
void
brv_brief_guidance_set_caret_section (BrvBriefGuidance *self, gint section)
{
  self->caret_section = section;
}

/**
 * brv_brief_guidance_set_composing:
 * @self: the guidance
 * @composing: whether an input method shows text of its own
 *
 * Keeps guidance from being painted over what is being composed.
 */
void
brv_brief_guidance_set_composing (BrvBriefGuidance *self, gboolean composing)
{
  self->composing = composing;
}

/**
 * brv_brief_guidance_update:
 * @self: the guidance
 * @scale: text scale × zoom
 *
 * Makes room for the guidance that is to be shown.
 *
 * Returns: pixels by which the last section's well hangs over the last line
 */
gint
brv_brief_guidance_update (BrvBriefGuidance *self, double scale)
{
  const BrvBrief *brief = brv_brief_projection_get_brief (self->projection);
  GArray *wells = g_array_new (FALSE, FALSE, sizeof (BrvId));
  gint over = 0;

  if (scale < self->scale || scale > self->scale)
    {
      g_clear_object (&self->layout);
      g_hash_table_remove_all (self->heights);
      self->text_height = 0;
    }
  self->scale = scale;
  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    over = update_section (self, i, wells);
  for (guint i = 0; i < self->wells->len; i++)
    {
      BrvId id = g_array_index (self->wells, BrvId, i);
      gboolean still = FALSE;

      for (guint k = 0; k < wells->len && !still; k++)
        still = brv_id_equal (id, g_array_index (wells, BrvId, k));
      if (!still)
        brv_brief_projection_set_room (self->projection, id, -1);
    }
  g_array_unref (self->wells);
  self->wells = wells;
  return over;
}

/**
 * brv_brief_guidance_get_text:
 * @self: the guidance
 * @section: index of a section, or -1
 *
 * Returns: (transfer none) (nullable): what assistive technology is told of it
 */
const char *
brv_brief_guidance_get_text (BrvBriefGuidance *self, gint section)
{
  const BrvBrief *brief = brv_brief_projection_get_brief (self->projection);

  if (section < 0 || (guint)section >= brv_brief_get_n_sections (brief))
    return NULL;
  return brv_section_get_guidance (brv_brief_get_section (brief, (guint)section));
}

/* A dashed edge with round corners: GSK has none, so cairo draws it. */
static void
snapshot_well (BrvBriefGuidance *self,
               GtkSnapshot *snapshot,
               const graphene_rect_t *bounds,
               const GdkRGBA *edge)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, bounds);
  double radius = WELL_RADIUS * self->scale;
  double x = bounds->origin.x + .5;
  double y = bounds->origin.y + .5;
  double width = bounds->size.width - 1;
  double height = bounds->size.height - 1;
  const double dashes[] = { 3, 3 };

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
  gdk_cairo_set_source_rgba (cr, edge);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
snapshot_text (PangoLayout *layout, GtkSnapshot *snapshot, gint x, gint y, const GdkRGBA *ink)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)x, (float)y));
  gtk_snapshot_append_layout (snapshot, layout, ink);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_empty_section (BrvBriefGuidance *self,
                        GtkSnapshot *snapshot,
                        const BrvSection *section,
                        guint line,
                        const GdkRGBA *ink,
                        const GdkRGBA *edge)
{
  BrvColumn column = brv_brief_geometry_get_column (self->view);
  PangoLayout *layout =
    lay_out (self, section, brv_brief_projection_get_section_index (self->projection, line) == 0);
  gint padding = (gint)lround (WELL_PADDING * self->scale);
  gint side = (gint)lround (BRV_BRIEF_SECTION_PAD * self->scale);
  gint text_height = get_text_height (self);
  gint height = 0;
  gint y = 0;

  brv_brief_geometry_get_line (self->view, line, &y, &height);
  pango_layout_get_pixel_size (layout, NULL, &height);
  snapshot_well (self, snapshot,
                 &GRAPHENE_RECT_INIT ((float)(column.x - side), (float)(y - padding),
                                      (float)(column.width + 2 * side),
                                      (float)(MAX (height, text_height) + 2 * padding)),
                 edge);
  if (!self->composing ||
      brv_brief_projection_get_section_index (self->projection, line) != self->caret_section)
    snapshot_text (layout, snapshot, column.x, y + MAX (0, text_height - height), ink);
}

/**
 * brv_brief_guidance_snapshot:
 * @self: the guidance
 * @snapshot: where to paint, in buffer coordinates
 * @first: first line in view
 * @last: last line in view
 * @ink: of the text
 * @edge: of a well
 *
 * Paints the guidance of the sections in view.
 */
void
brv_brief_guidance_snapshot (BrvBriefGuidance *self,
                             GtkSnapshot *snapshot,
                             guint first,
                             guint last,
                             const GdkRGBA *ink,
                             const GdkRGBA *edge)
{
  BrvColumn column = brv_brief_geometry_get_column (self->view);

  for (guint line = first; line <= last; line++)
    {
      const BrvSection *section = brv_brief_projection_get_section (self->projection, line);
      gint block = brv_brief_projection_get_block_index (self->projection, line);
      gint index = brv_brief_projection_get_section_index (self->projection, line);
      gint y = 0;
      gint height = 0;
      gint text_height = 0;
      PangoLayout *layout = NULL;

      if (section == NULL || block > 0)
        continue;
      if (is_empty (section))
        {
          if (block == 0)
            snapshot_empty_section (self, snapshot, section, line, ink, edge);
          continue;
        }
      if (block >= 0 || index != self->caret_section)
        continue;
      layout = lay_out (self, section, FALSE);
      if (layout == NULL)
        continue;
      brv_brief_geometry_get_line (self->view, line, &y, &height);
      pango_layout_get_pixel_size (layout, NULL, &text_height);
      snapshot_text (layout, snapshot, column.x,
                     y + height - text_height - (gint)lround (HEADING_GAP * self->scale), ink);
    }
}
