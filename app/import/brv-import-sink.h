/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-import-hints.h"
#include "import/brv-import-result.h"
#include "import/brv-source-builder.h"

G_BEGIN_DECLS

/*
 * What an importer fills: the sources of a file in order, and its attachments. Both are capped,
 * so that no file becomes more than a reader could look through.
 */
typedef struct _BrvImportSink BrvImportSink;

/*
 * An importer of one format that reads the bytes as they are: of files that are no text, or that
 * hold several sources. As BrvImporterFunc, it needs no file, no network and no display, and takes
 * every byte for hostile.
 */
typedef gboolean (*BrvBytesImporterFunc) (GBytes *bytes,
                                          const BrvImportHints *hints,
                                          BrvImportSink *sink,
                                          GError **error);

BrvImportSink *brv_import_sink_new (void) G_GNUC_WARN_UNUSED_RESULT;
void brv_import_sink_free (BrvImportSink *self);

BrvSourceBuilder *
brv_import_sink_begin_source (BrvImportSink *self, const char *format, GBytes *original);
void brv_import_sink_add_attachment (BrvImportSink *self,
                                     const char *name,
                                     const char *media_type,
                                     GBytes *bytes);

guint brv_import_sink_get_n_sources (const BrvImportSink *self);

BrvImportResult *
brv_import_sink_finish (BrvImportSink *self, GBytes *whole, const char *origin, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvImportSink, brv_import_sink_free)

G_END_DECLS
