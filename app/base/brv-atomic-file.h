/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "base/brv-file-identity.h"

G_BEGIN_DECLS

typedef enum
{
  BRV_ATOMIC_FILE_NONE = 0,
  BRV_ATOMIC_FILE_VERIFY = 1 << 0,  /* read the new file back and compare before it replaces */
  BRV_ATOMIC_FILE_PRIVATE = 1 << 1, /* a new file is for its owner alone */
} BrvAtomicFileFlags;

gboolean brv_atomic_file_replace (const char *path,
                                  GBytes *contents,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean brv_atomic_file_replace_full (const char *path,
                                       GBytes *contents,
                                       BrvAtomicFileFlags flags,
                                       BrvFileIdentity *identity,
                                       GCancellable *cancellable,
                                       GError **error);

/* Makes the contents safe elsewhere before the old file is written over. */
typedef gboolean (*BrvAtomicFilePrepareFunc) (gpointer data, GError **error);

gboolean brv_atomic_file_replace_or_overwrite (const char *path,
                                               GBytes *contents,
                                               BrvFileIdentity *identity,
                                               BrvAtomicFilePrepareFunc prepare,
                                               gpointer data,
                                               gboolean *is_overwritten,
                                               GCancellable *cancellable,
                                               GError **error);

char *brv_atomic_file_resolve (const char *path, GError **error);
gboolean brv_atomic_file_sync_folder (const char *folder, GError **error);

G_END_DECLS
