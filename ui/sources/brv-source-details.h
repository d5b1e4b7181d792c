/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "edit/brv-document.h"

G_BEGIN_DECLS

/* The dialog in which the user corrects what is known of a source, as one change. */
#define BRV_TYPE_SOURCE_DETAILS (brv_source_details_get_type ())
G_DECLARE_FINAL_TYPE (BrvSourceDetails, brv_source_details, BRV, SOURCE_DETAILS, AdwWindow)

GtkWindow *brv_source_details_new (GtkWindow *parent, BrvDocument *document, BrvId source_id);

G_END_DECLS
