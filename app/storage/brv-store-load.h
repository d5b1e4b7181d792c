/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-brief-file.h"
#include "storage/brv-working-copy.h"

G_BEGIN_DECLS

typedef enum
{
  BRV_FILE_ABSENT,
  BRV_FILE_WHOLE,
  BRV_FILE_TORN,    /* no brief, or not a whole one */
  BRV_FILE_FAILING, /* reading it failed: the disk is at fault, or there is too little memory */
  BRV_FILE_BARRED,  /* a good one, as far as is known, that is not for this process to read */
} BrvFileState;

/* A brief file as it was read. */
typedef struct
{
  GBytes *bytes;
  BrvFileIdentity identity;
  BrvBriefContents *contents; /* (nullable): of one that is whole */
  BrvFileState state;
} BrvLoadedFile;

/* The working copy of a dead process, this process's now, as it was read. */
typedef struct
{
  BrvWorkingCopy *copy;
  BrvDatabase *database;
  BrvBriefContents *contents;
} BrvLoadedCopy;

void brv_loaded_file_clear (BrvLoadedFile *self);
void brv_loaded_copy_clear (BrvLoadedCopy *self);

gboolean brv_store_load_file (const char *path,
                              BrvLoadedFile *file,
                              GCancellable *cancellable,
                              GError **error);
gboolean brv_store_load_copy (const char *folder, BrvLoadedCopy *copy, GError **error);
gboolean brv_store_has_own_names (const BrvBriefContents *copy, const BrvBriefContents *file);
gboolean brv_loaded_copy_has_been (const BrvLoadedCopy *self, const BrvBrief *brief);
gboolean brv_loaded_copy_has_more (const BrvLoadedCopy *self, const BrvLoadedFile *file);
gboolean brv_store_load_abandoned (const char *path,
                                   const BrvLoadedFile *file,
                                   BrvLoadedCopy *copy,
                                   GError **error);
void brv_store_set_aside_replaced (const char *path);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvLoadedFile, brv_loaded_file_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvLoadedCopy, brv_loaded_copy_clear)

G_END_DECLS
