/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * RTF in its smallest pieces. Holds nothing of their meaning but the length of binary data, which
 * would be taken for text otherwise.
 */
typedef enum
{
  BRV_RTF_BEGIN, /* of a group */
  BRV_RTF_END,
  BRV_RTF_WORD,   /* a control word: its name, and a number if has_number */
  BRV_RTF_SYMBOL, /* a control symbol: its one byte in name */
  BRV_RTF_BYTE,   /* a byte written in hexadecimal: in number */
  BRV_RTF_TEXT,   /* bytes of text, at least one, without line ends */
  BRV_RTF_DATA,   /* binary data */
  BRV_RTF_DONE,
} BrvRtfKind;

#define BRV_RTF_MAX_NAME 32

typedef struct
{
  BrvRtfKind kind;
  char name[BRV_RTF_MAX_NAME + 1];
  gboolean has_number;
  gint number;
  const guint8 *data; /* of text and data: in the document */
  gsize length;
} BrvRtfToken;

typedef struct
{
  const guint8 *at;
  const guint8 *end;
} BrvRtfReader;

void brv_rtf_reader_init (BrvRtfReader *self, GBytes *bytes);
void brv_rtf_reader_next (BrvRtfReader *self, BrvRtfToken *token);

G_END_DECLS
