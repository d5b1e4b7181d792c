/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-database.h"

G_BEGIN_DECLS

char *brv_brief_digest_compute (BrvDatabase *database, GError **error);
gboolean brv_brief_digest_write (BrvDatabase *database, const char *digest, GError **error);
gboolean brv_brief_digest_check (BrvDatabase *database, GError **error);

G_END_DECLS
