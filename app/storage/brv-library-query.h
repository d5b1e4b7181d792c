/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How the hits of a search follow each other. */
typedef enum
{
  BRV_LIBRARY_ORDER_ADDED, /* the latest first: the only order that needs no look at every hit */
  BRV_LIBRARY_ORDER_RELEVANCE,
  BRV_LIBRARY_ORDER_DATE,
  BRV_LIBRARY_ORDER_TITLE,
} BrvLibraryOrder;

/*
 * What a user typed into the search field, understood. Words must all be there; the last one may
 * be unfinished, where nothing follows it. “A phrase” stands in quotation marks, a word* is a
 * beginning, -word must not be there. Of a field: title: author: publisher: tag: note: text:, and
 * after: before: date: language: grade: brief: used:yes|no is:withdrawn|replaced|incomplete. Immutable.
 */
typedef struct _BrvLibraryQuery BrvLibraryQuery;

BrvLibraryQuery *brv_library_query_parse (const char *typed) G_GNUC_WARN_UNUSED_RESULT;
void brv_library_query_free (BrvLibraryQuery *self);

/* For the search: a match expression of FTS5, and a condition on rows with its values. */
const char *brv_library_query_get_match (const BrvLibraryQuery *self);
const char *brv_library_query_get_condition (const BrvLibraryQuery *self);
const char *const *brv_library_query_get_values (const BrvLibraryQuery *self);

/* For showing hits: what was looked for in the text, folded. */
typedef struct
{
  char *folded;
  gboolean is_beginning; /* of a longer word */
} BrvLibraryTerm;

const BrvLibraryTerm *brv_library_query_get_terms (const BrvLibraryQuery *self, guint *n_terms);

/* A date as words for the index, which no user types. */
char *brv_library_make_date_words (const char *date);

/* The words of a text as the index takes them: those of scripts without blanks parted. */
char *brv_library_make_indexable (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvLibraryQuery, brv_library_query_free)

G_END_DECLS
