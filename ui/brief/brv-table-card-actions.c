/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a table's cells do together: rows and columns come and go, and cells are pasted. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/brief/brv-table-card-private.h"

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
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", G_ACTION_GROUP (self->actions));
}
