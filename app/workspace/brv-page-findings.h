/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-brief.h"
#include "model/brv-finding.h"
#include "typeset/brv-pages.h"

G_BEGIN_DECLS

GPtrArray *
brv_page_findings_list (const BrvPages *pages, const BrvBrief *brief) G_GNUC_WARN_UNUSED_RESULT;
BrvFinding *brv_page_findings_tell_failure (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
gint brv_page_findings_find_section (const BrvFinding *finding, const BrvBrief *brief);
gboolean brv_page_findings_stands (const BrvFinding *finding, const BrvBrief *brief);

G_END_DECLS
