/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "workspace/brv-library-notice.h"
#include "workspace/brv-workspace.h"

typedef struct
{
  char *folder;
  BrvLibraryService *library;
  guint n_changed;
} Fixture;

static void
changed_cb (BrvLibraryService *library, Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *home = NULL;

  fixture->folder = g_dir_make_tmp ("brevier-library-XXXXXX", NULL);
  home = g_build_filename (fixture->folder, "library", NULL);
  fixture->library = brv_library_service_new (home);
  g_signal_connect (fixture->library, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_all (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (fixture->library, fixture);
  g_clear_object (&fixture->library);
  remove_all (fixture->folder);
  g_free (fixture->folder);
}

static void
wait_for_changes (Fixture *fixture, guint n)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (fixture->n_changed < n && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (fixture->n_changed, ==, n);
}

static BrvWorkspace *
make_workspace (void)
{
  g_autoptr (BrvRecord) empty = brv_record_new ();
  g_autoptr (BrvRecord) record =
    brv_record_with (empty, BRV_BRIEF_FIELD_TITLE, "North", BRV_EVIDENCE_USER);
  BrvSection *sections[] = { brv_section_new (brv_id_new (), "threat", "Threat", NULL, NULL, 0) };
  g_autoptr (BrvBrief) brief = brv_brief_new (brv_id_new (), record, sections, 1, NULL, 0);
  g_autoptr (GError) error = NULL;
  BrvWorkspace *workspace = brv_workspace_new (brief, &error);

  g_assert_no_error (error);
  brv_section_unref (sections[0]);
  return workspace;
}

static BrvId
import_bytes (BrvWorkspace *workspace, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  const BrvImportInput input = { .bytes = bytes, .media_type = "text/plain" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) outcomes = brv_workspace_import_file (workspace, &input, &error);

  g_assert_no_error (error);
  return g_array_index (outcomes, BrvImportOutcome, 0).source_id;
}

static BrvId
import_text (BrvWorkspace *workspace)
{
  return import_bytes (
    workspace, "Tide tables\n\nPilots read them twice a day, and so do the crews of the tugs.\n");
}

/* What comes into a brief is in the library, which knows what a saved brief quotes. */
static void
test_follows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvWorkspace) workspace = make_workspace ();
  g_autofree char *path = g_build_filename (fixture->folder, "north.brief", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvLibrary) library = NULL;
  g_autoptr (GPtrArray) usage = NULL;
  guint64 n = 0;
  BrvId source;

  brv_workspace_set_library (workspace, fixture->library);
  g_assert_false (brv_library_service_is_there (fixture->library));
  source = import_text (workspace);
  wait_for_changes (fixture, 1);
  library = brv_library_service_open (fixture->library, &error);
  g_assert_no_error (error);
  g_assert_true (brv_library_count (library, &n, &error));
  g_assert_cmpuint (n, ==, 1);

  g_assert_true (brv_workspace_quote_range (
    workspace, source, (BrvRange){ 13, 30 },
    brv_section_get_id (brv_brief_get_section (brv_workspace_get_brief (workspace), 0)), -1, NULL,
    &error));
  g_assert_true (brv_workspace_save (workspace, path, &error));
  g_assert_no_error (error);
  wait_for_changes (fixture, 2);
  usage = brv_library_list_usage (library, 1, &error);
  g_assert_cmpuint (usage->len, ==, 1);
  g_assert_cmpstr (((BrvLibraryUsage *)usage->pdata[0])->path, ==, path);
  g_assert_cmpuint (((BrvLibraryUsage *)usage->pdata[0])->n_quotes, ==, 1);
  g_assert_true (brv_workspace_close (workspace, TRUE, NULL));
}

