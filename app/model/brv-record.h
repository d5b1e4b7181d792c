/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a value is known. */
typedef enum
{
  BRV_EVIDENCE_NONE,
  BRV_EVIDENCE_STRUCTURED_DATA, /* JSON-LD, microdata */
  BRV_EVIDENCE_META,            /* a meta element or a file's own metadata */
  BRV_EVIDENCE_VISIBLE_TEXT,
  BRV_EVIDENCE_ADDRESS,
  BRV_EVIDENCE_USER, /* typed or corrected by the user */
} BrvEvidence;

/*
 * A small immutable table from field to values, for the title block and settings of a brief
 * and for the metadata of a source. The fields are the enumerations of brv-fields.h. An
 * unknown value is absent, never an empty string.
 */
typedef struct _BrvRecord BrvRecord;

BrvRecord *brv_record_new (void) G_GNUC_WARN_UNUSED_RESULT;
BrvRecord *brv_record_ref (const BrvRecord *self);
void brv_record_unref (BrvRecord *self);

const char *brv_record_get (const BrvRecord *self, guint field);
const char *const *brv_record_get_list (const BrvRecord *self, guint field);
char *brv_record_dup_joined (const BrvRecord *self, guint field, const char *separator);
BrvEvidence brv_record_get_evidence (const BrvRecord *self, guint field);
gboolean brv_record_equal (const BrvRecord *a, const BrvRecord *b);

BrvRecord *
brv_record_with (const BrvRecord *self, guint field, const char *value, BrvEvidence evidence)
  G_GNUC_WARN_UNUSED_RESULT;
BrvRecord *brv_record_with_list (const BrvRecord *self,
                                 guint field,
                                 const char *const *values,
                                 BrvEvidence evidence) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvRecord, brv_record_unref)

G_END_DECLS
