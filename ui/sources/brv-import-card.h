/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "workspace/brv-import-job.h"

G_BEGIN_DECLS

/*
 * The card of one import at the list's foot: what is being added, then what could not be.
 *
 * Signal retry (GStrv paths): add these files again.
 * Signal closed (const char *summary): nothing is left to be said but, where it is not NULL,
 *   summary. Whoever holds the card takes it away.
 */
#define BRV_TYPE_IMPORT_CARD (brv_import_card_get_type ())
G_DECLARE_FINAL_TYPE (BrvImportCard, brv_import_card, BRV, IMPORT_CARD, GtkWidget)

GtkWidget *brv_import_card_new (BrvImportJob *job, gboolean can_retry);

void brv_import_card_forget (BrvImportCard *self, const char *path);

char *brv_import_card_dup_title (const BrvImportTally *tally, guint n_files);
char *brv_import_card_dup_summary (const BrvImportTally *tally);

G_END_DECLS
