/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words that the program puts into a document. {1} and {2} stand for what is filled in. */
typedef enum
{
  BRV_WORD_TO,
  BRV_WORD_FROM,
  BRV_WORD_DATE,
  BRV_WORD_CONTENTS,
  BRV_WORD_SOURCES,
  BRV_WORD_NOTES,
  BRV_WORD_FIGURE,  /* {1}: its number */
  BRV_WORD_TABLE,   /* {1}: its number */
  BRV_WORD_PAGE_OF, /* {1}: a page's number, {2}: how many there are */
  BRV_WORD_UNDATED,
  BRV_WORD_EMPHASIS_ADDED,
  BRV_WORD_PAGE,       /* {1}: of a printed source */
  BRV_WORD_PARAGRAPH,  /* {1}: of a source */
  BRV_WORD_PARAGRAPHS, /* {1}: the first of several, {2}: the last */
  BRV_WORD_EARLIER_NOTE, /* {1}: the note that names a source in full; stands right behind its title */
  BRV_WORD_ACCESSED,     /* {1}: a day */
  BRV_WORD_REPUBLISHED, /* {1}: by whom */
  BRV_WORD_EXCERPT,
  BRV_WORD_NOTE,  /* {1}: its number; said of a link */
  BRV_WORD_ENTRY, /* said of a link to the source list */
  BRV_WORD_BACK,  /* said of a link from a note to the text */
  BRV_WORD_COMMA, /* between the parts of a citation */
  BRV_WORD_STOP,  /* at its end */
  BRV_N_WORDS,
} BrvWord;

char *brv_words_dup (const char *language, BrvWord word, const char *first, const char *second)
  G_GNUC_WARN_UNUSED_RESULT;
char *brv_words_dup_numbered (const char *language, BrvWord word, guint first, guint second)
  G_GNUC_WARN_UNUSED_RESULT;
char *brv_words_dup_date (const char *language, guint year, guint month, guint day)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_words_language_is (const char *language, const char *tag);
gboolean brv_words_language_runs_backward (const char *language);

G_END_DECLS
