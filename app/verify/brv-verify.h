/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "model/brv-finding.h"
#include "model/brv-verdict.h"

G_BEGIN_DECLS

BrvVerdict *
brv_verify_quote (const BrvBrief *brief, const BrvQuote *quote) G_GNUC_WARN_UNUSED_RESULT;
BrvVerdicts *brv_verify_brief (const BrvBrief *brief,
                               const BrvBrief *previous_brief,
                               const BrvVerdicts *previous,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *brv_verify_list_findings (const BrvBrief *brief, const BrvVerdicts *verdicts);

G_END_DECLS
