/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-mime.h"

G_BEGIN_DECLS

/* The parts of a mail by what they are to its reader; all are borrowed from the message. */
typedef struct
{
  GPtrArray *texts;       /* of GMimePart: what is read, in order; plain or HTML */
  GPtrArray *images;      /* of GMimePart: pictures within the text */
  GPtrArray *messages;    /* of GMimeMessage: mails within this one */
  GPtrArray *attachments; /* of GMimePart */
  GMimePart *plain;       /* (nullable): the plain alternative of the first text that is HTML */
  gboolean encrypted;     /* a part can only be read with a key */
} BrvMailParts;

void brv_mail_parts_find (GMimeMessage *message, BrvMailParts *parts);
void brv_mail_parts_clear (BrvMailParts *self);
GBytes *brv_mail_parts_find_image (const char *address, char **media_type, gpointer parts);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvMailParts, brv_mail_parts_clear)

G_END_DECLS
