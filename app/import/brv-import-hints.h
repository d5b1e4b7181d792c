/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "import/brv-source-builder.h"

G_BEGIN_DECLS

/*
 * Finds a picture that came along with a page, by the address that the page gives it: absolute, or
 * as it stands there. Returns (transfer full) its bytes and what they are said to be; NULL if it is
 * not there.
 */
typedef GBytes *(*BrvFindImageFunc) (const char *address, char **media_type, gpointer data);

/* What the giver of some bytes says about them. All may be NULL, and none is believed blindly. */
typedef struct
{
  const char *name; /* the file's, without its folder */
  const char *media_type;
  const char *address;
  const char *charset;
  const char *password;        /* of an encrypted document */
  const char *text;            /* that was read from it before, where its pages are wanted */
  gboolean all_is_article;     /* of a page: it is a text without furniture, such as a letter */
  BrvFindImageFunc find_image; /* of a page: what came along with it */
  gpointer find_image_data;
  GPtrArray *side_files; /* (element-type BrvSideFile): of a page, what a worker is to find there */
} BrvImportHints;

/*
 * An importer of one format: fills the builder from a text in UTF-8. It needs no file, no network
 * and no display, and takes every byte for hostile.
 */
typedef gboolean (*BrvImporterFunc) (const char *text,
                                     gsize length,
                                     const BrvImportHints *hints,
                                     BrvSourceBuilder *builder,
                                     GError **error);

G_END_DECLS
