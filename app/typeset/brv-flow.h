/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-page-matter.h"
#include "typeset/brv-styled-document.h"

G_BEGIN_DECLS

/* The lines of a document in one column without end, as the page breaker takes them. */
typedef struct
{
  GArray *lines;       /* BrvFlowLine */
  GArray *places;      /* BrvFlowPlace, of the lines */
  GArray *notes;       /* BrvFlowNote */
  GArray *first_lines; /* guint: by block, the first of its lines; and how many lines there are */
} BrvFlow;

BrvFlow *
brv_flow_new (const BrvStyledDocument *document, double text_height) G_GNUC_WARN_UNUSED_RESULT;
void brv_flow_free (BrvFlow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvFlow, brv_flow_free)

G_END_DECLS
