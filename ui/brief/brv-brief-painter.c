/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-brief-painter.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/brief/brv-brief-geometry.h"
#include "ui/brief/brv-brief-shown.h"
#include "ui/brief/brv-brief-tags.h"

#define CARD_RADIUS        8
#define CARD_RADIUS_BAR    3
#define CARD_FILL          .055f
#define CARD_FILL_BAD      .07f
#define CARD_BAR           .55f
#define SECTION_FILL       .10f
#define SECTION_RING       .55f
#define SECTION_RADIUS     12
#define INSERTION_WIDTH    3
#define INSERTION_DOT      9
#define NUMBER_SCALE       .72
#define KEY_SCALE          .76
#define MAX_CACHED_NUMBERS 400

struct _BrvBriefPainter
{
  GtkTextView *view; /* Borrowed: it owns this */
  BrvBriefProjection *projection;
  BrvBriefGuidance *guidance; /* Borrowed: the view owns it */
  BrvVerdicts *verdicts;      /* (nullable) */
  BrvBriefColors colors;
  double scale;
  BrvId selected;
  BrvBriefGap gap;
  gboolean section_keys;
  GHashTable *numbers; /* guint -> PangoLayout: digits of references */
  PangoLayout *layout; /* set anew for marks and hints */
};

static GdkRGBA
with_alpha (GdkRGBA color, float alpha)
{
  color.alpha *= alpha;
  return color;
}

static float
px (BrvBriefPainter *self, double measure)
{
  return (float)round (measure * self->scale);
}

static gboolean
is_bad (BrvBriefPainter *self, BrvId id)
{
  const BrvVerdict *verdict =
    self->verdicts != NULL ? brv_verdicts_lookup (self->verdicts, id) : NULL;

  return verdict != NULL && brv_verdict_kind_is_fault (brv_verdict_get_kind (verdict));
}

static void
append_text (BrvBriefPainter *self,
             GtkSnapshot *snapshot,
             PangoLayout *layout,
             float x,
             float y,
             const GdkRGBA *ink)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, ink);
  gtk_snapshot_restore (snapshot);
}

static PangoLayout *
lay_out (BrvBriefPainter *self, const char *text, double font_scale)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  if (self->layout == NULL)
    self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), NULL);
  pango_attr_list_insert (attributes, pango_attr_scale_new (font_scale));
  pango_layout_set_attributes (self->layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_text (self->layout, text, -1);
  return self->layout;
}

/* ---- cards ---- */

static void
append_card (BrvBriefPainter *self, GtkSnapshot *snapshot, guint line, const BrvBlock *block)
{
  BrvColumn column = brv_brief_geometry_get_column (self->view);
  const char *text = brv_text_get_utf8 (brv_quote_get_shown (brv_block_get_quote (block)));
  gboolean rtl = brv_brief_geometry_is_rtl (text);
  gboolean bad = is_bad (self, brv_block_get_id (block));
  gboolean selected = brv_id_equal (brv_block_get_id (block), self->selected);
  const GdkRGBA tint = bad ? self->colors.error : self->colors.accent;
  GdkRGBA fill = with_alpha (tint, bad ? CARD_FILL_BAD : CARD_FILL);
  GdkRGBA bar = with_alpha (tint, bad || self->colors.high_contrast ? 1 : CARD_BAR);
  float near = px (self, CARD_RADIUS_BAR);
  float far = px (self, CARD_RADIUS);
  float bar_width = px (self, BRV_BRIEF_QUOTE_BAR);
  gint y = 0;
  gint height = 0;
  GskRoundedRect outline;
  graphene_rect_t bounds;

  brv_brief_geometry_get_line (self->view, line, &y, &height);
  bounds = GRAPHENE_RECT_INIT ((float)column.x, (float)y, (float)column.width,
                               (float)height - px (self, BRV_BRIEF_BLOCK_GAP));
  gsk_rounded_rect_init (&outline, &bounds,
                         &GRAPHENE_SIZE_INIT (rtl ? far : near, rtl ? far : near),
                         &GRAPHENE_SIZE_INIT (rtl ? near : far, rtl ? near : far),
                         &GRAPHENE_SIZE_INIT (rtl ? near : far, rtl ? near : far),
                         &GRAPHENE_SIZE_INIT (rtl ? far : near, rtl ? far : near));
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &fill, &bounds);
  gtk_snapshot_append_color (
    snapshot, &bar,
    &GRAPHENE_RECT_INIT (rtl ? bounds.origin.x + bounds.size.width - bar_width : bounds.origin.x,
                         bounds.origin.y, bar_width, bounds.size.height));
  gtk_snapshot_pop (snapshot);
  if (selected)
    gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 2, 2, 2, 2 },
                                (GdkRGBA[4]){ tint, tint, tint, tint });
  else if (self->colors.high_contrast)
    gtk_snapshot_append_border (
      snapshot, &outline, (float[4]){ 1, 1, 1, 1 },
      (GdkRGBA[4]){ self->colors.edge, self->colors.edge, self->colors.edge, self->colors.edge });
}

