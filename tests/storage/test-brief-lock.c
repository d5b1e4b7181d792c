/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The lock beside an open brief is advice, and what goes wrong with such files elsewhere must not go
 * wrong here: a stale one that stands in the way, one that is lost, comes back or is somebody
 * else's, one that was never a lock, and folders in which none can be made.
 */

#define _GNU_SOURCE /* unshare */

#include "storage-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "storage/brv-brief-lock.h"
#include "storage/brv-owner.h"

#define OTHER_MACHINE "0123456789abcdef0123456789abcdef"
#define OTHER_BOOT    "00000000-0000-0000-0000-000000000000"

static char *
dup_lock_path (Fixture *fixture)
{
  return g_build_filename (fixture->folder, ".north.brief.lock", NULL);
}

static void
make_file (const char *path)
{
  g_autoptr (BrvBrief) brief = fixture_make_brief (0, 0);

  fixture_make_file (path, brief);
}

static void
assert_locked (const char *path, const char *says)
{
  g_autoptr (GError) error = NULL;
  BrvStore *store = brv_store_open (path, NULL, &error);

  g_assert_null (store);
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, says));
}

static BrvStore *
open_store (const char *path)
{
  g_autoptr (GError) error = NULL;
  BrvStore *store = brv_store_open (path, NULL, &error);

  g_assert_no_error (error);
  return store;
}

static void
close_store (BrvStore *store)
{
  g_assert_true (brv_store_close (store, FALSE, NULL));
  g_assert_finalize_object (store);
}

/* A process that has ended and been fetched, so that nobody has its number. */
static pid_t
make_dead_process (void)
{
  pid_t child = fork ();

  if (child == 0)
    _exit (0);
  waitpid (child, NULL, 0);
  return child;
}

/* Writes what a process would, with one value changed. */
static void
write_lock (const char *path, gint64 pid, const char *key, const char *value)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (BrvOwner) owner = brv_owner_new_self ();

  owner->pid = pid;
  brv_owner_write (owner, file);
  if (key != NULL)
    g_key_file_set_string (file, "owner", key, value);
  /* Another machine was not started with this one. */
  if (g_strcmp0 (key, "machine") == 0)
    g_key_file_set_string (file, "owner", "boot", OTHER_BOOT);
  g_assert_true (g_key_file_save_to_file (file, path, NULL));
}

/* A lock whose owner cannot be there any more is taken over without a question. */
static void
test_stale (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = dup_lock_path (fixture);
  const struct
  {
    const char *what;
    gint64 pid;
    const char *key;
    const char *value;
  } cases[] = {
    { "a process that has ended", make_dead_process (), NULL, NULL },
    { "another boot", getppid (), "boot", OTHER_BOOT },
    { "a number that another process has now", getppid (), "start", "1" },
    { "no number", 0, NULL, NULL },
    { "all processes", -1, NULL, NULL },
    { "a number that none can have", G_MAXINT64, NULL, NULL },
  };

  make_file (fixture->path);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *other = g_build_filename (fixture->folder, "other.brief", NULL);
      BrvStore *store;

      g_test_message ("%s", cases[i].what);
      write_lock (lock, cases[i].pid, cases[i].key, cases[i].value);
      store = open_store (fixture->path);
      g_assert_true (brv_store_save (store, NULL, brv_store_get_brief (store), NULL, NULL));
      /* Under the name of another brief with a stale lock, too. */
      g_clear_pointer (&lock, g_free);
      lock = brv_brief_lock_make_path (other);
      write_lock (lock, cases[i].pid, cases[i].key, cases[i].value);
      g_assert_true (brv_store_save (store, other, brv_store_get_brief (store), NULL, NULL));
      close_store (store);
      g_assert_cmpint (g_unlink (other), ==, 0);
      g_free (lock);
      lock = dup_lock_path (fixture);
      g_assert_cmpuint (fixture_count_files (fixture->folder), ==, 1);
    }
}

