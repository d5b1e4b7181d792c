/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-mail-parts.h"
#include "import/brv-mail-text.h"
#include "import/brv-source-builder.h"

G_BEGIN_DECLS

/* What of a mail's header its body is read with, and what the body says. */
typedef struct
{
  const char *subject;    /* (nullable): without what replies put before it */
  const char *title;      /* (nullable): what stands above a letter */
  const char *address;    /* (nullable): where the mail stands on the web */
  gboolean newsletter;    /* it went to many, and nobody can answer it */
  gboolean is_article;    /* out: the body is an article that names its own title */
  BrvForwarded forwarded; /* out: where nothing stands before a mail that is passed on */
} BrvMailBody;

void brv_mail_body_write (BrvMailBody *self, const BrvMailParts *parts, BrvSourceBuilder *builder);

G_END_DECLS
