/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What is installed beside the program for it alone: programs that it starts, and modules that bring
 * a library when it is first called. Linked with such a library, the program would read it from the
 * disk at each start, and all that it needs in turn.
 */

char *brv_companion_find (const char *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_companion_load (const char *module);
gpointer brv_companion_get_function (const char *module, const char *function);

/* The function @name of the library that @module brings, found once. */
#define BRV_COMPANION_FUNCTION(module, name)                                             \
  ({                                                                                     \
    static gsize brv_found;                                                              \
                                                                                         \
    if (g_once_init_enter (&brv_found))                                                  \
      g_once_init_leave (&brv_found, (gsize)brv_companion_get_function (module, #name)); \
    (__typeof__ (&(name)))brv_found;                                                     \
  })

/* Makes a function with the library's own name that calls it, so that who calls need not know. */
#define BRV_COMPANION_STAND_IN(module, type, name, parameters, arguments) \
  type name parameters                                                    \
  {                                                                       \
    return BRV_COMPANION_FUNCTION (module, name) arguments;               \
  }

G_END_DECLS
