/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-text-lines.h"

G_BEGIN_DECLS

gboolean brv_draft_table_is_data (const GPtrArray *rows);
BrvTextUnit *brv_draft_table_write (const GPtrArray *rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
