/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-import-result.h"

G_BEGIN_DECLS

/*
 * The body of a worker's answer RESULT: a count of bytes, as many bytes of JSON, then blobs one
 * after the other, whose lengths the JSON names. The reader takes it for hostile.
 */
GBytes *brv_worker_answer_write (const BrvImportResult *result, GBytes *document);
BrvImportResult *brv_worker_answer_read (GBytes *body, GBytes *document, const char *origin)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
