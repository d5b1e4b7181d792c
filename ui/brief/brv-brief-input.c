/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-brief-input-private.h"

#include <string.h>

#include "base/brv-utf8.h"
#include "edit/brv-edit-structure.h"
#include "edit/brv-edit-text.h"
#include "ui/brief/brv-brief-shown.h"

G_DEFINE_FINAL_TYPE (BrvBriefInput, brv_brief_input, G_TYPE_OBJECT)

static gboolean
places_equal (BrvPlace a, BrvPlace b)
{
  return brv_id_equal (a.id, b.id) && a.at == b.at;
}

static BrvDocument *
get_document (BrvBriefInput *self)
{
  return brv_brief_projection_get_document (self->projection);
}

/*
 * brv_brief_input_is_quote:
 * @block: (nullable): a block
 *
 * Returns: whether its words are another's
 */
gboolean
brv_brief_input_is_quote (const BrvBlock *block)
{
  return block != NULL && brv_block_get_kind (block) == BRV_BLOCK_QUOTE;
}

/*
 * brv_brief_input_place_caret:
 * @self: the input
 * @caret: where it goes
 *
 * Puts the caret there and shows it.
 */
void
brv_brief_input_place_caret (BrvBriefInput *self, BrvPlace caret)
{
  brv_brief_projection_select (self->projection, caret, caret);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    gtk_text_view_scroll_mark_onscreen (
      self->view, gtk_text_buffer_get_insert (brv_brief_projection_get_buffer (self->projection)));
}

static void
set_iter_to_caret (BrvBriefInput *self, GtkTextIter *iter)
{
  GtkTextBuffer *buffer = brv_brief_projection_get_buffer (self->projection);

  gtk_text_buffer_get_iter_at_mark (buffer, iter, gtk_text_buffer_get_insert (buffer));
}

/**
 * brv_brief_input_refuse:
 * @self: the input
 * @error: (transfer full) (nullable): why a verb was refused
 *
 * Lets the user know that the document refused. What it refuses is what the widget shows as not
 * possible anyway, so a bell will do.
 *
 * Returns: %FALSE
 */
gboolean
brv_brief_input_refuse (BrvBriefInput *self, GError *error)
{
  if (error != NULL)
    g_debug ("refused: %s", error->message);
  g_clear_error (&error);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    gtk_widget_error_bell (GTK_WIDGET (self->view));
  return FALSE;
}

/* ---- writes into the buffer ---- */

/* Characters that only the projection may bring. */
static char *
strip_shown_characters (const char *text, gsize length)
{
  GString *string = g_string_new_len (text, (gssize)length);

  g_string_replace (string, BRV_SHOWN_REFERENCE, "", 0);
  g_string_replace (string, BRV_OBJECT_CHARACTER, "", 0);
  g_string_replace (string, BRV_SHOWN_BREAK, "\n", 0);
  return g_string_free (string, FALSE);
}

static BrvStyle
get_style (BrvBriefInput *self, BrvPlace at)
{
  gint line = brv_brief_projection_find_line (self->projection, at.id);
  const BrvBlock *block =
    line < 0 ? NULL : brv_brief_projection_get_block (self->projection, (guint)line);
  const BrvText *text = NULL;
  const char *utf8 = NULL;

  if (self->has_style && places_equal (self->style_at, at))
    return self->style;
  if (block == NULL || brv_brief_input_is_quote (block))
    return BRV_STYLE_NONE;
  /* What one types goes on in the style of the character before. */
  text = brv_block_get_text (block);
  utf8 = brv_text_get_utf8 (text);
  if (at.at > 0 && at.at <= brv_text_get_length (text))
    at.at = (gsize)(g_utf8_prev_char (utf8 + at.at) - utf8);
  return brv_text_get_style_at (text, at.at);
}

