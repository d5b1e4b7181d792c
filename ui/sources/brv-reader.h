/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "edit/brv-document.h"
#include "import/brv-worker-client.h"
#include "ui/shared/brv-reader-buffer.h"

G_BEGIN_DECLS

/*
 * The reader of one source at a time. It keeps for each source where it was read and what was
 * selected, and follows the document: quoted passages are marked, and a source that changes is
 * shown anew.
 *
 * Property has-selection (notify): whether a passage that can be quoted is selected.
 * Property show-left-out (notify): whether left-out blocks of the source are shown.
 * Property show-pages (notify): whether pages are shown where a source has them.
 * Property scrolled (notify): whether the top of the text is out of sight.
 * Signal block-requested (const BrvId *block_id): show where a marked passage is used.
 * Signal send-requested (guint section): add the selection to that section of the brief.
 * Signal picture-requested (guint image, guint section): add that image of the source to that section
 *   of the brief as a figure.
 * Signal picture-copied (guint image): put that image of the source on the clipboard.
 * Signal message (const char *text): say this to the user.
 * Signal source-gone (): the source that was shown is no more in the brief.
 */
#define BRV_TYPE_READER (brv_reader_get_type ())
G_DECLARE_FINAL_TYPE (BrvReader, brv_reader, BRV, READER, GtkWidget)

GtkWidget *brv_reader_new (void);

void brv_reader_set_document (BrvReader *self, BrvDocument *document);
void brv_reader_unlock_source (BrvReader *self, const BrvSource *source, const char *password);
void brv_reader_set_workers (BrvReader *self, BrvWorkerClient *workers);
void brv_reader_show_source (BrvReader *self, BrvId source_id);
void brv_reader_show_passage (BrvReader *self, BrvId source_id, BrvRange range);
void brv_reader_find (BrvReader *self, const char *query);
gboolean brv_reader_dismiss (BrvReader *self);
void brv_reader_zoom (BrvReader *self, gint step);
void brv_reader_close_popovers (BrvReader *self);

BrvId brv_reader_get_source_id (BrvReader *self);
const BrvSource *brv_reader_get_source (BrvReader *self);
gboolean brv_reader_get_has_selection (BrvReader *self);
BrvReaderBuffer *brv_reader_get_buffer (BrvReader *self);

G_END_DECLS
