/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-text-parts.h"

G_BEGIN_DECLS

gboolean
brv_text_lone_names_are_authors (const BrvTextParts *self, guint index, char *const *names);

G_END_DECLS
