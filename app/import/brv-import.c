/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "import/brv-detect.h"
#include "import/brv-import-private.h"
#include "import/brv-package.h"
#include "import/brv-side-folder.h"

/* No article is larger; a page with all its pictures inside can come near. */
#define MAX_BYTES ((gsize)64 * 1024 * 1024)
/* A file of so many bytes may take long because of its size alone. */
#define LARGE_BYTES ((gsize)8 * 1024 * 1024)

/* An input with its bytes read. */
typedef struct
{
  GBytes *bytes;
  char *display_name; /* for messages */
  char *origin;       /* valid UTF-8 */
  BrvImportHints hints;
  char *name;            /* that hints refers to, as to the next */
  GPtrArray *side_files; /* (nullable) (element-type BrvSideFile) */
} Opened;

static void
opened_clear (Opened *opened)
{
  g_clear_pointer (&opened->bytes, g_bytes_unref);
  g_free (opened->display_name);
  g_free (opened->origin);
  g_free (opened->name);
  g_clear_pointer (&opened->side_files, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Opened, opened_clear)

static char *
describe_unsupported (const char *media_type, const char *name)
{
  BrvFormat format = BRV_FORMAT_BINARY;

  if (media_type == NULL || !brv_format_parse (media_type, &format))
    format = BRV_FORMAT_BINARY;
  /* Translators: the file's name, what it is ("a PDF document"), a sentence of advice. */
  return g_strdup_printf (_ ("“%s” is %s, which cannot be imported. %s"), name,
                          brv_format_get_description (format), brv_format_get_advice (format));
}

/* The message for a user: what happened, to which file, what to do. */
static char *
describe (BrvImportError code, const char *detail, const char *name)
{
  switch (code)
    {
    case BRV_IMPORT_ERROR_NOT_FOUND:
      return g_strdup_printf (_ ("“%s” does not exist. Check the name and the folder."), name);
    case BRV_IMPORT_ERROR_PERMISSION:
      return g_strdup_printf (
        _ ("“%s” may not be read. Ask its owner for permission or copy it to your folder."), name);
    case BRV_IMPORT_ERROR_NOT_A_FILE:
      return g_strdup_printf (_ ("“%s” is not a file. Choose the files in it instead."), name);
    case BRV_IMPORT_ERROR_EMPTY:
      return g_strdup_printf (_ ("“%s” is empty. Save the article again and import that."), name);
    case BRV_IMPORT_ERROR_UNSUPPORTED:
      return describe_unsupported (detail, name);
    case BRV_IMPORT_ERROR_ENCODING:
      return g_strdup_printf (
        _ ("The letters in “%s” are in an unknown encoding. Save it as UTF-8 and import that."),
        name);
    case BRV_IMPORT_ERROR_TOO_LARGE:
      if (g_strcmp0 (detail, BRV_PACKAGE_TOO_LARGE) == 0)
        return g_strdup_printf (
          _ ("“%s” unpacks to more than an article can hold. Save only the part you need."), name);
      if (detail != NULL && *detail != '\0')
        return g_strdup_printf (
          _ ("“%s” has more text than an article can have. Save only the part you need."), name);
      return g_strdup_printf (
        _ ("“%s” is larger than an article can be (%u MB). Save only the part you need."), name,
        (guint)(MAX_BYTES / ((gsize)1024 * 1024)));
    case BRV_IMPORT_ERROR_PASSWORD:
      if (g_strcmp0 (detail, "wrong") == 0)
        return g_strdup_printf (
          _ ("The password does not open “%s”. Check capital letters and the keyboard layout."),
          name);
      return g_strdup_printf (
        _ ("“%s” is protected by a password. Give it, or save the document without one."), name);
    case BRV_IMPORT_ERROR_NO_TEXT:
      if (g_strcmp0 (detail, "scanned") == 0)
        return g_strdup_printf (
          _ ("“%s” is scanned: its pages are pictures without text. Run text recognition (OCR) on "
             "it and import the result."),
          name);
      if (g_strcmp0 (detail, "illegible") == 0)
        return g_strdup_printf (
          _ ("The text of “%s” cannot be read: its fonts do not say which letters they show. Run "
             "text recognition (OCR) on it and import the result."),
          name);
      return g_strdup_printf (
        _ ("There is no text in “%s”. If it is a web page, save it again when it is loaded "
           "completely."),
        name);
    case BRV_IMPORT_ERROR_TIMEOUT:
      return g_strdup_printf (
        _ ("Reading “%s” took too long and was stopped. Save only the part you need, as a text "
           "file, and import that."),
        name);
    case BRV_IMPORT_ERROR_CRASHED:
      return g_strdup_printf (
        _ ("“%s” could not be read: it brought the reader down (%s). Nothing else is affected; "
           "save its text as a text file and import that."),
        name, detail);
    case BRV_IMPORT_ERROR_NETWORK:
    case BRV_IMPORT_ERROR_REFUSED:
    case BRV_IMPORT_ERROR_DAMAGED:
    case BRV_N_IMPORT_ERRORS:
    default:
      return g_strdup_printf (_ ("“%s” is damaged. Save the article again and import that."), name);
    }
}

/* Puts the message for a user in the place of that for developers. */
static void
explain (GError **error, const GError *cause, const Opened *opened)
{
  const char *name = opened->display_name;
  g_autofree char *message = NULL;

  if (cause->domain != BRV_IMPORT_ERROR)
    {
      g_propagate_error (error, g_error_copy (cause));
      if (!g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_prefix_error (error, _ ("“%s” could not be read: "), name);
      return;
    }
  if (cause->code == BRV_IMPORT_ERROR_TIMEOUT && opened->bytes != NULL &&
      g_bytes_get_size (opened->bytes) > LARGE_BYTES)
    message = g_strdup_printf (
      _ ("Reading “%s” took too long and was stopped: it is very large. Save only the part you "
         "need."),
      name);
  else
    message = describe ((BrvImportError)cause->code, cause->message, name);
  g_set_error_literal (error, BRV_IMPORT_ERROR, cause->code, message);
}

static gboolean
fail (GError **error, BrvImportError code)
{
  g_set_error_literal (error, BRV_IMPORT_ERROR, (gint)code, "");
  return FALSE;
}

static gboolean
fail_errno (GError **error, int saved_errno)
{
  switch (saved_errno)
    {
    case ENOENT:
    case ENOTDIR:
    case ENAMETOOLONG:
    case ELOOP:
      return fail (error, BRV_IMPORT_ERROR_NOT_FOUND);
    case EACCES:
    case EPERM:
      return fail (error, BRV_IMPORT_ERROR_PERMISSION);
    case EISDIR:
    case ENXIO:
    case ENODEV:
      return fail (error, BRV_IMPORT_ERROR_NOT_A_FILE);
    default:
      g_set_error_literal (error, G_IO_ERROR, (gint)g_io_error_from_errno (saved_errno),
                           g_strerror (saved_errno));
      return FALSE;
    }
}

/* Reads fd to its end, but not past the limit, whatever its size was when it was opened. */
static GBytes *
read_bytes (int fd, gsize expected, GCancellable *cancellable, GError **error)
{
  gsize capacity = MIN (expected, MAX_BYTES) + 1;
  gsize length = 0;
  g_autofree guint8 *data = g_malloc (capacity);

  for (;;)
    {
      ssize_t n = 0;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (length == capacity)
        data = g_realloc (data, capacity *= 2);
      n = read (fd, data + length, capacity - length);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          fail_errno (error, errno);
          return NULL;
        }
      if (n == 0)
        return g_bytes_new_take (g_steal_pointer (&data), length);
      length += (gsize)n;
      if (length > MAX_BYTES)
        {
          fail (error, BRV_IMPORT_ERROR_TOO_LARGE);
          return NULL;
        }
    }
}

static GBytes *
read_path (const char *path, GCancellable *cancellable, GError **error)
{
  struct stat info = { 0 };
  GBytes *bytes = NULL;
  /* Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  if (fd < 0)
    {
      fail_errno (error, errno);
      return NULL;
    }
  if (fstat (fd, &info) != 0)
    fail_errno (error, errno);
  else if (!S_ISREG (info.st_mode))
    fail (error, BRV_IMPORT_ERROR_NOT_A_FILE);
  else if (info.st_size > (off_t)MAX_BYTES)
    fail (error, BRV_IMPORT_ERROR_TOO_LARGE);
  else
    bytes = read_bytes (fd, (gsize)info.st_size, cancellable, error);
  close (fd);
  return bytes;
}

static gboolean
open_input (const BrvImportInput *input, GCancellable *cancellable, Opened *opened, GError **error)
{
  if (input->path != NULL)
    {
      g_autofree char *basename = g_path_get_basename (input->path);

      opened->display_name = g_filename_display_basename (input->path);
      opened->origin = g_filename_display_name (input->path);
      opened->name = g_filename_display_name (basename);
      opened->bytes = read_path (input->path, cancellable, error);
      if (opened->bytes == NULL)
        return FALSE;
      opened->side_files = brv_side_folder_read (input->path, opened->bytes, cancellable);
    }
  else
    {
      const char *origin = input->address != NULL ? input->address : input->name;

      opened->display_name = g_strdup (origin != NULL ? origin : _ ("The pasted text"));
      opened->origin = g_utf8_make_valid (origin != NULL ? origin : "", -1);
      opened->name = g_strdup (input->name);
      opened->bytes = g_bytes_ref (input->bytes);
    }
  opened->hints = (BrvImportHints){ .name = opened->name,
                                    .media_type = input->media_type,
                                    .address = input->address,
                                    .charset = input->charset,
                                    .password = input->password,
                                    .side_files = opened->side_files };
  if (opened->side_files != NULL)
    {
      opened->hints.find_image = brv_side_folder_find;
      opened->hints.find_image_data = opened->side_files;
    }
  if (g_bytes_get_size (opened->bytes) == 0)
    return fail (error, BRV_IMPORT_ERROR_EMPTY);
  if (g_bytes_get_size (opened->bytes) > MAX_BYTES)
    return fail (error, BRV_IMPORT_ERROR_TOO_LARGE);
  return TRUE;
}

/* Reads the input here and has its bytes parsed by @parse. */
BrvImportResult *
brv_import_with (BrvImportParser parse,
                 BrvWorkerClient *workers,
                 const BrvImportInput *input,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_auto (Opened) opened = { 0 };
  BrvImportResult *result = NULL;

  if (open_input (input, cancellable, &opened, &cause))
    result = parse (workers, opened.bytes, &opened.hints, opened.origin, cancellable, &cause);
  if (result == NULL)
    explain (error, cause, &opened);
  return result;
}

static BrvImportResult *
parse_in_worker (BrvWorkerClient *workers,
                 GBytes *bytes,
                 const BrvImportHints *hints,
                 const char *origin,
                 GCancellable *cancellable,
                 GError **error)
{
  const BrvWorkerLimits limits = BRV_WORKER_LIMITS_DEFAULT;

  return brv_worker_client_extract (workers, bytes, hints, origin, &limits, cancellable, error);
}

/**
 * brv_import:
 * @workers: the worker processes
 * @input: what to import: a path or bytes
 * @cancellable: (nullable): stops the import and kills its worker
 * @error: return location for an error
 *
 * Makes sources of a file or of bytes, whatever they are. A path is opened and read here; a
 * worker process of its own parses the bytes, so that no document can harm the program. May be
 * called in any thread, and from several at once; it waits until the sources are there. Errors
 * carry a message for the user that names the input.
 *
 * Returns: (transfer full) (nullable): what the input gave, or %NULL with a #BrvImportError,
 *   %G_IO_ERROR_CANCELLED, or an error of reading the file or starting the worker
 */
BrvImportResult *
brv_import (BrvWorkerClient *workers,
            const BrvImportInput *input,
            GCancellable *cancellable,
            GError **error)
{
  g_return_val_if_fail (workers != NULL, NULL);
  g_return_val_if_fail (input != NULL, NULL);
  g_return_val_if_fail ((input->path == NULL) != (input->bytes == NULL), NULL);

  return brv_import_with (parse_in_worker, workers, input, cancellable, error);
}