/* One whose owner may be there says who that is; reading and saving elsewhere go on. */
static void
test_living (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = dup_lock_path (fixture);
  g_autofree char *other = g_build_filename (fixture->folder, "other.brief", NULL);
  const struct
  {
    const char *key;
    const char *value;
    const char *says;
  } cases[] = {
    { "machine", OTHER_MACHINE, "open on another computer" },
    { "pid-namespace", "pid:[1]", "container or sandbox" },
    { "boot", "", "container or sandbox" },
    { "start", "0", "already open" },
    { "host", "elsewhere", "already open" }, /* the name alone means nothing */
  };

  make_file (fixture->path);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BrvStore *store;
      BrvStore *read;

      write_lock (lock, getpid (), cases[i].key, cases[i].value);
      assert_locked (fixture->path, cases[i].says);

      read = brv_store_open_to_read (fixture->path, NULL, NULL);
      g_assert_nonnull (read);
      store = brv_store_new (brv_store_get_brief (read), NULL);
      g_assert_false (
        brv_store_save (store, fixture->path, brv_store_get_brief (store), NULL, NULL));
      g_assert_true (brv_store_save (store, other, brv_store_get_brief (store), NULL, NULL));
      close_store (store);
      g_clear_object (&read);
      g_assert_true (g_file_test (lock, G_FILE_TEST_EXISTS));
      /* Whoever knows better may delete it by hand. */
      g_assert_cmpint (g_unlink (lock), ==, 0);
      close_store (open_store (fixture->path));
    }
}

/* The lock of another computer names it. */
static void
test_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = dup_lock_path (fixture);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  make_file (fixture->path);
  g_key_file_set_string (file, "owner", "machine", OTHER_MACHINE);
  g_key_file_set_string (file, "owner", "user", "mh");
  g_key_file_set_string (file, "owner", "host", "desk-7");
  g_assert_true (g_key_file_save_to_file (file, lock, NULL));
  assert_locked (fixture->path, "mh has it on desk-7");
}

static BrvBriefHolder *
find_holder (const char *path)
{
  BrvBriefHolder *holder = brv_brief_holder_find (path);

  g_assert_nonnull (holder);
  return holder;
}

/* Changes what stands in a lock, which stays the file that it was. */
static void
rewrite_lock (const char *path, const char *key, const char *value)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  gsize size;
  int fd;

  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL));
  g_key_file_set_string (file, "owner", key, value);
  text = g_key_file_to_data (file, &size, NULL);
  fd = open (path, O_WRONLY | O_TRUNC | O_CLOEXEC);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, text, size), ==, (ssize_t)size);
  close (fd);
}

/*
 * Where the number of a process says nothing, the kernel tells whether it has the lock: one that
 * cannot be seen lives as long as that is held, and one that was killed is in nobody's way.
 */
static void
test_held (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = dup_lock_path (fixture);
  const struct
  {
    const char *key;
    const char *value;
  } cases[] = {
    { "pid-namespace", "pid:[1]" },
    { "machine", OTHER_MACHINE },
    { "boot", "" },
    { "pid", "0" },
    { "start", "1" },
  };

  make_file (fixture->path);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BrvBriefHolder *holder;
      int taken[2];
      char byte;
      pid_t child;

      g_test_message ("%s", cases[i].key);
      g_assert_cmpint (pipe (taken), ==, 0);
      child = fork ();
      if (child == 0)
        {
          if (brv_brief_lock_take (fixture->path, NULL) == NULL || write (taken[1], "x", 1) != 1)
            _exit (1);
          for (;;)
            pause ();
        }
      g_assert_cmpint (read (taken[0], &byte, 1), ==, 1);
      close (taken[0]);
      close (taken[1]);
      rewrite_lock (lock, cases[i].key, cases[i].value);
      assert_locked (fixture->path, g_get_user_name ());
      holder = find_holder (fixture->path);
      g_assert_false (brv_brief_holder_can_yield (holder));
      brv_brief_holder_free (holder);

      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
      g_assert_null (brv_brief_holder_find (fixture->path));
      close_store (open_store (fixture->path));
      g_assert_cmpuint (fixture_count_files (fixture->folder), ==, 1);
    }
}

/* A copy of a lock, as of what synchronises folders, is another file: nobody has to hold it. */
static void
test_held_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = dup_lock_path (fixture);
  BrvStore *store;

  make_file (fixture->path);
  store = open_store (fixture->path);
  {
    g_autofree char *text = NULL;

    g_assert_true (g_file_get_contents (lock, &text, NULL, NULL));
    g_assert_true (g_file_set_contents (lock, text, -1, NULL));
  }
  assert_locked (fixture->path, "already open in another window");
  close_store (store);
  g_assert_cmpuint (fixture_count_files (fixture->folder), ==, 1);
}

