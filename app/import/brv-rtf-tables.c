/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables of fonts and of styles that an RTF file begins with. */

#include "config.h"

#include <string.h>

#include "import/brv-rtf-charset.h"
#include "import/brv-rtf-tables.h"

#define MAX_FONTS 10000
/* So many styles can be based on one another. */
#define MAX_BASED 32

static const BrvRtfStyle no_style = { { BRV_ROLE_PARAGRAPH, 0 }, FALSE, -1 };

static void
font_free (gpointer data)
{
  g_free (((BrvRtfFont *)data)->charset);
  g_free (((BrvRtfFont *)data)->name);
  g_free (data);
}

/**
 * brv_rtf_tables_init:
 * @self: (out caller-allocates): tables; to be cleared
 *
 * Begins without fonts and styles.
 */
void
brv_rtf_tables_init (BrvRtfTables *self)
{
  *self = (BrvRtfTables){ .style = no_style };
  self->fonts = g_hash_table_new_full (NULL, NULL, NULL, font_free);
  self->styles = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

/**
 * brv_rtf_tables_clear:
 * @self: tables
 *
 * Frees what @self holds.
 */
void
brv_rtf_tables_clear (BrvRtfTables *self)
{
  g_clear_pointer (&self->fonts, g_hash_table_unref);
  g_clear_pointer (&self->styles, g_hash_table_unref);
}

/**
 * brv_rtf_tables_find_font:
 * @self: tables
 * @number: of a font
 *
 * Returns: (transfer none) (nullable): the font
 */
const BrvRtfFont *
brv_rtf_tables_find_font (const BrvRtfTables *self, gint number)
{
  return g_hash_table_lookup (self->fonts, GINT_TO_POINTER (number));
}

/**
 * brv_rtf_tables_find_style:
 * @self: tables
 * @number: of a style
 * @meaning: (out): what paragraphs of it are
 *
 * Returns: whether the style, or one that it is based on, says what its paragraphs are
 */
gboolean
brv_rtf_tables_find_style (const BrvRtfTables *self, gint number, BrvStyleMeaning *meaning)
{
  const BrvRtfStyle *style = g_hash_table_lookup (self->styles, GINT_TO_POINTER (number));

  for (guint i = 0; style != NULL && !style->known && i < MAX_BASED; i++)
    style = g_hash_table_lookup (self->styles, GINT_TO_POINTER (style->base));
  if (style == NULL || !style->known)
    return FALSE;
  *meaning = style->meaning;
  return TRUE;
}

/**
 * brv_rtf_tables_end_entry:
 * @self: tables
 * @table: the table being read
 * @entry: (inout): the text of the entry: a font's or style's name; emptied
 *
 * Completes an entry.
 */
void
brv_rtf_tables_end_entry (BrvRtfTables *self, BrvRtfTable table, GString *entry)
{
  g_autofree char *name = g_strstrip (g_strdup (entry->str));
  gsize n = strlen (name);

  g_string_truncate (entry, 0);
  while (n > 0 && name[n - 1] == ';')
    name[--n] = '\0';
  if (table == BRV_RTF_TABLE_FONTS)
    {
      BrvRtfFont *font = g_hash_table_lookup (self->fonts, GINT_TO_POINTER (self->number));

      if (font != NULL && font->name == NULL && n > 0)
        font->name = g_steal_pointer (&name);
      return;
    }
  /* An outline level says more than a name. */
  if (!self->style.known && n > 0)
    self->style.known = brv_style_name_judge (name, &self->style.meaning);
  g_hash_table_replace (self->styles, GINT_TO_POINTER (self->number),
                        g_memdup2 (&self->style, sizeof (BrvRtfStyle)));
  self->style = no_style;
  self->number = 0;
}

/**
 * brv_rtf_tables_read_font:
 * @self: tables
 * @token: a word of the table of fonts
 * @charset: the document's own
 * @entry: (inout): the name read so far
 *
 * Reads a word about a font.
 */
void
brv_rtf_tables_read_font (BrvRtfTables *self,
                          const BrvRtfToken *token,
                          const char *charset,
                          GString *entry)
{
  BrvRtfFont *font = NULL;

  if (g_str_equal (token->name, "f"))
    {
      /* Entries may stand without groups of their own. */
      if (entry->len > 0)
        brv_rtf_tables_end_entry (self, BRV_RTF_TABLE_FONTS, entry);
      self->number = token->number;
      if (g_hash_table_size (self->fonts) < MAX_FONTS)
        g_hash_table_replace (self->fonts, GINT_TO_POINTER (token->number), g_new0 (BrvRtfFont, 1));
      return;
    }
  font = g_hash_table_lookup (self->fonts, GINT_TO_POINTER (self->number));
  if (font == NULL)
    return;
  if (g_str_equal (token->name, "fcharset") && font->charset == NULL)
    font->charset = brv_rtf_charset_of_font (token->number, charset);
  else if (g_str_equal (token->name, "cpg"))
    {
      g_free (font->charset);
      font->charset = brv_rtf_charset_of_page (token->number);
    }
}

/**
 * brv_rtf_tables_read_style:
 * @self: tables
 * @token: a word of the table of styles
 *
 * Reads a word about a style.
 */
void
brv_rtf_tables_read_style (BrvRtfTables *self, const BrvRtfToken *token)
{
  if (g_str_equal (token->name, "s"))
    self->number = token->number;
  else if (g_str_equal (token->name, "sbasedon"))
    self->style.base = token->number;
  else if (g_str_equal (token->name, "outlinelevel") && token->number >= 0 &&
           token->number < BRV_RTF_NO_OUTLINE)
    {
      self->style.known = TRUE;
      self->style.meaning = (BrvStyleMeaning){ BRV_ROLE_HEADING, (guint)token->number + 1 };
    }
}
