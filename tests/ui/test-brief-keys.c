/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gtk/gtk.h>

#include "tests/ui/sample-brief.h"
#include "ui/brief/brv-brief-view.h"

/*
 * The keyboard of the Brief pane as a table. A brief is written as its lines: "# " begins a
 * section's heading, "> " a quote, "* " a list item, anything else a paragraph; "|" is the caret,
 * "[" and "]" a selection. Keys are given by the signals that they emit.
 */
typedef struct
{
  const char *name;
  const char *before;
  const char *key; /* Enter, Backspace, Delete, Up, Down, or text that is typed */
  const char *after;
} Row;

static const Row rows[] = {
  { "type in a paragraph", "# S\nab|cd", "x", "# S\nabx|cd" },
  { "type over a selection", "# S\na[bc]d", "x", "# S\nax|d" },
  { "split a paragraph", "# S\nab|cd", "Enter", "# S\nab\n|cd" },
  { "enter at the end", "# S\nab|", "Enter", "# S\nab\n|" },
  { "enter at the start", "# S\n|ab", "Enter", "# S\n\n|ab" },
  { "enter in an item", "# S\n* ab|cd", "Enter", "# S\n* ab\n* |cd" },
  { "enter in an empty item", "# S\n* a\n* |", "Enter", "# S\n* a\n|" },
  { "enter after a heading", "# S|\nab", "Enter", "# S\n|\nab" },
  { "backspace in a paragraph", "# S\nab|cd", "Backspace", "# S\na|cd" },
  { "join two paragraphs", "# S\nab\n|cd", "Backspace", "# S\nab|cd" },
  { "backspace below a heading", "# S\n|ab", "Backspace", "# S|\nab" },
  { "backspace in an empty paragraph", "# S\nab\n|\ncd", "Backspace", "# S\nab|\ncd" },
  { "backspace at an item's start", "# S\n* |ab", "Backspace", "# S\n|ab" },
  { "backspace in front of a heading", "# S\nab\n# |T\ncd", "Backspace", "# S\nab\n# |T\ncd" },
  { "backspace after a quote", "# S\n> quoted\n|ab", "Backspace", "# S\n> [quoted]\nab" },
  { "backspace in a quote", "# S\n> quo|ted\nab", "Backspace", "# S\n> [quoted]\nab" },
  { "backspace on a selected quote", "# S\na\n> [quoted]\nb", "Backspace", "# S\na\n|b" },
  { "delete in a paragraph", "# S\nab|cd", "Delete", "# S\nab|d" },
  { "delete at the end", "# S\nab|\ncd", "Delete", "# S\nab|cd" },
  { "delete before a heading", "# S\nab|\n# T\ncd", "Delete", "# S\nab|\n# T\ncd" },
  { "delete before a quote", "# S\nab|\n> quoted", "Delete", "# S\nab\n> [quoted]" },
  { "delete in a quote", "# S\n> qu|oted\nab", "Delete", "# S\n> [quoted]\nab" },
  { "type in a quote", "# S\n> quo|ted\nab", "x", "# S\n> quo|ted\nab" },
  { "type before a quote", "# S\na\n> |quoted", "x", "# S\na\nx|\n> quoted" },
  { "type after a quote", "# S\n> quoted|\na", "x", "# S\n> quoted\nx|\na" },
  { "delete across blocks", "# S\na[b\ncd\ne]f", "Delete", "# S\na|f" },
  { "delete across a section", "# S\na[b\n# T\nc]d", "Delete", "# S\na|\n# T\nd" },
  { "paste lines", "# S\na|b", "x\ny", "# S\nax\ny|b" },
  { "move a paragraph down", "# S\na|\nb\nc", "Down", "# S\nb\na|\nc" },
  { "move a paragraph up", "# S\na\nb|", "Up", "# S\nb|\na" },
  { "move into the next section", "# S\na\nb|\n# T\nc", "Down", "# S\na\n# T\nb|\nc" },
  { "move a section", "# S|\na\n# T\nb", "Down", "# T\nb\n# S|\na" },
};

static BrvBlock *
make_block (const char *line, const BrvSource *source)
{
  g_autoptr (BrvText) text = NULL;

  if (g_str_has_prefix (line, "> "))
    {
      g_autoptr (BrvAnchor) anchor =
        brv_anchor_new (brv_source_get_id (source), brv_source_get_text_sha256 (source),
                        (BrvRange){ 0, strlen (line + 2) }, "", "", NULL);
      g_autoptr (BrvQuote) quote = brv_quote_new (anchor, line + 2);

      return brv_block_new_quote (brv_id_new (), quote);
    }
  text = brv_text_new (g_str_has_prefix (line, "* ") ? line + 2 : line, -1);
  return g_str_has_prefix (line, "* ") ? brv_block_new_list_item (brv_id_new (), 1, FALSE, text)
                                       : brv_block_new_paragraph (brv_id_new (), text);
}

static void
end_section (GPtrArray *sections, char **heading, GPtrArray *blocks)
{
  if (*heading != NULL)
    g_ptr_array_add (sections, brv_section_new (brv_id_new (), "", *heading, "",
                                                (BrvBlock *const *)blocks->pdata, blocks->len));
  g_clear_pointer (heading, g_free);
  g_ptr_array_set_size (blocks, 0);
}

static BrvBrief *
make_brief (char *const *lines)
{
  g_autoptr (BrvBrief) sample = sample_brief_new ();
  BrvSource *source = brv_source_ref (brv_brief_get_source (sample, 0));
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);
  g_autoptr (GPtrArray) sections =
    g_ptr_array_new_with_free_func ((GDestroyNotify)brv_section_unref);
  g_autoptr (BrvRecord) record = brv_record_new ();
  g_autofree char *heading = NULL;
  BrvBrief *brief = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "# "))
      {
        end_section (sections, &heading, blocks);
        heading = g_strdup (lines[i] + 2);
      }
    else
      g_ptr_array_add (blocks, make_block (lines[i], source));
  end_section (sections, &heading, blocks);
  brief = brv_brief_new (brv_id_new (), record, (BrvSection *const *)sections->pdata, sections->len,
                         &source, 1);
  brv_source_unref (source);
  return brief;
}

