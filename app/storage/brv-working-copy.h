/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/brv-atomic-file.h"
#include "storage/brv-storage-error.h"

G_BEGIN_DECLS

/*
 * The private folder of one open brief, `$XDG_STATE_HOME/brevier/open/ID`, while this process has
 * it. In it: `lock`, which a living process keeps locked; `about`, whose brief it is; and the
 * database, `brief-N.db`, the highest N of which counts.
 */
typedef struct _BrvWorkingCopy BrvWorkingCopy;

BrvWorkingCopy *brv_working_copy_new (const char *path, BrvFileIdentity identity, GError **error);
BrvWorkingCopy *brv_working_copy_adopt (const char *folder, GError **error);
void brv_working_copy_free (BrvWorkingCopy *self);
void brv_working_copy_remove (BrvWorkingCopy *self);

/* Why a working copy is put where nobody looks for it but a person. */
typedef enum
{
  BRV_WORKING_COPY_FAILED,   /* it cannot be read */
  BRV_WORKING_COPY_REPLACED, /* another brief took the place of its file */
} BrvWorkingCopyReason;

void brv_working_copy_set_aside (BrvWorkingCopy *self, BrvWorkingCopyReason reason);

const char *brv_working_copy_get_folder (BrvWorkingCopy *self);
const char *brv_working_copy_get_path (BrvWorkingCopy *self);
BrvFileIdentity brv_working_copy_get_identity (BrvWorkingCopy *self);
gboolean brv_working_copy_set_path (BrvWorkingCopy *self,
                                    const char *path,
                                    BrvFileIdentity identity,
                                    GError **error);

char *brv_working_copy_find_database (BrvWorkingCopy *self, guint *generation, GError **error);
char *brv_working_copy_make_database_path (BrvWorkingCopy *self, guint generation);
void brv_working_copy_remove_older (BrvWorkingCopy *self, guint generation);

GPtrArray *brv_working_copy_list_abandoned (const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvWorkingCopy, brv_working_copy_free)

G_END_DECLS
