/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-package.h"
#include "import/brv-source-builder.h"

G_BEGIN_DECLS

/* What a book's chapters share while they are read. */
typedef struct
{
  const BrvPackage *package;
  BrvSourceBuilder *builder;
  GHashTable *page_labels; /* "PART#ID" -> the printed page's label */
  const char *title;       /* (nullable): of the book */
  char *page_label;        /* (nullable): of the page that has begun last */
  guint n_pages;           /* that have begun */
  gboolean has_title;
} BrvEpubBook;

gboolean brv_epub_chapter_read (BrvEpubBook *book, const char *part);

gboolean brv_epub_has_type (const char *types, const char *type);

G_END_DECLS
