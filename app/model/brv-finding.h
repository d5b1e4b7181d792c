/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/brv-id.h"

G_BEGIN_DECLS

typedef enum
{
  BRV_SEVERITY_INFO,
  BRV_SEVERITY_WARNING,
  BRV_SEVERITY_ERROR,
} BrvSeverity;

/* What a check has to say about a place in the brief. Immutable. */
typedef struct _BrvFinding BrvFinding;

BrvFinding *brv_finding_new (const char *kind,
                             BrvSeverity severity,
                             BrvId block_id,
                             BrvId source_id,
                             const char *message,
                             const char *expected,
                             const char *found) G_GNUC_WARN_UNUSED_RESULT;
BrvFinding *brv_finding_new_on_page (const char *kind,
                                     BrvSeverity severity,
                                     BrvId block_id,
                                     BrvId source_id,
                                     guint page,
                                     const char *message) G_GNUC_WARN_UNUSED_RESULT;
BrvFinding *brv_finding_ref (const BrvFinding *self);
void brv_finding_unref (BrvFinding *self);

const char *brv_finding_get_kind (const BrvFinding *self);
BrvSeverity brv_finding_get_severity (const BrvFinding *self);
BrvId brv_finding_get_block_id (const BrvFinding *self);
BrvId brv_finding_get_source_id (const BrvFinding *self);
gboolean brv_finding_is_on_pages (const BrvFinding *self);
guint brv_finding_get_page (const BrvFinding *self);
const char *brv_finding_get_message (const BrvFinding *self);
const char *brv_finding_get_expected (const BrvFinding *self);
const char *brv_finding_get_found (const BrvFinding *self);

const char *brv_severity_get_name (BrvSeverity severity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvFinding, brv_finding_unref)

G_END_DECLS
