/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-table-card.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/brv-utf8.h"
#include "edit/brv-edit-table.h"
#include "ui/brief/brv-field-view.h"

struct _BrvTableCard
{
  GtkWidget parent_instance;

  /* Owned */
  BrvDocument *document;
  BrvTable *table; /* (nullable): what is shown */
  BrvId id;
  GPtrArray *cells; /* (element-type GtkTextView), row by row, borrowed from the grid */
  GSimpleActionGroup *actions;

  guint n_rows; /* shown */
  guint n_columns;
  gboolean showing; /* the buffers change because the document has */
  gboolean shows_found;

  /* Children */
  GtkWidget *grid;
  GtkWidget *more; /* says how many rows are not shown */
};

enum
{
  SIGNAL_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvTableCard, brv_table_card, GTK_TYPE_WIDGET)

static GtkTextView *
get_cell (BrvTableCard *self, guint row, guint column)
{
  return g_ptr_array_index (self->cells, row * self->n_columns + column);
}

static gboolean
find_focus (BrvTableCard *self, guint *row, guint *column)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      if (gtk_widget_has_focus (g_ptr_array_index (self->cells, i)))
        {
          *row = i / self->n_columns;
          *column = i % self->n_columns;
          return TRUE;
        }
    }
  return FALSE;
}

static char *
dup_buffer (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* The least replacement that makes the model's words those of the buffer. */
static void
type_difference (BrvTableCard *self, BrvCellPlace place, const char *was, const char *now)
{
  gsize was_length = strlen (was);
  gsize now_length = strlen (now);
  gsize head = 0;
  gsize tail = 0;
  BrvRange changed;
  g_autofree char *typed = NULL;

  while (head < was_length && head < now_length && was[head] == now[head])
    head++;
  while (head > 0 && (((guchar)was[head] & 0xc0) == 0x80 || ((guchar)now[head] & 0xc0) == 0x80))
    head--;
  while (tail < was_length - head && tail < now_length - head &&
         was[was_length - 1 - tail] == now[now_length - 1 - tail])
    tail++;
  while (tail > 0 && ((guchar)was[was_length - tail] & 0xc0) == 0x80)
    tail--;
  /* A composed letter changes as a whole, and nothing beside it: notes stand between the words. */
  changed = brv_utf8_snap_to_graphemes (was, was_length, (BrvRange){ head, was_length - tail });
  typed = g_strndup (now + changed.start, now_length - changed.start - (was_length - changed.end));
  brv_edit_type_in_cell (self->document, place, changed, typed, NULL);
}

static void
changed_cb (GtkTextBuffer *buffer, BrvTableCard *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (buffer), "brv-index"));
  BrvCellPlace place = { self->id, index / self->n_columns, index % self->n_columns };
  g_autofree char *now = NULL;
  const BrvBlock *block;
  const BrvText *cell;

  if (self->showing)
    return;
  block = brv_brief_find_block (brv_document_get_brief (self->document), self->id, NULL, NULL);
  if (block == NULL || brv_block_get_table (block) == NULL)
    return;
  cell = brv_table_get_cell (brv_block_get_table (block), place.row, place.column);
  now = g_strdelimit (dup_buffer (buffer), "\n\t", ' ');
  if (!g_str_equal (now, brv_text_get_utf8 (cell)))
    type_difference (self, place, brv_text_get_utf8 (cell), now);
}

static void
leave (BrvTableCard *self)
{
  brv_document_seal (self->document);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

/* To the next cell; behind the last one a row is added. */
static void
step (BrvTableCard *self, gint by)
{
  guint row = 0;
  guint column = 0;
  gint at;

  if (!find_focus (self, &row, &column))
    return;
  brv_document_seal (self->document);
  at = (gint)(row * self->n_columns + column) + by;
  if (at < 0)
    {
      leave (self);
      return;
    }
  if ((guint)at >= self->cells->len)
    {
      guint n_rows = brv_table_get_n_rows (self->table);

      if (n_rows > self->n_rows ||
          !brv_edit_change_table (self->document, self->id, BRV_TABLE_INSERT_ROW, n_rows, NULL))
        {
          leave (self);
          return;
        }
    }
  brv_table_card_focus_cell (self, (guint)at / self->n_columns, (guint)at % self->n_columns);
}

static gboolean
is_at_edge (GtkTextView *cell, gboolean at_end)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (cell);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return at_end ? !gtk_text_view_forward_display_line (cell, &iter)
                : !gtk_text_view_backward_display_line (cell, &iter);
}

