/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "workspace/brv-import-job.h"

G_BEGIN_DECLS

/*
 * The card at the list's foot that offers the files inside of imported mails as further sources.
 *
 * Signal add (): the user wants them.
 * Signal closed (): nothing is left to be offered. Whoever holds the card takes it away.
 */
#define BRV_TYPE_ATTACHMENTS_CARD (brv_attachments_card_get_type ())
G_DECLARE_FINAL_TYPE (BrvAttachmentsCard, brv_attachments_card, BRV, ATTACHMENTS_CARD, GtkWidget)

GtkWidget *brv_attachments_card_new (BrvImportJob *job);

GPtrArray *brv_attachments_card_list (BrvAttachmentsCard *self);
GPtrArray *brv_attachments_card_find (BrvImportJob *job);

G_END_DECLS
