/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-brief-tags.h"

#include <math.h>

#include "base/brv-utf8.h"
#include "ui/brief/brv-brief-shown.h"

/* What a line is: every line carries the tag of its kind. */
typedef enum
{
  KIND_SECTION,
  KIND_HEADING_1,
  KIND_HEADING_2,
  KIND_HEADING_3,
  KIND_PARAGRAPH,
  KIND_ITEM_1,
  KIND_ITEM_2,
  KIND_ITEM_3,
  KIND_ITEM_4,
  KIND_QUOTE,
  KIND_CALLOUT_HEADING,
  KIND_CALLOUT,
  KIND_CAPTION,
  KIND_PAGE_BREAK,
  N_KINDS,
} Kind;

typedef struct
{
  double scale; /* of the view's font */
  gint weight;
  gint indent;
  gint indent_end;
  gint above;
  gint below;
  gint inside;
} Measure;

/* The view's font is the paragraph's, 1.02 of the interface font (NOTES: 11 pt). */
static const Measure measures[N_KINDS] = {
  [KIND_SECTION] = { 1.206, 800, 0, 0, 16, 9, 2 },
  [KIND_HEADING_1] = { 1.09, 700, 0, 0, 8, 5, 2 },
  [KIND_HEADING_2] = { 1.0, 700, 0, 0, 6, 4, 2 },
  [KIND_HEADING_3] = { .93, 700, 0, 0, 6, 4, 2 },
  [KIND_PARAGRAPH] = { 1, 400, 0, 0, 0, BRV_BRIEF_BLOCK_GAP, 4 },
  [KIND_ITEM_1] = { 1, 400, BRV_BRIEF_ITEM_INDENT, 0, 0, 6, 4 },
  [KIND_ITEM_2] = { 1, 400, 2 * BRV_BRIEF_ITEM_INDENT, 0, 0, 6, 4 },
  [KIND_ITEM_3] = { 1, 400, 3 * BRV_BRIEF_ITEM_INDENT, 0, 0, 6, 4 },
  [KIND_ITEM_4] = { 1, 400, 4 * BRV_BRIEF_ITEM_INDENT, 0, 0, 6, 4 },
  [KIND_QUOTE] = { 1.069, 400, BRV_BRIEF_QUOTE_INDENT, 12, BRV_BRIEF_QUOTE_ABOVE,
                   BRV_BRIEF_QUOTE_FOOT + BRV_BRIEF_BLOCK_GAP, 3 },
  [KIND_CALLOUT_HEADING] = { 1, 700, BRV_BRIEF_CALLOUT_INDENT, BRV_BRIEF_CALLOUT_INDENT, 10, 4, 4 },
  [KIND_CALLOUT] = { 1, 400, BRV_BRIEF_CALLOUT_INDENT, BRV_BRIEF_CALLOUT_INDENT, 8, 15, 4 },
  [KIND_CAPTION] = { .93, 400, 0, 0, 2, BRV_BRIEF_BLOCK_GAP, 3 },
  [KIND_PAGE_BREAK] = { .85, 400, 0, 0, 4, BRV_BRIEF_BLOCK_GAP, 2 },
};

#define N_DIGITS          4
#define REFERENCE_SCALE   .72
#define REFERENCE_GAP     2
#define N_REFERENCE_TAGS  (2 * N_DIGITS)
#define N_STYLE_TAGS      3
#define QUOTE_FONT_FAMILY "TeX Gyre Pagella, Source Serif 4, serif"

struct _BrvBriefTags
{
  GtkTextBuffer *buffer; /* Borrowed: the owner of this keeps it */
  double scale;
  /*
   * [1]: for an empty line, on its separator. GTK's layout carries the style of the line it laid
   * out last into a line without a tag toggle of its own, so each line must have one, and plain
   * paragraphs have an empty tag. It stands on the text without the separator, so that the caret
   * beside a quote is free to open a paragraph.
   */
  GtkTextTag *kinds[2][N_KINDS];
  GtkTextTag *emphasis;
  GtkTextTag *strong;
  GtkTextTag *link;
  GtkTextTag *hit; /* of a search */
  /*
   * Room for a reference's number, by its count of digits. [1]: at a line's start, where pango
   * gives only half of the letter spacing.
   */
  GtkTextTag *references[N_DIGITS][2];
  GHashTable *rooms; /* pixels below (int) -> GtkTextTag, borrowed from the table of tags */
};