/* ---- callouts, captions and page breaks ---- */

static gboolean
is_of_box (BrvBriefPainter *self, gint line, BrvVariant variant)
{
  const BrvBlock *block =
    line >= 0 && (guint)line < brv_brief_projection_get_n_lines (self->projection)
      ? brv_brief_projection_get_block (self->projection, (guint)line)
      : NULL;

  return block != NULL && brv_block_get_kind (block) == BRV_BLOCK_CALLOUT &&
         brv_block_get_variant (block) == variant;
}

/* A line's part of its box: neighbours of one box touch, and only its ends are round. */
static void
append_box (BrvBriefPainter *self, GtkSnapshot *snapshot, guint line, const BrvBlock *block)
{
  BrvColumn column = brv_brief_geometry_get_column (self->view);
  BrvVariant variant = brv_block_get_variant (block);
  gboolean begins = brv_block_begins_box (block) || !is_of_box (self, (gint)line - 1, variant);
  const BrvBlock *next = is_of_box (self, (gint)line + 1, variant)
                           ? brv_brief_projection_get_block (self->projection, line + 1)
                           : NULL;
  gboolean ends = next == NULL || brv_block_begins_box (next);
  float gap = px (self, BRV_BRIEF_BLOCK_GAP);
  float radius = px (self, CARD_RADIUS);
  GdkRGBA fill =
    with_alpha (variant == BRV_VARIANT_SUMMARY ? self->colors.accent : self->colors.text,
                variant == BRV_VARIANT_SUMMARY ? .13f : .07f);
  gint y = 0;
  gint height = 0;
  graphene_rect_t bounds;
  GskRoundedRect outline;
  graphene_size_t top = GRAPHENE_SIZE_INIT (begins ? radius : 0, begins ? radius : 0);
  graphene_size_t bottom = GRAPHENE_SIZE_INIT (ends ? radius : 0, ends ? radius : 0);

  brv_brief_geometry_get_line (self->view, line, &y, &height);
  bounds = GRAPHENE_RECT_INIT ((float)column.x, (float)y, (float)column.width,
                               (float)height - (ends ? gap * .8f : 0));
  gsk_rounded_rect_init (&outline, &bounds, &top, &top, &bottom, &bottom);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  if (variant == BRV_VARIANT_PULL)
    bounds.size.width = px (self, BRV_BRIEF_QUOTE_BAR);
  gtk_snapshot_append_color (snapshot, &fill, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
append_page_break (BrvBriefPainter *self, GtkSnapshot *snapshot, guint line)
{
  BrvColumn column = brv_brief_geometry_get_column (self->view);
  PangoLayout *layout = lay_out (self, _ ("Page Break"), .82);
  gint y = 0;
  gint height = 0;
  int width = 0;
  int text_height = 0;
  float middle;
  float left;

  brv_brief_geometry_get_line (self->view, line, &y, &height);
  middle = (float)y + ((float)height - px (self, BRV_BRIEF_BLOCK_GAP)) / 2;
  pango_layout_get_pixel_size (layout, &width, &text_height);
  left = (float)column.x + ((float)column.width - (float)width) / 2;
  for (float x = 0; x < (float)column.width; x += px (self, 7))
    {
      graphene_rect_t dash =
        GRAPHENE_RECT_INIT ((float)column.x + x, middle, px (self, 4), MAX (1, px (self, 1)));

      if (dash.origin.x + dash.size.width < left - px (self, 8) ||
          dash.origin.x > left + (float)width + px (self, 8))
        gtk_snapshot_append_color (snapshot, &self->colors.edge, &dash);
    }
  append_text (self, snapshot, layout, left, middle - (float)text_height / 2, &self->colors.quiet);
}

/* What an empty caption would be for. */
static void
append_caption_hint (BrvBriefPainter *self,
                     GtkSnapshot *snapshot,
                     guint line,
                     const BrvBlock *block)
{
  GtkTextIter iter;
  GdkRectangle rect;

  if (brv_text_get_length (brv_block_get_text (block)) > 0)
    return;
  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (self->view), &iter, (int)line);
  gtk_text_view_get_iter_location (self->view, &iter, &rect);
  append_text (self, snapshot, lay_out (self, _ ("Caption"), .93), (float)rect.x, (float)rect.y,
               &self->colors.quiet);
}

/* ---- lists ---- */

/* The number of an ordered item among its neighbours of the same level. */
static guint
count_item (BrvBriefPainter *self, guint line, guint level)
{
  guint number = 1;

  while (line-- > 0)
    {
      const BrvBlock *block = brv_brief_projection_get_block (self->projection, line);

      if (block == NULL || brv_block_get_kind (block) != BRV_BLOCK_LIST_ITEM ||
          brv_block_get_level (block) < level)
        break;
      if (brv_block_get_level (block) > level)
        continue;
      if (!brv_block_is_ordered (block))
        break;
      number++;
    }
  return number;
}

static void
append_mark (BrvBriefPainter *self, GtkSnapshot *snapshot, guint line, const BrvBlock *block)
{
  static const char *const bullets[] = { "•", "–", "◦", "·" };
  BrvColumn column = brv_brief_geometry_get_column (self->view);
  guint level = CLAMP (brv_block_get_level (block), 1, BRV_LIST_MAX_LEVEL);
  g_autofree char *text = NULL;
  PangoLayout *layout = NULL;
  GtkTextIter iter;
  GdkRectangle place;
  gint width = 0;
  float x = 0;

  if (brv_block_is_ordered (block))
    text = g_strdup_printf ("%u.", count_item (self, line, level));
  layout = lay_out (self, text != NULL ? text : bullets[level - 1], 1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (self->view), &iter, (int)line);
  gtk_text_view_get_iter_location (self->view, &iter, &place);
  x = (float)column.x + px (self, (double)level * BRV_BRIEF_ITEM_INDENT - 8) - (float)width;
  if (brv_brief_geometry_is_rtl (brv_text_get_utf8 (brv_block_get_text (block))))
    x = (float)(2 * column.x + column.width) - x - (float)width;
  append_text (self, snapshot, layout, x, (float)place.y, &self->colors.quiet);
}

/* ---- references ---- */

static PangoLayout *
get_number (BrvBriefPainter *self, guint number)
{
  PangoLayout *layout = g_hash_table_lookup (self->numbers, GUINT_TO_POINTER (number));
  PangoAttrList *attributes = NULL;
  g_autofree char *text = NULL;

  if (layout != NULL)
    return layout;
  if (g_hash_table_size (self->numbers) > MAX_CACHED_NUMBERS)
    g_hash_table_remove_all (self->numbers);
  text = g_strdup_printf ("%u", number);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), text);
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_scale_new (NUMBER_SCALE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  g_hash_table_insert (self->numbers, GUINT_TO_POINTER (number), layout);
  return layout;
}

