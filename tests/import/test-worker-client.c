/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Limits are tested on real hostile input; crashes, hangs and lies on workers of the test's own,
 * shell scripts that stand in the worker's place.
 */

#include <string.h>

#include <glib/gstdio.h>

#include "import/brv-import-error.h"
#include "import/brv-worker-client.h"
#include "import/brv-worker-protocol.h"

static BrvSource *
run (const char *text, const BrvWorkerLimits *limits, GCancellable *cancellable, GError **error)
{
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  const BrvImportHints hints = { 0 };
  g_autoptr (BrvImportResult) result =
    brv_worker_client_extract (workers, bytes, &hints, "origin", limits, cancellable, error);

  return result != NULL ? brv_source_ref (brv_import_result_get_source (result, 0)) : NULL;
}

static void
assert_fails (const char *text, const BrvWorkerLimits *limits, BrvImportError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvSource) source = run (text, limits, NULL, &error);

  g_assert_null (source);
  g_assert_error (error, BRV_IMPORT_ERROR, (gint)code);
}

/* A tag with so many attributes that every parser is busy for minutes: each is looked for among
 * those before it. */
static char *
make_slow_page (void)
{
  GString *html = g_string_new ("<!doctype html><p ");

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (html, "a%u=1 ", i);
  g_string_append (html, ">text</p>");
  return g_string_free (html, FALSE);
}

static void
test_wall_limit (void)
{
  g_autofree char *page = make_slow_page ();
  BrvWorkerLimits limits = BRV_WORKER_LIMITS_DEFAULT;
  gint64 before = g_get_monotonic_time ();

  limits.wall_ms = 400;
  assert_fails (page, &limits, BRV_IMPORT_ERROR_TIMEOUT);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 5 * G_USEC_PER_SEC);
}

static void
test_cpu_limit (void)
{
  g_autofree char *page = make_slow_page ();
  BrvWorkerLimits limits = BRV_WORKER_LIMITS_DEFAULT;

  limits.cpu_s = 1;
  assert_fails (page, &limits, BRV_IMPORT_ERROR_TIMEOUT);
}

static void
test_answer_limit (void)
{
  BrvWorkerLimits limits = BRV_WORKER_LIMITS_DEFAULT;

  limits.answer_bytes = 100;
  assert_fails ("A line of text that is short.", &limits, BRV_IMPORT_ERROR_TOO_LARGE);
}

static void
test_memory_limit (void)
{
#if defined(__SANITIZE_ADDRESS__)
  g_test_skip ("a sanitizer needs all of the address space");
#else
  g_autoptr (GString) html = g_string_new ("<!doctype html>");
  BrvWorkerLimits limits = BRV_WORKER_LIMITS_DEFAULT;

  for (guint i = 0; i < 400000; i++)
    g_string_append (html, "<p>many<b>small</b>parts");
  limits.memory_bytes = (gsize)64 * 1024 * 1024;
  assert_fails (html->str, &limits, BRV_IMPORT_ERROR_CRASHED);
#endif
}

static gpointer
cancel_later (gpointer data)
{
  g_usleep (200 * 1000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancel (void)
{
  g_autofree char *page = make_slow_page ();
  const BrvWorkerLimits limits = BRV_WORKER_LIMITS_DEFAULT;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_later, cancellable);
  gint64 before = g_get_monotonic_time ();

  g_assert_null (run (page, &limits, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 5 * G_USEC_PER_SEC);
  g_thread_join (thread);
}

/* What a worker that is no more ours may do, as a shell script. */
static const struct
{
  const char *name;
  const char *script;
  BrvImportError code;
} bad_workers[] = {
  { "dies", "kill -SEGV $$", BRV_IMPORT_ERROR_CRASHED },
  { "fails", "exit 7", BRV_IMPORT_ERROR_CRASHED },
  { "says nothing", "exit 0", BRV_IMPORT_ERROR_CRASHED },
  { "babbles", "echo 'this is no answer at all'", BRV_IMPORT_ERROR_CRASHED },
  { "lies about the length", "printf 'BRW1\\002\\0\\0\\0\\377\\377\\0\\0\\0\\0\\0\\0{}'",
    BRV_IMPORT_ERROR_CRASHED },
  { "answers with no source", "printf 'BRW1\\002\\0\\0\\0\\002\\0\\0\\0\\0\\0\\0\\0{}'",
    BRV_IMPORT_ERROR_CRASHED },
  { "answers with no JSON", "printf 'BRW1\\002\\0\\0\\0\\002\\0\\0\\0\\0\\0\\0\\0]['",
    BRV_IMPORT_ERROR_CRASHED },
  { "names an unknown failure", "printf 'BRW1\\003\\0\\0\\0\\002\\0\\0\\0\\0\\0\\0\\0{}'",
    BRV_IMPORT_ERROR_CRASHED },
  { "hangs", "exec sleep 60", BRV_IMPORT_ERROR_TIMEOUT },
  { "talks without end", "exec yes", BRV_IMPORT_ERROR_TOO_LARGE },
};

static void
test_bad_workers (void)
{
  g_autofree char *folder = g_dir_make_tmp ("brevier-worker-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, BRV_WORKER_PROGRAM, NULL);
  g_autofree char *real = g_strdup (g_getenv ("BREVIER_LIBEXECDIR"));
  BrvWorkerLimits limits = BRV_WORKER_LIMITS_DEFAULT;

  limits.wall_ms = 3000;
  limits.answer_bytes = 1000 * 1000;
  g_setenv ("BREVIER_LIBEXECDIR", folder, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (bad_workers); i++)
    {
      g_autofree char *script = g_strdup_printf ("#!/bin/sh\n%s\n", bad_workers[i].script);

      g_test_message ("%s", bad_workers[i].name);
      g_assert_true (
        g_file_set_contents_full (path, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
      assert_fails ("words", &limits, bad_workers[i].code);
    }
  g_unlink (path);
  g_rmdir (folder);
  if (real != NULL)
    g_setenv ("BREVIER_LIBEXECDIR", real, TRUE);
}

/* After all of this, the next document is read. */
static void
test_next (void)
{
  const BrvWorkerLimits limits = BRV_WORKER_LIMITS_DEFAULT;
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvSource) source = run ("A line.", &limits, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (brv_source_get_text (source), ==, "A line.");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/worker-client/wall-limit", test_wall_limit);
  g_test_add_func ("/import/worker-client/cpu-limit", test_cpu_limit);
  g_test_add_func ("/import/worker-client/answer-limit", test_answer_limit);
  g_test_add_func ("/import/worker-client/memory-limit", test_memory_limit);
  g_test_add_func ("/import/worker-client/cancel", test_cancel);
  g_test_add_func ("/import/worker-client/bad-workers", test_bad_workers);
  g_test_add_func ("/import/worker-client/next", test_next);
  return g_test_run ();
}