static Kind
kind_of (const BrvBlock *block)
{
  guint level = 0;

  if (block == NULL)
    return KIND_SECTION;
  level = brv_block_get_level (block);
  switch (brv_block_get_kind (block))
    {
    case BRV_BLOCK_HEADING:
      return KIND_HEADING_1 + CLAMP (level, 1, BRV_HEADING_MAX_LEVEL) - 1;
    case BRV_BLOCK_LIST_ITEM:
      return KIND_ITEM_1 + CLAMP (level, 1, BRV_LIST_MAX_LEVEL) - 1;
    case BRV_BLOCK_QUOTE:
      return KIND_QUOTE;
    case BRV_BLOCK_CALLOUT:
      return level > 0 ? KIND_CALLOUT_HEADING : KIND_CALLOUT;
    case BRV_BLOCK_FIGURE:
    case BRV_BLOCK_TABLE:
      return KIND_CAPTION;
    case BRV_BLOCK_PAGE_BREAK:
      return KIND_PAGE_BREAK;
    case BRV_BLOCK_PARAGRAPH:
    case BRV_N_BLOCK_KINDS:
    default:
      return KIND_PARAGRAPH;
    }
}

/* Whether a tag is one of those that this file puts on, and of which sort. */
static gboolean
is_kind_tag (BrvBriefTags *self, GtkTextTag *tag)
{
  for (guint twin = 0; twin < 2; twin++)
    for (guint kind = 0; kind < N_KINDS; kind++)
      if (self->kinds[twin][kind] == tag)
        return TRUE;
  return FALSE;
}

static gboolean
is_room_tag (BrvBriefTags *self, GtkTextTag *tag)
{
  GHashTableIter iter;
  gpointer other = NULL;

  g_hash_table_iter_init (&iter, self->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &other))
    if (other == tag)
      return TRUE;
  return FALSE;
}

static gboolean
is_run_tag (BrvBriefTags *self, GtkTextTag *tag)
{
  if (tag == self->emphasis || tag == self->strong || tag == self->link)
    return TRUE;
  for (guint i = 0; i < N_DIGITS; i++)
    if (self->references[i][0] == tag || self->references[i][1] == tag)
      return TRUE;
  return FALSE;
}

static void
get_line (BrvBriefTags *self, guint line, GtkTextIter *start, GtkTextIter *end, GtkTextIter *next)
{
  gtk_text_buffer_get_iter_at_line (self->buffer, start, (int)line);
  *end = *next = *start;
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
  gtk_text_iter_forward_line (next);
}

/* The tags that stand anywhere on the line, its separator included. */
static GPtrArray *
list_tags (const GtkTextIter *start, const GtkTextIter *next)
{
  GPtrArray *found = g_ptr_array_new ();
  GtkTextIter iter = *start;

  do
    {
      g_autoptr (GSList) tags = gtk_text_iter_get_tags (&iter);

      for (GSList *l = tags; l != NULL; l = l->next)
        if (!g_ptr_array_find (found, l->data, NULL))
          g_ptr_array_add (found, l->data);
    }
  while (gtk_text_iter_forward_to_tag_toggle (&iter, NULL) &&
         gtk_text_iter_compare (&iter, next) < 0);
  return found;
}

/*
 * Whether the tag begins at or before start and ends at end. An empty line's may run on: into the
 * separator of another empty line, for any other line is asked for itself.
 */