static gboolean
write_text (BrvBriefInput *self, BrvPlace from, BrvPlace to, const char *text, BrvPlace *caret)
{
  BrvDocument *document = get_document (self);
  g_autoptr (BrvFragment) fragment = NULL;
  GError *error = NULL;
  gboolean done = FALSE;

  if (strcmp (text, "\n") == 0 && places_equal (from, to))
    done = brv_edit_split (document, from, caret, &error);
  else if (strpbrk (text, "\n\r") != NULL || strstr (text, "\342\200\251") != NULL)
    {
      fragment = brv_fragment_new_from_plain (text, -1);
      done = brv_edit_replace (document, from, to, fragment, BRV_EDIT_OTHER, caret, &error);
    }
  else
    {
      BrvStyle style = get_style (self, from);

      done = brv_edit_type (document, from, to, text, style, caret, &error);
      /* A style set by hand goes on while one types. */
      self->style_at = *caret;
    }
  return done || brv_brief_input_refuse (self, error);
}

static void
insert_text_cb (
  GtkTextBuffer *buffer, GtkTextIter *location, const char *text, int length, BrvBriefInput *self)
{
  g_autofree char *clean = NULL;
  BrvPlace from, to, caret;
  GtkTextIter insert;

  if (brv_brief_projection_is_projecting (self->projection))
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  from = to = brv_brief_projection_get_place (self->projection, location);
  set_iter_to_caret (self, &insert);
  if (self->user_actions > 0 && gtk_text_iter_equal (location, &insert))
    brv_brief_projection_get_selection (self->projection, &from, &to);
  brv_brief_projection_finish (self->projection);
  clean = strip_shown_characters (text, length < 0 ? strlen (text) : (gsize)length);
  caret = from;
  if (*clean != '\0' && !brv_id_is_none (from.id) && write_text (self, from, to, clean, &caret))
    brv_brief_input_place_caret (self, caret);
  set_iter_to_caret (self, location);
}

static gboolean
contains (const GtkTextIter *start,
          const GtkTextIter *end,
          const GtkTextIter *from,
          const GtkTextIter *to)
{
  return gtk_text_iter_compare (start, from) <= 0 && gtk_text_iter_compare (to, end) <= 0;
}

/*
 * An interactive deletion asks once per editable piece, and asks again after each: it ends only
 * when both iterators have moved on.
 */
static void
delete_range_cb (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end, BrvBriefInput *self)
{
  BrvPlace from, to, caret;
  GtkTextIter selected_from, selected_to;
  GError *error = NULL;

  if (brv_brief_projection_is_projecting (self->projection))
    return;
  g_signal_stop_emission_by_name (buffer, "delete-range");
  if (self->user_actions > 0 &&
      gtk_text_buffer_get_selection_bounds (buffer, &selected_from, &selected_to) &&
      contains (&selected_from, &selected_to, start, end))
    {
      *start = selected_from;
      *end = selected_to;
    }
  from = brv_brief_projection_get_place (self->projection, start);
  to = brv_brief_projection_get_place (self->projection, end);
  brv_brief_projection_finish (self->projection);
  if (!brv_id_is_none (from.id) && !brv_id_is_none (to.id) &&
      brv_edit_replace (get_document (self), from, to, NULL,
                        brv_id_equal (from.id, to.id) ? BRV_EDIT_ERASE : BRV_EDIT_OTHER, &caret,
                        &error))
    {
      brv_brief_input_place_caret (self, caret);
      set_iter_to_caret (self, start);
    }
  else
    {
      brv_brief_input_refuse (self, error);
      if (!brv_brief_projection_get_iter (self->projection, to, start))
        set_iter_to_caret (self, start);
    }
  *end = *start;
}

/* A rich paste between text views would bring tags, pictures and widgets: only our own may. */
static void
veto (BrvBriefInput *self, GtkTextBuffer *buffer, const char *signal)
{
  if (!brv_brief_projection_is_projecting (self->projection))
    g_signal_stop_emission_by_name (buffer, signal);
}