/* A lock that this process could not take away when it closed the brief does not stop it later. */
static void
test_left_by_self (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = dup_lock_path (fixture);
  g_autofree char *aside = g_build_filename (fixture->folder, "aside", NULL);
  BrvStore *store;

  make_file (fixture->path);
  store = open_store (fixture->path);
  g_assert_cmpint (g_rename (lock, aside), ==, 0);
  close_store (store);
  g_assert_cmpint (g_rename (aside, lock), ==, 0);
  close_store (open_store (fixture->path));
  g_assert_cmpuint (fixture_count_files (fixture->folder), ==, 1);
}

/* Held as it is, a lock does not keep its disk from being made read-only: nobody could write to it. */
static void
test_held_to_read (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_lock_path (fixture);
  BrvBriefLock *lock = brv_brief_lock_take (fixture->path, NULL);
  struct stat state;
  guint n_held = 0;

  g_assert_cmpint (stat (path, &state), ==, 0);
  for (int fd = 3; fd < 256; fd++)
    {
      struct stat other;

      if (fstat (fd, &other) != 0 || other.st_dev != state.st_dev || other.st_ino != state.st_ino)
        continue;
      n_held++;
      g_assert_cmpint (fcntl (fd, F_GETFL) & O_ACCMODE, ==, O_RDONLY);
    }
  g_assert_cmpuint (n_held, ==, 1);
  brv_brief_lock_release (lock);
}

/* A process that is number 1 where it lives, as in a sandbox. */
typedef struct
{
  pid_t outer; /* of it, a child of this one */
  int end;
  struct
  {
    pid_t number; /* its own, as it is seen from here */
    char
      answer; /* 't': it has taken the lock; 'l': another one has it; 'n': there are no sandboxes */
  } told;
} Apart;

static char
live_apart (const char *path)
{
  g_autoptr (GError) error = NULL;

  if (mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
      mount ("proc", "/proc", "proc", 0, NULL) != 0)
    return 'n';
  if (brv_brief_lock_take (path, &error) != NULL)
    return 't';
  return g_error_matches (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED) &&
             strstr (error->message, "container or sandbox") != NULL
           ? 'l'
           : 'x';
}

static void
start_apart (Apart *self, const char *path)
{
  int answers[2];
  int inner_answers[2];
  int end[2];

  g_assert_cmpint (pipe (answers), ==, 0);
  g_assert_cmpint (pipe (inner_answers), ==, 0);
  g_assert_cmpint (pipe (end), ==, 0);
  self->outer = fork ();
  if (self->outer == 0)
    {
      char byte;

      close (end[1]);
      if (unshare (CLONE_NEWPID | CLONE_NEWNS) != 0 &&
          unshare (CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS) != 0)
        self->told.answer = 'n';
      else
        {
          self->told.number = fork ();
          if (self->told.number == 0)
            {
              byte = live_apart (path);
              (void)!write (inner_answers[1], &byte, 1);
              (void)!read (end[0], &byte, 1);
              _exit (0);
            }
          (void)!read (inner_answers[0], &self->told.answer, 1);
        }
      (void)!write (answers[1], &self->told, sizeof self->told);
      if (self->told.number > 0)
        waitpid (self->told.number, NULL, 0);
      _exit (0);
    }
  close (answers[1]);
  close (inner_answers[0]);
  close (inner_answers[1]);
  close (end[0]);
  self->end = end[1];
  g_assert_cmpint (read (answers[0], &self->told, sizeof self->told), ==, sizeof self->told);
  close (answers[0]);
}

static void
end_apart (Apart *self, gboolean by_kill)
{
  if (by_kill)
    g_assert_cmpint (kill (self->told.number, SIGKILL), ==, 0);
  close (self->end);
  g_assert_cmpint (fixture_wait (self->outer), ==, 0);
}