static gboolean
covers (GtkTextTag *tag, const GtkTextIter *start, const GtkTextIter *end, gboolean empty)
{
  GtkTextIter off = *start;

  if (gtk_text_iter_equal (start, end) || !gtk_text_iter_has_tag (start, tag))
    return FALSE;
  gtk_text_iter_forward_to_tag_toggle (&off, tag);
  return empty ? gtk_text_iter_compare (&off, end) >= 0 : gtk_text_iter_equal (&off, end);
}

static GtkTextTag *
get_room_tag (BrvBriefTags *self, gint room_px)
{
  GtkTextTag *tag = g_hash_table_lookup (self->rooms, GINT_TO_POINTER (room_px));

  if (tag == NULL)
    {
      tag = room_px >= 0
              ? gtk_text_buffer_create_tag (self->buffer, NULL, "pixels-below-lines", room_px, NULL)
              : gtk_text_buffer_create_tag (self->buffer, NULL, "pixels-above-lines",
                                            BRV_BRIEF_ROOM_ABOVE (room_px), NULL);
      g_hash_table_insert (self->rooms, GINT_TO_POINTER (room_px), tag);
    }
  return tag;
}

static guint
count_digits (guint number)
{
  guint digits = 1;

  while (number >= 10 && digits < N_DIGITS)
    {
      number /= 10;
      digits++;
    }
  return digits;
}

static void
apply (BrvBriefTags *self, GtkTextTag *tag, guint line, gsize from, gsize to)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line_index (self->buffer, &start, (int)line, (int)from);
  gtk_text_buffer_get_iter_at_line_index (self->buffer, &end, (int)line, (int)to);
  gtk_text_buffer_apply_tag (self->buffer, tag, &start, &end);
}

static const BrvText *
text_of (const BrvBlock *block)
{
  if (block == NULL)
    return NULL;
  if (brv_block_get_kind (block) == BRV_BLOCK_QUOTE)
    return brv_quote_get_shown (brv_block_get_quote (block));
  return brv_block_get_text (block);
}

static void
apply_runs (BrvBriefTags *self, guint line, const BrvText *text, guint first_number)
{
  const char *utf8 = brv_text_get_utf8 (text);
  guint n_runs = 0;
  guint n_references = 0;
  const BrvRun *runs = brv_text_get_runs (text, &n_runs);
  const BrvReference *references = brv_text_get_references (text, &n_references);

  for (guint i = 0; i < n_runs; i++)
    {
      gsize from = brv_brief_shown_from_text (utf8, runs[i].range.start);
      gsize to = brv_brief_shown_from_text (utf8, runs[i].range.end);

      if (runs[i].style & BRV_STYLE_EMPHASIS)
        apply (self, self->emphasis, line, from, to);
      if (runs[i].style & BRV_STYLE_STRONG)
        apply (self, self->strong, line, from, to);
      if (runs[i].link != NULL)
        apply (self, self->link, line, from, to);
    }
  for (guint i = 0; i < n_references; i++)
    {
      gsize at = brv_brief_shown_from_text (utf8, references[i].at);
      guint digits = count_digits (first_number + i);

      apply (self, self->references[digits - 1][at == 0], line, at,
             at + BRV_OBJECT_CHARACTER_LENGTH);
    }
}

/**
 * brv_brief_tags_new:
 * @buffer: the buffer whose lines are dressed; outlives this
 *
 * Makes the tags of a Brief pane in @buffer.
 *
 * Returns: (transfer full): the tags
 */
BrvBriefTags *
brv_brief_tags_new (GtkTextBuffer *buffer)
{
  BrvBriefTags *self = g_new0 (BrvBriefTags, 1);

  self->buffer = buffer;
  self->rooms = g_hash_table_new (NULL, NULL);
  for (guint kind = 0; kind < N_KINDS; kind++)
    for (guint twin = 0; twin < 2; twin++)
      self->kinds[twin][kind] = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  g_object_set (self->kinds[0][KIND_QUOTE], "editable", FALSE, "family", QUOTE_FONT_FAMILY, NULL);
  self->emphasis = gtk_text_buffer_create_tag (buffer, NULL, "style", PANGO_STYLE_ITALIC, NULL);
  self->strong = gtk_text_buffer_create_tag (buffer, NULL, "weight", PANGO_WEIGHT_BOLD, NULL);
  self->link = gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  self->hit = gtk_text_buffer_create_tag (buffer, NULL, "background", "rgba(245,194,17,.38)", NULL);
  for (guint digits = 0; digits < N_DIGITS; digits++)
    for (guint twin = 0; twin < 2; twin++)
      self->references[digits][twin] = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  brv_brief_tags_set_scale (self, 1, 8);
  return self;
}

