/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A picture that lies in the folder beside a saved page. */
typedef struct
{
  char *name; /* as the page names it: "Page_files/quay.jpg" */
  GBytes *bytes;
} BrvSideFile;

BrvSideFile *brv_side_file_new (const char *name, GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
void brv_side_file_free (BrvSideFile *self);

gboolean brv_side_folder_is_page (const char *name);
gboolean brv_side_folder_belongs_to (const char *name, GHashTable *pages);

GPtrArray *brv_side_folder_read (const char *path, GBytes *page, GCancellable *cancellable)
  G_GNUC_WARN_UNUSED_RESULT;
GBytes *brv_side_folder_find (const char *address, char **media_type, gpointer files);

G_END_DECLS
