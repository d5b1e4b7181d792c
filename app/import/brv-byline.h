/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much a byline must say for itself. */
typedef enum
{
  BRV_BYLINE_LABELLED, /* its names follow a label, as "By" */
  BRV_BYLINE_MARKED,   /* the page marks it as one, so that it needs no label */
} BrvBylineKind;

GStrv brv_byline_find (const char *text);
char *brv_byline_find_house (const char *text) G_GNUC_WARN_UNUSED_RESULT;
GStrv brv_byline_split (const char *text);
GStrv brv_byline_split_bare (const char *text, char **date);
GStrv brv_byline_read (const char *const *pieces, BrvBylineKind kind);
gboolean brv_byline_names_others (const char *text);
gboolean brv_byline_is_label (const char *text);
gboolean brv_byline_has_plain_label (const char *text);
const char *brv_byline_skip_label (const char *text);

G_END_DECLS