/**
 * brv_brief_tags_free:
 * @self: the tags
 *
 * Frees @self; the tags themselves go with their buffer.
 */
void
brv_brief_tags_free (BrvBriefTags *self)
{
  g_clear_pointer (&self->rooms, g_hash_table_unref);
  g_free (self);
}

/**
 * brv_brief_tags_set_scale:
 * @self: the tags
 * @scale: text scale × zoom, above 0
 * @digit_width_px: how wide a digit is in the view's font
 *
 * Sets all measures anew. Every line is measured again, so this is only for a changed font.
 */
void
brv_brief_tags_set_scale (BrvBriefTags *self, double scale, double digit_width_px)
{
  g_return_if_fail (scale > 0);

  self->scale = scale;
  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      const Measure *m = &measures[kind];

      for (guint twin = 0; twin < 2; twin++)
        g_object_set (self->kinds[twin][kind], "scale", m->scale, "weight", m->weight,
                      "accumulative-margin", TRUE, "left-margin", (int)lround (m->indent * scale),
                      "right-margin", (int)lround (m->indent_end * scale), "pixels-above-lines",
                      (int)lround (m->above * scale), "pixels-below-lines",
                      (int)lround (m->below * scale), "pixels-inside-wrap",
                      (int)lround (m->inside * scale), NULL);
    }
  for (guint digits = 0; digits < N_DIGITS; digits++)
    for (guint twin = 0; twin < 2; twin++)
      {
        double width =
          REFERENCE_GAP * scale + REFERENCE_SCALE * digit_width_px * (double)(digits + 1);

        g_object_set (self->references[digits][twin], "letter-spacing",
                      (int)lround (width * (twin + 1) * PANGO_SCALE), NULL);
      }
}

/**
 * brv_brief_tags_set_link_color:
 * @self: the tags
 * @color: the ink of links in the present style
 *
 * Sets the colour of links.
 */
void
brv_brief_tags_set_link_color (BrvBriefTags *self, const GdkRGBA *color)
{
  g_object_set (self->link, "foreground-rgba", color, NULL);
}

/**
 * brv_brief_tags_mend:
 * @self: the tags
 * @line: a line of the buffer
 * @block: (nullable): what the line shows, or %NULL for a section's heading
 * @first_number: the number of the first reference on the line
 * @room_px: room to keep free below the line instead of its kind's, one of
 *   BRV_BRIEF_ROOM_ABOVE() above it, or -1
 *
 * Gives the line the tags that it should have, and no other; one that has them stays untouched.
 */
