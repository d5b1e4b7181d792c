/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-html-page.h"

G_BEGIN_DECLS

/* What a page's JSON-LD says about its article. Every value may be NULL. */
typedef struct
{
  char *headline;
  GStrv authors;
  GStrv organisations; /* (nullable): authors that the page says are no persons */
  char *publisher;
  char *published;
  char *page_published; /* of the page, where it describes no article */
  char *modified;
  char *description;
  char *language;
  char *address;
} BrvJsonLd;

void brv_json_ld_read (const BrvHtmlPage *page, BrvJsonLd *result);
void brv_json_ld_clear (BrvJsonLd *self);

char *brv_html_unescape (const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvJsonLd, brv_json_ld_clear)

G_END_DECLS