static gboolean
has_finding (BrvWorkspace *workspace, const char *kind)
{
  g_autoptr (GPtrArray) findings = brv_workspace_list_findings (workspace);

  for (guint i = 0; i < findings->len; i++)
    {
      if (g_str_equal (brv_finding_get_kind (findings->pdata[i]), kind))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_message (BrvWorkspace *workspace, const char *part)
{
  g_autoptr (GPtrArray) findings = brv_workspace_list_findings (workspace);

  for (guint i = 0; i < findings->len; i++)
    {
      g_test_message ("%s", brv_finding_get_message (findings->pdata[i]));
      if (strstr (brv_finding_get_message (findings->pdata[i]), part) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* A brief that is opened adds nothing, and is warned of each source that is not sound any more. */
static void
test_doubts (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    BrvLibraryStanding standing;
    gint64 replaced_by;
    const char *reason;
    const char *kind;
    const char *says;
  } cases[] = {
    { BRV_LIBRARY_WITHDRAWN, 0, "", "source-withdrawn", "“Tide tables” was withdrawn" },
    { BRV_LIBRARY_WITHDRAWN, 0, "its figures were made up", "source-withdrawn",
      "(its figures were made up)" },
    { BRV_LIBRARY_REPLACED, 2, "", "source-replaced", "was replaced by “Better tables”" },
    { BRV_LIBRARY_REPLACED, 2, "a misprint", "source-replaced", "(a misprint)" },
    { BRV_LIBRARY_SOUND, 0, "", NULL, NULL },
  };
  g_autofree char *path = g_build_filename (fixture->folder, "north.brief", NULL);
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (BrvWorkspace) workspace = make_workspace ();

    brv_workspace_set_library (workspace, fixture->library);
    import_text (workspace);
    wait_for_changes (fixture, 1);
    g_assert_true (brv_workspace_save (workspace, path, &error));
    g_assert_true (brv_workspace_close (workspace, TRUE, NULL));
    wait_for_changes (fixture, 2);
  }
  {
    g_autoptr (BrvWorkspace) other = make_workspace ();

    brv_workspace_set_library (other, fixture->library);
    import_bytes (
      other,
      "Better tables\n\nPilots read these twice a day, and so do the crews of the new tugs.\n");
    wait_for_changes (fixture, 3);
    g_assert_true (brv_workspace_close (other, TRUE, NULL));
  }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BrvLibrary) library = brv_library_service_open (fixture->library, &error);
      g_autoptr (BrvWorkspace) workspace = NULL;
      gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

      g_test_message ("%u", i);
      g_assert_true (brv_library_set_standing (library, 1, cases[i].standing, cases[i].replaced_by,
                                               cases[i].reason, &error));
      g_assert_no_error (error);
      workspace = brv_workspace_open (path, NULL, &error);
      g_assert_no_error (error);
      g_assert_false (has_finding (workspace, "source-withdrawn"));
      g_assert_false (has_finding (workspace, "source-replaced"));
      brv_workspace_set_library (workspace, fixture->library);
      if (cases[i].kind == NULL)
        deadline = g_get_monotonic_time () + G_USEC_PER_SEC / 2;
      while ((cases[i].kind == NULL || !has_finding (workspace, cases[i].kind)) &&
             g_get_monotonic_time () < deadline)
        g_main_context_iteration (NULL, FALSE);
      g_assert_cmpint (has_finding (workspace, "source-withdrawn"), ==,
                       cases[i].standing == BRV_LIBRARY_WITHDRAWN);
      g_assert_cmpint (has_finding (workspace, "source-replaced"), ==,
                       cases[i].standing == BRV_LIBRARY_REPLACED);
      if (cases[i].says != NULL)
        g_assert_true (has_message (workspace, cases[i].says));
      g_assert_true (brv_workspace_close (workspace, TRUE, NULL));
    }
}

/* Where the library lies is said once in each place, and of each library. */
static void
test_notice (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *folder;
    gint64 file_system;
    const char *place;
    gboolean is_said;
  } cases[] = {
    { "here", 0xEF53, "window", FALSE }, /* ext4 */
    { "nfs", 0x6969, "window", TRUE },       { "nfs", 0x6969, "window", FALSE },
    { "nfs", 0x6969, "command-line", TRUE }, { "nfs", 0x6969, "command-line", FALSE },
    { "smb", 0xFF534D42, "window", TRUE },   { "smb", 0xFF534D42, "window", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = g_build_filename (fixture->folder, cases[i].folder, NULL);
      const BrvLibraryOptions options = { .folder = folder, .file_system = cases[i].file_system };
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvLibrary) library = brv_library_open (&options, &error);
      g_autofree char *notice = NULL;

      g_assert_no_error (error);
      g_test_message ("%u", i);
      notice = brv_library_notice_take (library, cases[i].place);
      g_assert_cmpint (notice != NULL, ==, cases[i].is_said);
    }
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvWorkspace) workspace = make_workspace ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) stopped = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BrvLibraryHits) hits = NULL;
  g_autoptr (GError) error = NULL;
  const BrvLibraryHit *hit;

  brv_workspace_set_library (workspace, fixture->library);
  import_text (workspace);
  wait_for_changes (fixture, 1);
  brv_library_service_search_async (fixture->library, "tug", BRV_LIBRARY_ORDER_ADDED, 50, 20, NULL,
                                    found_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  hits = brv_library_service_search_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hits->hits->len, ==, 1);
  hit = g_ptr_array_index (hits->hits, 0);
  g_assert_cmpstr (hit->entry->title, ==, "Tide tables");
  g_assert_cmpuint (hit->snippet->n_marks, ==, 1);
  g_assert_cmpint (strncmp (hit->snippet->text + hit->snippet->marks[0].start, "tug", 3), ==, 0);

  g_cancellable_cancel (cancellable);
  brv_library_service_search_async (fixture->library, "tug", BRV_LIBRARY_ORDER_ADDED, 50, 20,
                                    cancellable, found_cb, &stopped);
  while (stopped == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (brv_library_service_search_finish (fixture->library, stopped, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (brv_workspace_close (workspace, TRUE, NULL));
}

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("brevier-state-XXXXXX", NULL);
  int result;

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/workspace/library-service/follows", Fixture, NULL, set_up, test_follows, tear_down);
  g_test_add ("/workspace/library-service/doubts", Fixture, NULL, set_up, test_doubts, tear_down);
  g_test_add ("/workspace/library-service/notice", Fixture, NULL, set_up, test_notice, tear_down);
  g_test_add ("/workspace/library-service/search", Fixture, NULL, set_up, test_search, tear_down);
  result = g_test_run ();
  remove_all (state);
  return result;
}
