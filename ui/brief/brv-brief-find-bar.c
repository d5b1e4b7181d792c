/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-brief-find-bar.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/brv-fold.h"

/* Lines are searched in slices, so that a long brief does not hold up the window. */
#define SLICE_US 4000

struct _BrvBriefFindBar
{
  GtkWidget parent_instance;

  BrvBriefView *view; /* Borrowed: a sibling in the pane */
  BrvBriefProjection *projection;
  char *query; /* folded; NULL while there is none */
  GArray
    *hits; /* of BrvSelection, in order of the text; a cell's stand at the end of the caption */
  GArray *cells; /* of BrvCellRange, by hit; of no block where it is in none */
  gint cell_hit; /* the one in a cell that is shown, or -1 */
  guint line;    /* the next one to be searched */
  guint search_source;
  gboolean jump; /* go to the first hit after the caret when it is there */
  BrvPlace from; /* where the search began */

  /* Template children */
  GtkSearchBar *bar;
  GtkSearchEntry *entry;
  GtkLabel *count_label;
  GtkWidget *previous_button;
  GtkWidget *next_button;
};

G_DEFINE_FINAL_TYPE (BrvBriefFindBar, brv_brief_find_bar, GTK_TYPE_WIDGET)

static gint
compare_places (BrvBriefFindBar *self, BrvPlace a, BrvPlace b)
{
  gint line_a = brv_brief_projection_find_line (self->projection, a.id);
  gint line_b = brv_brief_projection_find_line (self->projection, b.id);

  if (line_a != line_b)
    return line_a < line_b ? -1 : 1;
  return a.at < b.at ? -1 : a.at > b.at;
}

/* The hit that is selected, or -1. */
static gint
find_current (BrvBriefFindBar *self)
{
  BrvPlace from, to;

  brv_brief_projection_get_selection (self->projection, &from, &to);
  for (guint i = self->cell_hit >= 0 ? (guint)self->cell_hit : 0; i < self->hits->len; i++)
    {
      const BrvSelection *hit = &g_array_index (self->hits, BrvSelection, i);

      if (brv_id_equal (hit->anchor.id, from.id) && hit->anchor.at == from.at &&
          hit->focus.at == to.at)
        return (gint)i;
    }
  return -1;
}

