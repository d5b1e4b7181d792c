/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-style-name.h"
#include "import/brv-xml.h"

G_BEGIN_DECLS

/* The paragraph and text styles of an OpenDocument text. */
typedef struct _BrvOdtStyles BrvOdtStyles;

/* What a style, with those it is based on, says of letters. */
typedef struct
{
  gboolean bold;
  gboolean hidden;
  const char *language; /* (nullable): BCP 47; the styles' own */
} BrvOdtLetters;

BrvOdtStyles *brv_odt_styles_new (void) G_GNUC_WARN_UNUSED_RESULT;
void brv_odt_styles_free (BrvOdtStyles *self);

void brv_odt_styles_read (BrvOdtStyles *self, BrvXml *xml, gboolean automatic);
gboolean
brv_odt_styles_judge (const BrvOdtStyles *self, const char *name, BrvStyleMeaning *meaning);
void brv_odt_styles_get_letters (const BrvOdtStyles *self,
                                 const char *name,
                                 gboolean is_paragraph,
                                 BrvOdtLetters *letters);
const char *brv_odt_styles_get_language (const BrvOdtStyles *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvOdtStyles, brv_odt_styles_free)

G_END_DECLS
