/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a table's cells do together: rows and columns come and go, cells are pasted, and have notes. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/brv-utf8.h"
#include "model/brv-table-plain.h"
#include "ui/brief/brv-note-popover.h"
#include "ui/brief/brv-table-card-private.h"
#include "ui/brief/brv-table-cell.h"

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
  brv_table_card_find_focus (self, &row, &column);
  brv_document_seal (self->document);
  index = by_column ? column + (guint)column_shift : row + (guint)row_shift;
  if (edit == BRV_TABLE_SET_HEADER_ROWS)
    index = brv_table_get_n_header_rows (self->table) > 0 ? 0 : 1;
  if (!brv_edit_change_table (self->document, self->id, edit, index, NULL))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  brv_table_card_show (
    self, brv_brief_find_block (brv_document_get_brief (self->document), self->id, NULL, NULL));
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

/* ---- notes and citations ---- */

static void
reference_changed_cb (gsize caret, gpointer data)
{
  BrvTableCard *self = BRV_TABLE_CARD (data);
  const BrvBlock *block =
    brv_brief_find_block (brv_document_get_brief (self->document), self->id, NULL, NULL);
  guint row, column;

  if (self->cells == NULL || block == NULL || brv_block_get_table (block) == NULL)
    return;
  brv_table_card_show (self, block);
  if (brv_table_card_find_focus (self, &row, &column))
    brv_table_cell_set_caret (brv_table_card_get_cell (self, row, column), caret);
}

static BrvNoteCell
make_note_cell (BrvTableCard *self, guint row, guint column, gsize at)
{
  return (BrvNoteCell){ .view = brv_table_card_get_cell (self, row, column),
                        .document = self->document,
                        .cell = { self->id, row, column },
                        .at = at,
                        .changed = reference_changed_cb,
                        .data = self };
}

/* Finds the cell that has the keyboard, and its caret, if notes may be put there. */
static gboolean
find_note_cell (BrvTableCard *self, BrvNoteCell *cell)
{
  guint row, column;

  if (self->table == NULL || !brv_table_card_find_focus (self, &row, &column))
    return FALSE;
  if (brv_document_is_read_only (self->document))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return FALSE;
    }
  *cell = make_note_cell (self, row, column,
                          brv_table_cell_get_caret (brv_table_card_get_cell (self, row, column)));
  return TRUE;
}

/* The note before the caret, or behind it, is opened; where there is none, a new one is asked for. */
static void
note_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BrvNoteCell cell;
  BrvNoteCell before;

  if (!find_note_cell (data, &cell))
    return;
  before = cell;
  before.at -= MIN (before.at, BRV_OBJECT_CHARACTER_LENGTH);
  if ((cell.at < BRV_OBJECT_CHARACTER_LENGTH || !brv_note_popover_open_in_cell (&before)) &&
      !brv_note_popover_open_in_cell (&cell))
    brv_note_popover_open_new_in_cell (&cell);
}

static void
cite_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BrvNoteCell cell;

  if (find_note_cell (data, &cell))
    brv_note_popover_open_sources_in_cell (&cell);
}

/* A click on the mark of a note opens it. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, BrvTableCard *self)
{
  GtkTextView *view =
    GTK_TEXT_VIEW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
  BrvCellPlace place;
  BrvNoteCell cell;
  gsize at;
  guint index;

  if (n_press != 1 || !g_ptr_array_find (self->cells, view, &index) ||
      !brv_table_cell_find_reference (view, x, y, &at))
    return;
  place = brv_table_card_get_place (self, index);
  cell = make_note_cell (self, place.row, place.column, at);
  if (brv_note_popover_open_in_cell (&cell))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

/*
 * brv_table_card_add_pointer:
 * @self: a card
 * @cell: one of its cells
 */
void
brv_table_card_add_pointer (BrvTableCard *self, GtkTextView *cell)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (cell), GTK_EVENT_CONTROLLER (click));
}

/*
 * brv_table_card_make_menu:
 *
 * Returns: (transfer full): what a cell's menu has of these actions
 */
