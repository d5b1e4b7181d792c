/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The private folders of open briefs, where the state folder is full, barred or full of rubbish. */

#include "storage-fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "storage/brv-working-copy.h"

static char *
dup_root (const char *name)
{
  return g_build_filename (g_get_user_state_dir (), "brevier", name, NULL);
}

static void
assert_not_made (int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvBrief) brief = fixture_make_brief (0, 0);
  BrvWorkingCopy *copy = brv_working_copy_new (NULL, (BrvFileIdentity){ 0 }, &error);

  g_assert_null (copy);
  g_assert_error (error, BRV_STORAGE_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "unsaved work"));
  g_assert_null (brv_store_new (brief, NULL));
}

/* The folder cannot be made, or nothing can be written into it: that is said by its name. */
static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = dup_root (NULL);
  g_autofree char *open = dup_root ("open");
  struct rlimit limit;
  struct rlimit full;

  g_assert_true (g_file_set_contents (state, "in the way", -1, NULL));
  assert_not_made (BRV_STORAGE_ERROR_WRITE);
  g_assert_cmpint (g_unlink (state), ==, 0);

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  full = (struct rlimit){ 0, limit.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  assert_not_made (BRV_STORAGE_ERROR_NO_SPACE);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  /* And nothing is left of the attempt. */
  g_assert_cmpuint (fixture_count_files (open), ==, 0);
}

/* What is no working copy is not taken for one, and stays where it is. */
static void
test_rubbish (Fixture *fixture, gconstpointer data)
{
  const char *const abouts[] = { NULL, "", "not a key file", "[owner]\n", "[brief]\nuri=x\n" };
  g_autofree char *open = dup_root ("open");
  g_auto (GStrv) found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (abouts); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autofree char *folder = g_build_filename (open, name, NULL);
      g_autofree char *about = g_build_filename (folder, "about", NULL);

      g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
      if (abouts[i] != NULL)
        g_assert_true (g_file_set_contents (about, abouts[i], -1, NULL));
    }
  found = brv_store_list_abandoned (NULL);
  g_assert_cmpuint (g_strv_length (found), ==, 0);
  g_assert_cmpuint (fixture_count_files (open), ==, G_N_ELEMENTS (abouts));
}

