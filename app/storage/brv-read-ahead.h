/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A brief file that is read on a thread of its own while the program comes up. Nothing is locked or
 * written for it: a process that finds another one running may let go of it again.
 */
typedef struct _BrvReadAhead BrvReadAhead;

BrvReadAhead *brv_read_ahead_start (const char *path);
const char *brv_read_ahead_get_path (const BrvReadAhead *self);
void brv_read_ahead_free (BrvReadAhead *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvReadAhead, brv_read_ahead_free)

G_END_DECLS
