/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-brief.h"
#include "storage/brv-library.h"

G_BEGIN_DECLS

GPtrArray *brv_library_list_doubts (BrvLibrary *library, const BrvBrief *brief, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
