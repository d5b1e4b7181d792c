/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "model/brv-brief.h"
#include "model/brv-verdict.h"
#include "typeset/brv-pages.h"
#include "typeset/brv-typeset-error.h"

G_BEGIN_DECLS

typedef enum
{
  BRV_TYPESET_NONE = 0,
  BRV_TYPESET_PRINTABLE =
    1 << 0, /* the printable version: addresses spelled out, nothing only for screens */
} BrvTypesetFlags;

/*
 * Turns briefs into pages. It keeps fonts and shaped paragraphs between runs, so that a run after
 * a small change is fast. One belongs to one thread at a time.
 */
typedef struct _BrvTypesetter BrvTypesetter;

BrvTypesetter *brv_typesetter_new (void) G_GNUC_WARN_UNUSED_RESULT;
void brv_typesetter_free (BrvTypesetter *self);

BrvPages *brv_typesetter_run (BrvTypesetter *self,
                              const BrvBrief *brief,
                              const BrvVerdicts *verdicts,
                              BrvTypesetFlags flags,
                              GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvTypesetter, brv_typesetter_free)

G_END_DECLS