/* In each sandbox the first process is number 1; they are told apart all the same. */
static void
test_sandboxes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = dup_lock_path (fixture);
  Apart first;
  Apart second;
  BrvBriefHolder *holder;
  BrvBriefLock *taken;

  make_file (fixture->path);
  start_apart (&first, fixture->path);
  if (first.told.answer == 'n')
    {
      end_apart (&first, FALSE);
      g_test_skip ("No process may have numbers of its own here");
      return;
    }
  g_assert_cmpint (first.told.answer, ==, 't');
  start_apart (&second, fixture->path);
  g_assert_cmpint (second.told.answer, ==, 'l');
  end_apart (&second, FALSE);
  assert_locked (fixture->path, "container or sandbox");
  holder = find_holder (fixture->path);
  g_assert_false (brv_brief_holder_can_yield (holder));
  brv_brief_holder_free (holder);

  g_test_message ("killed");
  end_apart (&first, TRUE);
  g_assert_true (g_file_test (lock, G_FILE_TEST_EXISTS));
  g_assert_null (brv_brief_holder_find (fixture->path));
  start_apart (&second, fixture->path);
  g_assert_cmpint (second.told.answer, ==, 't');
  end_apart (&second, TRUE);
  taken = brv_brief_lock_take (fixture->path, NULL);
  g_assert_nonnull (taken);
  start_apart (&second, fixture->path);
  g_assert_cmpint (second.told.answer, ==, 'l');
  end_apart (&second, FALSE);
  brv_brief_lock_release (taken);
  g_assert_cmpuint (fixture_count_files (fixture->folder), ==, 1);
}

/* A lock whose owner cannot be seen, and of which the kernel knows nothing, the user may take. */
static void
test_unseen (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = dup_lock_path (fixture);
  g_autoptr (BrvBriefHolder) holder = NULL;
  g_autoptr (GError) error = NULL;

  make_file (fixture->path);
  write_lock (lock, 1, "pid-namespace", "pid:[1]");
  assert_locked (fixture->path, "take it over");
  holder = find_holder (fixture->path);
  g_assert_true (brv_brief_holder_can_yield (holder));
  g_assert_true (brv_brief_holder_remove_lock (holder, &error));
  g_assert_no_error (error);
  close_store (open_store (fixture->path));
}

/* Another user's stale lock in a folder where each may delete but his own: nobody has the brief. */
static void
test_undeletable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = dup_lock_path (fixture);
  pid_t child;

  if (geteuid () != 0)
    {
      g_test_skip ("Only root can be somebody else");
      return;
    }
  write_lock (lock, make_dead_process (), NULL, NULL);
  g_assert_cmpint (g_chmod (fixture->folder, 01777), ==, 0);
  child = fork ();
  if (child == 0)
    {
      BrvBriefLock *taken;

      if (setuid (65534) != 0)
        _exit (77);
      taken = brv_brief_lock_take (fixture->path, NULL);
      if (taken == NULL)
        _exit (1);
      brv_brief_lock_release (taken);
      _exit (g_file_test (lock, G_FILE_TEST_EXISTS) ? 0 : 2);
    }
  g_assert_cmpint (fixture_wait (child), ==, 0);
}

static void
put_file (const char *lock, const char *contents)
{
  g_assert_true (g_file_set_contents (lock, contents, -1, NULL));
}

static void
put_fifo (const char *lock, const char *contents)
{
  g_assert_cmpint (mkfifo (lock, 0600), ==, 0);
}

static void
put_link (const char *lock, const char *contents)
{
  g_assert_cmpint (symlink (contents, lock), ==, 0);
}

