/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BRV_BYLINE_WORDS_LABEL,        /* before the names of authors, without a colon */
  BRV_BYLINE_WORDS_PLAIN_LABEL,  /* of these, what is a label and nothing else */
  BRV_BYLINE_WORDS_OTHER_OFFICE, /* before the names of others who worked on an article */
  BRV_BYLINE_WORDS_NO_NAME,      /* offices, houses and buttons that follow names */
  BRV_BYLINE_WORDS_OFFICE,       /* beginnings of words for what somebody is, behind a name */
  BRV_BYLINE_WORDS_HOUSE,        /* beginnings of words in the names of houses */
  BRV_BYLINE_WORDS_CREDENTIAL,   /* after a comma, of the name before it */
  BRV_BYLINE_WORDS_JOINT,        /* between two names */
  BRV_BYLINE_WORDS_PARTICLE,     /* parts of names in small letters */
  BRV_N_BYLINE_WORDS,
} BrvBylineWords;

gboolean brv_byline_words_hold (BrvBylineWords words, const char *folded);
gboolean brv_byline_words_begin_one (BrvBylineWords words, const char *text);
const char *brv_byline_words_skip (BrvBylineWords words, const char *text);

G_END_DECLS
