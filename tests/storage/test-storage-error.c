/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What went wrong, by code for programs and in words that name the file for people. */

#include <errno.h>
#include <gio/gio.h>
#include <sqlite3.h>
#include <string.h>

#include "storage/brv-storage-error.h"

static void
check (GError *error, int code, const char *says)
{
  g_test_message ("%s", error->message);
  g_assert_error (error, BRV_STORAGE_ERROR, code);
  g_assert_nonnull (strstr (error->message, says));
  g_error_free (error);
}

static void
test_reading (void)
{
  const struct
  {
    int number;
    int code;
  } rows[] = {
    { ENOENT, BRV_STORAGE_ERROR_NOT_FOUND },  { ENOTDIR, BRV_STORAGE_ERROR_NOT_FOUND },
    { EACCES, BRV_STORAGE_ERROR_PERMISSION }, { EPERM, BRV_STORAGE_ERROR_PERMISSION },
    { EISDIR, BRV_STORAGE_ERROR_NOT_A_FILE }, { EIO, BRV_STORAGE_ERROR_READ },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GError *error = NULL;

      g_assert_false (brv_storage_error_set_reading (&error, rows[i].number, "/x/a.brief"));
      check (error, rows[i].code, "“a.brief”");
    }
}

static void
test_working_copy (void)
{
  GError *errors[6] = { NULL };

  g_assert_false (brv_storage_error_set_working_copy (&errors[0], TRUE, "/x/a.brief", "full"));
  check (errors[0], BRV_STORAGE_ERROR_NO_SPACE, "“a.brief”");
  g_assert_false (brv_storage_error_set_working_copy (&errors[1], FALSE, "/x/a.brief", "smoke"));
  check (errors[1], BRV_STORAGE_ERROR_WRITE, "smoke");
  g_assert_false (brv_storage_error_set_working_copy (&errors[2], FALSE, NULL, "smoke"));
  check (errors[2], BRV_STORAGE_ERROR_WRITE, "“Untitled Brief”");
  g_assert_false (brv_storage_error_set_unsaved (&errors[3], "/x/a.brief"));
  check (errors[3], BRV_STORAGE_ERROR_READ, "“a.brief”");
  g_assert_false (brv_storage_error_set_unsaved (&errors[4], NULL));
  check (errors[4], BRV_STORAGE_ERROR_READ, "“Untitled Brief”");
  g_assert_false (brv_storage_error_set_not_a_file (&errors[5], "/x/a.brief"));
  check (errors[5], BRV_STORAGE_ERROR_NOT_A_FILE, "“a.brief”");
}

/* The library needs no name: there is one. */
static void
test_library (void)
{
  const struct
  {
    int number;
    int code;
  } rows[] = {
    { SQLITE_CORRUPT, BRV_STORAGE_ERROR_DAMAGED },
    { SQLITE_NOTADB, BRV_STORAGE_ERROR_DAMAGED },
    { SQLITE_NOTFOUND, BRV_STORAGE_ERROR_NOT_FOUND },
    { SQLITE_FULL, BRV_STORAGE_ERROR_NO_SPACE },
    { SQLITE_BUSY, BRV_STORAGE_ERROR_LOCKED },
    { SQLITE_LOCKED, BRV_STORAGE_ERROR_LOCKED },
    { SQLITE_CANTOPEN, BRV_STORAGE_ERROR_PERMISSION },
    { SQLITE_PERM, BRV_STORAGE_ERROR_PERMISSION },
    { SQLITE_READONLY, BRV_STORAGE_ERROR_PERMISSION },
    { SQLITE_IOERR, BRV_STORAGE_ERROR_WRITE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GError *error = NULL;

      g_assert_false (brv_storage_error_set_library (&error, rows[i].number, "smoke"));
      check (error, rows[i].code, i + 1 == G_N_ELEMENTS (rows) ? "smoke" : "ibrary");
    }
}

/* What GIO says keeps its words under a code of ours; being stopped stays that. */
static void
test_take (void)
{
  const struct
  {
    GQuark domain;
    int number;
    int code; /* -1: as it was */
  } rows[] = {
    { G_IO_ERROR, G_IO_ERROR_NO_SPACE, BRV_STORAGE_ERROR_NO_SPACE },
    { G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, BRV_STORAGE_ERROR_PERMISSION },
    { G_IO_ERROR, G_IO_ERROR_NOT_FOUND, BRV_STORAGE_ERROR_NOT_FOUND },
    { G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, BRV_STORAGE_ERROR_NOT_A_FILE },
    { G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, BRV_STORAGE_ERROR_NOT_A_FILE },
    { G_IO_ERROR, G_IO_ERROR_READ_ONLY, BRV_STORAGE_ERROR_WRITE },
    { G_IO_ERROR, G_IO_ERROR_CANCELLED, -1 },
    { BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_SHRINKS, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GError *error = NULL;

      g_assert_false (brv_storage_error_take (
        &error, g_error_new_literal (rows[i].domain, rows[i].number, "the words")));
      g_assert_cmpstr (error->message, ==, "the words");
      if (rows[i].code >= 0)
        g_assert_error (error, BRV_STORAGE_ERROR, rows[i].code);
      else
        g_assert_error (error, rows[i].domain, rows[i].number);
      g_error_free (error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/storage/storage-error/reading", test_reading);
  g_test_add_func ("/storage/storage-error/working-copy", test_working_copy);
  g_test_add_func ("/storage/storage-error/library", test_library);
  g_test_add_func ("/storage/storage-error/take", test_take);
  return g_test_run ();
}