static void
append_references (BrvBriefPainter *self, GtkSnapshot *snapshot, guint line, const BrvText *text)
{
  guint n = 0;
  const BrvReference *references = brv_text_get_references (text, &n);
  guint number = n > 0 ? brv_brief_projection_get_note_number (self->projection, line) : 0;

  for (guint i = 0; i < n; i++)
    {
      PangoLayout *layout = get_number (self, number + i);
      GtkTextIter iter;
      GdkRectangle place;
      gint width = 0;
      gint x = 0;

      gtk_text_buffer_get_iter_at_line_index (
        gtk_text_view_get_buffer (self->view), &iter, (int)line,
        (int)brv_brief_shown_from_text (brv_text_get_utf8 (text), references[i].at));
      gtk_text_view_get_iter_location (self->view, &iter, &place);
      pango_layout_get_pixel_size (layout, &width, NULL);
      if (place.width < 0)
        x = place.x - width - 1;
      else if (references[i].at == 0)
        x = place.x + 1;
      else
        x = place.x + MAX (1, (place.width - width) / 2);
      append_text (self, snapshot, layout, (float)x, (float)place.y, &self->colors.accent);
    }
}

/* ---- hints and the landing place of a drag ---- */

static void
append_section_key (BrvBriefPainter *self, GtkSnapshot *snapshot, guint line)
{
  BrvColumn column = brv_brief_geometry_get_column (self->view);
  gint section = brv_brief_projection_get_section_index (self->projection, line);
  g_autofree char *label = NULL;
  PangoLayout *layout = NULL;
  GtkTextIter iter;
  GdkRectangle place;
  GskRoundedRect ground;
  GdkRGBA fill = with_alpha (self->colors.text, .08f);
  graphene_rect_t bounds;
  gint width = 0;
  gint height = 0;

  if (section < 0 || section >= 9)
    return;
  label = gtk_accelerator_get_label (GDK_KEY_1 + (guint)section, GDK_CONTROL_MASK);
  layout = lay_out (self, label, KEY_SCALE);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (self->view), &iter, (int)line);
  gtk_text_view_get_iter_location (self->view, &iter, &place);
  bounds = GRAPHENE_RECT_INIT ((float)(column.x + column.width - width) - px (self, 14),
                               (float)place.y + ((float)(place.height - height) - px (self, 4)) / 2,
                               (float)width + px (self, 14), (float)height + px (self, 4));
  gsk_rounded_rect_init_from_rect (&ground, &bounds, px (self, 6));
  gtk_snapshot_push_rounded_clip (snapshot, &ground);
  gtk_snapshot_append_color (snapshot, &fill, &bounds);
  gtk_snapshot_pop (snapshot);
  if (self->colors.high_contrast)
    gtk_snapshot_append_border (
      snapshot, &ground, (float[4]){ 1, 1, 1, 1 },
      (GdkRGBA[4]){ self->colors.edge, self->colors.edge, self->colors.edge, self->colors.edge });
  append_text (self, snapshot, layout, bounds.origin.x + px (self, 7),
               bounds.origin.y + px (self, 2), &self->colors.quiet);
}

