/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-table.h"

G_BEGIN_DECLS

/* What a table's cells hold, by which it is decided how they are set and shown. */

gboolean brv_table_is_numeric (const BrvTable *self, guint column);
gboolean brv_table_has_letters (const BrvTable *self);
gboolean brv_table_is_right_to_left (const BrvTable *self);

G_END_DECLS
