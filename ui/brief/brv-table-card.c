/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-table-card-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/brv-utf8.h"
#include "model/brv-table-content.h"
#include "ui/brief/brv-table-cell.h"

enum
{
  SIGNAL_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvTableCard, brv_table_card, GTK_TYPE_WIDGET)

/*
 * brv_table_card_get_cell:
 * @self: a card
 * @row: one that is shown
 * @column: from 0
 *
 * Returns: (transfer none): the cell
 */
GtkTextView *
brv_table_card_get_cell (BrvTableCard *self, guint row, guint column)
{
  return g_ptr_array_index (self->cells, row * self->n_columns + column);
}

/*
 * brv_table_card_get_place:
 * @self: a card
 * @index: of one of its cells
 *
 * Returns: which cell of the brief that is
 */
BrvCellPlace
brv_table_card_get_place (BrvTableCard *self, guint index)
{
  return (BrvCellPlace){ self->id, index / self->n_columns, index % self->n_columns };
}

/* What the document has, which is ahead of what is shown while one types; NULL if it is gone. */
static const BrvTable *
find_table (BrvTableCard *self)
{
  const BrvBlock *block =
    brv_brief_find_block (brv_document_get_brief (self->document), self->id, NULL, NULL);

  return block != NULL ? brv_block_get_table (block) : NULL;
}

/*
 * brv_table_card_find_focus:
 * @self: a card
 * @row: (out): of the cell that has the keyboard
 * @column: (out): likewise
 *
 * Returns: whether one has it
 */
gboolean
brv_table_card_find_focus (BrvTableCard *self, guint *row, guint *column)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < self->cells->len; i++)
    {
      GtkWidget *cell = g_ptr_array_index (self->cells, i);

      /* Its menu takes the keyboard, and is a child of it. */
      if (focus == cell || gtk_widget_is_ancestor (focus, cell))
        {
          *row = i / self->n_columns;
          *column = i % self->n_columns;
          return TRUE;
        }
    }
  return FALSE;
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

/* What the cells show now. */
static void
take_table (BrvTableCard *self, const BrvTable *table)
{
  BrvTable *taken = brv_table_ref (table);

  g_clear_pointer (&self->table, brv_table_unref);
  self->table = taken;
}

static void
changed_cb (GtkTextBuffer *buffer, BrvTableCard *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (buffer), "brv-index"));
  BrvCellPlace place = brv_table_card_get_place (self, index);
  g_autofree char *now = NULL;
  const BrvTable *table = find_table (self);
  const BrvText *cell;

  if (self->showing || table == NULL)
    return;
  cell = brv_table_get_cell (table, place.row, place.column);
  now = brv_table_cell_dup_text (g_ptr_array_index (self->cells, index));
  g_strdelimit (now, "\n\t", ' ');
  if (g_str_equal (now, brv_text_get_utf8 (cell)))
    return;
  type_difference (self, place, brv_text_get_utf8 (cell), now);
  take_table (self, find_table (self));
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

  if (!brv_table_card_find_focus (self, &row, &column))
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
move_row (BrvTableCard *self, gint by)
{
  guint row = 0;
  guint column = 0;
  gint to;

  if (!brv_table_card_find_focus (self, &row, &column) ||
      !brv_table_cell_is_at_edge (brv_table_card_get_cell (self, row, column), by > 0))
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
  BrvRange range;

  if (!brv_table_card_find_focus (self, &row, &column))
    return;
  range = brv_table_cell_get_selection (brv_table_card_get_cell (self, row, column));
  if (brv_range_length (range) > 0)
    brv_edit_set_cell_style (
      self->document, (BrvCellPlace){ self->id, row, column }, range, style,
      (brv_text_get_style_at (brv_table_get_cell (self->table, row, column), range.start) &
       style) == 0,
      NULL);
}

/* ---- keys ---- */