static guint
get_section_end (BrvBriefPainter *self, guint first)
{
  guint n = brv_brief_projection_get_n_lines (self->projection);
  guint line = first + 1;

  while (line < n && brv_brief_projection_get_block_index (self->projection, line) >= 0)
    line++;
  return line;
}

/* The section where a drag would land lights up. */
static void
append_lit_section (BrvBriefPainter *self, GtkSnapshot *snapshot)
{
  BrvColumn column = brv_brief_geometry_get_column (self->view);
  gint first = brv_brief_projection_get_first_line (self->projection, (guint)self->gap.section);
  GdkRGBA fill = with_alpha (self->colors.accent, SECTION_FILL);
  GdkRGBA ring = with_alpha (self->colors.accent, SECTION_RING);
  float side = px (self, BRV_BRIEF_SECTION_PAD) + 2;
  graphene_rect_t bounds;
  GskRoundedRect outline;
  gint top = 0;
  gint bottom = 0;
  gint height = 0;
  guint end = 0;

  if (first < 0)
    return;
  end = get_section_end (self, (guint)first);
  brv_brief_geometry_get_line (self->view, (guint)first, &top, &height);
  brv_brief_geometry_get_line (self->view, end - 1, &bottom, &height);
  top += (gint)px (self, 6); /* some of a heading's room above */
  bottom += height;
  if (end == brv_brief_projection_get_n_lines (self->projection))
    bottom += (gint)px (self, 8);
  bounds = GRAPHENE_RECT_INIT ((float)column.x - side, (float)top, (float)column.width + 2 * side,
                               (float)(bottom - top));
  gsk_rounded_rect_init_from_rect (&outline, &bounds, px (self, SECTION_RADIUS));
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &fill, &bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 2, 2, 2, 2 },
                              (GdkRGBA[4]){ ring, ring, ring, ring });
}