GMenuModel *
brv_table_card_make_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) rows = g_menu_new ();
  g_autoptr (GMenu) columns = g_menu_new ();
  g_autoptr (GMenu) table = g_menu_new ();
  g_autoptr (GMenu) notes = g_menu_new ();

  g_menu_append (rows, _ ("Add Row _Above"), "table.row-above");
  g_menu_append (rows, _ ("Add Row _Below"), "table.row-below");
  g_menu_append (rows, _ ("_Remove Row"), "table.remove-row");
  g_menu_append (columns, _ ("Add Column Be_fore"), "table.column-before");
  g_menu_append (columns, _ ("Add Column Af_ter"), "table.column-after");
  g_menu_append (columns, _ ("Remove _Column"), "table.remove-column");
  g_menu_append_submenu (table, _ ("Ro_ws"), G_MENU_MODEL (rows));
  g_menu_append_submenu (table, _ ("Col_umns"), G_MENU_MODEL (columns));
  g_menu_append (table, _ ("_Header Row"), "table.header");
  g_menu_append (notes, _ ("_Note…"), "table.note");
  g_menu_append (notes, _ ("Ci_te Source…"), "table.cite");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (notes));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (table));
  return G_MENU_MODEL (menu);
}

/* ---- pasting ---- */

/* Cells of a spreadsheet go into cells; all other text into the one that has the caret. */
static void
paste_text (BrvTableCard *self, GtkTextView *cell, const char *text)
{
  guint index;
  BrvCellPlace place;
  g_autoptr (BrvTable) cells = brv_table_new_from_plain (text);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (cell);

  if (!g_ptr_array_find (self->cells, cell, &index))
    return;
  if (cells == NULL)
    {
      g_autofree char *line = g_strdup (text);
      gsize length = strlen (line);

      while (length > 0 && strchr ("\r\n", line[length - 1]) != NULL)
        line[--length] = '\0';

      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
      gtk_text_buffer_insert_interactive_at_cursor (buffer, line, -1, TRUE);
      gtk_text_buffer_end_user_action (buffer);
      return;
    }
  place = brv_table_card_get_place (self, index);
  brv_document_seal (self->document);
  if (brv_edit_paste_cells (self->document, place, cells, NULL))
    brv_table_card_focus_cell (self, place.row, place.column);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

/* The clipboard answers later; the cell may be gone by then. */
typedef struct
{
  BrvTableCard *card;
  GtkTextView *cell;
} Paste;

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Paste *paste = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text != NULL && paste->card->cells != NULL)
    paste_text (paste->card, paste->cell, text);
  g_object_unref (paste->card);
  g_object_unref (paste->cell);
  g_free (paste);
}

/*
 * brv_table_card_paste:
 * @cell: a cell
 * @self: its card
 *
 * Takes what the clipboard has, in place of what a text view would do with it.
 */
void
brv_table_card_paste (GtkTextView *cell, BrvTableCard *self)
{
  Paste *paste;

  g_signal_stop_emission_by_name (cell, "paste-clipboard");
  if (!gtk_text_view_get_editable (cell))
    return;
  paste = g_new0 (Paste, 1);
  paste->card = g_object_ref (self);
  paste->cell = g_object_ref (cell);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (cell)), NULL, text_read_cb,
                                 paste);
}

/*
 * brv_table_card_add_actions:
 * @self: a card that has none yet
 */
void
brv_table_card_add_actions (BrvTableCard *self)
{
  const GActionEntry entries[] = {
    { "row-above", row_above_cb, NULL, NULL, NULL, { 0 } },
    { "row-below", row_below_cb, NULL, NULL, NULL, { 0 } },
    { "remove-row", remove_row_cb, NULL, NULL, NULL, { 0 } },
    { "column-before", column_before_cb, NULL, NULL, NULL, { 0 } },
    { "column-after", column_after_cb, NULL, NULL, NULL, { 0 } },
    { "remove-column", remove_column_cb, NULL, NULL, NULL, { 0 } },
    { "header", header_cb, NULL, NULL, NULL, { 0 } },
    { "note", note_cb, NULL, NULL, NULL, { 0 } },
    { "cite", cite_cb, NULL, NULL, NULL, { 0 } },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", G_ACTION_GROUP (self->actions));
}
