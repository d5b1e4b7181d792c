/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/brief/brv-brief-view.h"
#include "workspace/brv-workspace.h"

G_BEGIN_DECLS

gboolean brv_figure_loader_is_image (GFile *file);
void brv_figure_loader_load (
  BrvBriefView *view, BrvWorkspace *workspace, GFile *file, GBytes *bytes, const BrvId *figure);
void brv_figure_loader_add_picture (BrvBriefView *view,
                                    BrvWorkspace *workspace,
                                    const BrvSource *source,
                                    guint image,
                                    BrvId section_id,
                                    gint at);

G_END_DECLS