static void
apply_tag_cb (
  GtkTextBuffer *buffer, GtkTextTag *tag, GtkTextIter *start, GtkTextIter *end, BrvBriefInput *self)
{
  veto (self, buffer, "apply-tag");
}

static void
remove_tag_cb (
  GtkTextBuffer *buffer, GtkTextTag *tag, GtkTextIter *start, GtkTextIter *end, BrvBriefInput *self)
{
  veto (self, buffer, "remove-tag");
}

static void
insert_paintable_cb (GtkTextBuffer *buffer,
                     GtkTextIter *location,
                     GdkPaintable *paintable,
                     BrvBriefInput *self)
{
  veto (self, buffer, "insert-paintable");
}

static void
insert_child_anchor_cb (GtkTextBuffer *buffer,
                        GtkTextIter *location,
                        GtkTextChildAnchor *anchor,
                        BrvBriefInput *self)
{
  veto (self, buffer, "insert-child-anchor");
}

static void
begin_user_action_cb (GtkTextBuffer *buffer, BrvBriefInput *self)
{
  self->user_actions++;
}

static void
end_user_action_cb (GtkTextBuffer *buffer, BrvBriefInput *self)
{
  self->user_actions--;
}

static void
brv_brief_input_dispose (GObject *object)
{
  BrvBriefInput *self = BRV_BRIEF_INPUT (object);

  g_clear_object (&self->projection);
  G_OBJECT_CLASS (brv_brief_input_parent_class)->dispose (object);
}

static void
brv_brief_input_class_init (BrvBriefInputClass *class)
{
  G_OBJECT_CLASS (class)->dispose = brv_brief_input_dispose;
}

static void
brv_brief_input_init (BrvBriefInput *self)
{
}

/**
 * brv_brief_input_new:
 * @view: the text view; it owns the input
 * @projection: its lines
 *
 * Stops all writes into the buffer of @projection and turns them into verbs. To be made before
 * the view is seen by assistive technology, so that this hears only of true changes.
 *
 * Returns: (transfer full): the input
 */
BrvBriefInput *
brv_brief_input_new (GtkTextView *view, BrvBriefProjection *projection)
{
  BrvBriefInput *self = g_object_new (BRV_TYPE_BRIEF_INPUT, NULL);
  GtkTextBuffer *buffer = brv_brief_projection_get_buffer (projection);
  const struct
  {
    const char *signal;
    GCallback callback;
  } handlers[] = {
    { "insert-text", G_CALLBACK (insert_text_cb) },
    { "delete-range", G_CALLBACK (delete_range_cb) },
    { "apply-tag", G_CALLBACK (apply_tag_cb) },
    { "remove-tag", G_CALLBACK (remove_tag_cb) },
    { "insert-paintable", G_CALLBACK (insert_paintable_cb) },
    { "insert-child-anchor", G_CALLBACK (insert_child_anchor_cb) },
    { "begin-user-action", G_CALLBACK (begin_user_action_cb) },
    { "end-user-action", G_CALLBACK (end_user_action_cb) },
  };

  self->view = view;
  self->projection = g_object_ref (projection);
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (buffer, handlers[i].signal, handlers[i].callback, self, 0);
  return self;
}

/* ---- keys with a meaning of their own ---- */

/**
 * brv_brief_input_select_line:
 * @self: the input
 * @line: a line of the buffer
 *
 * Selects the whole line: what a second Backspace removes.
 */
void
brv_brief_input_select_line (BrvBriefInput *self, guint line)
{
  GtkTextBuffer *buffer = brv_brief_projection_get_buffer (self->projection);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, (int)line);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_select_range (buffer, &end, &start);
}

/**
 * brv_brief_input_paste:
 * @self: the input
 * @fragment: what is pasted
 *
 * Puts a fragment in the place of the selection.
 */
