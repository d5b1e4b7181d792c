/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "edit/brv-document.h"

G_BEGIN_DECLS

gboolean brv_edit_attach_text (BrvDocument *document,
                               BrvId source_id,
                               const BrvSource *text,
                               GError **error);
gboolean brv_edit_fill_source (BrvDocument *document,
                               BrvId source_id,
                               const BrvSource *reference,
                               GError **error);

G_END_DECLS
