/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-import-sink.h"

G_BEGIN_DECLS

/* An entry of a feed, in whatever language of feeds; every string may be NULL. */
typedef struct
{
  char *title;     /* may hold mark-up */
  char *address;   /* absolute */
  char *published; /* as the feed writes it */
  char *modified;
  char *language;
  char *publisher;   /* the feed's name, or that of the feed it was taken from */
  char *republisher; /* the feed's name where it was taken from another */
  char *channel_address;
  GPtrArray *authors; /* of char * */
  char *html;         /* the entry's text */
  char *plain;        /* where it is not HTML */
  char *summary;      /* may hold mark-up */
} BrvFeedEntry;

void brv_feed_entry_init (BrvFeedEntry *self);
void brv_feed_entry_clear (BrvFeedEntry *self);
void brv_feed_entry_add_author (BrvFeedEntry *self, const char *name);
gboolean brv_feed_entry_write (const BrvFeedEntry *self,
                               const char *format,
                               GBytes *original,
                               BrvImportSink *sink);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvFeedEntry, brv_feed_entry_clear)

G_END_DECLS