/* Once the user has said so, a lock of another computer gives way, and one that says nothing. */
static void
test_take_over (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = dup_lock_path (fixture);
  const struct
  {
    void (*put) (const char *lock, const char *contents);
    const char *contents;
    const char *user;
    const char *host;
    gint64 since;
  } cases[] = {
    { put_file,
      "[owner]\nmachine=" OTHER_MACHINE "\nuser=mh\nhost=desk-7\nsince=2026-11-24T17:58:00Z\n",
      "mh", "desk-7", 1795543080 },
    { put_file, "[owner]\nmachine=" OTHER_MACHINE "\nhost=desk-7\nsince=long ago\n", NULL, "desk-7",
      0 },
    { put_file, "[owner]\nmachine=" OTHER_MACHINE "\n", NULL, NULL, 0 },
    { put_file, "", NULL, NULL, 0 },
    { put_file, "rubbish", NULL, NULL, 0 },
    { put_fifo, NULL, NULL, NULL, 0 },
    { put_link, "nowhere", NULL, NULL, 0 },
    { put_link, "/etc/passwd", NULL, NULL, 0 },
  };

  make_file (fixture->path);
  g_assert_null (brv_brief_holder_find (fixture->path));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BrvBriefHolder) holder = NULL;
      g_autoptr (GError) error = NULL;
      GDateTime *since;
      BrvStore *store;

      g_test_message ("%u", i);
      cases[i].put (lock, cases[i].contents);
      assert_locked (fixture->path, "take it over");
      holder = find_holder (fixture->path);
      g_assert_true (brv_brief_holder_can_yield (holder));
      g_assert_cmpstr (brv_brief_holder_get_user (holder), ==, cases[i].user);
      g_assert_cmpstr (brv_brief_holder_get_host (holder), ==, cases[i].host);
      since = brv_brief_holder_get_since (holder);
      g_assert_cmpint (since != NULL ? g_date_time_to_unix (since) : 0, ==, cases[i].since);
      g_assert_true (brv_brief_holder_remove_lock (holder, &error));
      g_assert_no_error (error);
      store = open_store (fixture->path);
      /* Now it is this process's, and nobody's to take. */
      g_assert_false (brv_brief_holder_remove_lock (holder, NULL));
      g_assert_true (g_file_test (lock, G_FILE_TEST_EXISTS));
      close_store (store);
      g_assert_cmpuint (fixture_count_files (fixture->folder), ==, 1);
    }
  g_assert_true (g_file_test ("/etc/passwd", G_FILE_TEST_EXISTS));
}

/* Whoever has the brief on this computer is asked by nobody, and stays. */
static void
test_take_over_living (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = dup_lock_path (fixture);
  const struct
  {
    const char *key;
    const char *value;
  } cases[] = { { NULL, NULL }, { "start", "0" }, { "host", "elsewhere" } };

  make_file (fixture->path);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BrvBriefHolder) holder = NULL;
      g_autoptr (GError) error = NULL;

      write_lock (lock, getpid (), cases[i].key, cases[i].value);
      holder = find_holder (fixture->path);
      g_assert_false (brv_brief_holder_can_yield (holder));
      g_assert_false (brv_brief_holder_remove_lock (holder, &error));
      g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED);
      g_assert_true (g_file_test (lock, G_FILE_TEST_EXISTS));
    }
  /* A dead one needs no question. */
  write_lock (lock, make_dead_process (), NULL, NULL);
  g_assert_null (brv_brief_holder_find (fixture->path));
  g_assert_cmpint (g_unlink (lock), ==, 0);
}

/* What is not the lock that the user was told of any more is left alone. */
static void
test_take_over_late (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = dup_lock_path (fixture);
  const char *const contents[] = { "[owner]\nmachine=" OTHER_MACHINE "\nhost=desk-7\n", "" };

  make_file (fixture->path);
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (BrvBriefHolder) holder = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *left = NULL;

      g_assert_true (g_file_set_contents (lock, contents[i], -1, NULL));
      holder = find_holder (fixture->path);
      write_lock (lock, 1, "machine", "another");
      g_assert_false (brv_brief_holder_remove_lock (holder, &error));
      g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED);
      g_assert_true (g_file_get_contents (lock, &left, NULL, NULL));
      g_assert_nonnull (strstr (left, "another"));
      /* That it went by itself is as good. */
      g_assert_cmpint (g_unlink (lock), ==, 0);
      g_clear_error (&error);
      g_assert_true (brv_brief_holder_remove_lock (holder, &error));
      g_assert_no_error (error);
    }
}

/* A folder in the lock's place is not deleted with all that may be in it. */
static void
test_take_over_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = dup_lock_path (fixture);
  g_autoptr (BrvBriefHolder) holder = NULL;
  g_autoptr (GError) error = NULL;

  make_file (fixture->path);
  g_assert_cmpint (g_mkdir (lock, 0700), ==, 0);
  holder = find_holder (fixture->path);
  g_assert_false (brv_brief_holder_remove_lock (holder, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_PERMISSION);
  g_assert_nonnull (strstr (error->message, ".north.brief.lock"));
  g_assert_cmpint (g_rmdir (lock), ==, 0);
}