/* Whether the keyboard is in a cell itself, not in a menu or a popover of one. */
static gboolean
has_key_focus (BrvTableCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL && g_ptr_array_find (self->cells, gtk_root_get_focus (root), NULL);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        BrvTableCard *self)
{
  gboolean control = (state & GDK_CONTROL_MASK) != 0;

  /* A note is written in a popover, which is a child of its cell. */
  if (!has_key_focus (self))
    return GDK_EVENT_PROPAGATE;
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
    case GDK_KEY_f:
    case GDK_KEY_c:
      if (!control || (state & GDK_ALT_MASK) == 0)
        return GDK_EVENT_PROPAGATE;
      g_action_group_activate_action (G_ACTION_GROUP (self->actions),
                                      key == GDK_KEY_f ? "note" : "cite", NULL);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* ---- showing ---- */

static void
show_cell (BrvTableCard *self, const BrvTable *table, guint row, guint column)
{
  GtkTextView *cell = brv_table_card_get_cell (self, row, column);
  gboolean is_head = row < brv_table_get_n_header_rows (table);
  gboolean is_end;

  brv_table_cell_show (cell, brv_table_get_cell (table, row, column));
  gtk_text_view_set_editable (cell, !brv_document_is_read_only (self->document));
  gtk_widget_set_direction (GTK_WIDGET (cell), gtk_widget_get_direction (self->grid));
  if (is_head)
    gtk_widget_add_css_class (GTK_WIDGET (cell), "brv-head");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (cell), "brv-head");
  /* Numbers run to the right, and a head above them in Arabic letters begins there. */
  is_end = brv_table_is_numeric (table, column) && !(is_head && brv_table_is_right_to_left (table));
  gtk_text_view_set_justification (cell, is_end ? GTK_JUSTIFY_RIGHT : GTK_JUSTIFY_LEFT);
}

static GtkTextView *
make_cell (BrvTableCard *self, guint index)
{
  BrvCellPlace place = brv_table_card_get_place (self, index);
  /* Translators: the place of a cell in a table, counted from 1 */
  g_autofree char *label =
    g_strdup_printf (_ ("Row %u, column %u"), place.row + 1, place.column + 1);
  g_autoptr (GMenuModel) menu = brv_table_card_make_menu ();
  GtkTextView *cell = brv_table_cell_new (label, menu);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (cell);

  g_object_set_data (G_OBJECT (buffer), "brv-index", GUINT_TO_POINTER (index));
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (cell, "paste-clipboard", G_CALLBACK (brv_table_card_paste), self, 0);
  brv_table_card_add_pointer (self, cell);
  gtk_grid_attach (GTK_GRID (self->grid), GTK_WIDGET (cell), (int)place.column, (int)place.row, 1,
                   1);
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

/* The text view that a cell is lets a press pass on, and the brief around it would take the focus back (seen
 * in GTK 4.8): no click came to a cell. */
static gboolean
keep_press_cb (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer data)
{
  GdkEventType type = gdk_event_get_event_type (event);

  return type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN;
}

static void
brv_table_card_init (BrvTableCard *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *presses = gtk_event_controller_legacy_new ();

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
  brv_table_card_add_actions (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (presses, "event", G_CALLBACK (keep_press_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), presses);
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
  gtk_widget_set_direction (self->grid, brv_table_is_right_to_left (table) ? GTK_TEXT_DIR_RTL
                                                                           : GTK_TEXT_DIR_LTR);
  for (guint row = 0; row < n_rows; row++)
    {
      for (guint column = 0; column < n_columns; column++)
        show_cell (self, table, row, column);
    }
  self->showing = FALSE;
  take_table (self, table);
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
  const BrvRange none = { 0, 0 };

  for (guint i = 0; self->shows_found && i < self->cells->len; i++)
    brv_table_cell_show_found (g_ptr_array_index (self->cells, i), none);
  self->shows_found =
    found != NULL && found->place.row < self->n_rows && found->place.column < self->n_columns;
  if (self->shows_found)
    brv_table_cell_show_found (
      brv_table_card_get_cell (self, found->place.row, found->place.column), found->range);
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

  if (block != NULL && brv_block_get_table (block) != NULL)
    brv_table_card_show (self, block);
  if (row >= self->n_rows || column >= self->n_columns)
    return FALSE;
  brv_table_cell_focus (brv_table_card_get_cell (self, row, column));
  return TRUE;
}
