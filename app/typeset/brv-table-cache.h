/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-table-setter.h"

G_BEGIN_DECLS

/* The tables that the last runs have set: a keystroke elsewhere does not set them anew. */
typedef struct _BrvTableCache BrvTableCache;

BrvTableCache *brv_table_cache_new (BrvParagraphMaker *maker) G_GNUC_WARN_UNUSED_RESULT;
void brv_table_cache_free (BrvTableCache *self);

BrvTableSetting *brv_table_cache_need (BrvTableCache *self,
                                       const BrvTable *cells,
                                       BrvTableNotes notes,
                                       const BrvTheme *theme,
                                       const char *language,
                                       double measure) G_GNUC_WARN_UNUSED_RESULT;
void brv_table_cache_begin_keeping (BrvTableCache *self);
void brv_table_cache_keep (const BrvTableCache *self, BrvTableSetting *table);
void brv_table_cache_forget_unused (BrvTableCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvTableCache, brv_table_cache_free)

G_END_DECLS
