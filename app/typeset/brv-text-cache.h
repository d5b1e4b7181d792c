/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-inline.h"

G_BEGIN_DECLS

/* What a text as it is set was made from. */
typedef struct
{
  const BrvText *text; /* told from others by its address, for it never changes */
  gsize start;         /* of the stretch of it */
  guint signature;     /* of all else that it depends on */
} BrvTextOrigin;

/*
 * The texts of the last runs, so that the next one does not make again what has not changed, and
 * finds its paragraphs at once.
 */
typedef struct _BrvTextCache BrvTextCache;

BrvTextCache *brv_text_cache_new (void) G_GNUC_WARN_UNUSED_RESULT;
void brv_text_cache_free (BrvTextCache *self);
BrvInlineText *brv_text_cache_find (BrvTextCache *self, const BrvTextOrigin *origin);
void brv_text_cache_add (BrvTextCache *self, const BrvTextOrigin *origin, BrvInlineText *made);
BrvInlineText *
brv_text_cache_need_plain (BrvTextCache *self, const char *letters) G_GNUC_WARN_UNUSED_RESULT;
void brv_text_cache_begin_keeping (BrvTextCache *self);
gboolean brv_text_cache_has_grown (const BrvTextCache *self);
void brv_text_cache_keep (const BrvTextCache *self, BrvInlineText *text);
void brv_text_cache_forget_unused (BrvTextCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvTextCache, brv_text_cache_free)

G_END_DECLS
