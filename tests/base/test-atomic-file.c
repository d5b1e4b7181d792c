/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/brv-atomic-file.h"

#define NOBODY 65534

typedef struct
{
  char *folder;
  char *path; /* of a file in it that need not exist */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("brevier-atomic-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "a.brief", NULL);
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_all (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_all (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
write_file (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
assert_holds (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  g_file_get_contents (path, &found, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, text);
}

static gboolean
replace (const char *path, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return brv_atomic_file_replace_full (path, bytes, BRV_ATOMIC_FILE_VERIFY, NULL, NULL, error);
}

/* Nothing but the file itself is left in the folder. */
static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_new_and_old (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  BrvFileIdentity identity;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("three", 5);

  g_assert_true (replace (fixture->path, "one", &error));
  assert_holds (fixture->path, "one");
  g_assert_true (replace (fixture->path, "", &error));
  assert_holds (fixture->path, "");
  g_assert_true (brv_atomic_file_replace_full (fixture->path, bytes, BRV_ATOMIC_FILE_NONE,
                                               &identity, NULL, &error));
  assert_holds (fixture->path, "three");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);

  g_assert_cmpint (identity.size_bytes, ==, 5);
  g_assert_true (brv_file_identity_equal (identity, brv_file_identity_of (fixture->path)));
  write_file (fixture->path, "other");
  g_assert_false (brv_file_identity_equal (identity, brv_file_identity_of (fixture->path)));
}

static void
test_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gsize size = 5 * 1024 * 1024 + 7;
  guint8 *bytes_data = g_malloc (size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (bytes_data, size);
  g_autofree char *found = NULL;
  gsize found_size;

  for (gsize i = 0; i < size; i++)
    bytes_data[i] = (guint8)(i * 31 >> 3);
  g_assert_true (brv_atomic_file_replace_full (fixture->path, bytes, BRV_ATOMIC_FILE_VERIFY, NULL,
                                               NULL, &error));
  g_file_get_contents (fixture->path, &found, &found_size, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (found, found_size, bytes_data, size);
}

static void
test_mode (Fixture *fixture, gconstpointer data)
{
  const mode_t modes[] = { 0600, 0640, 0664, 0604 };
  g_autoptr (GError) error = NULL;
  struct stat state;
  mode_t old_mask = umask (027);

  g_assert_true (replace (fixture->path, "new", &error));
  g_assert_cmpint (stat (fixture->path, &state), ==, 0);
  g_assert_cmpuint (state.st_mode & 07777, ==, 0640);
  umask (old_mask);

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_test_message ("%o", modes[i]);
      g_assert_cmpint (chmod (fixture->path, modes[i]), ==, 0);
      g_assert_true (replace (fixture->path, "changed", &error));
      g_assert_cmpint (stat (fixture->path, &state), ==, 0);
      g_assert_cmpuint (state.st_mode & 07777, ==, modes[i]);
    }
}

static void
test_private (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;
  struct stat state;

  g_assert_true (brv_atomic_file_replace_full (fixture->path, bytes, BRV_ATOMIC_FILE_PRIVATE, NULL,
                                               NULL, &error));
  g_assert_cmpint (stat (fixture->path, &state), ==, 0);
  g_assert_cmpuint (state.st_mode & 07777, ==, 0600);
}

static void
test_owner (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  struct stat state;

  if (geteuid () != 0)
    {
      g_test_skip ("only root can give a file away");
      return;
    }
  write_file (fixture->path, "old");
  g_assert_cmpint (chown (fixture->path, NOBODY, NOBODY), ==, 0);
  g_assert_true (replace (fixture->path, "new", &error));
  g_assert_cmpint (stat (fixture->path, &state), ==, 0);
  g_assert_cmpuint (state.st_uid, ==, NOBODY);
  g_assert_cmpuint (state.st_gid, ==, NOBODY);
}

static void
test_attributes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  char value[16] = "";

  write_file (fixture->path, "old");
  if (setxattr (fixture->path, "user.brevier.test", "kept", 4, 0) != 0)
    {
      g_test_skip ("this file system has no user attributes");
      return;
    }
  g_assert_true (replace (fixture->path, "new", &error));
  g_assert_cmpint (getxattr (fixture->path, "user.brevier.test", value, sizeof value), ==, 4);
  g_assert_cmpstr (value, ==, "kept");
}

/* Links are followed, by any number of steps and into other folders, and stay links. */
static void
test_links (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sub = g_build_filename (fixture->folder, "sub", NULL);
  g_autofree char *real = g_build_filename (sub, "real.brief", NULL);
  g_autofree char *second = g_build_filename (sub, "second.brief", NULL);
  g_autofree char *dangling = g_build_filename (fixture->folder, "dangling.brief", NULL);
  g_autofree char *loop = g_build_filename (fixture->folder, "loop.brief", NULL);
  g_autofree char *resolved = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (sub, 0700), ==, 0);
  write_file (real, "old");
  g_assert_cmpint (symlink ("real.brief", second), ==, 0);
  g_assert_cmpint (symlink ("sub/second.brief", fixture->path), ==, 0);
  g_assert_true (replace (fixture->path, "new", &error));
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (second, G_FILE_TEST_IS_SYMLINK));
  g_assert_false (g_file_test (real, G_FILE_TEST_IS_SYMLINK));
  assert_holds (real, "new");
  resolved = brv_atomic_file_resolve (fixture->path, &error);
  g_assert_cmpstr (resolved, ==, real);

  g_assert_cmpint (symlink ("sub/nothing-yet.brief", dangling), ==, 0);
  g_assert_true (replace (dangling, "born", &error));
  g_assert_true (g_file_test (dangling, G_FILE_TEST_IS_SYMLINK));
  assert_holds (dangling, "born");
  g_assert_cmpuint (count_files (sub), ==, 3);

  g_assert_cmpint (symlink ("loop.brief", loop), ==, 0);
  g_assert_false (replace (loop, "x", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS);
}

static void
test_refuses (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sub = g_build_filename (fixture->folder, "sub", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "a.brief", NULL);
  g_autofree char *through = g_build_filename (fixture->folder, "a.brief", "b", NULL);
  g_autofree char *pipe_path = g_build_filename (fixture->folder, "pipe", NULL);
  g_autofree char *long_name = g_strnfill (300, 'n');
  g_autofree char *too_long = g_build_filename (fixture->folder, long_name, NULL);
  const struct
  {
    const char *path;
    int code;
  } cases[] = {
    { sub, G_IO_ERROR_IS_DIRECTORY },           { nowhere, G_IO_ERROR_NOT_FOUND },
    { through, G_IO_ERROR_NOT_FOUND },          { pipe_path, G_IO_ERROR_NOT_REGULAR_FILE },
    { too_long, G_IO_ERROR_FILENAME_TOO_LONG }, { "/proc/brevier-test", G_IO_ERROR_NOT_FOUND },
  };

  write_file (fixture->path, "kept");
  g_assert_cmpint (g_mkdir (sub, 0700), ==, 0);
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *name = g_path_get_basename (cases[i].path);

      g_test_message ("%s", cases[i].path);
      g_assert_false (replace (cases[i].path, "x", &error));
      g_assert_error (error, G_IO_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, name));
    }
  assert_holds (fixture->path, "kept");
  g_assert_cmpuint (count_files (fixture->folder), ==, 3);
}

