/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gtk/gtk.h>

#include "tests/ui/sample-brief.h"
#include "ui/brief/brv-brief-shown.h"
#include "ui/brief/brv-brief-view.h"

typedef struct
{
  BrvDocument *document;
  GtkWidget *view;
  GtkTextBuffer *buffer;
  BrvBriefProjection *projection;
} Fixture;

static void
fixture_set_up (Fixture *fixture, BrvBrief *brief)
{
  fixture->document = brv_document_new (brief);
  fixture->view = g_object_ref_sink (brv_brief_view_new (fixture->document));
  fixture->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view));
  fixture->projection = brv_brief_view_get_projection (BRV_BRIEF_VIEW (fixture->view));
  brv_brief_unref (brief);
}

static void
fixture_tear_down (Fixture *fixture)
{
  gpointer view = fixture->view;

  g_object_add_weak_pointer (G_OBJECT (fixture->view), &view);
  g_object_unref (fixture->view);
  while (view != NULL && g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (view);
  g_assert_finalize_object (fixture->document);
}

static void
assert_sound (Fixture *fixture, guint seed, guint step, const char *what)
{
  g_autofree char *difference = brv_brief_projection_check (fixture->projection);

  if (difference != NULL)
    g_error ("seed %u, step %u (%s): %s", seed, step, what, difference);
}

static void
test_shown (void)
{
  const char *text = "a\nb"
                     "\357\277\274"
                     "c";
  g_autoptr (GString) shown = g_string_new (NULL);

  brv_brief_shown_append (shown, text);
  g_assert_cmpstr (shown->str, ==, "a" BRV_SHOWN_BREAK "b" BRV_SHOWN_REFERENCE "c");
  for (gsize at = 0; at <= strlen (text); at++)
    g_assert_cmpuint (brv_brief_shown_to_text (text, brv_brief_shown_from_text (text, at)), ==, at);
}

static void
test_places (void)
{
  Fixture fixture = { 0 };
  GtkTextIter iter;

  fixture_set_up (&fixture, sample_brief_new ());
  g_assert_cmpuint (brv_brief_projection_get_n_lines (fixture.projection), ==, 12);
  assert_sound (&fixture, 0, 0, "first projection");
  gtk_text_buffer_get_start_iter (fixture.buffer, &iter);
  do
    {
      BrvPlace place = brv_brief_projection_get_place (fixture.projection, &iter);
      GtkTextIter back;

      g_assert_true (brv_brief_projection_get_iter (fixture.projection, place, &back));
      g_assert_true (gtk_text_iter_equal (&iter, &back));
    }
  while (gtk_text_iter_forward_char (&iter));
  fixture_tear_down (&fixture);
}

/* ---- random editing through the view's own signals ---- */

static void
select_at_random (Fixture *fixture, GRand *random, gboolean range)
{
  gint n = gtk_text_buffer_get_char_count (fixture->buffer);
  GtkTextIter a, b;

  gtk_text_buffer_get_iter_at_offset (fixture->buffer, &a, g_rand_int_range (random, 0, n + 1));
  b = a;
  if (range)
    gtk_text_buffer_get_iter_at_offset (fixture->buffer, &b, g_rand_int_range (random, 0, n + 1));
  gtk_text_buffer_select_range (fixture->buffer, &a, &b);
}

static void
select_nearby (Fixture *fixture, GRand *random)
{
  GtkTextIter a, b;
  gint n = gtk_text_buffer_get_char_count (fixture->buffer);
  gint at = g_rand_int_range (random, 0, n + 1);

  gtk_text_buffer_get_iter_at_offset (fixture->buffer, &a, at);
  gtk_text_buffer_get_iter_at_offset (fixture->buffer, &b,
                                      MIN (n, at + g_rand_int_range (random, 0, 30)));
  gtk_text_buffer_select_range (fixture->buffer, &a, &b);
}

static const char *
edit_at_random (Fixture *fixture, GRand *random)
{
  static const char *const texts[] = {
    "a", "Zwölf", " ", "\n", "one\ntwo", "é", "a\r\nb\342\200\251c", "\342\201\240x"
  };
  static const char *const kinds[] = { "paragraph", "heading-1", "bullets", "numbers" };
  GtkWidget *view = fixture->view;

  switch (g_rand_int_range (random, 0, 16))
    {
    case 0:
      select_at_random (fixture, random, TRUE);
      return "select anything";
    case 1:
    case 2:
      select_at_random (fixture, random, FALSE);
      return "place the caret";
    case 3:
      select_nearby (fixture, random);
      return "select nearby";
    case 4:
    case 5:
    case 6:
      g_signal_emit_by_name (view, "insert-at-cursor",
                             texts[g_rand_int_range (random, 0, G_N_ELEMENTS (texts))]);
      return "insert";
    case 7:
    case 8:
      g_signal_emit_by_name (view, "backspace");
      return "backspace";
    case 9:
      g_signal_emit_by_name (view, "delete-from-cursor", GTK_DELETE_CHARS, 1);
      return "delete";
    case 10:
      g_signal_emit_by_name (view, "delete-from-cursor", GTK_DELETE_WORD_ENDS, -1);
      return "delete a word";
    case 11:
      gtk_widget_activate_action (view, "block.move-up", NULL);
      return "move up";
    case 12:
      gtk_widget_activate_action (view, "block.move-down", NULL);
      return "move down";
    case 13:
      gtk_widget_activate_action (view, "format.kind", "s",
                                  kinds[g_rand_int_range (random, 0, G_N_ELEMENTS (kinds))]);
      return "change the kind";
    case 14:
      gtk_widget_activate_action (view, g_rand_boolean (random) ? "format.bold" : "format.italic",
                                  NULL);
      return "change the style";
    default:
      if (g_rand_boolean (random))
        brv_brief_view_undo (BRV_BRIEF_VIEW (view));
      else
        brv_brief_view_redo (BRV_BRIEF_VIEW (view));
      return "undo or redo";
    }
}

static void
test_random (gconstpointer data)
{
  guint seed = GPOINTER_TO_UINT (data);
  guint n_steps = g_test_thorough () ? 5000 : 30;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (BrvBrief) start = NULL;
  g_autoptr (BrvBrief) end = NULL;
  Fixture fixture = { 0 };

  fixture_set_up (&fixture, sample_brief_new ());
  start = brv_brief_ref (brv_document_get_brief (fixture.document));
  for (guint step = 0; step < n_steps; step++)
    assert_sound (&fixture, seed, step, edit_at_random (&fixture, random));
  while (brv_document_redo (fixture.document))
    ;
  end = brv_brief_ref (brv_document_get_brief (fixture.document));
  while (brv_document_undo (fixture.document))
    ;
  assert_sound (&fixture, seed, n_steps, "all undone");
  g_assert_true (brv_brief_equal (brv_document_get_brief (fixture.document), start));
  while (brv_document_redo (fixture.document))
    ;
  assert_sound (&fixture, seed, n_steps, "all redone");
  g_assert_true (brv_brief_equal (brv_document_get_brief (fixture.document), end));
  fixture_tear_down (&fixture);
}

/* ---- long splices ---- */

static void
test_slices (void)
{
  Fixture fixture = { 0 };
  guint n_lines = 0;
  GtkTextIter start, end;

  fixture_set_up (&fixture, sample_brief_new_long (520));
  /* A fast machine is ready with all of them in the time of the first slice. */
  while (!brv_brief_projection_is_complete (fixture.projection))
    g_main_context_iteration (NULL, TRUE);
  n_lines = brv_brief_projection_get_n_lines (fixture.projection);
  g_assert_cmpuint (n_lines, ==, 526);
  assert_sound (&fixture, 0, 0, "opened in slices");

  gtk_text_buffer_get_bounds (fixture.buffer, &start, &end);
  gtk_text_buffer_select_range (fixture.buffer, &start, &end);
  g_signal_emit_by_name (fixture.view, "backspace");
  assert_sound (&fixture, 0, 1, "all deleted");
  g_assert_cmpuint (brv_brief_projection_get_n_lines (fixture.projection), <, n_lines);
  brv_brief_view_undo (BRV_BRIEF_VIEW (fixture.view));
  /* Typing does not wait for the last slice. */
  g_signal_emit_by_name (fixture.view, "insert-at-cursor", "x");
  assert_sound (&fixture, 0, 2, "typed while slices were pending");
  brv_brief_view_undo (BRV_BRIEF_VIEW (fixture.view));
  assert_sound (&fixture, 0, 3, "undone");
  g_assert_cmpuint (brv_brief_projection_get_n_lines (fixture.projection), ==, n_lines);
  fixture_tear_down (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/ui/brief-projection/shown", test_shown);
  g_test_add_func ("/ui/brief-projection/places", test_places);
  for (guint seed = 1; seed <= 2; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/brief-projection/random/%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_random);
    }
  g_test_add_func ("/ui/brief-projection/slices", test_slices);
  return g_test_run ();
}
