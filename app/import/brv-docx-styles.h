/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-style-name.h"

G_BEGIN_DECLS

/* The paragraph styles of a Word document. */
typedef struct _BrvDocxStyles BrvDocxStyles;

/* The outline level of text that is no heading. */
#define BRV_DOCX_NO_OUTLINE 9
/* Neither the paragraph nor its style says it. */
#define BRV_DOCX_UNSET (-1)

/* What a paragraph says itself; the rest says its style. */
typedef struct
{
  const char *style; /* (nullable): its style's id */
  gint outline;      /* from 0, or one of the above */
  gint list;         /* its list's number: 0 is none, or BRV_DOCX_UNSET */
  gint list_level;   /* from 0, or BRV_DOCX_UNSET */
} BrvDocxParagraph;

BrvDocxStyles *brv_docx_styles_new (GBytes *part) G_GNUC_WARN_UNUSED_RESULT;
void brv_docx_styles_free (BrvDocxStyles *self);

gboolean brv_docx_styles_judge (const BrvDocxStyles *self,
                                const BrvDocxParagraph *paragraph,
                                BrvStyleMeaning *meaning);
const char *brv_docx_styles_get_language (const BrvDocxStyles *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvDocxStyles, brv_docx_styles_free)

G_END_DECLS
