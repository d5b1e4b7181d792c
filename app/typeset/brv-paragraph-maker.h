/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-paragraph-crew.h"

G_BEGIN_DECLS

/*
 * Makes paragraphs and keeps those of the last runs: the same text in the same look, language and
 * measure is the same paragraph.
 */
typedef struct _BrvParagraphMaker BrvParagraphMaker;

BrvParagraphMaker *brv_paragraph_maker_new (BrvFontBook *fonts) G_GNUC_WARN_UNUSED_RESULT;
void brv_paragraph_maker_free (BrvParagraphMaker *self);

BrvParagraph *brv_paragraph_maker_make (BrvParagraphMaker *self,
                                        const BrvInlineText *text,
                                        const BrvLook *look,
                                        const char *language,
                                        double measure) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_paragraph_maker_make_all (BrvParagraphMaker *self,
                                       BrvParagraphTask *tasks,
                                       guint n_tasks,
                                       GCancellable *cancellable,
                                       GError **error);
void brv_paragraph_maker_begin_keeping (BrvParagraphMaker *self);
gboolean brv_paragraph_maker_has_grown (const BrvParagraphMaker *self);
void brv_paragraph_maker_keep (const BrvParagraphMaker *self, const BrvInlineText *text);
void brv_paragraph_maker_forget_unused (BrvParagraphMaker *self);
void brv_paragraph_maker_clear (BrvParagraphMaker *self);
guint brv_paragraph_maker_get_n_made (const BrvParagraphMaker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvParagraphMaker, brv_paragraph_maker_free)

G_END_DECLS
