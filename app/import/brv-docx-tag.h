/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-xml.h"

G_BEGIN_DECLS

/* The elements of a Word document that are read in a way of their own. */
typedef enum
{
  BRV_DOCX_OTHER,
  BRV_DOCX_SKIPPED, /* it and all in it is not shown */
  BRV_DOCX_BLIP,
  BRV_DOCX_BR,
  BRV_DOCX_CR,
  BRV_DOCX_DOC_PR,
  BRV_DOCX_ENDNOTE,
  BRV_DOCX_ENDNOTE_REFERENCE,
  BRV_DOCX_FIELD,
  BRV_DOCX_FOOTNOTE,
  BRV_DOCX_FOOTNOTE_REFERENCE,
  BRV_DOCX_GRID_AFTER,
  BRV_DOCX_GRID_BEFORE,
  BRV_DOCX_GRID_SPAN,
  BRV_DOCX_HYPHEN,
  BRV_DOCX_IMAGE_DATA,
  BRV_DOCX_P,
  BRV_DOCX_P_PR,
  BRV_DOCX_R,
  BRV_DOCX_R_PR,
  BRV_DOCX_SDT,
  BRV_DOCX_SDT_PR,
  BRV_DOCX_SHAPE,
  BRV_DOCX_SOFT_HYPHEN,
  BRV_DOCX_SYMBOL,
  BRV_DOCX_T,
  BRV_DOCX_TAB,
  BRV_DOCX_TABLE,
  BRV_DOCX_TC,
  BRV_DOCX_TR,
  BRV_DOCX_TEXT_BOX,
} BrvDocxTag;

BrvDocxTag brv_docx_tag_find (const BrvXml *xml);

G_END_DECLS
