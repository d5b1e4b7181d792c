/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BRV_CREDIT_WORDS_PHRASE,          /* case-folded; one with * goes on to the word's end */
  BRV_CREDIT_WORDS_FIRST,           /* "originally" */
  BRV_CREDIT_WORDS_PUBLISHING,      /* "published", beside those of the kind before */
  BRV_CREDIT_WORDS_WIDE_PUBLISHING, /* the same where no spaces part words, or the verb is last */
  BRV_CREDIT_WORDS_POINTER,         /* "this", of the text itself */
  BRV_CREDIT_WORDS_OPENER,          /* "by", before the name */
  BRV_CREDIT_WORDS_CLOSER,          /* what begins after the name */
  BRV_CREDIT_WORDS_SMALL_CLOSER,    /* the same, where no capital follows */
} BrvCreditWords;

const char *const *brv_credit_words_get (BrvCreditWords kind);

G_END_DECLS
