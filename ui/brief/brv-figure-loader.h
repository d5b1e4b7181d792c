/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/brief/brv-brief-view.h"
#include "workspace/brv-workspace.h"

G_BEGIN_DECLS

gboolean brv_figure_loader_is_image (GFile *file);
void brv_figure_loader_load (
  BrvBriefView *view, BrvWorkspace *workspace, GFile *file, GBytes *bytes, const BrvId *figure);

G_END_DECLS
