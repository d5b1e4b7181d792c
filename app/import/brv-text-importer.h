/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-import-hints.h"

G_BEGIN_DECLS

gboolean brv_text_importer_check (const char *text, gsize length, GError **error);
gboolean brv_text_importer_run (const char *text,
                                gsize length,
                                const BrvImportHints *hints,
                                BrvSourceBuilder *builder,
                                GError **error);

G_END_DECLS
