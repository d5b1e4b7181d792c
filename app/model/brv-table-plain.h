/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-table.h"

G_BEGIN_DECLS

/* Tables as text: what spreadsheets put on the clipboard, a line a row. */

BrvTable *brv_table_new_from_plain (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *brv_table_dup_plain (const BrvTable *self);

G_END_DECLS