/* A folder that somebody else took, one that is gone, and one whose lock cannot be made. */
static void
test_adopt (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  BrvWorkingCopy *copy =
    brv_working_copy_new ("/tmp/a.brief", (BrvFileIdentity){ 1, 2, 3, 4 }, &error);
  g_autofree char *folder = g_strdup (brv_working_copy_get_folder (copy));
  g_autofree char *lock = g_build_filename (folder, "lock", NULL);
  g_autofree char *stray = g_build_filename (folder, "brief-x.db", NULL);
  g_autofree char *about = g_build_filename (folder, "about", NULL);
  g_autofree char *aside = g_build_filename (folder, "aside", NULL);
  guint generation;

  g_assert_no_error (error);
  g_assert_null (brv_working_copy_adopt (folder, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED);
  g_clear_error (&error);
  brv_working_copy_free (copy);

  /* Names that are like those of databases are none. */
  g_assert_true (g_file_set_contents (stray, "x", -1, NULL));
  copy = brv_working_copy_adopt (folder, &error);
  g_assert_no_error (error);
  g_assert_null (brv_working_copy_find_database (copy, &generation, &error));
  g_assert_cmpuint (generation, ==, 0);
  g_assert_cmpstr (brv_working_copy_get_path (copy), ==, "/tmp/a.brief");
  g_assert_true (brv_file_identity_equal (brv_working_copy_get_identity (copy),
                                          (BrvFileIdentity){ 1, 2, 3, 4 }));
  brv_working_copy_free (copy);

  g_assert_cmpint (g_unlink (lock), ==, 0);
  g_assert_cmpint (g_mkdir (lock, 0700), ==, 0);
  g_assert_null (brv_working_copy_adopt (folder, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_WRITE);
  g_clear_error (&error);
  g_assert_cmpint (g_rmdir (lock), ==, 0);

  /* Whose work it is cannot be read just now: what says so is not written over. */
  g_assert_cmpint (g_rename (about, aside), ==, 0);
  g_assert_null (brv_working_copy_adopt (folder, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_READ);
  g_clear_error (&error);
  g_assert_false (g_file_test (about, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rename (aside, about), ==, 0);

  copy = brv_working_copy_adopt (folder, &error);
  g_assert_no_error (error);
  brv_working_copy_remove (copy);
  g_assert_null (brv_working_copy_adopt (folder, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_NOT_FOUND);
}

/* What cannot be moved stays, and is told of; what cannot be removed in one step is removed in more. */
static void
test_in_the_way (Fixture *fixture, gconstpointer data)
{
  g_autofree char *failed = dup_root ("failed");
  g_autofree char *removed = dup_root ("removed");
  BrvWorkingCopy *copy = brv_working_copy_new (NULL, (BrvFileIdentity){ 0 }, NULL);
  g_autofree char *folder = g_strdup (brv_working_copy_get_folder (copy));

  g_assert_true (g_file_set_contents (failed, "in the way", -1, NULL));
  g_test_expect_message ("Brevier", G_LOG_LEVEL_WARNING, "*could not be moved*");
  brv_working_copy_set_aside (copy, BRV_WORKING_COPY_FAILED);
  g_test_assert_expected_messages ();
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));

  g_assert_true (g_file_set_contents (removed, "in the way", -1, NULL));
  copy = brv_working_copy_adopt (folder, NULL);
  g_assert_nonnull (copy);
  brv_working_copy_remove (copy);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
close_store (BrvStore *store)
{
  g_assert_true (brv_store_close (store, FALSE, NULL));
  g_assert_finalize_object (store);
}

/* Writes a brief to the fixture's path and leaves a change to it that is not saved, as a crash does. */
static BrvBrief *
leave_change (Fixture *fixture)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (1, 10);
  g_autoptr (BrvChange) change = fixture_type (brief, "left");
  BrvStore *store;

  fixture_make_file (fixture->path, brief);
  store = brv_store_open (fixture->path, NULL, NULL);
  g_assert_nonnull (store);
  fixture_do (store, &brief, change, BRV_JOURNAL_DO);
  close_store (store);
  return g_steal_pointer (&brief);
}

static gboolean
is_recovered (const char *path, const BrvBrief *brief)
{
  g_autoptr (GError) error = NULL;
  BrvStore *store = brv_store_open (path, NULL, &error);
  gboolean is_recovered;

  g_assert_no_error (error);
  is_recovered = brv_store_is_recovered (store);
  g_assert_cmpint (brv_brief_equal (brv_store_get_brief (store), brief), ==, is_recovered);
  g_assert_cmpstr (brv_store_get_path (store), ==, path);
  if (is_recovered)
    g_assert_true (brv_store_save (store, NULL, brief, NULL, &error));
  g_assert_no_error (error);
  close_store (store);
  return is_recovered;
}

/* Work that was not saved is found after its brief was moved or renamed, as with a whole home folder. */
static void
test_moved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = leave_change (fixture);
  g_autofree char *folder = g_build_filename (fixture->folder, "home", NULL);
  g_autofree char *path = g_build_filename (folder, "south.brief", NULL);
  g_autoptr (BrvBrief) read = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (g_rename (fixture->path, path), ==, 0);
  read = brv_store_read (path, NULL, NULL);
  g_assert_true (brv_brief_equal (read, brief));
  g_assert_true (is_recovered (path, brief));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* A copy of a brief that is still where it was has no part in the work on that one. */
static void
test_copied (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = leave_change (fixture);
  g_autofree char *path = g_build_filename (fixture->folder, "south.brief", NULL);

  g_assert_cmpint (link (fixture->path, path), ==, 0);
  g_assert_false (is_recovered (path, brief));
  g_assert_true (is_recovered (fixture->path, brief));
}

/* Nor has another brief that is as large and as old; where it lies, nothing is lost. */
static void
test_moved_other (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = leave_change (fixture);
  g_autoptr (BrvBrief) other = fixture_make_brief (1, 10);
  g_autofree char *path = g_build_filename (fixture->folder, "south.brief", NULL);
  struct stat state;
  struct stat other_state;
  g_auto (GStrv) left = NULL;

  fixture_make_file (path, other);
  g_assert_cmpint (stat (fixture->path, &state), ==, 0);
  g_assert_cmpint (stat (path, &other_state), ==, 0);
  g_assert_cmpint (other_state.st_size, ==, state.st_size);
  {
    const struct timespec times[] = { state.st_atim, state.st_mtim };

    g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
  }
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_false (is_recovered (path, brief));
  left = brv_store_list_abandoned (NULL);
  g_assert_cmpuint (g_strv_length (left), ==, 1);
}

/* A disk that comes from another computer, or one whose name and id are new: the work on it counts. */
static void
test_new_machine (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BrvBrief) brief = leave_change (fixture);
  g_autofree char *folder = brv_store_find_abandoned (fixture->path, NULL);
  g_autofree char *about = g_build_filename (folder, "about", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_assert_nonnull (folder);
  g_assert_true (g_key_file_load_from_file (file, about, G_KEY_FILE_NONE, NULL));
  g_key_file_set_string (file, "owner", "machine", "0123456789abcdef0123456789abcdef");
  g_key_file_set_string (file, "owner", "boot", "00000000-0000-0000-0000-000000000000");
  g_key_file_set_string (file, "owner", "host", "desk-7");
  g_assert_true (g_key_file_save_to_file (file, about, NULL));
  g_assert_true (is_recovered (fixture->path, brief));
}

#define ADD(name, function)                                                           \
  g_test_add ("/storage/working-copy/" name, Fixture, NULL, fixture_set_up, function, \
              fixture_tear_down)

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  ADD ("no-room", test_no_room);
  ADD ("rubbish", test_rubbish);
  ADD ("adopt", test_adopt);
  ADD ("in-the-way", test_in_the_way);
  ADD ("moved", test_moved);
  ADD ("copied", test_copied);
  ADD ("moved-other", test_moved_other);
  ADD ("new-machine", test_new_machine);
  return fixture_run ();
}
