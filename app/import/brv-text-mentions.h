/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-text-parts.h"

G_BEGIN_DECLS

/* How a name stands around an article: what tells the house that published it first from the one on
 * whose page it stands, and both from places, sections and persons. */
typedef enum
{
  BRV_MENTION_FIRST,       /* on the first line that is no command */
  BRV_MENTION_ABOVE,       /* a line above the title */
  BRV_MENTION_PARTED,      /* a part of a longer line above the title */
  BRV_MENTION_NEAR_TITLE,  /* right above the title */
  BRV_MENTION_BETWEEN,     /* between title and text */
  BRV_MENTION_CLOSE_BELOW, /* right below the text */
  BRV_MENTION_AT_FOOT,     /* in the last lines */
  BRV_MENTION_FRAME,       /* above the title and below the text */
  BRV_MENTION_RIGHTS,      /* in a line of rights */
  BRV_MENTION_CREDIT,      /* in a line that says where the text was first */
  BRV_MENTION_LABELLED,    /* behind a colon */
  BRV_MENTION_HOST,        /* the original's host goes by it */
  BRV_MENTION_OTHER_HOST,  /* another host around the article does */
  BRV_MENTION_BY_ADDRESS,  /* on the line of the original's address or right above it */
  BRV_MENTION_HOUSE,       /* has a word for a house */
  BRV_MENTION_ALONE,       /* a line of its own */
  BRV_MENTION_SENTENCE,    /* in a sentence */
  BRV_MENTION_BYLINE,      /* in a byline */
  BRV_MENTION_CAPTION,     /* in a caption */
  BRV_MENTION_QUOTED,      /* in quotation marks */
  BRV_MENTION_AUTHOR,      /* an author's */
  BRV_MENTION_IN_TITLE,    /* in the title */
  BRV_MENTION_ONE_WORD,
  BRV_MENTION_LONG,      /* of more than four words */
  BRV_MENTION_TWICE,     /* on two lines */
  BRV_MENTION_OFTEN,     /* on three or more */
  BRV_MENTION_WITHIN,    /* nowhere but within a longer name */
  BRV_MENTION_BEGINS,    /* at the beginning of a longer line */
  BRV_MENTION_WITH_DAY,  /* on a line with a day */
  BRV_MENTION_WITH_HEAD, /* on a line with the name that heads the copy */
  BRV_MENTION_OWNER,     /* before the host of the original's address, by its letters */
  BRV_MENTION_SECOND, /* a house that stands below the one that heads the copy, and again elsewhere */
  BRV_MENTION_HEAD,   /* heads the copy */
  BRV_N_MENTIONS,
} BrvMention;

typedef struct
{
  char *name;     /* as it stands where it stands for itself */
  char *key;      /* the same case-folded, without an article */
  gboolean whole; /* stands somewhere between two marks, or is a line */
  gboolean signs[BRV_N_MENTIONS];
} BrvTextMention;

GPtrArray *brv_text_mentions_find (const BrvTextParts *self, const char *head);
gboolean brv_text_mention_holds (const BrvTextMention *self, const BrvTextMention *other);

G_END_DECLS
