/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-brief-projection-private.h"

#include <string.h>

#include "ui/brief/brv-brief-shown.h"
#include "ui/brief/brv-line-gaps.h"

/* Splices longer than this many lines are projected in slices, each of about SLICE_US. */
#define SLICED_LINES 500
#define SLICE_LINES  60
#define SLICE_US     5000

#define MAX_MARKED_HITS 1000

enum
{
  SIGNAL_PROJECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvBriefProjection, brv_brief_projection, G_TYPE_OBJECT)

static GString *
join_lines (BrvBriefProjection *self, guint index_line, guint n)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (string, '\n');
      brv_brief_shown_append (string, brv_brief_projection_get_index_text (self, index_line + i));
    }
  return string;
}

/* ---- writing ---- */

/* Puts the cursor of a replacement where line begins, or behind all text if there is no such. */
static void
get_line_start (BrvBriefProjection *self, guint line, GtkTextIter *iter)
{
  if (line < self->n_lines)
    gtk_text_buffer_get_iter_at_line (self->buffer, iter, (int)line);
  else
    gtk_text_buffer_get_end_iter (self->buffer, iter);
}

/* Replaces the text between two iterators by the least deletion and insertion. */
static void
write_difference (BrvBriefProjection *self,
                  const GtkTextIter *start,
                  const GtkTextIter *end,
                  GString *now)
{
  g_autofree char *was = gtk_text_buffer_get_slice (self->buffer, start, end, TRUE);
  gsize was_length = strlen (was);
  gsize head = 0;
  gsize tail = 0;
  GtkTextIter from = *start;
  GtkTextIter to = *start;

  while (head < was_length && head < now->len && was[head] == now->str[head])
    head++;
  while (head > 0 &&
         (((guchar)was[head] & 0xc0) == 0x80 || ((guchar)now->str[head] & 0xc0) == 0x80))
    head--;
  while (tail < was_length - head && tail < now->len - head &&
         was[was_length - 1 - tail] == now->str[now->len - 1 - tail])
    tail++;
  while (tail > 0 && ((guchar)was[was_length - tail] & 0xc0) == 0x80)
    tail--;

  gtk_text_iter_forward_chars (&from, (int)g_utf8_strlen (was, (gssize)head));
  to = from;
  gtk_text_iter_forward_chars (&to,
                               (int)g_utf8_strlen (was + head, (gssize)(was_length - head - tail)));
  if (!gtk_text_iter_equal (&from, &to))
    gtk_text_buffer_delete (self->buffer, &from, &to);
  if (now->len > head + tail)
    {
      /* The listener of the accessibility tree reads up to the NUL, not to the length. */
      g_string_truncate (now, now->len - tail);
      gtk_text_buffer_insert (self->buffer, &from, now->str + head, (int)(now->len - head));
    }
}

static gint
get_room (BrvBriefProjection *self, guint index_line)
{
  BrvId id;
  gpointer room = NULL;

  if (g_hash_table_size (self->rooms) == 0)
    return -1;
  id = brv_line_index_get_id (self->index, index_line);
  return g_hash_table_lookup_extended (self->rooms, &id, NULL, &room) ? GPOINTER_TO_INT (room) : -1;
}

static void
mend_line (BrvBriefProjection *self, guint line, guint index_line)
{
  brv_brief_tags_mend (self->tags, line, brv_brief_projection_get_index_block (self, index_line),
                       brv_line_index_count_references_before (self->index, index_line) + 1,
                       get_room (self, index_line));
}

/*
 * Lines [at, at + n_was) of the buffer become the document's [index_line, + n_now). Lines that go
 * or come whole carry one separator with them.
 */
static void
replace_lines (BrvBriefProjection *self, guint at, guint n_was, guint index_line, guint n_now)
{
  g_autoptr (GString) now = NULL;
  GtkTextIter start, end;
  gboolean at_end = at + n_was >= self->n_lines;

  if (n_was == 0 && n_now == 0)
    return;
  self->depth++;
  now = join_lines (self, index_line, n_now);
  get_line_start (self, at, &start);
  get_line_start (self, at + n_was, &end);
  if (n_was > 0 && n_now > 0 && !at_end)
    gtk_text_iter_backward_char (&end);
  else if (n_was == 0 && self->n_lines > 0)
    g_string_insert_c (now, at_end ? 0 : -1, '\n');
  else if (n_now == 0 && at_end && at > 0)
    gtk_text_iter_backward_char (&start);
  write_difference (self, &start, &end, now);
  self->n_lines = self->n_lines - n_was + n_now;

  for (guint i = 0; i < n_now; i++)
    mend_line (self, at + i, index_line + i);
  /* A separator that came or went stood beside them. */
  if (at > 0 && brv_brief_projection_to_index_line (self, at - 1) >= 0)
    mend_line (self, at - 1, index_line - 1);
  if (at + n_now < self->n_lines && n_was != n_now)
    {
      gint after = brv_brief_projection_is_complete (self)
                     ? (gint)(index_line + n_now)
                     : brv_brief_projection_to_index_line (self, at + n_now);

      if (after >= 0)
        mend_line (self, at + n_now, (guint)after);
    }
  self->depth--;
}