static void
show_count (BrvBriefFindBar *self)
{
  gint current = find_current (self);
  g_autofree char *text = NULL;

  if (self->query == NULL)
    text = g_strdup ("");
  else if (self->hits->len == 0)
    text = g_strdup (self->search_source != 0 ? "" : _ ("No Results"));
  else if (current >= 0)
    /* Translators: the third of twelve hits is "3 of 12". */
    text = g_strdup_printf (_ ("%u of %u"), (guint)current + 1, self->hits->len);
  else
    text = g_strdup_printf ("%u", self->hits->len);
  gtk_label_set_label (self->count_label, text);
  gtk_widget_set_sensitive (self->previous_button, self->hits->len > 0);
  gtk_widget_set_sensitive (self->next_button, self->hits->len > 0);
  if (self->query != NULL && self->hits->len == 0 && self->search_source == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
go_to (BrvBriefFindBar *self, guint index)
{
  const BrvSelection *hit = &g_array_index (self->hits, BrvSelection, index);
  const BrvCellRange *cell = &g_array_index (self->cells, BrvCellRange, index);
  gboolean is_in_cell = !brv_id_is_none (cell->place.block_id);

  self->cell_hit = is_in_cell ? (gint)index : -1;
  brv_brief_view_show_found (self->view, is_in_cell ? cell : NULL);
  brv_brief_view_reveal (self->view, hit->anchor, hit->focus, FALSE);
  show_count (self);
}

/* The hits in a text: of a line, or of a cell, whose block is named then. */
static void
search_text (BrvBriefFindBar *self, const char *text, BrvPlace line, BrvCellPlace cell)
{
  g_autoptr (BrvFold) fold = brv_fold_new (text, -1, BRV_FOLD_SEARCH);
  gboolean is_cell = !brv_id_is_none (cell.block_id);

  for (const char *p = brv_fold_get_text (fold); (p = strstr (p, self->query)) != NULL;)
    {
      gsize at = (gsize)(p - brv_fold_get_text (fold));
      BrvRange range = brv_fold_to_original (fold, (BrvRange){ at, at + strlen (self->query) });
      BrvSelection hit = { { line.id, is_cell ? line.at : range.start },
                           { line.id, is_cell ? line.at : range.end } };
      BrvCellRange found = { cell, range };

      g_array_append_val (self->hits, hit);
      g_array_append_val (self->cells, found);
      p += strlen (self->query);
    }
}

static void
search_cells (BrvBriefFindBar *self, const BrvBlock *block)
{
  const BrvTable *table = brv_block_get_table (block);
  BrvCellPlace cell = { brv_block_get_id (block), 0, 0 };
  BrvPlace line = { cell.block_id, brv_text_get_length (brv_block_get_text (block)) };

  for (cell.row = 0; cell.row < brv_table_get_n_rows (table); cell.row++)
    {
      for (cell.column = 0; cell.column < brv_table_get_n_columns (table); cell.column++)
        search_text (self, brv_text_get_utf8 (brv_table_get_cell (table, cell.row, cell.column)),
                     line, cell);
    }
}

static void
search_line (BrvBriefFindBar *self, guint line)
{
  const BrvBlock *block = brv_brief_projection_get_block (self->projection, line);
  const BrvSection *section = brv_brief_projection_get_section (self->projection, line);
  const BrvCellPlace no_cell = { BRV_ID_NONE, 0, 0 };
  const char *text = NULL;
  BrvPlace place = { brv_brief_projection_get_id (self->projection, line), 0 };

  if (section == NULL)
    return;
  if (block == NULL)
    text = brv_section_get_heading (section);
  else if (brv_block_get_kind (block) == BRV_BLOCK_QUOTE)
    text = brv_text_get_utf8 (brv_quote_get_shown (brv_block_get_quote (block)));
  else
    text = brv_text_get_utf8 (brv_block_get_text (block));
  search_text (self, text, place, no_cell);
  if (block != NULL && brv_block_get_kind (block) == BRV_BLOCK_TABLE)
    search_cells (self, block);
}

static void
finish_search (BrvBriefFindBar *self)
{
  brv_brief_projection_set_hits (self->projection, self->hits);
  if (self->jump && self->hits->len > 0)
    {
      guint index = 0;

      while (index < self->hits->len &&
             compare_places (self, g_array_index (self->hits, BrvSelection, index).anchor,
                             self->from) < 0)
        index++;
      go_to (self, index < self->hits->len ? index : 0);
    }
  self->jump = FALSE;
  show_count (self);
}

static gboolean
search_slice_cb (gpointer user_data)
{
  BrvBriefFindBar *self = user_data;
  gint64 until = g_get_monotonic_time () + SLICE_US;

  while (self->line < brv_brief_projection_get_n_lines (self->projection))
    {
      search_line (self, self->line++);
      if (g_get_monotonic_time () > until)
        return G_SOURCE_CONTINUE;
    }
  self->search_source = 0;
  finish_search (self);
  return G_SOURCE_REMOVE;
}

static void
begin_search (BrvBriefFindBar *self, gboolean jump)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (BrvFold) fold = brv_fold_new (text, -1, BRV_FOLD_SEARCH);

  g_clear_handle_id (&self->search_source, g_source_remove);
  g_clear_pointer (&self->query, g_free);
  g_array_set_size (self->hits, 0);
  g_array_set_size (self->cells, 0);
  self->cell_hit = -1;
  if (self->view != NULL)
    brv_brief_view_show_found (self->view, NULL);
  self->line = 0;
  self->jump = jump;
  if (self->projection == NULL)
    return;
  if (brv_fold_get_length (fold) > 0 && gtk_search_bar_get_search_mode (self->bar))
    {
      self->query = g_strdup (brv_fold_get_text (fold));
      brv_brief_projection_finish (self->projection);
      self->search_source = g_idle_add (search_slice_cb, self);
    }
  else
    brv_brief_projection_set_hits (self->projection, self->hits);
  show_count (self);
}

static void
search_cb (BrvBriefFindBar *self)
{
  begin_search (self, TRUE);
}

static void
step (BrvBriefFindBar *self, gint direction)
{
  gint current = find_current (self);
  gint n = (gint)self->hits->len;

  if (n == 0)
    return;
  if (current < 0)
    {
      BrvPlace caret = brv_brief_projection_get_caret (self->projection);

      for (current = 0; current < n; current++)
        if (compare_places (self, g_array_index (self->hits, BrvSelection, current).anchor,
                            caret) >= 0)
          break;
      if (direction > 0)
        current--;
    }
  go_to (self, (guint)((current + direction + n) % n));
}

static void
next_cb (BrvBriefFindBar *self)
{
  step (self, 1);
}

static void
previous_cb (BrvBriefFindBar *self)
{
  step (self, -1);
}

static void
projected_cb (BrvBriefProjection *projection, BrvChange *change, BrvBriefFindBar *self)
{
  if (self->query != NULL)
    begin_search (self, FALSE);
}

static void
mode_changed_cb (BrvBriefFindBar *self)
{
  begin_search (self, FALSE);
  if (!gtk_search_bar_get_search_mode (self->bar) && self->view != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
brv_brief_find_bar_dispose (GObject *object)
{
  BrvBriefFindBar *self = BRV_BRIEF_FIND_BAR (object);
  GtkWidget *child = NULL;

  g_clear_handle_id (&self->search_source, g_source_remove);
  if (self->bar != NULL)
    g_signal_handlers_disconnect_by_data (self->bar, self);
  self->view = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), BRV_TYPE_BRIEF_FIND_BAR);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->projection);
  g_clear_pointer (&self->hits, g_array_unref);
  g_clear_pointer (&self->cells, g_array_unref);
  g_clear_pointer (&self->query, g_free);
  G_OBJECT_CLASS (brv_brief_find_bar_parent_class)->dispose (object);
}