void
brv_brief_tags_mend (
  BrvBriefTags *self, guint line, const BrvBlock *block, guint first_number, gint room_px)
{
  GtkTextIter start, end, next;
  g_autoptr (GPtrArray) present = NULL;
  GtkTextTag *kind = NULL;
  GtkTextTag *room = room_px != -1 ? get_room_tag (self, room_px) : NULL;
  gboolean empty = FALSE;
  gboolean renew_runs = FALSE;
  const BrvText *text = text_of (block);

  get_line (self, line, &start, &end, &next);
  empty = gtk_text_iter_equal (&start, &end);
  if (gtk_text_iter_equal (&start, &next))
    return; /* empty and last: there is no character to put a tag on */
  kind = self->kinds[empty][kind_of (block)];
  present = list_tags (&start, &next);
  for (guint i = 0; i < present->len; i++)
    {
      GtkTextTag *tag = g_ptr_array_index (present, i);

      if (is_run_tag (self, tag))
        renew_runs = TRUE;
      else if ((!is_kind_tag (self, tag) && !is_room_tag (self, tag)) ||
               ((tag == kind || tag == room) && covers (tag, &start, empty ? &next : &end, empty)))
        continue;
      gtk_text_buffer_remove_tag (self->buffer, tag, &start, &next);
    }
  if (!covers (kind, &start, empty ? &next : &end, empty))
    gtk_text_buffer_apply_tag (self->buffer, kind, &start, empty ? &next : &end);
  if (room != NULL && !covers (room, &start, empty ? &next : &end, empty))
    gtk_text_buffer_apply_tag (self->buffer, room, &start, empty ? &next : &end);
  if (text != NULL && (renew_runs || !empty))
    apply_runs (self, line, text, first_number);
}

/**
 * brv_brief_tags_mark_hit:
 * @self: the tags
 * @start: where it begins
 * @end: where it ends
 * @on: whether to mark it or to take the mark away
 *
 * Marks what a search has found.
 */
void
brv_brief_tags_mark_hit (BrvBriefTags *self,
                         const GtkTextIter *start,
                         const GtkTextIter *end,
                         gboolean on)
{
  if (on)
    gtk_text_buffer_apply_tag (self->buffer, self->hit, start, end);
  else
    gtk_text_buffer_remove_tag (self->buffer, self->hit, start, end);
}

static gboolean
has_style_at (const BrvText *text, gsize at, BrvStyle style)
{
  return text != NULL && (brv_text_get_style_at (text, at) & style) != 0;
}

/**
 * brv_brief_tags_check:
 * @self: the tags
 * @line: a line of the buffer
 * @block: (nullable): what the line shows, or %NULL for a section's heading
 *
 * Compares the line's tags with what they should be.
 *
 * Returns: (transfer full) (nullable): how they differ, or %NULL
 */
char *
brv_brief_tags_check (BrvBriefTags *self, guint line, const BrvBlock *block)
{
  GtkTextIter start, end, next;
  g_autoptr (GPtrArray) present = NULL;
  GtkTextTag *kind = NULL;
  const BrvText *text = text_of (block);
  const char *utf8 = text != NULL ? brv_text_get_utf8 (text) : "";
  gboolean empty = FALSE;

  get_line (self, line, &start, &end, &next);
  if (gtk_text_iter_equal (&start, &next))
    return NULL;
  empty = gtk_text_iter_equal (&start, &end);
  kind = self->kinds[empty][kind_of (block)];
  if (!covers (kind, &start, empty ? &next : &end, empty))
    return g_strdup_printf ("line %u lacks the tag of its kind, or it does not end with it", line);
  present = list_tags (&start, &next);
  for (guint i = 0; i < present->len; i++)
    if (is_kind_tag (self, g_ptr_array_index (present, i)) &&
        g_ptr_array_index (present, i) != kind)
      return g_strdup_printf ("line %u has the tag of another kind", line);
  if (gtk_text_iter_has_tag (&end, self->strong) || gtk_text_iter_has_tag (&end, self->emphasis))
    return g_strdup_printf ("the separator of line %u is styled", line);
  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    {
      GtkTextIter iter;

      gtk_text_buffer_get_iter_at_line_index (
        self->buffer, &iter, (int)line, (int)brv_brief_shown_from_text (utf8, (gsize)(p - utf8)));
      if (gtk_text_iter_has_tag (&iter, self->strong) !=
            has_style_at (text, (gsize)(p - utf8), BRV_STYLE_STRONG) ||
          gtk_text_iter_has_tag (&iter, self->emphasis) !=
            has_style_at (text, (gsize)(p - utf8), BRV_STYLE_EMPHASIS))
        return g_strdup_printf ("the style of line %u is wrong at byte %u", line,
                                (guint)(p - utf8));
    }
  return NULL;
}
