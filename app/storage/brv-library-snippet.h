/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/brv-range.h"
#include "storage/brv-library-query.h"

G_BEGIN_DECLS

/* A piece of a hit's text, on one line, that shows why it was found. */
typedef struct
{
  char *text;
  BrvRange *marks; /* what was looked for, in order, apart from each other */
  guint n_marks;
} BrvLibrarySnippet;

BrvLibrarySnippet *
brv_library_snippet_new (const char *text, const BrvLibraryQuery *query, guint n_chars)
  G_GNUC_WARN_UNUSED_RESULT;
void brv_library_snippet_free (BrvLibrarySnippet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvLibrarySnippet, brv_library_snippet_free)

G_END_DECLS
