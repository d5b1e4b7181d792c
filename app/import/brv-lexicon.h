/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words of a language, as the spelling dictionaries that are installed know them. */
typedef struct _BrvLexicon BrvLexicon;

BrvLexicon *brv_lexicon_new (const char *language) G_GNUC_WARN_UNUSED_RESULT;
void brv_lexicon_free (BrvLexicon *self);

gboolean brv_lexicon_is_empty (BrvLexicon *self);
gboolean brv_lexicon_knows (BrvLexicon *self, const char *word);

const char *brv_lexicon_guess_language (GHashTable *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvLexicon, brv_lexicon_free)

G_END_DECLS
