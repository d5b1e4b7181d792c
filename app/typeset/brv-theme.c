/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-theme-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "resources/brevier-core-resources.h"
#include "typeset/brv-typeset-error.h"

#define THEMES_PATH "/org/brevier/Brevier/themes/"

/**
 * brv_theme_dup_folder:
 *
 * Returns: (transfer full): the folder in which a user's own themes are looked for
 */
char *
brv_theme_dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "brevier", "themes", NULL);
}

/**
 * brv_theme_load_built_in:
 * @name: the name of a theme
 *
 * Returns: (transfer full) (nullable): the file of a theme that travels inside the program; %NULL if
 *   there is none of that name
 */
GBytes *
brv_theme_load_built_in (const char *name)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  path = g_strconcat (THEMES_PATH, name, ".ini", NULL);
  return g_resource_lookup_data (brevier_core_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                 NULL);
}

static GBytes *
load_file (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return g_file_load_bytes (file, NULL, NULL, NULL);
}

/**
 * brv_theme_load_data:
 * @name: the name or path of a theme, as for brv_theme_load()
 *
 * Returns: (transfer full) (nullable): what the file of the theme says, or %NULL if there is none
 */
GBytes *
brv_theme_load_data (const char *name)
{
  GBytes *bytes;
  g_autofree char *folder = NULL;
  g_autofree char *file_name = NULL;
  g_autofree char *path = NULL;

  if (strchr (name, G_DIR_SEPARATOR) != NULL || g_str_has_suffix (name, ".ini"))
    return load_file (name);
  bytes = brv_theme_load_built_in (name);
  if (bytes != NULL)
    return bytes;
  folder = brv_theme_dup_folder ();
  file_name = g_strconcat (name, ".ini", NULL);
  path = g_build_filename (folder, file_name, NULL);
  return load_file (path);
}

/**
 * brv_theme_load:
 * @name: (nullable): the name of a theme that travels inside the program or lies in the folder of
 *   brv_theme_dup_folder(), or the path of a theme file; %NULL for %BRV_THEME_DEFAULT
 * @error: where to put a fault
 *
 * Finds a theme and reads it.
 *
 * Returns: (transfer full): a theme, or %NULL with %BRV_TYPESET_ERROR_THEME
 */
BrvTheme *
brv_theme_load (const char *name, GError **error)
{
  const char *known = name != NULL ? name : BRV_THEME_DEFAULT;
  g_autoptr (GBytes) bytes = brv_theme_load_data (known);
  BrvTheme *self;

  if (bytes == NULL)
    {
      g_set_error (error, BRV_TYPESET_ERROR, BRV_TYPESET_ERROR_THEME,
                   _ ("There is no theme “%s”. Choose another one for this brief."), known);
      return NULL;
    }
  self = brv_theme_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  if (self == NULL)
    g_prefix_error (error, _ ("The theme “%s” cannot be used: "), known);
  return self;
}

/**
 * brv_theme_new_for_print:
 * @self: a theme
 *
 * Makes a theme for paper: the same in black alone. A printer without colour renders anything else,
 * even a dark grey, as a screen of dots, which frays small letters and breaks thin rules.
 *
 * Returns: (transfer full): a theme
 */
BrvTheme *
brv_theme_new_for_print (const BrvTheme *self)
{
  static const BrvColor black = { 0, 0, 0 };
  BrvTheme *print;

  g_return_val_if_fail (self != NULL, NULL);

  print = g_atomic_rc_box_dup (sizeof *self, (BrvTheme *)self);
  print->page.ink = print->page.grey = print->page.rule = black;
  print->page.hairline = print->page.link = black;
  print->page.callout_ground = print->page.summary_ground = (BrvColor){ 1, 1, 1 };
  print->page.callout_edge = print->page.summary_edge = black;
  for (guint i = 0; i < BRV_N_LOOKS; i++)
    print->looks[i].color = black;
  return print;
}

/**
 * brv_theme_new_hyphenated:
 * @self: a theme
 * @hyphenate: whether words may be divided
 *
 * Makes the same theme with words divided in its running text, or nowhere.
 *
 * Returns: (transfer full): a theme
 */
BrvTheme *
brv_theme_new_hyphenated (const BrvTheme *self, gboolean hyphenate)
{
  static const BrvLookKind running[] = { BRV_LOOK_BODY,    BRV_LOOK_QUOTE,   BRV_LOOK_LIST_ITEM,
                                         BRV_LOOK_NOTE,    BRV_LOOK_SOURCE,  BRV_LOOK_CALLOUT,
                                         BRV_LOOK_SUMMARY, BRV_LOOK_CAPTION, BRV_LOOK_TABLE };
  BrvTheme *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_atomic_rc_box_dup (sizeof *self, (BrvTheme *)self);
  for (guint i = 0; !hyphenate && i < BRV_N_LOOKS; i++)
    copy->looks[i].hyphenate = FALSE;
  for (guint i = 0; hyphenate && i < G_N_ELEMENTS (running); i++)
    copy->looks[running[i]].hyphenate = TRUE;
  return copy;
}

/**
 * brv_theme_ref:
 * @self: a theme
 *
 * Returns: (transfer full): @self
 */
BrvTheme *
brv_theme_ref (const BrvTheme *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire ((BrvTheme *)self);
}

/**
 * brv_theme_unref:
 * @self: (transfer full): a theme
 *
 * Drops a reference.
 */
void
brv_theme_unref (BrvTheme *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release (self);
}

/**
 * brv_theme_get_look:
 * @self: a theme
 * @kind: what to look like
 *
 * Returns: the look
 */
const BrvLook *
brv_theme_get_look (const BrvTheme *self, BrvLookKind kind)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (kind < BRV_N_LOOKS, NULL);

  return &self->looks[kind];
}

/**
 * brv_theme_get_page:
 * @self: a theme
 *
 * Returns: its geometry and colours
 */
const BrvThemePage *
brv_theme_get_page (const BrvTheme *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->page;
}
