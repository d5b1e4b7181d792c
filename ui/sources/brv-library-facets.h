/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "workspace/brv-library-service.h"

G_BEGIN_DECLS

/* The values by which a search of the library can be narrowed, as submenus of a menu whose items
 * activate library.narrow with what is to stand in the search field. */
GPtrArray *brv_library_facets_read (BrvLibrary *library, gpointer data, GError **error);
void brv_library_facets_fill (GMenu *menu, const GPtrArray *facets);
char *brv_library_facets_narrow (const char *typed, const char *narrowing);

G_END_DECLS
