/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "typeset/brv-paragraph-setter.h"

G_BEGIN_DECLS

/* A paragraph that is wanted. All but the last is borrowed. */
typedef struct
{
  const BrvInlineText *text;
  const BrvLook *look;
  const char *language; /* (nullable): a BCP 47 tag */
  double measure;
  BrvParagraph *paragraph; /* (nullable): what was made of it */
} BrvParagraphTask;

/* Several threads that set paragraphs side by side, of which the caller's is one. */
gboolean brv_paragraph_crew_run (BrvParagraphSetter *setter,
                                 BrvParagraphTask *tasks,
                                 guint n_tasks,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
