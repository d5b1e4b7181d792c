/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-source-builder.h"

G_BEGIN_DECLS

/* What the header fields of a mail that was passed on say; every value may be NULL. */
typedef struct
{
  char *from;
  char *date;
  char *subject;
} BrvForwarded;

void brv_forwarded_clear (BrvForwarded *self);

char *brv_mail_text_unfold (const char *text, gsize length, gboolean flowed, gboolean del_space)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_mail_text_read_header (const char *text, BrvForwarded *forwarded);
gboolean brv_mail_text_is_rule (const char *text);
gboolean brv_mail_text_is_plain (const char *text);
void brv_mail_text_write (const char *text, BrvSourceBuilder *builder, BrvForwarded *forwarded);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvForwarded, brv_forwarded_clear)

G_END_DECLS
