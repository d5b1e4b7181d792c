/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "workspace/brv-workspace.h"

G_BEGIN_DECLS

/*
 * How the brief is set: theme, page, text, contents and notes, with the pages beside it. Each choice
 * is a change of the brief that can be undone.
 */
#define BRV_TYPE_DOCUMENT_SETTINGS (brv_document_settings_get_type ())
G_DECLARE_FINAL_TYPE (BrvDocumentSettings, brv_document_settings, BRV, DOCUMENT_SETTINGS, AdwWindow)

BrvDocumentSettings *brv_document_settings_new (GtkWindow *parent, BrvWorkspace *workspace);

G_END_DECLS
