/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "edit/brv-document.h"

G_BEGIN_DECLS

/* A monotonic clock in microseconds, so that tests need not wait for a pause in typing. */
typedef gint64 (*BrvDocumentClock) (void);

void brv_document_set_clock (BrvDocument *self, BrvDocumentClock clock);

const BrvBlock *brv_document_find_block (BrvDocument *self, BrvId id, guint *section, guint *block);

G_END_DECLS