/* One more piece of the pending splice; FALSE when it is done. */
static gboolean
project_slice (BrvBriefProjection *self, guint n)
{
  Pending *p = &self->pending;
  guint n_stale = MIN (n, p->n_stale);
  guint n_missing = MIN (n, p->n_missing);
  Pending now = *p;

  /* While it runs, the lines around it count as the buffer will have them afterwards. */
  now.n_stale -= n_stale;
  now.n_missing -= n_missing;
  now.at += n_missing;
  *p = now;
  replace_lines (self, now.at - n_missing, n_stale, now.at - n_missing, n_missing);
  return now.n_stale > 0 || now.n_missing > 0;
}

static void
pending_done (BrvBriefProjection *self)
{
  g_clear_handle_id (&self->slice_source, g_source_remove);
  self->pending = (Pending){ 0 };
  if (self->select_when_done)
    {
      self->select_when_done = FALSE;
      brv_brief_projection_select (self, self->selection.anchor, self->selection.focus);
    }
  g_signal_emit (self, signals[SIGNAL_PROJECTED], 0, NULL);
}

static gboolean
slice_cb (gpointer user_data)
{
  BrvBriefProjection *self = user_data;
  gint64 until = g_get_monotonic_time () + SLICE_US;
  gboolean more = TRUE;

  while (more && g_get_monotonic_time () < until)
    more = project_slice (self, SLICE_LINES);
  if (more)
    return G_SOURCE_CONTINUE;
  self->slice_source = 0;
  pending_done (self);
  return G_SOURCE_REMOVE;
}

static void
begin_slices (BrvBriefProjection *self, guint at, guint n_stale, guint n_missing)
{
  gint64 until = g_get_monotonic_time () + SLICE_US;
  gboolean more = TRUE;

  self->pending = (Pending){ at, n_stale, n_missing };
  while (more && g_get_monotonic_time () < until)
    more = project_slice (self, SLICE_LINES);
  if (!more)
    self->pending = (Pending){ 0 };
  else
    self->slice_source = g_idle_add (slice_cb, self);
}

/* ---- following the document ---- */

/* A reference that comes or goes renumbers those after it: only a new count of digits shows. */
static void
mend_digits (BrvBriefProjection *self)
{
  static const guint edges[] = { 9, 99, 999 };
  guint n = brv_line_index_get_n_references (self->index);
  guint delta = n > self->n_notes ? n - self->n_notes : self->n_notes - n;

  self->n_notes = n;
  if (delta == 0)
    return;
  self->depth++;
  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      guint from = edges[i] > delta ? edges[i] - delta : 0;

      for (guint nth = from; nth <= edges[i] + delta && nth < n; nth++)
        {
          gint index_line = brv_line_index_find_reference (self->index, nth);
          gint line =
            index_line >= 0 ? brv_brief_projection_from_index_line (self, (guint)index_line) : -1;

          if (line >= 0)
            mend_line (self, (guint)line, (guint)index_line);
        }
    }
  self->depth--;
}

static void
project_change (BrvBriefProjection *self, BrvChange *change)
{
  guint n_was = brv_line_index_get_n_lines (self->index);
  g_autoptr (GArray) splices = brv_line_index_update (self->index, change);
  g_autoptr (GArray) gaps = brv_line_gaps_compose (splices, n_was);

  brv_brief_unref (self->brief);
  self->brief = brv_brief_ref (brv_document_get_brief (self->document));
  /* From the end, so that the lines before keep their places. */
  for (guint i = gaps->len; i-- > 0;)
    {
      const BrvLineGap *gap = &g_array_index (gaps, BrvLineGap, i);

      if (i == 0 && gap->was == gap->now && MAX (gap->n_was, gap->n_now) > SLICED_LINES)
        begin_slices (self, gap->was, gap->n_was, gap->n_now);
      else
        replace_lines (self, gap->was, gap->n_was, gap->now, gap->n_now);
    }
  mend_digits (self);
}

