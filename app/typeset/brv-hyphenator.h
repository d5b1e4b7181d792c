/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Finds where the words of one language may be divided. */
typedef struct _BrvHyphenator BrvHyphenator;

/* A word of more characters is not divided as a whole. */
#define BRV_HYPHENATOR_MAX_CHARS 63

BrvHyphenator *brv_hyphenator_new (const char *language) G_GNUC_WARN_UNUSED_RESULT;
void brv_hyphenator_free (BrvHyphenator *self);

char *brv_hyphenator_find_dictionary (const char *const *folders, const char *language);
gboolean brv_hyphenator_is_installed (const char *language);
gboolean brv_hyphenator_has_dictionary (const BrvHyphenator *self);
guint64 brv_hyphenator_divide (BrvHyphenator *self, const char *word, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvHyphenator, brv_hyphenator_free)

G_END_DECLS
