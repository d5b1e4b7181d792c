/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "edit/brv-document.h"

G_BEGIN_DECLS

BrvChange *brv_edit_make_restoring (const BrvBrief *brief, const BrvBrief *state, const char *label)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_edit_restore (BrvDocument *document, const BrvBrief *state, GError **error);

G_END_DECLS
