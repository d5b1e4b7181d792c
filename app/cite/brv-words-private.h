/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cite/brv-words.h"

G_BEGIN_DECLS

#define BRV_WORDS_N_MONTHS 12

/* What a language says. */
#define BRV_WORDS_MAX_OTHERS 3

typedef struct
{
  const char *tag; /* BCP 47; a kind of a language stands before the language */
  /* Tags with the same words: an older name, the regions that write so. Ends early with NULL. */
  const char *others[BRV_WORDS_MAX_OTHERS];
  const char *words[BRV_N_WORDS];
  const char *months[BRV_WORDS_N_MONTHS]; /* as they stand in a date */
  const char *
    months_alone[BRV_WORDS_N_MONTHS]; /* (nullable): as they stand without a day, if that differs */
  const char *day;                    /* {1}: day, {2}: month, {3}: year */
  const char *month;                  /* {2}: month, {3}: year */
} BrvWordsLanguage;

const BrvWordsLanguage *brv_words_list_languages (guint *n_languages);

G_END_DECLS
