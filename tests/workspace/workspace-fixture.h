/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An empty brief that is open, and a folder for files. */

#pragma once

#include "model/brv-template.h"
#include "workspace/brv-workspace.h"

typedef struct
{
  char *folder;
  BrvWorkspace *workspace;
  gboolean done; /* what is waited for has come */
} Fixture;

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvBrief) brief = brv_template_make_brief (NULL, "Ports", "en-GB", &error);

  g_assert_no_error (error);
  fixture->folder = g_dir_make_tmp ("brevier-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->workspace = brv_workspace_new (brief, &error);
  g_assert_no_error (error);
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_true (brv_workspace_close (fixture->workspace, TRUE, NULL));
  g_assert_finalize_object (fixture->workspace);
  g_free (fixture->folder);
}

static inline char *
write_file (Fixture *fixture, const char *name, const char *contents)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
  return path;
}
