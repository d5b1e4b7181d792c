/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a file is by its bytes. Which of them can be read, brv-importer knows. */
typedef enum
{
  BRV_FORMAT_TEXT,
  BRV_FORMAT_MARKDOWN,
  BRV_FORMAT_HTML,
  BRV_FORMAT_PDF,
  BRV_FORMAT_ZIP,
  BRV_FORMAT_DOCX,
  BRV_FORMAT_ODT,
  BRV_FORMAT_EPUB,
  BRV_FORMAT_OFFICE,
  BRV_FORMAT_RTF,
  BRV_FORMAT_MHTML,
  BRV_FORMAT_MAIL,
  BRV_FORMAT_MBOX,
  BRV_FORMAT_RSS,
  BRV_FORMAT_ATOM,
  BRV_FORMAT_JSON_FEED,
  BRV_FORMAT_RIS,
  BRV_FORMAT_BIBTEX,
  BRV_FORMAT_CSL_JSON,
  BRV_FORMAT_XML,
  BRV_FORMAT_JSON,
  BRV_FORMAT_ARCHIVE,
  BRV_FORMAT_IMAGE,
  BRV_FORMAT_MEDIA,
  BRV_FORMAT_PROGRAM,
  BRV_FORMAT_DATABASE,
  BRV_FORMAT_FONT,
  BRV_FORMAT_BINARY,
  BRV_N_FORMATS,
} BrvFormat;

const char *brv_format_get_media_type (BrvFormat format);
const char *brv_format_get_description (BrvFormat format);
const char *brv_format_get_advice (BrvFormat format);
gboolean brv_format_parse (const char *media_type, BrvFormat *format);

G_END_DECLS
