/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-docx-styles.h"
#include "import/brv-draft.h"
#include "import/brv-package.h"

G_BEGIN_DECLS

/* The parts of a Word document that hold text, being read into a draft. */
typedef struct _BrvDocxText BrvDocxText;

BrvDocxText *
brv_docx_text_new (const BrvPackage *package, const BrvDocxStyles *styles, BrvDraft *draft)
  G_GNUC_WARN_UNUSED_RESULT;
void brv_docx_text_free (BrvDocxText *self);

gboolean
brv_docx_text_read (BrvDocxText *self, const char *part, GHashTable *relations, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvDocxText, brv_docx_text_free)

G_END_DECLS
