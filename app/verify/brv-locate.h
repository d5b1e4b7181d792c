/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-brief.h"

G_BEGIN_DECLS

#define BRV_LOCATE_ERROR (brv_locate_error_quark ())
GQuark brv_locate_error_quark (void);

typedef enum
{
  BRV_LOCATE_ERROR_NOT_FOUND,
  BRV_LOCATE_ERROR_AMBIGUOUS,
} BrvLocateError;

/* One place where a passage stands. */
typedef struct
{
  BrvId source_id;
  BrvRange range; /* bytes of the source's text */
  gboolean exact; /* FALSE: only after folding */
} BrvMatch;

/* What narrows the search down; any part may be absent. */
typedef struct
{
  BrvId source_id;    /* or BRV_ID_NONE: all sources */
  const char *prefix; /* (nullable): the letters just before the passage */
  const char *suffix; /* (nullable): the letters just after it */
  guint nth;          /* from 1 in order of sources, then text; 0: there must be one */
} BrvLocateOptions;

GArray *
brv_locate_all (const BrvBrief *brief, const char *passage, const BrvLocateOptions *options);
gboolean brv_locate (const BrvBrief *brief,
                     const char *passage,
                     const BrvLocateOptions *options,
                     BrvMatch *match,
                     GError **error);
BrvQuote *brv_locate_make_quote (const BrvSource *source, BrvRange range) G_GNUC_WARN_UNUSED_RESULT;
BrvQuote *
brv_locate_take_as_given (const BrvBrief *brief, const char *given, const BrvLocateOptions *options)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
