/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-page-matter.h"

G_BEGIN_DECLS

/* Breaks lines into pages again and again: after a small change it is fast. */
typedef struct _BrvPageBreaker BrvPageBreaker;

BrvPageBreaker *brv_page_breaker_new (void) G_GNUC_WARN_UNUSED_RESULT;
void brv_page_breaker_free (BrvPageBreaker *self);
GArray *brv_page_breaker_run (BrvPageBreaker *self,
                              const BrvFlowLine *lines,
                              guint n_lines,
                              const BrvFlowNote *notes,
                              guint n_notes,
                              const BrvPageBreakSettings *settings) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPageBreaker, brv_page_breaker_free)

G_END_DECLS
