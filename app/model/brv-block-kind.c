/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-block-kind.h"

static const char *const kind_names[BRV_N_BLOCK_KINDS] = {
  [BRV_BLOCK_HEADING] = "heading", [BRV_BLOCK_PARAGRAPH] = "paragraph",
  [BRV_BLOCK_QUOTE] = "quote",     [BRV_BLOCK_LIST_ITEM] = "list-item",
  [BRV_BLOCK_CALLOUT] = "callout", [BRV_BLOCK_FIGURE] = "figure",
  [BRV_BLOCK_TABLE] = "table",     [BRV_BLOCK_PAGE_BREAK] = "page-break",
};

static const char *const variant_names[BRV_N_VARIANTS] = {
  [BRV_VARIANT_PLAIN] = "plain",
  [BRV_VARIANT_SUMMARY] = "summary",
  [BRV_VARIANT_PULL] = "pull",
};

static gboolean
find_name (const char *const *names, guint n_names, const char *name, guint *index)
{
  for (guint i = 0; i < n_names; i++)
    {
      if (g_str_equal (names[i], name))
        {
          *index = i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * brv_block_kind_get_name:
 * @kind: a kind
 *
 * Returns: its name in files and on the command line
 */
const char *
brv_block_kind_get_name (BrvBlockKind kind)
{
  g_return_val_if_fail (kind < BRV_N_BLOCK_KINDS, NULL);

  return kind_names[kind];
}

/**
 * brv_block_kind_parse:
 * @name: a name
 * @kind: (out): the kind of that name
 *
 * Returns: whether there is one
 */
gboolean
brv_block_kind_parse (const char *name, BrvBlockKind *kind)
{
  guint index = 0;

  if (!find_name (kind_names, BRV_N_BLOCK_KINDS, name, &index))
    return FALSE;
  *kind = (BrvBlockKind)index;
  return TRUE;
}

/**
 * brv_variant_get_name:
 * @variant: a variant
 *
 * Returns: its name in files and on the command line
 */
const char *
brv_variant_get_name (BrvVariant variant)
{
  g_return_val_if_fail (variant < BRV_N_VARIANTS, NULL);

  return variant_names[variant];
}

/**
 * brv_variant_parse:
 * @name: a name
 * @variant: (out): the variant of that name
 *
 * Returns: whether there is one
 */
gboolean
brv_variant_parse (const char *name, BrvVariant *variant)
{
  guint index = 0;

  if (!find_name (variant_names, BRV_N_VARIANTS, name, &index))
    return FALSE;
  *variant = (BrvVariant)index;
  return TRUE;
}