/* In a child that is not root: the kernel asks nothing of root. */
static int
try_as_nobody (const char *path)
{
  pid_t child = fork ();
  int status = 0;

  if (child == 0)
    {
      g_autoptr (GError) error = NULL;

      if (geteuid () == 0 && (setgid (NOBODY) != 0 || setuid (NOBODY) != 0))
        _exit (99);
      _exit (replace (path, "x", &error) ? 98 : error->domain == G_IO_ERROR ? error->code : 97);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
test_permissions (Fixture *fixture, gconstpointer data)
{
  if (geteuid () == 0)
    g_assert_cmpint (chown (fixture->folder, NOBODY, NOBODY), ==, 0);
  write_file (fixture->path, "kept");
  g_assert_cmpint (chmod (fixture->path, 0444), ==, 0);
  g_test_message ("a file that is read-only in a folder that is not");
  g_assert_cmpint (try_as_nobody (fixture->path), ==, G_IO_ERROR_PERMISSION_DENIED);

  g_test_message ("a folder that is read-only");
  g_assert_cmpint (chmod (fixture->path, 0666), ==, 0);
  g_assert_cmpint (chmod (fixture->folder, 0555), ==, 0);
  g_assert_cmpint (try_as_nobody (fixture->path), ==, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_cmpint (chmod (fixture->folder, 0755), ==, 0);

  assert_holds (fixture->path, "kept");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static gboolean
prepare_cb (gpointer data, GError **error)
{
  gboolean *may = data;

  if (!*may)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "not prepared");
  return *may;
}

/* As nobody; 0: replaced, 1: written over, 2: no, 3: not prepared. */
static int
overwrite_as_nobody (const char *path, const char *text, gboolean may, guint64 max_size)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      const struct rlimit limit = { max_size, max_size };
      BrvFileIdentity identity = { 0 };
      gboolean is_overwritten;

      if (geteuid () == 0 && (setgid (NOBODY) != 0 || setuid (NOBODY) != 0))
        _exit (99);
      if (max_size > 0)
        {
          signal (SIGXFSZ, SIG_IGN);
          setrlimit (RLIMIT_FSIZE, &limit);
        }
      if (brv_atomic_file_replace_or_overwrite (path, bytes, &identity, prepare_cb, &may,
                                                &is_overwritten, NULL, &error))
        _exit (brv_file_identity_equal (identity, brv_file_identity_of (path))
                 ? is_overwritten ? 1 : 0
                 : 98);
      _exit (error->code == G_IO_ERROR_BUSY ? 3 : 2);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

/* In a folder that takes no new file the old one is written over, or stays as it was. */
static void
test_overwrite (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (300000, 'x');
  g_autofree char *half_text = g_strnfill (150000, 'y');

  write_file (fixture->path, "what was there before");
  g_assert_cmpint (chmod (fixture->path, 0666), ==, 0);
  g_assert_cmpint (chmod (fixture->folder, 0555), ==, 0);
  g_assert_cmpint (overwrite_as_nobody (fixture->path, "not this", FALSE, 0), ==, 3);
  assert_holds (fixture->path, "what was there before");

  g_test_message ("no room for the new one");
  g_assert_cmpint (overwrite_as_nobody (fixture->path, long_text, TRUE, 100000), ==, 2);
  assert_holds (fixture->path, "what was there before");

  g_test_message ("shorter, longer");
  g_assert_cmpint (overwrite_as_nobody (fixture->path, "new", TRUE, 0), ==, 1);
  assert_holds (fixture->path, "new");
  g_assert_cmpint (overwrite_as_nobody (fixture->path, long_text, TRUE, 0), ==, 1);
  assert_holds (fixture->path, long_text);

  g_test_message ("a write that fails half-way");
  g_assert_cmpint (overwrite_as_nobody (fixture->path, half_text, TRUE, 100000), ==, 2);
  assert_holds (fixture->path, long_text);

  g_test_message ("a file that is read-only stays, one that is not there is not made");
  g_assert_cmpint (chmod (fixture->path, 0444), ==, 0);
  g_assert_cmpint (overwrite_as_nobody (fixture->path, "new", TRUE, 0), ==, 2);
  assert_holds (fixture->path, long_text);
  g_assert_cmpint (chmod (fixture->folder, 0755), ==, 0);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (chmod (fixture->folder, 0555), ==, 0);
  g_assert_cmpint (overwrite_as_nobody (fixture->path, "new", TRUE, 0), ==, 2);
  g_assert_cmpint (chmod (fixture->folder, 0755), ==, 0);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

/* A file with several names stays one file: all of them lead to the new bytes. */
static void
test_hard_links (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "other", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("new", 3);
  g_autoptr (GError) error = NULL;
  gboolean is_overwritten = TRUE;
  gboolean may = FALSE;
  struct stat state;

  write_file (fixture->path, "what was there before");
  g_assert_cmpint (link (fixture->path, other), ==, 0);
  g_assert_false (brv_atomic_file_replace_or_overwrite (fixture->path, bytes, NULL, prepare_cb,
                                                        &may, &is_overwritten, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  assert_holds (other, "what was there before");

  may = TRUE;
  g_assert_true (brv_atomic_file_replace_or_overwrite (fixture->path, bytes, NULL, prepare_cb, &may,
                                                       &is_overwritten, NULL, &error));
  g_assert_no_error (error);
  /* Nothing that the user would have to know. */
  g_assert_false (is_overwritten);
  assert_holds (fixture->path, "new");
  assert_holds (other, "new");
  g_assert_cmpint (lstat (other, &state), ==, 0);
  g_assert_cmpuint (state.st_nlink, ==, 2);
}

/* A limit on the size of files stands in for a full disk: both stop a write half-way. */
static void
test_no_space (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (3000000, 'x');
  pid_t child;
  int status;

  write_file (fixture->path, "kept");
  child = fork ();
  if (child == 0)
    {
      const struct rlimit limit = { 2000000, 2000000 };
      g_autoptr (GError) error = NULL;

      signal (SIGXFSZ, SIG_IGN);
      if (setrlimit (RLIMIT_FSIZE, &limit) != 0 || replace (fixture->path, text, &error))
        _exit (1);
      _exit (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? 0 : 2);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  assert_holds (fixture->path, "kept");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;

  write_file (fixture->path, "kept");
  g_cancellable_cancel (cancellable);
  g_assert_false (brv_atomic_file_replace (fixture->path, bytes, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_holds (fixture->path, "kept");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

/* A reader that looks all the time sees one of the two, and a kill leaves no litter. */
static void
test_never_half (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old_text = g_strnfill (300000, 'o');
  g_autofree char *new_text = g_strnfill (400000, 'n');

  write_file (fixture->path, old_text);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *found = NULL;
      pid_t child = fork ();
      int status;

      if (child == 0)
        {
          for (guint k = 0; k < 1000; k++)
            replace (fixture->path, k % 2 == 0 ? new_text : old_text, NULL);
          _exit (0);
        }
      g_usleep (g_test_rand_int_range (500, 20000));
      g_assert_true (g_file_get_contents (fixture->path, &found, NULL, NULL));
      g_assert_true (g_str_equal (found, old_text) || g_str_equal (found, new_text));
      kill (child, SIGKILL);
      waitpid (child, &status, 0);
      g_clear_pointer (&found, g_free);
      g_assert_true (g_file_get_contents (fixture->path, &found, NULL, NULL));
      g_assert_true (g_str_equal (found, old_text) || g_str_equal (found, new_text));
    }
  /* Only a kill between link and rename leaves a name. */
  g_assert_cmpuint (count_files (fixture->folder), <=, 4);
}

#define ADD(name, function) \
  g_test_add ("/base/atomic-file/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("new-and-old", test_new_and_old);
  ADD ("large", test_large);
  ADD ("mode", test_mode);
  ADD ("private", test_private);
  ADD ("owner", test_owner);
  ADD ("attributes", test_attributes);
  ADD ("links", test_links);
  ADD ("refuses", test_refuses);
  ADD ("permissions", test_permissions);
  ADD ("overwrite", test_overwrite);
  ADD ("hard-links", test_hard_links);
  ADD ("no-space", test_no_space);
  ADD ("cancelled", test_cancelled);
  ADD ("never-half", test_never_half);
  return g_test_run ();
}
