/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-import-sink.h"

G_BEGIN_DECLS

/*
 * What a list of references says about one text, in whatever format. Every string may be NULL.
 */
typedef struct
{
  char *title;
  GPtrArray *authors; /* of char *: names as they are read, "Ada Holm" */
  GPtrArray *editors;
  char *container; /* the journal, newspaper, book or site that it is part of */
  char *publisher;
  char *date; /* ISO 8601, to the year, month or day */
  char *address;
  char *doi; /* bare, or as an address */
  char *language;
  char *summary; /* paragraphs parted by LF */
} BrvBibRecord;

void brv_bib_record_init (BrvBibRecord *self);
void brv_bib_record_clear (BrvBibRecord *self);
gboolean brv_bib_record_write (const BrvBibRecord *self,
                               const char *format,
                               GBytes *original,
                               BrvImportSink *sink);

char *brv_bib_record_dup_date (guint year, guint month, guint day);
char *brv_bib_record_turn_name (const char *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvBibRecord, brv_bib_record_clear)

G_END_DECLS
