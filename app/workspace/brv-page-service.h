/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-verdict.h"
#include "typeset/brv-typesetter.h"

G_BEGIN_DECLS

/* What the service made of a brief; delivered on the main thread. */
typedef struct
{
  const BrvBrief *brief;       /* what was asked for */
  const BrvVerdicts *verdicts; /* on its quotes */
  const BrvPages *pages;       /* (nullable): on failure */
  GPtrArray *findings;         /* (nullable) (element-type BrvFinding): on the pages */
  const GError *error;         /* (nullable) */
} BrvPageResult;

typedef void (*BrvPageResultFunc) (const BrvPageResult *result, gpointer user_data);

/*
 * Checks and typesets a brief on a thread of its own. Only the newest request counts: one that
 * came while another was at work waits, and gives way to a newer one.
 */
typedef struct _BrvPageService BrvPageService;

BrvPageService *
brv_page_service_new (BrvPageResultFunc func, gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void brv_page_service_free (BrvPageService *self);
void brv_page_service_request (BrvPageService *self, const BrvBrief *brief, BrvTypesetFlags flags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPageService, brv_page_service_free)

G_END_DECLS
