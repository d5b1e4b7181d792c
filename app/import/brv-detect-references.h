/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-format.h"

G_BEGIN_DECLS

gboolean brv_looks_like_ris (const char *text);
gboolean brv_looks_like_bibtex (const char *text, gboolean named_bibtex);
gboolean brv_looks_like_csl (const char *json);

G_END_DECLS
