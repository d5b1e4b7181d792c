/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BRV_STORAGE_ERROR (brv_storage_error_quark ())
GQuark brv_storage_error_quark (void);

typedef enum
{
  BRV_STORAGE_ERROR_NOT_FOUND,
  BRV_STORAGE_ERROR_PERMISSION,
  BRV_STORAGE_ERROR_NOT_A_FILE,
  BRV_STORAGE_ERROR_EMPTY,
  BRV_STORAGE_ERROR_DAMAGED, /* not a brief, or one that was changed by something else */
  BRV_STORAGE_ERROR_NEWER,   /* written by a newer version of the program */
  BRV_STORAGE_ERROR_LOCKED,  /* open elsewhere */
  BRV_STORAGE_ERROR_CHANGED, /* the file is not the one that was opened or saved last */
  BRV_STORAGE_ERROR_SHRINKS, /* a save would lose most of the text, and no change says why */
  BRV_STORAGE_ERROR_NO_SPACE,
  BRV_STORAGE_ERROR_READ,
  BRV_STORAGE_ERROR_WRITE,
} BrvStorageError;

gboolean brv_storage_error_set_reading (GError **error, int code, const char *path);
gboolean brv_storage_error_set_not_a_file (GError **error, const char *path);
gboolean brv_storage_error_set_not_a_brief (GError **error, const char *path);
gboolean brv_storage_error_set_damaged (GError **error, const char *path);
gboolean brv_storage_error_set_working_copy (GError **error,
                                             gboolean is_full,
                                             const char *path,
                                             const char *reason);
gboolean brv_storage_error_set_unsaved (GError **error, const char *path);
gboolean brv_storage_error_set_library (GError **error, int code, const char *reason);
gboolean brv_storage_error_take (GError **error, GError *cause);

G_END_DECLS
