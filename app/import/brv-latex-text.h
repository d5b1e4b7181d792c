/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *brv_latex_text_dup_plain (const char *latex) G_GNUC_WARN_UNUSED_RESULT;
char *brv_latex_text_dup_verbatim (const char *latex) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
