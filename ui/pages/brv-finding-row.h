/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "model/brv-brief.h"
#include "model/brv-finding.h"

G_BEGIN_DECLS

/* What a finding's row offers; set as the action target of its buttons. */
#define BRV_FINDING_ACTION_GO_TO       "checks.go-to"
#define BRV_FINDING_ACTION_SHOW_SOURCE "checks.show-source"
#define BRV_FINDING_ACTION_USE_WORDING "checks.use-wording"

char *brv_finding_row_dup_place (const BrvFinding *finding, const BrvBrief *brief);
GtkWidget *brv_finding_row_new (const BrvFinding *finding, const BrvBrief *brief);

G_END_DECLS