/* The line is painted over the gap: nothing moves while one aims. */
static void
append_insertion_line (BrvBriefPainter *self, GtkSnapshot *snapshot)
{
  BrvColumn column = brv_brief_geometry_get_column (self->view);
  guint n = brv_brief_projection_get_n_lines (self->projection);
  float thickness = px (self, INSERTION_WIDTH);
  float dot = px (self, INSERTION_DOT);
  GskRoundedRect round;
  graphene_rect_t bounds;
  gint y = 0;
  gint height = 0;
  float middle = 0;

  if (self->gap.line == 0)
    return;
  brv_brief_geometry_get_line (self->view, MIN (self->gap.line, n) - 1, &y, &height);
  middle = (float)(y + height) - px (self, BRV_BRIEF_BLOCK_GAP) / 2;
  bounds = GRAPHENE_RECT_INIT ((float)column.x + dot / 2, middle - thickness / 2,
                               (float)column.width - dot / 2, thickness);
  gsk_rounded_rect_init_from_rect (&round, &bounds, thickness / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &self->colors.accent, &bounds);
  gtk_snapshot_pop (snapshot);
  bounds = GRAPHENE_RECT_INIT ((float)column.x, middle - dot / 2, dot, dot);
  gsk_rounded_rect_init_from_rect (&round, &bounds, dot / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &self->colors.accent, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
snapshot_below (BrvBriefPainter *self, GtkSnapshot *snapshot, guint first, guint last)
{
  if (self->gap.section >= 0)
    append_lit_section (self, snapshot);
  for (guint line = first; line <= last; line++)
    {
      const BrvBlock *block = brv_brief_projection_get_block (self->projection, line);

      if (block == NULL)
        continue;
      if (brv_block_get_kind (block) == BRV_BLOCK_QUOTE)
        append_card (self, snapshot, line, block);
      else if (brv_block_get_kind (block) == BRV_BLOCK_LIST_ITEM)
        append_mark (self, snapshot, line, block);
      else if (brv_block_get_kind (block) == BRV_BLOCK_CALLOUT)
        append_box (self, snapshot, line, block);
      else if (brv_block_get_kind (block) == BRV_BLOCK_PAGE_BREAK)
        append_page_break (self, snapshot, line);
      else if (brv_block_has_caption (block))
        append_caption_hint (self, snapshot, line, block);
    }
}

static void
snapshot_above (BrvBriefPainter *self, GtkSnapshot *snapshot, guint first, guint last)
{
  for (guint line = first; line <= last; line++)
    {
      const BrvBlock *block = brv_brief_projection_get_block (self->projection, line);

      if (block == NULL)
        {
          if (self->section_keys && self->gap.section < 0)
            append_section_key (self, snapshot, line);
        }
      else if (brv_block_get_kind (block) != BRV_BLOCK_QUOTE)
        append_references (self, snapshot, line, brv_block_get_text (block));
    }
  brv_brief_guidance_snapshot (self->guidance, snapshot, first, last, &self->colors.quiet,
                               &self->colors.edge);
  if (self->gap.section >= 0)
    append_insertion_line (self, snapshot);
}

/**
 * brv_brief_painter_new:
 * @view: the text view; it owns the painter
 * @projection: its lines
 * @guidance: what paints the guidance; outlives the painter
 *
 * Returns: (transfer full): the painter
 */
BrvBriefPainter *
brv_brief_painter_new (GtkTextView *view,
                       BrvBriefProjection *projection,
                       BrvBriefGuidance *guidance)
{
  BrvBriefPainter *self = g_new0 (BrvBriefPainter, 1);

  self->view = view;
  self->projection = g_object_ref (projection);
  self->guidance = guidance;
  self->scale = 1;
  self->gap.section = -1;
  self->numbers = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  return self;
}

/**
 * brv_brief_painter_free:
 * @self: (transfer full): the painter
 */
void
brv_brief_painter_free (BrvBriefPainter *self)
{
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_clear_pointer (&self->verdicts, brv_verdicts_unref);
  g_clear_object (&self->layout);
  g_clear_object (&self->projection);
  g_free (self);
}

/**
 * brv_brief_painter_set_style:
 * @self: the painter
 * @colors: inks and grounds
 * @scale: text scale × zoom
 *
 * Takes over a changed style or font.
 */
void
brv_brief_painter_set_style (BrvBriefPainter *self, const BrvBriefColors *colors, double scale)
{
  self->colors = *colors;
  self->scale = scale;
  g_hash_table_remove_all (self->numbers);
  g_clear_object (&self->layout);
}

/**
 * brv_brief_painter_set_verdicts:
 * @self: the painter
 * @verdicts: (nullable): the verdicts on all quotes
 *
 * Takes over new verdicts.
 */
void
brv_brief_painter_set_verdicts (BrvBriefPainter *self, const BrvVerdicts *verdicts)
{
  g_clear_pointer (&self->verdicts, brv_verdicts_unref);
  self->verdicts = verdicts != NULL ? brv_verdicts_ref (verdicts) : NULL;
}

/**
 * brv_brief_painter_set_selected:
 * @self: the painter
 * @id: the quote with the caret, or none
 *
 * Marks a card as selected.
 */
void
brv_brief_painter_set_selected (BrvBriefPainter *self, BrvId id)
{
  self->selected = id;
}

/**
 * brv_brief_painter_set_gap:
 * @self: the painter
 * @gap: where a drag would land; section -1 for nowhere
 *
 * Shows the landing place of a drag.
 */
void
brv_brief_painter_set_gap (BrvBriefPainter *self, BrvBriefGap gap)
{
  self->gap = gap;
}

/**
 * brv_brief_painter_set_section_keys:
 * @self: the painter
 * @show: whether to show Ctrl+1 … beside the headings
 *
 * Shows the keys that send a passage to a section, while there is one to send.
 */
void
brv_brief_painter_set_section_keys (BrvBriefPainter *self, gboolean show)
{
  self->section_keys = show;
}

/**
 * brv_brief_painter_snapshot:
 * @self: the painter
 * @layer: under or over the text
 * @snapshot: where to paint, in buffer coordinates
 *
 * Paints the lines in view.
 */
void
brv_brief_painter_snapshot (BrvBriefPainter *self, GtkTextViewLayer layer, GtkSnapshot *snapshot)
{
  guint first = 0;
  guint last = 0;

  brv_brief_geometry_get_visible (self->view, &first, &last);
  if (layer == GTK_TEXT_VIEW_LAYER_BELOW_TEXT)
    snapshot_below (self, snapshot, first, last);
  else
    snapshot_above (self, snapshot, first, last);
}
