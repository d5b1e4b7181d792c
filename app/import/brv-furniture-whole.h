/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean brv_furniture_leads_to_whole (const char *text);
gboolean brv_furniture_sells_rest (const char *text);
gboolean brv_furniture_leads_away (const char *text);
gboolean brv_furniture_offers_whole (const char *text);

G_END_DECLS
