/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is remembered from one start to the next, and what is not where the notes are hurt. */

#include <string.h>

#include <glib/gstdio.h>

#include "ui/shell/brv-session.h"
#include "ui/shell/brv-state-file.h"

static char *
dup_state_path (const char *name)
{
  return g_build_filename (g_get_user_state_dir (), "brevier", name, NULL);
}

static void
forget (void)
{
  const char *const names[] = { "session", "places" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = dup_state_path (names[i]);

      g_unlink (path);
    }
}

static void
test_briefs (void)
{
  const char *const none[] = { NULL };
  const char *const some[] = { "/tmp/North; and South.brief", "/tmp/line\nbreak.brief",
                               "/tmp/Nord – Süd.brief", "/tmp/\xff\xfe not UTF-8.brief", NULL };
  const struct
  {
    const char *const *paths;
    gboolean ended;
  } cases[] = { { some, FALSE }, { none, TRUE }, { some, TRUE } };

  forget ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) found = NULL;
      gboolean ended;

      brv_session_store_briefs (cases[i].paths, cases[i].ended);
      found = brv_session_load_briefs (&ended);
      g_assert_true (g_strv_equal ((const char *const *)found, cases[i].paths));
      g_assert_cmpint (ended, ==, cases[i].ended);
    }
}

/* A first start, a note that was cut off, and one that somebody wrote into: nothing is opened. */
static void
test_no_briefs (void)
{
  const char *const contents[] = {
    NULL,
    "",
    "not a key file at all",
    "[session]\nbriefs=",
    "[session]\nbriefs=http://example.org/a.brief;;%%%;file:relative;\nended=maybe\n",
    "[session]\nended=true\n[session",
  };
  g_autofree char *path = dup_state_path ("session");

  forget ();
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_auto (GStrv) found = NULL;
      gboolean ended = TRUE;

      if (contents[i] != NULL)
        g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
      found = brv_session_load_briefs (&ended);
      g_assert_cmpuint (g_strv_length (found), ==, 0);
      g_assert_false (ended && i < 5);
    }
}

static void
test_place (void)
{
  const BrvId brief = brv_id_new ();
  const BrvId other = brv_id_new ();
  const BrvSessionPlace stored = { { brv_id_new (), 12345 }, { brv_id_new (), 0 } };
  const BrvSessionPlace at_top = { { brv_id_new (), 0 }, { BRV_ID_NONE, 0 } };
  BrvSessionPlace found;

  forget ();
  g_assert_false (brv_session_load_place (brief, &found));
  brv_session_store_place (brief, &stored);
  g_assert_false (brv_session_load_place (other, &found));
  g_assert_true (brv_session_load_place (brief, &found));
  g_assert_true (brv_id_equal (found.caret.id, stored.caret.id));
  g_assert_cmpuint (found.caret.at, ==, 12345);
  g_assert_true (brv_id_equal (found.top.id, stored.top.id));

  /* An upper edge that was known before does not outlive the place that has none. */
  brv_session_store_place (brief, &at_top);
  g_assert_true (brv_session_load_place (brief, &found));
  g_assert_true (brv_id_equal (found.caret.id, at_top.caret.id));
  g_assert_true (brv_id_is_none (found.top.id));
}

static void
test_hurt_place (void)
{
  const char *const values[] = { "", "5", "x 5", "  ", "\xff", ";;" };
  const BrvId brief = brv_id_new ();
  g_autofree char *group = brv_id_to_string (brief);

  forget ();
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GKeyFile) file = g_key_file_new ();
      BrvSessionPlace found;

      g_key_file_set_value (file, group, "caret", values[i]);
      g_assert_true (brv_state_file_save (file, "places", NULL));
      g_assert_false (brv_session_load_place (brief, &found));
    }
}

/* Of many briefs the ones left last are remembered, and one that is left again counts as new. */
static void
test_many_places (void)
{
  enum
  {
    N = 130
  };
  BrvId briefs[N];
  BrvSessionPlace found;

  forget ();
  for (guint i = 0; i < N; i++)
    {
      const BrvSessionPlace place = { { brv_id_new (), i }, { BRV_ID_NONE, 0 } };

      briefs[i] = brv_id_new ();
      brv_session_store_place (briefs[i], &place);
      brv_session_store_place (briefs[0], &place);
    }
  g_assert_true (brv_session_load_place (briefs[0], &found));
  g_assert_cmpuint (found.caret.at, ==, N - 1);
  g_assert_false (brv_session_load_place (briefs[1], &found));
  g_assert_true (brv_session_load_place (briefs[N - 1], &found));
  g_assert_true (brv_session_load_place (briefs[N - 99], &found));
  g_assert_false (brv_session_load_place (briefs[N - 100], &found));
}

/* Where nothing can be kept the program works on. */
static void
test_no_folder (void)
{
  const char *const briefs[] = { "/tmp/a.brief", NULL };
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "brevier", NULL);
  g_autofree char *aside = g_strconcat (folder, "-aside", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) found = NULL;
  gboolean ended;

  g_assert_cmpint (g_rename (folder, aside), ==, 0);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  brv_session_store_briefs (briefs, TRUE);
  found = brv_session_load_briefs (&ended);
  g_assert_cmpuint (g_strv_length (found), ==, 0);
  g_assert_false (brv_state_file_save (file, "places", &error));
  g_assert_nonnull (error);
  g_assert_cmpint (g_unlink (folder), ==, 0);
  g_assert_cmpint (g_rename (aside, folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_autofree char *state = g_dir_make_tmp ("brevier-session-XXXXXX", NULL);
  int result;

  g_assert_nonnull (state);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/session/briefs", test_briefs);
  g_test_add_func ("/ui/session/no-briefs", test_no_briefs);
  g_test_add_func ("/ui/session/place", test_place);
  g_test_add_func ("/ui/session/hurt-place", test_hurt_place);
  g_test_add_func ("/ui/session/many-places", test_many_places);
  g_test_add_func ("/ui/session/no-folder", test_no_folder);
  result = g_test_run ();
  forget ();
  {
    g_autofree char *folder = g_build_filename (state, "brevier", NULL);

    g_rmdir (folder);
    g_rmdir (state);
  }
  return result;
}
