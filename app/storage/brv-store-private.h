/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-brief-file.h"
#include "storage/brv-brief-lock.h"
#include "storage/brv-journal.h"
#include "storage/brv-store.h"

G_BEGIN_DECLS

struct _BrvStore
{
  GObject parent_instance;

  /* Owned; they stay what they were when the store was made */
  BrvBrief *brief;
  BrvHistory *history;
  GArray *steps;         /* (nullable) (element-type BrvHistoryStep): the history, once asked for */
  GMainContext *context; /* where failures are told */
  gboolean is_recovered;

  BrvVersions *versions; /* (nullable): of a store that only shows */
  char *shown_path;      /* (nullable): likewise */

  /* Owned; NULL once the store is closed */
  BrvJournal *journal;
  BrvWorkingCopy *working_copy;

  GMutex saving; /* one save at a time, and none while it is closed; over what only saves touch: */
  BrvBriefLock *lock;  /* (nullable): untitled */
  BrvBrief *saved;     /* (nullable): what the file holds, as far as is known */
  BrvBrief *attempted; /* (nullable): what a save may have left there before it failed */

  GMutex counting;         /* over the rest: */
  guint64 n_changes;       /* appended so far; one that was found on opening counts */
  guint64 n_saved;         /* of those, what is in the file */
  guint64 n_found;         /* before the journal of this process began to count */
  guint n_named;           /* states that were named so far; one that was found counts */
  guint n_named_saved;     /* of those, what is in the file */
  gboolean is_overwritten; /* the last save had no other way */
  gboolean is_torn;        /* the file was found damaged, and was not written since */
  gint64 changed_us;       /* of the latest change, in microseconds since 1970 in UTC */
};

BrvStore *brv_store_start (BrvWorkingCopy *working_copy,
                           BrvBriefLock *lock,
                           BrvBriefContents *contents,
                           BrvDatabase *database,
                           GBytes *image);

gboolean brv_store_lock_open (BrvStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
