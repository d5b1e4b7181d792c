/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/sources/brv-library-facets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A longer menu is no help: one types what one looks for. */
#define MAX_VALUES 40

typedef struct
{
  const char *field; /* as it is typed */
  const char *label;
} Facet;

static const Facet facets_by_kind[BRV_LIBRARY_N_FACETS] = {
  [BRV_LIBRARY_FACET_PUBLISHER] = { "publisher", N_ ("Publisher") },
  [BRV_LIBRARY_FACET_AUTHOR] = { "author", N_ ("Author") },
  [BRV_LIBRARY_FACET_YEAR] = { "date", N_ ("Year") },
  [BRV_LIBRARY_FACET_TAG] = { "tag", N_ ("Tag") },
  [BRV_LIBRARY_FACET_GRADE] = { "grade", N_ ("Grade") },
  [BRV_LIBRARY_FACET_BRIEF] = { "brief", N_ ("Used In") },
};

/**
 * brv_library_facets_read:
 * @library: the library
 * @data: unused
 * @error: return location for an error
 *
 * A BrvLibraryFunc.
 *
 * Returns: (transfer full) (nullable) (element-type GPtrArray): for each kind its values, or %NULL
 *   with a BRV_STORAGE_ERROR
 */
GPtrArray *
brv_library_facets_read (BrvLibrary *library, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) facets = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);

  for (guint kind = 0; kind < BRV_LIBRARY_N_FACETS; kind++)
    {
      GPtrArray *values = brv_library_list_facet (library, kind, MAX_VALUES, error);

      if (values == NULL)
        return NULL;
      g_ptr_array_add (facets, values);
    }
  return g_steal_pointer (&facets);
}

static char *
make_narrowing (const char *field, const char *value)
{
  g_autofree char *plain = g_strdelimit (g_strdup (value), "\"“”„«»", ' ');

  if (strchr (plain, ' ') == NULL)
    return g_strdup_printf ("%s:%s", field, plain);
  return g_strdup_printf ("%s:\"%s\"", field, plain);
}

static GMenu *
make_submenu (const Facet *facet, const GPtrArray *values)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < values->len; i++)
    {
      const BrvLibraryFacet *value = g_ptr_array_index (values, i);
      g_autofree char *narrowing = make_narrowing (facet->field, value->value);
      /* TRANSLATORS: a value, as a publisher's name, and how many sources have it. */
      g_autoptr (GString) label = g_string_new (NULL);
      g_autoptr (GMenuItem) item = NULL;

      g_string_printf (label, _ ("%s (%u)"), value->value, value->n_sources);
      /* A line below a letter would make it a mnemonic. */
      g_string_replace (label, "_", "__", 0);
      item = g_menu_item_new (label->str, NULL);
      g_menu_item_set_action_and_target (item, "library.narrow", "s", narrowing);
      g_menu_append_item (menu, item);
    }
  return menu;
}

/**
 * brv_library_facets_fill:
 * @menu: a menu; what it held is replaced
 * @facets: from brv_library_facets_read()
 */
void
brv_library_facets_fill (GMenu *menu, const GPtrArray *facets)
{
  g_menu_remove_all (menu);
  for (guint kind = 0; kind < facets->len; kind++)
    {
      const GPtrArray *values = g_ptr_array_index (facets, kind);
      g_autoptr (GMenu) submenu = NULL;

      if (values->len == 0)
        continue;
      submenu = make_submenu (&facets_by_kind[kind], values);
      g_menu_append_submenu (menu, _ (facets_by_kind[kind].label), G_MENU_MODEL (submenu));
    }
}

/**
 * brv_library_facets_narrow:
 * @typed: what stands in the search field
 * @narrowing: a field, a colon and a value
 *
 * Returns: (transfer full): what is to stand there: one value of the field, and that at the end
 */
char *
brv_library_facets_narrow (const char *typed, const char *narrowing)
{
  const char *colon = strchr (narrowing, ':');
  g_autofree char *field = g_strndup (narrowing, (gsize)(colon - narrowing));
  g_autofree char *pattern = g_strdup_printf ("(^|\\s)%s:(\"[^\"]*\"?|\\S*)", field);
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  g_autofree char *rest = g_regex_replace_literal (regex, typed, -1, 0, " ", 0, NULL);

  g_strstrip (rest);
  return g_strconcat (rest, *rest != '\0' ? " " : "", narrowing, " ", NULL);
}
