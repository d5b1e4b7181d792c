/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What tells whether a file is still the one that was read or written. All zero: no file. */
typedef struct
{
  guint64 device;
  guint64 inode;
  gint64 size_bytes;
  gint64 modified_ns; /* nanoseconds since 1970 in UTC */
} BrvFileIdentity;

BrvFileIdentity brv_file_identity_of (const char *path);
BrvFileIdentity brv_file_identity_of_fd (int fd);
gboolean brv_file_identity_equal (BrvFileIdentity a, BrvFileIdentity b);

G_END_DECLS
