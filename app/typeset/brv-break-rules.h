/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-shaped-text.h"

G_BEGIN_DECLS

/* Where typographers break no line although Unicode allows it, and how addresses are divided. */

typedef enum
{
  BRV_ADDRESS_BREAK_NONE,
  BRV_ADDRESS_BREAK_GOOD,
  BRV_ADDRESS_BREAK_POOR,
  BRV_ADDRESS_BREAK_SCHEME, /* after "https://": the worst */
} BrvAddressBreak;

gboolean brv_break_rules_forbid (const BrvShapedText *text, guint at);
guint brv_break_rules_find_address_end (const BrvShapedText *text, guint start);
BrvAddressBreak brv_break_rules_divide_address (const BrvShapedText *text, guint at);

G_END_DECLS
