/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/brv-companion.h"

#include <gmodule.h>

/* Names the folder for runs from the build folder. */
#define FOLDER_VARIABLE "BREVIER_LIBEXECDIR"

/**
 * brv_companion_find:
 * @name: the file name of a program or a module that only this program uses
 *
 * Returns: (transfer full) (type filename): where it is installed, or for runs from the build
 *   folder, where it was built
 */
char *
brv_companion_find (const char *name)
{
  const char *folder = g_getenv (FOLDER_VARIABLE);

  g_return_val_if_fail (name != NULL, NULL);

  if (folder != NULL && *folder != '\0')
    return g_build_filename (folder, name, NULL);
  return g_build_filename (LIBEXECDIR, "brevier", name, NULL);
}

/* By GModule, not by dlopen(): libsoup asks GModule for a symbol while it is loaded, so GModule's lock
 * has to be taken before the loader's, as GTK does when it looks for the types of a template. */
static GModule *
open_module (const char *name)
{
  g_autofree char *path = brv_companion_find (name);
  GModule *module = g_module_open (path, G_MODULE_BIND_LOCAL);

  if (module != NULL)
    g_module_make_resident (module);
  return module;
}

/**
 * brv_companion_load:
 * @module: the file name of a module
 *
 * Loads the module, and with it the library that it brings, for as long as the program runs. May be
 * called more than once and on any thread.
 *
 * Returns: whether it is there
 */
gboolean
brv_companion_load (const char *module)
{
  g_return_val_if_fail (module != NULL, FALSE);

  return open_module (module) != NULL;
}

/**
 * brv_companion_get_function:
 * @module: the file name of a module, for which brv_companion_load() has been true
 * @function: what the library that it brings calls one of its functions
 *
 * Returns: (not nullable): the function; the program ends where there is none, for it was built with
 *   another version of the library
 */
gpointer
brv_companion_get_function (const char *module, const char *function)
{
  GModule *handle;
  gpointer found = NULL;

  g_return_val_if_fail (module != NULL && function != NULL, NULL);

  handle = open_module (module);
  if (handle == NULL || !g_module_symbol (handle, function, &found))
    g_error ("%s does not bring %s: %s", module, function, g_module_error ());
  return found;
}
