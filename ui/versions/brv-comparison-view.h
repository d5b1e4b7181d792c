/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "verify/brv-comparison.h"

G_BEGIN_DECLS

/* How two states of a brief differ, section by section, to be read. */
#define BRV_TYPE_COMPARISON_VIEW (brv_comparison_view_get_type ())
G_DECLARE_FINAL_TYPE (BrvComparisonView, brv_comparison_view, BRV, COMPARISON_VIEW, GtkWidget)

GtkWidget *brv_comparison_view_new (void);

void brv_comparison_view_set (BrvComparisonView *self, const BrvComparison *comparison);

G_END_DECLS