static void
brv_brief_find_bar_class_init (BrvBriefFindBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = brv_brief_find_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/brevier/Brevier/ui/brv-brief-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, BrvBriefFindBar, bar);
  gtk_widget_class_bind_template_child (widget_class, BrvBriefFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, BrvBriefFindBar, count_label);
  gtk_widget_class_bind_template_child (widget_class, BrvBriefFindBar, previous_button);
  gtk_widget_class_bind_template_child (widget_class, BrvBriefFindBar, next_button);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, brv_brief_find_bar_close);
}

static void
brv_brief_find_bar_init (BrvBriefFindBar *self)
{
  self->hits = g_array_new (FALSE, FALSE, sizeof (BrvSelection));
  self->cells = g_array_new (FALSE, FALSE, sizeof (BrvCellRange));
  self->cell_hit = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, GTK_EDITABLE (self->entry));
  g_signal_connect_swapped (self->bar, "notify::search-mode-enabled", G_CALLBACK (mode_changed_cb),
                            self);
}

/**
 * brv_brief_find_bar_set_view:
 * @self: the bar
 * @view: where it finds; outlives the bar
 *
 * Connects the bar to a view. To be called once.
 */
void
brv_brief_find_bar_set_view (BrvBriefFindBar *self, BrvBriefView *view)
{
  g_return_if_fail (self->view == NULL);

  self->view = view;
  self->projection = g_object_ref (brv_brief_view_get_projection (view));
  g_signal_connect_object (self->projection, "projected", G_CALLBACK (projected_cb), self, 0);
}

/**
 * brv_brief_find_bar_open:
 * @self: the bar
 *
 * Opens the bar, with what is selected as the words to find.
 */
void
brv_brief_find_bar_open (BrvBriefFindBar *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter start, end;

  self->from = brv_brief_projection_get_caret (self->projection);
  gtk_search_bar_set_search_mode (self->bar, TRUE);
  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end) &&
      gtk_text_iter_get_line (&start) == gtk_text_iter_get_line (&end) &&
      gtk_text_iter_get_offset (&end) - gtk_text_iter_get_offset (&start) < 60)
    {
      g_autofree char *text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);

      gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

/**
 * brv_brief_find_bar_close:
 * @self: the bar
 *
 * Closes the bar; the text has the focus again.
 */
void
brv_brief_find_bar_close (BrvBriefFindBar *self)
{
  gtk_search_bar_set_search_mode (self->bar, FALSE);
}
