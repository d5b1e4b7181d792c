/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-html-page.h"
#include "import/brv-import-hints.h"
#include "import/brv-json-ld.h"

G_BEGIN_DECLS

/* What was found in a page while its metadata is read. */
typedef struct
{
  const BrvHtmlPage *page;
  const BrvImportHints *hints;
  BrvSourceBuilder *builder;
  GHashTable *metas; /* lower-case name -> array of values (GPtrArray of char *) */
  BrvJsonLd json_ld;
  char *document_title; /* (nullable) */
  char *canonical;      /* (nullable) */
  char *base;           /* (nullable) */
  char *saved_from;     /* (nullable): the address that a browser noted when saving */
  gint64 captured_us;   /* when a program noted that it saved the page; 0: it is not known */
  GPtrArray *headings;  /* of char *: the h1 elements' texts */
  char *printed;        /* (nullable): the day that the page prints as that of publication */
  char *printed_change; /* (nullable): the day that the page prints as that of a change */
  GStrv authors;        /* (nullable): as they were set last */
  guint title_leaf;     /* index of the leaf that is the title; the number of leaves if none is */
} BrvHtmlReader;

/* The first value of a meta element, by its name in lower case; NULL if there is none. */
static inline const char *
brv_html_reader_meta (const BrvHtmlReader *self, const char *name)
{
  GPtrArray *values = g_hash_table_lookup (self->metas, name);

  return values != NULL ? g_ptr_array_index (values, 0) : NULL;
}

/* Sets a field that has no value yet; value may be NULL. */
static inline void
brv_html_reader_set (BrvHtmlReader *self,
                     BrvSourceField field,
                     const char *value,
                     BrvEvidence evidence)
{
  if (value != NULL && brv_source_builder_get (self->builder, field) == NULL)
    brv_source_builder_set (self->builder, field, value, evidence);
}

G_END_DECLS