static guint
get_prefix_length (const char *line)
{
  return g_str_has_prefix (line, "# ") || g_str_has_prefix (line, "> ") ||
             g_str_has_prefix (line, "* ")
           ? 2
           : 0;
}

/* Takes the marks of caret and selection out of the lines and says where they stood. */
static void
take_mark (GString *text, const char *mark, gint *line, gint *offset)
{
  char *found = strstr (text->str, mark);
  const char *start = NULL;
  gsize at = 0;

  *line = -1;
  if (found == NULL)
    return;
  at = (gsize)(found - text->str);
  g_string_erase (text, (gssize)at, 1);
  *line = 0;
  start = text->str;
  for (const char *p = text->str; p < text->str + at; p++)
    if (*p == '\n')
      {
        (*line)++;
        start = p + 1;
      }
  *offset = (gint)(text->str + at - start) - (gint)get_prefix_length (start);
}

static void
place (GtkTextBuffer *buffer, GtkTextIter *iter, gint line, gint offset)
{
  gtk_text_buffer_get_iter_at_line_offset (buffer, iter, line, offset);
}

static BrvDocument *
set_up (const char *before, GtkWidget **view)
{
  g_autoptr (GString) text = g_string_new (before);
  g_auto (GStrv) lines = NULL;
  g_autoptr (BrvBrief) brief = NULL;
  BrvDocument *document = NULL;
  GtkTextBuffer *buffer = NULL;
  GtkTextIter from, to;
  gint line = 0, offset = 0, end_line = 0, end_offset = 0, caret_line = 0, caret_offset = 0;

  take_mark (text, "|", &caret_line, &caret_offset);
  take_mark (text, "[", &line, &offset);
  take_mark (text, "]", &end_line, &end_offset);
  lines = g_strsplit (text->str, "\n", -1);
  brief = make_brief (lines);
  document = brv_document_new (brief);
  *view = g_object_ref_sink (brv_brief_view_new (document));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (*view));
  place (buffer, &from, caret_line >= 0 ? caret_line : line,
         caret_line >= 0 ? caret_offset : offset);
  to = from;
  if (caret_line < 0)
    place (buffer, &to, end_line, end_offset);
  gtk_text_buffer_select_range (buffer, &to, &from);
  return document;
}

static void
press (GtkWidget *view, const char *key)
{
  if (g_str_equal (key, "Enter"))
    g_signal_emit_by_name (view, "insert-at-cursor", "\n");
  else if (g_str_equal (key, "Backspace"))
    g_signal_emit_by_name (view, "backspace");
  else if (g_str_equal (key, "Delete"))
    g_signal_emit_by_name (view, "delete-from-cursor", GTK_DELETE_CHARS, 1);
  else if (g_str_equal (key, "Up"))
    gtk_widget_activate_action (view, "block.move-up", NULL);
  else if (g_str_equal (key, "Down"))
    gtk_widget_activate_action (view, "block.move-down", NULL);
  else
    g_signal_emit_by_name (view, "insert-at-cursor", key);
}

static char *
describe (GtkWidget *view)
{
  BrvBriefProjection *projection = brv_brief_view_get_projection (BRV_BRIEF_VIEW (view));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GString *text = g_string_new (NULL);
  GtkTextIter iter, start, end;
  gboolean some = gtk_text_buffer_get_selection_bounds (buffer, &start, &end);

  gtk_text_buffer_get_start_iter (buffer, &iter);
  for (;;)
    {
      if (gtk_text_iter_starts_line (&iter))
        {
          guint line = (guint)gtk_text_iter_get_line (&iter);
          const BrvBlock *block = brv_brief_projection_get_block (projection, line);

          if (block == NULL)
            g_string_append (text, "# ");
          else if (brv_block_get_kind (block) == BRV_BLOCK_QUOTE)
            g_string_append (text, "> ");
          else if (brv_block_get_kind (block) == BRV_BLOCK_LIST_ITEM)
            g_string_append (text, "* ");
        }
      if (gtk_text_iter_equal (&iter, &start))
        g_string_append (text, some ? "[" : "|");
      if (some && gtk_text_iter_equal (&iter, &end))
        g_string_append (text, "]");
      if (gtk_text_iter_is_end (&iter))
        return g_string_free (text, FALSE);
      g_string_append_unichar (text, gtk_text_iter_get_char (&iter));
      gtk_text_iter_forward_char (&iter);
    }
}

/* Undo may select what it brings back. */
static char *
without_marks (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (strchr ("|[]", *p) == NULL)
      g_string_append_c (plain, *p);
  return g_string_free (plain, FALSE);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  GtkWidget *view = NULL;
  BrvDocument *document = set_up (row->before, &view);
  g_autofree char *first = describe (view);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *plain_first = NULL;
  g_autofree char *plain_undone = NULL;

  press (view, row->key);
  after = describe (view);
  g_assert_cmpstr (after, ==, row->after);
  if (brv_document_get_can_undo (document))
    {
      brv_brief_view_undo (BRV_BRIEF_VIEW (view));
      undone = describe (view);
      plain_first = without_marks (first);
      plain_undone = without_marks (undone);
      g_assert_cmpstr (plain_undone, ==, plain_first);
    }
  g_object_unref (view);
  g_assert_finalize_object (document);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/brief-keys/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  return g_test_run ();
}
