/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-brief.h"

G_BEGIN_DECLS

typedef enum
{
  BRV_VERDICT_EXACT,
  BRV_VERDICT_NORMALISED,
  BRV_VERDICT_ALTERED,
  BRV_VERDICT_MISQUOTED,
  BRV_VERDICT_MISSING,
  BRV_VERDICT_WRONG_SOURCE,
  BRV_VERDICT_SOURCE_CHANGED,
  BRV_N_VERDICTS,
} BrvVerdictKind;

/* The result of checking one quote. Immutable. */
typedef struct _BrvVerdict BrvVerdict;

BrvVerdict *brv_verdict_new (BrvVerdictKind kind,
                             BrvId source_id,
                             BrvRange found,
                             const char *expected,
                             const char *found_text) G_GNUC_WARN_UNUSED_RESULT;
BrvVerdict *brv_verdict_ref (const BrvVerdict *self);
void brv_verdict_unref (BrvVerdict *self);

BrvVerdictKind brv_verdict_get_kind (const BrvVerdict *self);
BrvId brv_verdict_get_source_id (const BrvVerdict *self);
BrvRange brv_verdict_get_found (const BrvVerdict *self);
const char *brv_verdict_get_expected (const BrvVerdict *self);
const char *brv_verdict_get_found_text (const BrvVerdict *self);

const char *brv_verdict_kind_get_name (BrvVerdictKind kind);
gboolean brv_verdict_kind_is_fault (BrvVerdictKind kind);

/* The verdicts on all quotes of a brief, by block. Immutable. */
typedef struct _BrvVerdicts BrvVerdicts;

BrvVerdicts *brv_verdicts_new (void) G_GNUC_WARN_UNUSED_RESULT;
BrvVerdicts *brv_verdicts_ref (const BrvVerdicts *self);
void brv_verdicts_unref (BrvVerdicts *self);

const BrvVerdict *brv_verdicts_lookup (const BrvVerdicts *self, BrvId block_id);
guint brv_verdicts_count (const BrvVerdicts *self, BrvVerdictKind kind);
guint brv_verdicts_get_n_faults (const BrvVerdicts *self);
guint brv_verdicts_get_n_quotes (const BrvVerdicts *self);

BrvVerdicts *brv_verdicts_new_from_table (GHashTable *verdicts) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvVerdict, brv_verdict_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvVerdicts, brv_verdicts_unref)

G_END_DECLS
