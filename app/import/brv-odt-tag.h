/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-xml.h"

G_BEGIN_DECLS

/* The elements of an OpenDocument text that are read in a way of their own. */
typedef enum
{
  BRV_ODT_OTHER,
  BRV_ODT_SKIPPED, /* it and all in it is not shown, or is no text */
  BRV_ODT_BINARY,
  BRV_ODT_CELL,
  BRV_ODT_COVERED_CELL,
  BRV_ODT_DESCRIPTION,
  BRV_ODT_FRAME,
  BRV_ODT_HEADING,
  BRV_ODT_IMAGE,
  BRV_ODT_INDEX,
  BRV_ODT_ITEM,
  BRV_ODT_LINE_BREAK,
  BRV_ODT_LIST,
  BRV_ODT_LIST_HEADER,
  BRV_ODT_NOTE,
  BRV_ODT_NOTE_BODY,
  BRV_ODT_NOTE_CITATION,
  BRV_ODT_OBJECT,
  BRV_ODT_PARAGRAPH,
  BRV_ODT_ROW,
  BRV_ODT_SECTION,
  BRV_ODT_SPACES,
  BRV_ODT_SPAN,
  BRV_ODT_TAB,
  BRV_ODT_TABLE,
  BRV_ODT_TEXT_BOX,
} BrvOdtTag;

BrvOdtTag brv_odt_tag_find (const BrvXml *xml);

G_END_DECLS