static gboolean
move_row (BrvTableCard *self, gint by)
{
  guint row = 0;
  guint column = 0;
  gint to;

  if (!find_focus (self, &row, &column) || !is_at_edge (get_cell (self, row, column), by > 0))
    return FALSE;
  brv_document_seal (self->document);
  to = (gint)row + by;
  if (to < 0 || (guint)to >= self->n_rows)
    leave (self);
  else
    brv_table_card_focus_cell (self, (guint)to, column);
  return TRUE;
}

static void
toggle_style (BrvTableCard *self, BrvStyle style)
{
  guint row = 0;
  guint column = 0;
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  g_autofree char *before = NULL;
  g_autofree char *selected = NULL;
  BrvRange range;

  if (!find_focus (self, &row, &column))
    return;
  buffer = gtk_text_view_get_buffer (get_cell (self, row, column));
  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    gtk_text_buffer_get_bounds (buffer, &start, &end);
  {
    GtkTextIter first;

    gtk_text_buffer_get_start_iter (buffer, &first);
    before = gtk_text_buffer_get_text (buffer, &first, &start, TRUE);
  }
  selected = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  range = (BrvRange){ strlen (before), strlen (before) + strlen (selected) };
  if (brv_range_length (range) > 0)
    brv_edit_set_cell_style (
      self->document, (BrvCellPlace){ self->id, row, column }, range, style,
      (brv_text_get_style_at (brv_table_get_cell (self->table, row, column), range.start) &
       style) == 0,
      NULL);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        BrvTableCard *self)
{
  gboolean control = (state & GDK_CONTROL_MASK) != 0;

  switch (key)
    {
    case GDK_KEY_Tab:
      step (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_ISO_Left_Tab:
      step (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (control)
        return GDK_EVENT_PROPAGATE;
      move_row (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
      return !control && (state & GDK_SHIFT_MASK) == 0 && move_row (self, 1);
    case GDK_KEY_Up:
      return !control && (state & GDK_SHIFT_MASK) == 0 && move_row (self, -1);
    case GDK_KEY_b:
    case GDK_KEY_i:
      if (!control)
        return GDK_EVENT_PROPAGATE;
      toggle_style (self, key == GDK_KEY_b ? BRV_STYLE_STRONG : BRV_STYLE_EMPHASIS);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* ---- rows and columns ---- */

static void
change (BrvTableCard *self, BrvTableEdit edit, gint row_shift, gint column_shift)
{
  guint row = 0;
  guint column = 0;
  gboolean by_column = edit == BRV_TABLE_INSERT_COLUMN || edit == BRV_TABLE_REMOVE_COLUMN;
  guint index;

  if (self->table == NULL)
    return;
  find_focus (self, &row, &column);
  brv_document_seal (self->document);
  index = by_column ? column + (guint)column_shift : row + (guint)row_shift;
  if (edit == BRV_TABLE_SET_HEADER_ROWS)
    index = brv_table_get_n_header_rows (self->table) > 0 ? 0 : 1;
  if (!brv_edit_change_table (self->document, self->id, edit, index, NULL))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  if (edit != BRV_TABLE_SET_HEADER_ROWS)
    brv_table_card_focus_cell (self, MIN (row + (guint)row_shift, self->n_rows - 1),
                               MIN (column + (guint)column_shift, self->n_columns - 1));
}

static void
row_above_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  change (self, BRV_TABLE_INSERT_ROW, 0, 0);
}

static void
row_below_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  change (self, BRV_TABLE_INSERT_ROW, 1, 0);
}

static void
remove_row_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  change (self, BRV_TABLE_REMOVE_ROW, 0, 0);
}

static void
column_before_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  change (self, BRV_TABLE_INSERT_COLUMN, 0, 0);
}

static void
column_after_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  change (self, BRV_TABLE_INSERT_COLUMN, 0, 1);
}

static void
remove_column_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  change (self, BRV_TABLE_REMOVE_COLUMN, 0, 0);
}

static void
header_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  change (self, BRV_TABLE_SET_HEADER_ROWS, 0, 0);
}

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) rows = g_menu_new ();
  g_autoptr (GMenu) columns = g_menu_new ();
  g_autoptr (GMenu) head = g_menu_new ();

  g_menu_append (rows, _ ("Add Row _Above"), "table.row-above");
  g_menu_append (rows, _ ("Add Row _Below"), "table.row-below");
  g_menu_append (rows, _ ("_Remove Row"), "table.remove-row");
  g_menu_append (columns, _ ("Add Column Be_fore"), "table.column-before");
  g_menu_append (columns, _ ("Add Column Af_ter"), "table.column-after");
  g_menu_append (columns, _ ("Remove _Column"), "table.remove-column");
  g_menu_append (head, _ ("_Header Row"), "table.header");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rows));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (columns));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (head));
  return G_MENU_MODEL (menu);
}

