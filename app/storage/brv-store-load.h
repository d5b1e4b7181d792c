/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-brief-file.h"
#include "storage/brv-working-copy.h"

G_BEGIN_DECLS

/* A brief file as it was read. */
typedef struct
{
  GBytes *bytes;
  BrvFileIdentity identity;
  BrvBriefContents *contents;
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
gboolean brv_store_is_file_torn (const char *path);
gboolean brv_store_has_own_names (const BrvBriefContents *copy, const BrvBriefContents *file);
gboolean
brv_store_load_abandoned (const char *path, const BrvLoadedFile *file, BrvLoadedCopy *copy);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvLoadedFile, brv_loaded_file_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvLoadedCopy, brv_loaded_copy_clear)

G_END_DECLS
