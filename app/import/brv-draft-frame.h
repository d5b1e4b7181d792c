/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-text-lines.h"

G_BEGIN_DECLS

typedef enum
{
  BRV_DRAFT_FRAME_BODY,
  BRV_DRAFT_FRAME_CELL,
  BRV_DRAFT_FRAME_BOX,
  BRV_DRAFT_FRAME_NOTE,
  BRV_DRAFT_FRAME_TABLE,
} BrvDraftFrameKind;

/* Something that holds paragraphs, or a table that holds rows of such. */
typedef struct
{
  BrvDraftFrameKind kind;
  GPtrArray *units;   /* of BrvTextUnit; of a table: NULL */
  GPtrArray *pending; /* of BrvTextUnit: of text boxes that hang at the paragraph being read */
  GPtrArray *rows;    /* of a table: of GPtrArray of cells, each a GPtrArray of BrvTextUnit */
  gint image;         /* the last one, or -1 */
  guint n_since;      /* units since then */
  guint n_columns;    /* of a cell: over how many it goes */
  char *label;        /* of a note */
  guint order;        /* of a note */
} BrvDraftFrame;

GPtrArray *brv_draft_units_new (void) G_GNUC_WARN_UNUSED_RESULT;
void brv_draft_units_move (GPtrArray *from, GPtrArray *to);

BrvDraftFrame *brv_draft_frame_new (BrvDraftFrameKind kind) G_GNUC_WARN_UNUSED_RESULT;
void brv_draft_frame_free (gpointer data);

G_END_DECLS
