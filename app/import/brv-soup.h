/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The library libsoup, which only fetching needs: the program is not linked with it, and it must be
 * loaded before one of its functions is called. */
gboolean brv_soup_load (void);

G_END_DECLS
