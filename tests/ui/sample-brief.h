/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-brief.h"

G_BEGIN_DECLS

/* Made-up briefs for tests of the Brief pane. */
BrvBrief *sample_brief_new (void);
BrvBrief *sample_brief_new_empty (void);
BrvBrief *sample_brief_new_long (guint n_blocks);

G_END_DECLS
