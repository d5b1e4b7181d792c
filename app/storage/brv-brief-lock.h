/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-storage-error.h"

G_BEGIN_DECLS

/*
 * The advisory lock of an open brief: a file `.NAME.lock` beside it that says who has it. One that
 * a dead process of this machine left is taken over without a question. Where no file can be
 * made, in a folder that is read-only, the brief is open without a lock.
 */
typedef struct _BrvBriefLock BrvBriefLock;

BrvBriefLock *brv_brief_lock_take (const char *resolved_path, GError **error);
void brv_brief_lock_release (BrvBriefLock *self);
char *brv_brief_lock_make_path (const char *resolved_path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvBriefLock, brv_brief_lock_release)

G_END_DECLS