/* ---- showing ---- */

static void
show_cell (BrvTableCard *self, const BrvTable *table, guint row, guint column)
{
  GtkTextView *view = get_cell (self, row, column);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  const BrvText *text = brv_table_get_cell (table, row, column);
  g_autofree char *now = dup_buffer (buffer);
  guint n_runs;
  const BrvRun *runs = brv_text_get_runs (text, &n_runs);
  GtkTextIter start, end;

  if (!g_str_equal (now, brv_text_get_utf8 (text)))
    gtk_text_buffer_set_text (buffer, brv_text_get_utf8 (text), -1);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_all_tags (buffer, &start, &end);
  for (guint i = 0; i < n_runs; i++)
    {
      gtk_text_buffer_get_iter_at_line_index (buffer, &start, 0, (int)runs[i].range.start);
      gtk_text_buffer_get_iter_at_line_index (buffer, &end, 0, (int)runs[i].range.end);
      if (runs[i].style & BRV_STYLE_STRONG)
        gtk_text_buffer_apply_tag_by_name (buffer, "strong", &start, &end);
      if (runs[i].style & BRV_STYLE_EMPHASIS)
        gtk_text_buffer_apply_tag_by_name (buffer, "emphasis", &start, &end);
    }
  if (row < brv_table_get_n_header_rows (table))
    gtk_widget_add_css_class (GTK_WIDGET (view), "brv-head");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (view), "brv-head");
  gtk_text_view_set_justification (view, brv_table_is_numeric (table, column) ? GTK_JUSTIFY_RIGHT
                                                                              : GTK_JUSTIFY_LEFT);
}

static GtkWidget *
make_cell (BrvTableCard *self, guint index)
{
  GtkWidget *cell = g_object_new (BRV_TYPE_FIELD_VIEW, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (cell));
  guint row = index / self->n_columns;
  guint column = index % self->n_columns;
  /* Translators: the place of a cell in a table, counted from 1 */
  g_autofree char *label = g_strdup_printf (_ ("Row %u, column %u"), row + 1, column + 1);
  g_autoptr (GMenuModel) menu = make_menu ();

  gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (cell), menu);
  gtk_text_buffer_create_tag (buffer, "strong", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "emphasis", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "found", "background", "#f8e45c", "foreground", "#241f31",
                              NULL);
  gtk_widget_set_hexpand (cell, TRUE);
  gtk_widget_set_size_request (cell, 36, -1);
  gtk_widget_add_css_class (cell, "brv-cell");
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (buffer), "brv-index", GUINT_TO_POINTER (index));
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, 0);
  gtk_grid_attach (GTK_GRID (self->grid), cell, (int)column, (int)row, 1, 1);
  return cell;
}

static void
make_cells (BrvTableCard *self, guint n_rows, guint n_columns)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->cells, 0);
  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  self->n_rows = n_rows;
  self->n_columns = n_columns;
  for (guint i = 0; i < n_rows * n_columns; i++)
    g_ptr_array_add (self->cells, make_cell (self, i));
}

static void
brv_table_card_dispose (GObject *object)
{
  BrvTableCard *self = BRV_TABLE_CARD (object);

  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_pointer (&self->more, gtk_widget_unparent);
  g_clear_pointer (&self->table, brv_table_unref);
  g_clear_object (&self->actions);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (brv_table_card_parent_class)->dispose (object);
}

