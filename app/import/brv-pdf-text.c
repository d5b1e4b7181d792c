/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The letters of a PDF's pages, and the styles they are set in. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "import/brv-pdf-text.h"

static gboolean
contains_any (const char *name, const char *const *parts, guint n_parts)
{
  for (guint i = 0; i < n_parts; i++)
    if (strstr (name, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Poppler gives no weight, so the font's name says it. The short parts are TeX's. */
static BrvPdfStyle
parse_style (const char *font_name, double size)
{
  static const char *const bold[] = { "bold", "black", "heavy", "demi",  "-medi",
                                      "cmbx", "sfbx",  "ecbx",  "cmssbx" };
  static const char *const italic[] = { "ital", "obli", "slant", "cmti", "sfti", "ecti" };
  static const char *const fixed[] = { "mono",   "courier", "typewriter", "cmtt",  "lmtt",
                                       "consol", "sftt",    "ectt",       "fixed", "menlo" };
  g_autofree char *lower = g_ascii_strdown (font_name, -1);

  return (BrvPdfStyle){ .size = size,
                        .font = g_str_hash (font_name),
                        .bold = contains_any (lower, bold, G_N_ELEMENTS (bold)),
                        .italic = contains_any (lower, italic, G_N_ELEMENTS (italic)),
                        .fixed = contains_any (lower, fixed, G_N_ELEMENTS (fixed)) };
}

/**
 * brv_pdf_text_intern_style:
 * @self: letters of a document
 * @attributes: the type of some of them
 *
 * Returns: index of the style with that type
 */
guint
brv_pdf_text_intern_style (BrvPdfText *self, const PopplerTextAttributes *attributes)
{
  const char *name = attributes->font_name != NULL ? attributes->font_name : "";
  double size = isfinite (attributes->font_size) ? CLAMP (attributes->font_size, 0.1, 10000) : 1;
  /* Sizes that differ by less than a twentieth of a point differ by rounding. */
  g_autofree char *key = g_strdup_printf ("%ld %s", lround (size * 20), name);
  gpointer known = NULL;
  BrvPdfStyle style = { 0 };

  if (g_hash_table_lookup_extended (self->lookup, key, NULL, &known))
    return GPOINTER_TO_UINT (known);
  style = parse_style (name, size);
  g_array_append_val (self->styles, style);
  g_hash_table_insert (self->lookup, g_steal_pointer (&key),
                       GUINT_TO_POINTER (self->styles->len - 1));
  return self->styles->len - 1;
}

/**
 * brv_pdf_text_new:
 *
 * Returns: (transfer full): an empty text
 */
BrvPdfText *
brv_pdf_text_new (void)
{
  BrvPdfText *self = g_new0 (BrvPdfText, 1);
  BrvPdfStyle unknown = { .size = 1 };

  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_pdf_page_free);
  self->styles = g_array_new (FALSE, FALSE, sizeof (BrvPdfStyle));
  self->lookup = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_array_append_val (self->styles, unknown);
  return self;
}

/**
 * brv_pdf_text_free:
 * @self: (transfer full) (nullable): letters of a document
 *
 * Frees @self.
 */
void
brv_pdf_text_free (BrvPdfText *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->pages);
  g_array_unref (self->styles);
  g_hash_table_unref (self->lookup);
  g_free (self);
}

/**
 * brv_pdf_text_get_style:
 * @self: letters of a document
 * @style: index of a style
 *
 * Returns: (transfer none): the style
 */
const BrvPdfStyle *
brv_pdf_text_get_style (const BrvPdfText *self, guint style)
{
  return &g_array_index (self->styles, BrvPdfStyle, style);
}
