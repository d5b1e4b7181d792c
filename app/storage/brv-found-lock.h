/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "storage/brv-owner.h"

G_BEGIN_DECLS

#define BRV_LOCK_GROUP "owner" /* of the keys in a lock */

/* What stood in a lock, and what can be known of whoever wrote it. */
typedef struct
{
  char *contents; /* (nullable): it cannot be read */
  GKeyFile *file;
  BrvOwner *owner; /* of what never was a lock, one of whom nothing is known */
  BrvOwnerState state;
} BrvFoundLock;

void brv_found_lock_look (const char *path, BrvFoundLock *self);
void brv_found_lock_clear (BrvFoundLock *self);
gboolean brv_found_lock_fail (const BrvFoundLock *self, const char *brief_path, GError **error);

/* Of the file alone. */
char *brv_lock_file_read (const char *path) G_GNUC_WARN_UNUSED_RESULT;
char *brv_lock_file_hold (int fd, const char *path) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_lock_file_is_at (int fd, const char *path);
int brv_lock_file_remove (const char *path, const char *known);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvFoundLock, brv_found_lock_clear)

G_END_DECLS
