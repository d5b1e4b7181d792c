/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Other people's readers of PDF, by which the tests read back what they wrote. */

#include <gio/gio.h>
#include <glib/gstdio.h>

/* Skips the test where a reader is missing. */
#define PDF_TOOLS_NEED(tool)                                       \
  G_STMT_START                                                     \
    {                                                              \
      g_autofree char *needed = g_find_program_in_path (tool);     \
                                                                   \
      if (needed == NULL)                                          \
        {                                                          \
          g_test_skip ("the program “" tool "” is not installed"); \
          return;                                                  \
        }                                                          \
    }                                                              \
  G_STMT_END

/* Runs a reader, which must not complain; returns what it prints. */
static inline GBytes *
pdf_tools_run (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (
    arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_autoptr (GBytes) faults = NULL;
  GBytes *output = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &output, &faults, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process) || g_bytes_get_size (faults) > 0)
    g_error ("%s: %.*s%.*s", arguments[0], (int)g_bytes_get_size (output),
             (const char *)g_bytes_get_data (output, NULL), (int)g_bytes_get_size (faults),
             (const char *)g_bytes_get_data (faults, NULL));
  return output;
}

static inline char *
pdf_tools_run_text (const char *const *arguments)
{
  g_autoptr (GBytes) output = pdf_tools_run (arguments);

  if (g_bytes_get_size (output) == 0)
    return g_strdup ("");
  return g_strndup (g_bytes_get_data (output, NULL), g_bytes_get_size (output));
}

/* Writes a file into a fresh folder; both are removed by pdf_tools_remove(). */
static inline char *
pdf_tools_write (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("brevier-export-XXXXXX", &error);
  char *path = g_build_filename (folder, "test.pdf", NULL);

  g_assert_no_error (error);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
  return path;
}

static inline void
pdf_tools_remove (char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (path);
  g_rmdir (folder);
  g_free (path);
}
