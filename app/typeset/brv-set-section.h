/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-section.h"
#include "typeset/brv-page-matter.h"
#include "typeset/brv-pages.h"
#include "typeset/brv-styled-block.h"

G_BEGIN_DECLS

/* What counts on through a brief while its blocks get their looks. */
typedef struct
{
  guint n_paragraphs;                               /* numbered so far */
  guint heading_numbers[BRV_HEADING_MAX_LEVEL + 1]; /* 0: of sections */
  guint n_figures;                                  /* with a caption */
  guint n_tables;
} BrvStyleCounters;

/* Which line of which block a flow line is. */
typedef struct
{
  guint block;
  guint line;
} BrvFlowPlace;

/*
 * A section of a brief as it is set, or what stands before or behind all sections. Blocks, lines and
 * notes are counted from its own first ones. Once its paragraphs are made and its lines are laid
 * out it is immutable: the runs of a typesetter share it as long as what it shows is the same value.
 */
typedef struct
{
  BrvSection *section; /* (nullable): of the brief */
  guint first_note;    /* among all notes, when it was made */
  guint n_notes;
  BrvStyleCounters before; /* counted before it, and with it */
  BrvStyleCounters after;
  gboolean breaks_before; /* it begins a page */
  GPtrArray *blocks;      /* BrvStyledBlock */
  GArray *ids;            /* BrvId, of the blocks, once their lines are laid out */
  guint n_backward;       /* of the blocks: those that run from right to left */
  GArray *notices;        /* BrvTypesetNotice */
  GArray *lines;          /* BrvFlowLine; empty until they are laid out */
  GArray *places;         /* BrvFlowPlace, of the lines */
  GArray *first_lines;    /* guint: by block, the first of its lines */
  GArray *noting_lines;   /* guint: the lines with numbers of notes */
} BrvSetSection;

BrvSetSection *brv_set_section_new (const BrvSection *section) G_GNUC_WARN_UNUSED_RESULT;
BrvSetSection *brv_set_section_ref (BrvSetSection *self);
void brv_set_section_unref (BrvSetSection *self);

GArray *brv_notices_new (void) G_GNUC_WARN_UNUSED_RESULT;
void brv_notices_add (GArray *notices, const char *kind, BrvId block_id, const char *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvSetSection, brv_set_section_unref)

G_END_DECLS
