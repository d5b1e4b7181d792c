/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *brv_encoded_word_decode (const char *raw, gboolean in_addresses) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