static void
document_changed_cb (BrvDocument *document,
                     BrvChange *change,
                     const BrvBrief *before,
                     gint step,
                     BrvBriefProjection *self)
{
  BrvSelection after = brv_change_get_selection_after (change);

  brv_brief_projection_finish (self);
  project_change (self, change);
  if (!brv_id_is_none (after.focus.id) &&
      !brv_brief_projection_select (self, after.anchor, after.focus))
    {
      self->select_when_done = !brv_brief_projection_is_complete (self);
      self->selection = after;
    }
  g_signal_emit (self, signals[SIGNAL_PROJECTED], 0, change);
}

/* ---- object ---- */

static void
brv_brief_projection_dispose (GObject *object)
{
  BrvBriefProjection *self = BRV_BRIEF_PROJECTION (object);

  g_clear_handle_id (&self->slice_source, g_source_remove);
  g_clear_pointer (&self->index, brv_line_index_free);
  g_clear_pointer (&self->brief, brv_brief_unref);
  g_clear_pointer (&self->tags, brv_brief_tags_free);
  g_clear_pointer (&self->rooms, g_hash_table_unref);
  g_clear_object (&self->document);
  g_clear_object (&self->buffer);
  G_OBJECT_CLASS (brv_brief_projection_parent_class)->dispose (object);
}

