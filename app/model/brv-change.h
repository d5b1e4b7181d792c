/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-brief.h"

G_BEGIN_DECLS

typedef enum
{
  BRV_SPLICE_BLOCKS,   /* these blocks of section `section` by those; elements are BrvBlock */
  BRV_SPLICE_SECTIONS, /* elements are BrvSection */
  BRV_SPLICE_SOURCES,  /* elements are BrvSource */
  BRV_SPLICE_HEADING,  /* the heading of section `section`: one string by another */
  BRV_SPLICE_RECORD,   /* the brief's record: one BrvRecord by another */
} BrvSpliceKind;

/* One replacement. It speaks of the brief as the splices before it have left it. */
typedef struct
{
  BrvSpliceKind kind;
  guint section;       /* index; of BLOCKS and HEADING */
  guint at;            /* index of the first element replaced; of BLOCKS, SECTIONS, SOURCES */
  GPtrArray *removed;  /* (element-type as the kind says), owned */
  GPtrArray *inserted; /* likewise */
} BrvSplice;

/* Where a caret stands: a block's or a section heading's id, and a byte offset in its shown text. */
typedef struct
{
  BrvId id;
  gsize at;
} BrvPlace;

/* A selection, or a caret where both ends are the same. */
typedef struct
{
  BrvPlace anchor;
  BrvPlace focus;
} BrvSelection;

/*
 * A change to a brief as a value: a label and one or more splices. It is built by its maker,
 * then never changed again.
 */
typedef struct _BrvChange BrvChange;

BrvChange *brv_change_new (const char *label) G_GNUC_WARN_UNUSED_RESULT;
void brv_change_add_blocks (BrvChange *self,
                            guint section,
                            guint at,
                            BrvBlock *const *removed,
                            guint n_removed,
                            BrvBlock *const *inserted,
                            guint n_inserted);
void brv_change_add_sections (BrvChange *self,
                              guint at,
                              BrvSection *const *removed,
                              guint n_removed,
                              BrvSection *const *inserted,
                              guint n_inserted);
void brv_change_add_sources (BrvChange *self,
                             guint at,
                             BrvSource *const *removed,
                             guint n_removed,
                             BrvSource *const *inserted,
                             guint n_inserted);
void
brv_change_add_heading (BrvChange *self, guint section, const char *removed, const char *inserted);
void brv_change_add_record (BrvChange *self, const BrvRecord *removed, const BrvRecord *inserted);
void brv_change_set_selections (BrvChange *self, BrvSelection before, BrvSelection after);
BrvChange *brv_change_ref (const BrvChange *self);
void brv_change_unref (BrvChange *self);

const char *brv_change_get_label (const BrvChange *self);
const BrvSplice *brv_change_get_splices (const BrvChange *self, guint *n_splices);
BrvSelection brv_change_get_selection_before (const BrvChange *self);
BrvSelection brv_change_get_selection_after (const BrvChange *self);
gboolean brv_change_is_empty (const BrvChange *self);

BrvBrief *brv_change_apply (const BrvChange *self, const BrvBrief *brief) G_GNUC_WARN_UNUSED_RESULT;
BrvChange *brv_change_invert (const BrvChange *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvChange, brv_change_unref)

G_END_DECLS
