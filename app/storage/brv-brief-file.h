/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-brief.h"
#include "storage/brv-database.h"
#include "storage/brv-history.h"

G_BEGIN_DECLS

/*
 * A state of the brief that was kept under a name. Its parts are among the blobs. Immutable,
 * atomically counted.
 */
typedef struct
{
  gint64 time_us;   /* microseconds since 1970 in UTC */
  char *name;       /* empty: kept without being asked for */
  char *body;       /* JSON: the record, and the hashes of sections and sources */
  char *blob_names; /* hashes of all bytes that it needs, parted by blanks */
} BrvCheckpoint;

/*
 * What a brief file or a working copy holds. The document is stored as rows as it was at the last
 * save; the journal has the changes since then, and is empty in a file at rest.
 */
typedef struct
{
  BrvBrief *saved;           /* what the rows say */
  BrvHistory *saved_history; /* its history */
  GPtrArray *journal;        /* (element-type BrvJournalEntry): what came later */
  gint64 last_row;           /* the highest position of a row of the journal, or -1 */
  BrvBrief *brief;           /* after the journal */
  BrvHistory *history;       /* after the journal */
  GPtrArray *checkpoints;    /* (element-type BrvCheckpoint) */
  GHashTable *blobs;         /* (element-type utf8 GBytes): by SHA-256 */
  gboolean is_old;           /* it has the schema of an older version, which is never added to */
} BrvBriefContents;

BrvBriefContents *brv_brief_contents_new (const BrvBrief *brief);
void brv_brief_contents_free (BrvBriefContents *self);

BrvCheckpoint *
brv_checkpoint_new (const BrvBrief *brief, const char *name, gint64 time_us, GHashTable *blobs);
BrvCheckpoint *brv_checkpoint_new_stored (gint64 time_us,
                                          const char *name,
                                          const char *body,
                                          const char *blob_names);
BrvCheckpoint *brv_checkpoint_ref (const BrvCheckpoint *self);
void brv_checkpoint_unref (BrvCheckpoint *self);
BrvBrief *
brv_checkpoint_read (const BrvCheckpoint *self, BrvId id, GHashTable *blobs, GError **error);

/* What a file is written from. */
typedef struct
{
  const BrvBrief *brief;
  const BrvHistory *history; /* (nullable): left out */
  GPtrArray *journal;        /* (nullable) (element-type BrvJournalEntry) */
  GPtrArray *checkpoints;    /* (nullable) (element-type BrvCheckpoint) */
  GHashTable *blobs;         /* (nullable) (element-type utf8 GBytes): of the checkpoints */
} BrvBriefParts;

GHashTable *brv_brief_parts_collect_blobs (const BrvBriefParts *self);

/* The whole file. */
GBytes *brv_brief_file_write (const BrvBriefParts *parts, const char *path, GError **error);
gboolean
brv_brief_file_check_header (const guint8 *header, gsize size, const char *path, GError **error);

/* Which of the schemas that there have been a file has. */
typedef struct
{
  gint64 version;
  gboolean has_digest;
} BrvBriefSchema;

gboolean
brv_brief_file_check_schema (BrvDatabase *database, BrvBriefSchema *schema, GError **error);
BrvBriefContents *
brv_brief_file_read (GBytes *bytes, const char *path, GCancellable *cancellable, GError **error);

/* An open working copy. */
BrvBriefContents *brv_brief_file_read_database (BrvDatabase *database, GError **error);
gboolean brv_brief_file_write_document (BrvDatabase *database,
                                        const BrvBrief *old_brief,
                                        const BrvBrief *brief,
                                        GError **error);
gboolean brv_brief_file_write_history (BrvDatabase *database,
                                       const BrvHistory *history,
                                       guint n_common,
                                       GError **error);
gboolean brv_brief_file_write_blobs (BrvDatabase *database, GHashTable *blobs, GError **error);
gboolean brv_brief_file_write_journal (BrvDatabase *database,
                                       guint64 position,
                                       const BrvJournalEntry *entry,
                                       GError **error);
gboolean brv_brief_file_write_checkpoint (BrvDatabase *database,
                                          const BrvCheckpoint *checkpoint,
                                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvCheckpoint, brv_checkpoint_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvBriefContents, brv_brief_contents_free)

G_END_DECLS