/* In the lock stands a login, never a person's name, and nothing that tells the machine's id. */
static void
test_says_little (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = dup_lock_path (fixture);
  g_autofree char *text = NULL;
  g_autofree char *machine = NULL;
  BrvStore *store;

  make_file (fixture->path);
  store = open_store (fixture->path);
  g_assert_true (g_file_get_contents (lock, &text, NULL, NULL));
  if (!g_str_equal (g_get_real_name (), "Unknown") &&
      !g_str_equal (g_get_real_name (), g_get_user_name ()))
    g_assert_null (strstr (text, g_get_real_name ()));
  if (g_file_get_contents ("/etc/machine-id", &machine, NULL, NULL) && strlen (machine) > 8)
    g_assert_null (strstr (text, g_strchomp (machine)));
  close_store (store);
}

/* What was never a lock is no reason to wait, to follow a link, or to delete it. */
static void
test_rubbish (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = dup_lock_path (fixture);
  g_autofree char *much = g_strnfill (1 << 20, 'x');
  const char *const contents[] = { "", "rubbish", "[owner]\n", "[owner]\npid=x\n", much };

  make_file (fixture->path);
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *left = NULL;

      g_assert_true (g_file_set_contents (lock, contents[i], -1, NULL));
      assert_locked (fixture->path, "does not say by whom");
      g_assert_true (g_file_get_contents (lock, &left, NULL, NULL));
      g_assert_cmpstr (left, ==, contents[i]);
    }
  g_assert_cmpint (g_unlink (lock), ==, 0);

  g_assert_cmpint (g_mkdir (lock, 0700), ==, 0);
  assert_locked (fixture->path, "does not say by whom");
  g_assert_cmpint (g_rmdir (lock), ==, 0);

  g_assert_cmpint (mkfifo (lock, 0600), ==, 0);
  assert_locked (fixture->path, "does not say by whom");
  g_assert_cmpint (g_unlink (lock), ==, 0);

  g_assert_cmpint (symlink ("/etc/passwd", lock), ==, 0);
  assert_locked (fixture->path, "does not say by whom");
  g_assert_cmpint (g_unlink (lock), ==, 0);
  g_assert_cmpint (symlink ("nowhere", lock), ==, 0);
  assert_locked (fixture->path, "does not say by whom");
  g_assert_cmpint (g_unlink (lock), ==, 0);
  g_assert_cmpuint (fixture_count_files (fixture->folder), ==, 1);
}

