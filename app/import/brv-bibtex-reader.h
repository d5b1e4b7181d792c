/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An entry of a BibTeX file. */
typedef struct
{
  char *type;         /* in lower case */
  char *key;          /* may be empty */
  GHashTable *fields; /* name in lower case -> value as LaTeX, without its outer delimiters */
  gsize start;        /* where it stands in the text, in bytes */
  gsize end;
} BrvBibtexEntry;

GPtrArray *brv_bibtex_read (const char *text) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *brv_bibtex_split_names (const char *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