static void
brv_brief_projection_class_init (BrvBriefProjectionClass *class)
{
  G_OBJECT_CLASS (class)->dispose = brv_brief_projection_dispose;

  /* The argument is (nullable): NULL when the last slice of a long splice has come in. */
  signals[SIGNAL_PROJECTED] =
    g_signal_new ("projected", BRV_TYPE_BRIEF_PROJECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
brv_brief_projection_init (BrvBriefProjection *self)
{
  self->rooms = g_hash_table_new_full (brv_id_hash, brv_id_equal_pointers, g_free, NULL);
}

/**
 * brv_brief_projection_new:
 * @document: the document to follow
 * @buffer: an empty buffer
 *
 * Projects @document into @buffer and keeps it there. The buffer's own undo is turned off.
 *
 * Returns: (transfer full): the projection
 */
BrvBriefProjection *
brv_brief_projection_new (BrvDocument *document, GtkTextBuffer *buffer)
{
  BrvBriefProjection *self = g_object_new (BRV_TYPE_BRIEF_PROJECTION, NULL);
  guint n = 0;

  self->document = g_object_ref (document);
  self->buffer = g_object_ref (buffer);
  self->brief = brv_brief_ref (brv_document_get_brief (document));
  self->index = brv_line_index_new (self->brief);
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  self->depth++; /* new tags are written too */
  self->tags = brv_brief_tags_new (buffer);
  self->depth--;
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, 0);
  n = brv_line_index_get_n_lines (self->index);
  self->n_notes = brv_line_index_get_n_references (self->index);
  if (n > SLICED_LINES)
    begin_slices (self, 0, 0, n);
  else
    replace_lines (self, 0, 0, 0, n);
  return self;
}

/**
 * brv_brief_projection_get_document:
 * @self: the projection
 *
 * Returns: (transfer none): the document that is shown
 */
BrvDocument *
brv_brief_projection_get_document (BrvBriefProjection *self)
{
  return self->document;
}

/**
 * brv_brief_projection_get_buffer:
 * @self: the projection
 *
 * Returns: (transfer none): the buffer that shows it
 */
GtkTextBuffer *
brv_brief_projection_get_buffer (BrvBriefProjection *self)
{
  return self->buffer;
}

/**
 * brv_brief_projection_get_brief:
 * @self: the projection
 *
 * Returns: (transfer none): the brief as the lines show it
 */
const BrvBrief *
brv_brief_projection_get_brief (BrvBriefProjection *self)
{
  return self->brief;
}

/**
 * brv_brief_projection_is_projecting:
 * @self: the projection
 *
 * Returns: whether the present write into the buffer comes from here
 */
gboolean
brv_brief_projection_is_projecting (BrvBriefProjection *self)
{
  return self->depth > 0;
}

/**
 * brv_brief_projection_is_complete:
 * @self: the projection
 *
 * Returns: whether no line is missing from the buffer
 */
gboolean
brv_brief_projection_is_complete (BrvBriefProjection *self)
{
  return self->pending.n_stale == 0 && self->pending.n_missing == 0;
}

/**
 * brv_brief_projection_finish:
 * @self: the projection
 *
 * Projects at once what is left of a long splice.
 */
void
brv_brief_projection_finish (BrvBriefProjection *self)
{
  if (brv_brief_projection_is_complete (self))
    return;
  while (project_slice (self, G_MAXUINT))
    ;
  pending_done (self);
}

/**
 * brv_brief_projection_set_scale:
 * @self: the projection
 * @scale: text scale × zoom, above 0
 * @digit_width_px: how wide a digit is in the view's font
 *
 * Sets the measures of all lines anew.
 */
void
brv_brief_projection_set_scale (BrvBriefProjection *self, double scale, double digit_width_px)
{
  self->depth++;
  brv_brief_tags_set_scale (self->tags, scale, digit_width_px);
  self->depth--;
}

/**
 * brv_brief_projection_set_link_color:
 * @self: the projection
 * @color: the ink of links
 *
 * Sets the colour of links.
 */
void
brv_brief_projection_set_link_color (BrvBriefProjection *self, const GdkRGBA *color)
{
  brv_brief_tags_set_link_color (self->tags, color);
}

/**
 * brv_brief_projection_set_room:
 * @self: the projection
 * @id: a section's or a block's id
 * @room_px: room to keep free below its line, one of BRV_BRIEF_ROOM_ABOVE() above it, or -1 for
 *   what its kind has
 *
 * Keeps room free for what is drawn beside a line. The last line of the buffer has none while it
 * is empty, for there is no character to carry it.
 */
void
brv_brief_projection_set_room (BrvBriefProjection *self, BrvId id, gint room_px)
{
  gint index_line = brv_line_index_find (self->index, id);
  gint line = index_line < 0 ? -1 : brv_brief_projection_from_index_line (self, (guint)index_line);
  gpointer present = NULL;
  gboolean had = g_hash_table_lookup_extended (self->rooms, &id, NULL, &present);

  if (room_px == -1 ? !had : had && GPOINTER_TO_INT (present) == room_px)
    return;
  if (room_px == -1)
    g_hash_table_remove (self->rooms, &id);
  else
    g_hash_table_insert (self->rooms, g_memdup2 (&id, sizeof id), GINT_TO_POINTER (room_px));
  if (line < 0)
    return;
  self->depth++;
  mend_line (self, (guint)line, (guint)index_line);
  self->depth--;
}

/**
 * brv_brief_projection_set_hits:
 * @self: the projection
 * @hits: (element-type BrvSelection): what a search has found
 *
 * Gives hits a ground of their own. What is beyond the first thousand stays plain.
 */
void
brv_brief_projection_set_hits (BrvBriefProjection *self, GArray *hits)
{
  GtkTextIter start, end;

  self->depth++;
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  brv_brief_tags_mark_hit (self->tags, &start, &end, FALSE);
  for (guint i = 0; i < MIN (hits->len, MAX_MARKED_HITS); i++)
    {
      const BrvSelection *hit = &g_array_index (hits, BrvSelection, i);

      if (brv_brief_projection_get_iter (self, hit->anchor, &start) &&
          brv_brief_projection_get_iter (self, hit->focus, &end))
        brv_brief_tags_mark_hit (self->tags, &start, &end, TRUE);
    }
  self->depth--;
}

/**
 * brv_brief_projection_check:
 * @self: the projection
 *
 * Compares buffer and document, text and tags.
 *
 * Returns: (transfer full) (nullable): the first difference, or %NULL
 */
char *
brv_brief_projection_check (BrvBriefProjection *self)
{
  GtkTextIter start, end;
  g_autofree char *got = NULL;
  g_autoptr (GString) want = NULL;
  guint n = brv_line_index_get_n_lines (self->index);

  brv_brief_projection_finish (self);
  if (self->brief != brv_document_get_brief (self->document))
    return g_strdup ("the brief shown is not the document's");
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  got = gtk_text_buffer_get_slice (self->buffer, &start, &end, TRUE);
  want = join_lines (self, 0, n);
  if (strcmp (got, want->str) != 0)
    return g_strdup_printf ("text differs:\n[%s]\n[%s]", got, want->str);
  if ((guint)gtk_text_buffer_get_line_count (self->buffer) != n || self->n_lines != n)
    return g_strdup_printf ("%d lines instead of %u", gtk_text_buffer_get_line_count (self->buffer),
                            n);
  for (guint line = 0; line < n; line++)
    {
      char *difference =
        brv_brief_tags_check (self->tags, line, brv_brief_projection_get_index_block (self, line));

      if (difference != NULL)
        return difference;
    }
  return NULL;
}