/* One brief has one lock, whichever way it is reached, beside the file and not beside the link. */
static void
test_links (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "links", NULL);
  g_autofree char *link_path = g_build_filename (folder, "n.brief", NULL);
  g_autofree char *folder_link = g_build_filename (fixture->folder, "here", NULL);
  g_autofree char *through = g_build_filename (folder_link, "north.brief", NULL);
  g_autofree char *lock = dup_lock_path (fixture);
  BrvStore *store;

  make_file (fixture->path);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (symlink ("../north.brief", link_path), ==, 0);
  g_assert_cmpint (symlink (".", folder_link), ==, 0);

  store = open_store (link_path);
  g_assert_true (g_file_test (lock, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (fixture_count_files (folder), ==, 1);
  assert_locked (fixture->path, "already open");
  assert_locked (through, "already open");
  close_store (store);
  store = open_store (through);
  assert_locked (link_path, "already open");
  close_store (store);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
}

/* Names as long as a file may have leave no room for more letters. */
static void
test_long_names (Fixture *fixture, gconstpointer data)
{
  const gsize lengths[] = { 1, 200, 243, 244, 249 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *stems[] = { g_strnfill (lengths[i], 'a'), g_strnfill (lengths[i], 'b') };
      BrvStore *stores[2];

      for (guint k = 0; k < 2; k++)
        {
          g_autofree char *name = g_strconcat (stems[k], ".brief", NULL);
          g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
          g_autofree char *lock = brv_brief_lock_make_path (path);

          make_file (path);
          stores[k] = open_store (path);
          g_assert_true (g_file_test (lock, G_FILE_TEST_EXISTS));
          assert_locked (path, "already open");
        }
      for (guint k = 0; k < 2; k++)
        close_store (stores[k]);
      g_clear_pointer (&stems[1], g_free);
    }
}

/* What synchronises a folder takes a lock away, brings an old one back, or puts another's there. */
static void
test_synchronised (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = dup_lock_path (fixture);
  g_autofree char *aside = g_build_filename (fixture->folder, "aside", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvBrief) brief = NULL;
  g_autoptr (BrvChange) change = NULL;
  BrvStore *store;

  make_file (fixture->path);

  g_test_message ("it is gone: two have the brief, and neither writes over the other's words");
  store = open_store (fixture->path);
  g_assert_cmpint (g_rename (lock, aside), ==, 0);
  {
    BrvStore *second = open_store (fixture->path);
    g_autoptr (BrvBrief) mine = brv_brief_ref (brv_store_get_brief (second));
    g_autoptr (BrvChange) typing = fixture_type (mine, "second");

    fixture_do (second, &mine, typing, BRV_JOURNAL_DO);
    g_assert_true (brv_store_save (second, NULL, mine, NULL, NULL));
    close_store (second);
  }
  brief = brv_brief_ref (brv_store_get_brief (store));
  change = fixture_type (brief, "first");
  fixture_do (store, &brief, change, BRV_JOURNAL_DO);
  g_assert_false (brv_store_save (store, NULL, brief, NULL, &error));
  g_assert_error (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_CHANGED);
  g_assert_true (brv_store_close (store, TRUE, NULL));
  g_assert_finalize_object (store);

  g_test_message ("the old one comes back: its process is this one, and has let go of it");
  g_assert_cmpint (g_rename (aside, lock), ==, 0);
  g_assert_true (g_file_get_contents (lock, &text, NULL, NULL));
  {
    g_autoptr (GKeyFile) file = g_key_file_new ();
    g_autofree char *number = g_strdup_printf ("%d", (int)make_dead_process ());

    g_key_file_load_from_data (file, text, (gsize)-1, G_KEY_FILE_NONE, NULL);
    g_key_file_set_string (file, "owner", "pid", number);
    g_assert_true (g_key_file_save_to_file (file, lock, NULL));
  }
  store = open_store (fixture->path);

  g_test_message ("another's takes its place: it is not this one's to remove");
  write_lock (lock, 1, "machine", OTHER_MACHINE);
  close_store (store);
  g_assert_true (g_file_test (lock, G_FILE_TEST_EXISTS));
}

/* From now on links cannot be made by this process, and renames replace what they find. */
static gboolean
forbid_links (void)
{
  struct sock_filter filter[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_linkat, 3, 0),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_renameat2, 3, 0),
#ifdef SYS_link
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_link, 1, 0),
#else
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_linkat, 1, 0),
#endif
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EINVAL),
  };
  const struct sock_fprog program = { G_N_ELEMENTS (filter), filter };

  return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/* Where a file system knows no links, a brief is locked all the same, and only once. */
static void
test_no_links (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = dup_lock_path (fixture);
  pid_t child;
  int status;

  child = fork ();
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      BrvBriefLock *taken;

      if (!forbid_links ())
        _exit (77);
      if (link ("/proc/self/exe", "/nowhere") == 0 || errno != EPERM)
        _exit (1);
      taken = brv_brief_lock_take (fixture->path, &error);
      if (taken == NULL || !g_file_test (lock, G_FILE_TEST_EXISTS))
        _exit (2);
      if (brv_brief_lock_take (fixture->path, &error) != NULL ||
          !g_error_matches (error, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_LOCKED))
        _exit (3);
      brv_brief_lock_release (taken);
      _exit (g_file_test (lock, G_FILE_TEST_EXISTS) ? 4 : 0);
    }
  status = fixture_wait (child);
  if (status == 77)
    {
      g_test_skip ("The kernel takes no filter");
      return;
    }
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpuint (fixture_count_files (fixture->folder), ==, 0);
}