static void
brv_table_card_class_init (BrvTableCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = brv_table_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tablecard");
  signals[SIGNAL_LEFT] = g_signal_new ("left", BRV_TYPE_TABLE_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
brv_table_card_init (BrvTableCard *self)
{
  const GActionEntry entries[] = {
    { "row-above", row_above_cb, NULL, NULL, NULL, { 0 } },
    { "row-below", row_below_cb, NULL, NULL, NULL, { 0 } },
    { "remove-row", remove_row_cb, NULL, NULL, NULL, { 0 } },
    { "column-before", column_before_cb, NULL, NULL, NULL, { 0 } },
    { "column-after", column_after_cb, NULL, NULL, NULL, { 0 } },
    { "remove-column", remove_column_cb, NULL, NULL, NULL, { 0 } },
    { "header", header_cb, NULL, NULL, NULL, { 0 } },
  };
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (
    GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->cells = g_ptr_array_new ();
  self->grid = gtk_grid_new ();
  gtk_widget_set_hexpand (self->grid, TRUE);
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_widget_add_css_class (self->grid, "brv-table");
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  self->more = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->more), 0);
  gtk_widget_add_css_class (self->more, "brv-hint");
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", G_ACTION_GROUP (self->actions));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * brv_table_card_new:
 * @document: the document whose tables are shown
 *
 * Returns: (transfer floating): a card that shows nothing yet
 */
GtkWidget *
brv_table_card_new (BrvDocument *document)
{
  BrvTableCard *self = g_object_new (BRV_TYPE_TABLE_CARD, NULL);

  self->document = g_object_ref (document);
  return GTK_WIDGET (self);
}

static void
show_rest (BrvTableCard *self, guint n_rows)
{
  guint n_hidden = n_rows - self->n_rows;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->more, n_hidden > 0);
  if (n_hidden == 0)
    return;
  text = g_strdup_printf (ngettext ("and %u more row, which is on the page",
                                    "and %u more rows, which are on the page", n_hidden),
                          n_hidden);
  gtk_label_set_text (GTK_LABEL (self->more), text);
}

/**
 * brv_table_card_show:
 * @self: a card
 * @block: a table
 *
 * Shows a table. What stands in a cell already stays, and with it the caret.
 */
void
brv_table_card_show (BrvTableCard *self, const BrvBlock *block)
{
  const BrvTable *table = brv_block_get_table (block);
  guint n_columns, n_rows;

  g_return_if_fail (table != NULL);

  self->id = brv_block_get_id (block);
  if (self->table == table)
    return;
  n_columns = brv_table_get_n_columns (table);
  n_rows = MIN (brv_table_get_n_rows (table), MAX (1, BRV_TABLE_CARD_MAX_CELLS / n_columns));
  self->showing = TRUE;
  if (n_rows != self->n_rows || n_columns != self->n_columns)
    make_cells (self, n_rows, n_columns);
  for (guint row = 0; row < n_rows; row++)
    {
      for (guint column = 0; column < n_columns; column++)
        show_cell (self, table, row, column);
    }
  self->showing = FALSE;
  g_clear_pointer (&self->table, brv_table_unref);
  self->table = brv_table_ref (table);
  show_rest (self, brv_table_get_n_rows (table));
}

/**
 * brv_table_card_get_id:
 * @self: a card
 *
 * Returns: the id of the table shown, or none
 */
BrvId
brv_table_card_get_id (BrvTableCard *self)
{
  return self->id;
}

static void
clear_found (BrvTableCard *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (g_ptr_array_index (self->cells, i));
      GtkTextIter start, end;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      gtk_text_buffer_remove_tag_by_name (buffer, "found", &start, &end);
    }
  self->shows_found = FALSE;
}

/**
 * brv_table_card_show_found:
 * @self: a card
 * @found: (nullable): words in one of its cells; %NULL for none
 *
 * Gives words the ground of what a search has found.
 */
void
brv_table_card_show_found (BrvTableCard *self, const BrvCellRange *found)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (self->shows_found)
    clear_found (self);
  if (found == NULL || found->place.row >= self->n_rows || found->place.column >= self->n_columns)
    return;
  buffer = gtk_text_view_get_buffer (get_cell (self, found->place.row, found->place.column));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  if (found->range.end > (gsize)gtk_text_iter_get_line_index (&end))
    return;
  gtk_text_iter_set_line_index (&start, (int)found->range.start);
  gtk_text_iter_set_line_index (&end, (int)found->range.end);
  gtk_text_buffer_apply_tag_by_name (buffer, "found", &start, &end);
  self->shows_found = TRUE;
}

/**
 * brv_table_card_focus_cell:
 * @self: a card
 * @row: from 0
 * @column: from 0
 *
 * Puts the keyboard into a cell and selects its words.
 *
 * Returns: whether there is such a cell
 */
gboolean
brv_table_card_focus_cell (BrvTableCard *self, guint row, guint column)
{
  const BrvBlock *block =
    brv_brief_find_block (brv_document_get_brief (self->document), self->id, NULL, NULL);
  GtkTextView *cell;
  GtkTextIter start, end;

  if (block != NULL && brv_block_get_table (block) != NULL)
    brv_table_card_show (self, block);
  if (row >= self->n_rows || column >= self->n_columns)
    return FALSE;
  cell = get_cell (self, row, column);
  gtk_widget_grab_focus (GTK_WIDGET (cell));
  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (cell), &start, &end);
  gtk_text_buffer_select_range (gtk_text_view_get_buffer (cell), &start, &end);
  return TRUE;
}
