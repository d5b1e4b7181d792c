/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-drawn-page.h"

G_BEGIN_DECLS

BrvDrawnPage *brv_pdf_drawer_run (
  GBytes *bytes, const BrvImportHints *hints, guint page, double scale, GError **error);

G_END_DECLS
