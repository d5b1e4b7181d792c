/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The private folders of open briefs, where the state folder is full, barred or full of rubbish. */

#include "storage-fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

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
  return fixture_run ();
}
