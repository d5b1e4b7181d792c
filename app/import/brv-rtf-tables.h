/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-rtf-reader.h"
#include "import/brv-style-name.h"

G_BEGIN_DECLS

/* The outline level of what is no heading. */
#define BRV_RTF_NO_OUTLINE 9

typedef enum
{
  BRV_RTF_TABLE_FONTS,
  BRV_RTF_TABLE_STYLES,
} BrvRtfTable;

typedef struct
{
  char *charset; /* (nullable) */
  char *name;    /* (nullable) */
} BrvRtfFont;

typedef struct
{
  BrvStyleMeaning meaning;
  gboolean known;
  gint base;
} BrvRtfStyle;

typedef struct
{
  GHashTable *fonts;  /* number -> BrvRtfFont */
  GHashTable *styles; /* number -> BrvRtfStyle */
  gint number;        /* of the entry being read */
  BrvRtfStyle style;  /* the one being read */
} BrvRtfTables;

void brv_rtf_tables_init (BrvRtfTables *self);
void brv_rtf_tables_clear (BrvRtfTables *self);

void brv_rtf_tables_read_font (BrvRtfTables *self,
                               const BrvRtfToken *token,
                               const char *charset,
                               GString *entry);
void brv_rtf_tables_read_style (BrvRtfTables *self, const BrvRtfToken *token);
void brv_rtf_tables_end_entry (BrvRtfTables *self, BrvRtfTable table, GString *entry);

const BrvRtfFont *brv_rtf_tables_find_font (const BrvRtfTables *self, gint number);
gboolean
brv_rtf_tables_find_style (const BrvRtfTables *self, gint number, BrvStyleMeaning *meaning);

G_END_DECLS
