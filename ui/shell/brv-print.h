/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "workspace/brv-workspace.h"

G_BEGIN_DECLS

void brv_print_run (GtkWindow *parent, BrvWorkspace *workspace, AdwToastOverlay *toasts);

G_END_DECLS
