/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "model/brv-change.h"
#include "storage/brv-history.h"
#include "storage/brv-read-ahead.h"
#include "storage/brv-storage-error.h"
#include "storage/brv-versions.h"

G_BEGIN_DECLS

/* One step of the history, oldest first. */
typedef struct
{
  BrvChange *change;
  gint64 time_us; /* microseconds since 1970 in UTC */
} BrvHistoryStep;

/*
 * One open brief on stable storage: the working copy with its journal under
 * $XDG_STATE_HOME/brevier, and the brief file that it came from and is saved to. Writing happens
 * on a thread of its own; every change is on stable storage within 250 ms.
 *
 * The functions that save may be called on any thread, also while another one appends; all others
 * belong to the thread that made the store.
 *
 * Signal failed (GError *): a change could not be written; the caller tells the user. It is
 * emitted once when that begins, in the main context of the thread that made the store; the store
 * keeps the changes and goes on trying.
 */
#define BRV_TYPE_STORE (brv_store_get_type ())
G_DECLARE_FINAL_TYPE (BrvStore, brv_store, BRV, STORE, GObject)

BrvStore *brv_store_new (const BrvBrief *brief, GError **error) G_GNUC_WARN_UNUSED_RESULT;
BrvStore *brv_store_open (const char *path, GCancellable *cancellable, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
BrvStore *brv_store_open_read_ahead (const char *path,
                                     BrvReadAhead *read_ahead,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
BrvStore *brv_store_recover (const char *working_copy, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The working copies that dead processes left, as paths for brv_store_recover(). */
char **brv_store_list_abandoned (GError **error);
char *brv_store_find_abandoned (const char *path, GError **error);

const BrvBrief *brv_store_get_brief (BrvStore *self);
const char *brv_store_get_path (BrvStore *self);
gboolean brv_store_is_recovered (BrvStore *self);
gboolean brv_store_is_file_torn (BrvStore *self);
gboolean brv_store_is_dirty (BrvStore *self);
gboolean brv_store_has_unsaved_names (BrvStore *self);
gint64 brv_store_get_changed_us (BrvStore *self);
BrvHistory *brv_store_dup_history (BrvStore *self) G_GNUC_WARN_UNUSED_RESULT;
const BrvHistoryStep *brv_store_get_history (BrvStore *self, guint *n_steps, guint *n_undone);

void brv_store_append (BrvStore *self, const BrvChange *change, BrvJournalStep step);
gboolean brv_store_flush (BrvStore *self, GError **error);
gboolean brv_store_save (BrvStore *self,
                         const char *path,
                         const BrvBrief *brief,
                         GCancellable *cancellable,
                         GError **error);
gboolean brv_store_was_overwritten (BrvStore *self);
gboolean brv_store_save_for_sharing (BrvStore *self,
                                     const char *path,
                                     const BrvBrief *brief,
                                     GCancellable *cancellable,
                                     GError **error);
gboolean brv_store_check_file (BrvStore *self, GError **error);
void brv_store_accept_changed_file (BrvStore *self);
gboolean brv_store_checkpoint (BrvStore *self, const char *name, GError **error);
void brv_store_checkpoint_later (BrvStore *self);
gboolean brv_store_name_checkpoint (BrvStore *self, guint index, const char *name, GError **error);
BrvVersions *brv_store_get_versions (BrvStore *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_store_close (BrvStore *self, gboolean discard, GError **error);

/* Reading without a working copy: for verbs that leave the file as it is. */
BrvStore *brv_store_open_to_read (const char *path, GCancellable *cancellable, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
BrvStore *
brv_store_salvage (const char *path, GPtrArray *missing, GCancellable *cancellable, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
BrvBrief *brv_store_read (const char *path, GCancellable *cancellable, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