/* Where no lock can be written, for the disk is full or the folder is barred, the brief still opens. */
static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "a.brief", NULL);
  struct rlimit limit;
  struct rlimit full;
  BrvBriefLock *taken;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  full = (struct rlimit){ 0, limit.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  taken = brv_brief_lock_take (fixture->path, NULL);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_nonnull (taken);
  g_assert_cmpuint (fixture_count_files (fixture->folder), ==, 0);
  brv_brief_lock_release (taken);

  taken = brv_brief_lock_take (nowhere, NULL);
  g_assert_nonnull (taken);
  brv_brief_lock_release (taken);
}

/*
 * Many find the same lock at the same moment, a stale one or one that all their users want to take
 * over: one of them gets the brief.
 */
static void
test_race (Fixture *fixture, gconstpointer takes_over)
{
  enum
  {
    N_RACERS = 6
  };
  const guint n_rounds = g_test_slow () ? 500 : 25;
  g_autofree char *lock = dup_lock_path (fixture);
  const pid_t dead = make_dead_process ();
  const char *key = takes_over != NULL ? "machine" : NULL;

  for (guint round = 0; round < n_rounds; round++)
    {
      pid_t racers[N_RACERS];
      int start[2];
      int answers[2];
      int end[2];
      guint n_winners = 0;

      g_autoptr (BrvBriefHolder) holder = NULL;

      write_lock (lock, dead, key, OTHER_MACHINE);
      holder = brv_brief_holder_find (fixture->path);
      g_assert_cmpint (holder != NULL, ==, takes_over != NULL);
      g_assert_cmpint (pipe (start), ==, 0);
      g_assert_cmpint (pipe (answers), ==, 0);
      g_assert_cmpint (pipe (end), ==, 0);
      for (guint i = 0; i < N_RACERS; i++)
        {
          racers[i] = fork ();
          if (racers[i] == 0)
            {
              char byte;
              BrvBriefLock *taken = NULL;

              close (start[1]);
              close (end[1]);
              /* Both moments are told by closing the pipe; the winner lives until the end. */
              (void)!read (start[0], &byte, 1);
              if (holder == NULL || brv_brief_holder_remove_lock (holder, NULL))
                taken = brv_brief_lock_take (fixture->path, NULL);
              byte = taken != NULL;
              if (write (answers[1], &byte, 1) != 1)
                _exit (1);
              (void)!read (end[0], &byte, 1);
              _exit (0);
            }
        }
      close (start[0]);
      close (start[1]);
      for (guint i = 0; i < N_RACERS; i++)
        {
          char has_won;

          g_assert_cmpint (read (answers[0], &has_won, 1), ==, 1);
          n_winners += has_won == 1;
        }
      close (answers[0]);
      close (answers[1]);
      close (end[0]);
      close (end[1]);
      for (guint i = 0; i < N_RACERS; i++)
        waitpid (racers[i], NULL, 0);
      g_assert_cmpuint (n_winners, ==, 1);
      g_assert_cmpint (g_unlink (lock), ==, 0);
      g_assert_cmpuint (fixture_count_files (fixture->folder), ==, 0);
    }
}

#define ADD(name, function)                                                         \
  g_test_add ("/storage/brief-lock/" name, Fixture, NULL, fixture_set_up, function, \
              fixture_tear_down)

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  ADD ("stale", test_stale);
  ADD ("living", test_living);
  ADD ("elsewhere", test_elsewhere);
  ADD ("says-little", test_says_little);
  ADD ("rubbish", test_rubbish);
  ADD ("links", test_links);
  ADD ("long-names", test_long_names);
  ADD ("synchronised", test_synchronised);
  ADD ("no-links", test_no_links);
  ADD ("no-room", test_no_room);
  ADD ("take-over", test_take_over);
  ADD ("take-over-living", test_take_over_living);
  ADD ("take-over-late", test_take_over_late);
  ADD ("take-over-folder", test_take_over_folder);
  ADD ("held", test_held);
  ADD ("held-copy", test_held_copy);
  ADD ("held-to-read", test_held_to_read);
  ADD ("left-by-self", test_left_by_self);
  ADD ("sandboxes", test_sandboxes);
  ADD ("unseen", test_unseen);
  ADD ("undeletable", test_undeletable);
  ADD ("race", test_race);
  g_test_add ("/storage/brief-lock/take-over-race", Fixture, "takes over", fixture_set_up,
              test_race, fixture_tear_down);
  return fixture_run ();
}