void
brv_brief_input_paste (BrvBriefInput *self, const BrvFragment *fragment)
{
  BrvPlace from, to, caret;
  GError *error = NULL;

  gtk_text_view_reset_im_context (self->view);
  brv_brief_projection_get_selection (self->projection, &from, &to);
  brv_brief_projection_finish (self->projection);
  if (brv_edit_replace (get_document (self), from, to, fragment, BRV_EDIT_OTHER, &caret, &error))
    brv_brief_input_place_caret (self, caret);
  else
    brv_brief_input_refuse (self, error);
}

/**
 * brv_brief_input_move:
 * @self: the input
 * @direction: -1 up, 1 down
 *
 * Moves the caret's block past the one beside it, also into the next section; on a section's
 * heading the whole section.
 */
void
brv_brief_input_move (BrvBriefInput *self, gint direction)
{
  BrvPlace caret = brv_brief_projection_get_caret (self->projection);
  GError *error = NULL;

  gtk_text_view_reset_im_context (self->view);
  brv_brief_projection_finish (self->projection);
  if (brv_edit_nudge_block (get_document (self), caret.id, direction, &error))
    brv_brief_input_place_caret (self, caret);
  else
    brv_brief_input_refuse (self, error);
}

/* Whether all text between two places has a style; its absence anywhere switches it on. */
static gboolean
has_style (BrvBriefInput *self, BrvPlace from, BrvPlace to, BrvStyle style)
{
  gint first = brv_brief_projection_find_line (self->projection, from.id);
  gint last = brv_brief_projection_find_line (self->projection, to.id);

  for (gint line = first; line >= 0 && line <= last; line++)
    {
      const BrvBlock *block = brv_brief_projection_get_block (self->projection, (guint)line);
      const BrvText *text =
        block == NULL || brv_brief_input_is_quote (block) ? NULL : brv_block_get_text (block);
      const char *utf8 = text != NULL ? brv_text_get_utf8 (text) : "";
      gsize start = line == first ? from.at : 0;
      gsize end = text == NULL ? 0 : line == last ? to.at : brv_text_get_length (text);

      for (gsize at = start; at < end; at = (gsize)(g_utf8_next_char (utf8 + at) - utf8))
        if (!(brv_text_get_style_at (text, at) & style))
          return FALSE;
    }
  return TRUE;
}

/**
 * brv_brief_input_toggle_style:
 * @self: the input
 * @style: one style
 *
 * Switches a style of the selected text; with nothing selected, of what is typed next.
 *
 * Returns: whether it was possible
 */
gboolean
brv_brief_input_toggle_style (BrvBriefInput *self, BrvStyle style)
{
  BrvPlace from, to;
  GError *error = NULL;

  brv_brief_projection_finish (self->projection);
  if (!brv_brief_projection_get_selection (self->projection, &from, &to))
    {
      self->style = get_style (self, from) ^ style;
      self->style_at = from;
      self->has_style = TRUE;
      return TRUE;
    }
  if (!brv_edit_set_style (get_document (self), from, to, style, !has_style (self, from, to, style),
                           &error))
    return brv_brief_input_refuse (self, error);
  brv_brief_projection_select (self->projection, from, to);
  return TRUE;
}

/**
 * brv_brief_input_undo:
 * @self: the input
 *
 * Takes the last step back.
 */
void
brv_brief_input_undo (BrvBriefInput *self)
{
  gtk_text_view_reset_im_context (self->view);
  brv_brief_projection_finish (self->projection);
  if (!brv_document_undo (get_document (self)))
    brv_brief_input_refuse (self, NULL);
}

/**
 * brv_brief_input_redo:
 * @self: the input
 *
 * Does the step again that was taken back last.
 */
void
brv_brief_input_redo (BrvBriefInput *self)
{
  gtk_text_view_reset_im_context (self->view);
  brv_brief_projection_finish (self->projection);
  if (!brv_document_redo (get_document (self)))
    brv_brief_input_refuse (self, NULL);
}
