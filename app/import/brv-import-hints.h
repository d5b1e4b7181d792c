/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "import/brv-source-builder.h"

G_BEGIN_DECLS

/* What the giver of some bytes says about them. All may be NULL, and none is believed blindly. */
typedef struct
{
  const char *name; /* the file's, without its folder */
  const char *media_type;
  const char *address;
  const char *charset;
  const char *password; /* of an encrypted document */
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
