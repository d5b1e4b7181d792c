/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-draft.h"
#include "import/brv-odt-styles.h"
#include "import/brv-package.h"

G_BEGIN_DECLS

/* The text of an OpenDocument text, being read into a draft. */
typedef struct _BrvOdtText BrvOdtText;

BrvOdtText *
brv_odt_text_new (const BrvPackage *package, const BrvOdtStyles *styles, BrvDraft *draft)
  G_GNUC_WARN_UNUSED_RESULT;
void brv_odt_text_free (BrvOdtText *self);

gboolean brv_odt_text_read (BrvOdtText *self, BrvXml *xml);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvOdtText, brv_odt_text_free)

G_END_DECLS
