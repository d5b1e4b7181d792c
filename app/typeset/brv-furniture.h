/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-brief.h"
#include "typeset/brv-canvas.h"
#include "typeset/brv-paragraph-maker.h"
#include "typeset/brv-sheet.h"

G_BEGIN_DECLS

/* What stands on every page: the marking, the running head and the page number. */
typedef struct _BrvFurniture BrvFurniture;

BrvFurniture *brv_furniture_new (const BrvBrief *brief,
                                 const BrvTheme *theme,
                                 const BrvSheet *sheet,
                                 BrvParagraphMaker *maker,
                                 guint n_pages,
                                 gboolean printable,
                                 gboolean is_backward) G_GNUC_WARN_UNUSED_RESULT;
void brv_furniture_free (BrvFurniture *self);
void brv_furniture_draw (const BrvFurniture *self, BrvCanvas *canvas, guint page);

gboolean brv_furniture_find_label_color (const char *marking, BrvColor *color);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvFurniture, brv_furniture_free)

G_END_DECLS
