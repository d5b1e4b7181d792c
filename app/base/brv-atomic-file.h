/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What tells whether a file is still the one that was read or written. All zero: no file. */
typedef struct
{
  guint64 device;
  guint64 inode;
  gint64 size_bytes;
  gint64 modified_ns; /* nanoseconds since 1970 in UTC */
} BrvFileIdentity;

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

BrvFileIdentity brv_file_identity_of (const char *path);
BrvFileIdentity brv_file_identity_of_fd (int fd);
gboolean brv_file_identity_equal (BrvFileIdentity a, BrvFileIdentity b);

G_END_DECLS
