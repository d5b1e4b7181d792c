/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-source.h"

G_BEGIN_DECLS

/* More than this in one file nobody looks through. */
#define BRV_IMPORT_MAX_SOURCES     20000
#define BRV_IMPORT_MAX_ATTACHMENTS 1000
/* Of all sources of a file: the program holds a text several times while it takes it over. */
#define BRV_IMPORT_MAX_TEXT_BYTES ((gsize)40 * 1000 * 1000)

/* A file inside the file imported: it is offered as a further source. */
typedef struct
{
  char *name; /* what its file calls it, without folders; never empty */
  char *media_type;
  GBytes *bytes;
} BrvImportAttachment;

/* What an import of one file gives: its sources in order and its attachments. Immutable. */
typedef struct _BrvImportResult BrvImportResult;

BrvImportResult *brv_import_result_new (BrvSource *const *sources,
                                        guint n_sources,
                                        const BrvImportAttachment *attachments,
                                        guint n_attachments,
                                        gboolean is_cut) G_GNUC_WARN_UNUSED_RESULT;
BrvImportResult *brv_import_result_ref (const BrvImportResult *self);
void brv_import_result_unref (BrvImportResult *self);

guint brv_import_result_get_n_sources (const BrvImportResult *self);
BrvSource *brv_import_result_get_source (const BrvImportResult *self, guint index);
guint brv_import_result_get_n_attachments (const BrvImportResult *self);
const BrvImportAttachment *
brv_import_result_get_attachment (const BrvImportResult *self, guint index);
gboolean brv_import_result_is_cut (const BrvImportResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvImportResult, brv_import_result_unref)

G_END_DECLS
