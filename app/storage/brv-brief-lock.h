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

/*
 * Whoever has a brief open, as its lock says, for a user who wants to know and may want to take it
 * over. What is known is what stood in the lock when it was looked at.
 */
typedef struct _BrvBriefHolder BrvBriefHolder;

BrvBriefHolder *brv_brief_holder_find (const char *path) G_GNUC_WARN_UNUSED_RESULT;
void brv_brief_holder_free (BrvBriefHolder *self);
const char *brv_brief_holder_get_user (const BrvBriefHolder *self);
const char *brv_brief_holder_get_host (const BrvBriefHolder *self);
GDateTime *brv_brief_holder_get_since (const BrvBriefHolder *self);
gboolean brv_brief_holder_can_yield (const BrvBriefHolder *self);
gboolean brv_brief_holder_remove_lock (const BrvBriefHolder *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvBriefLock, brv_brief_lock_release)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvBriefHolder, brv_brief_holder_free)

G_END_DECLS
