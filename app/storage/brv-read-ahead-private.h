/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-read-ahead.h"
#include "storage/brv-store-load.h"

G_BEGIN_DECLS

/* Waits for the thread and hands over what it has read of the file at @resolved; FALSE if that is
 * not what it has read. */
gboolean brv_read_ahead_take (BrvReadAhead *self, const char *resolved, BrvLoadedFile *file);

G_END_DECLS
