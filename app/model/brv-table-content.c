/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-table-content.h"

#include <string.h>

/* Digits with their signs and marks around them, such as −3.5 %, €1,200, 12–15 or (4). */
static gboolean
is_number (const char *text)
{
  gboolean has_digit = FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (g_unichar_isdigit (c))
        has_digit = TRUE;
      else if (g_unichar_type (c) != G_UNICODE_CURRENCY_SYMBOL && !g_unichar_isspace (c) &&
               (c >= 0x80 ? c != 0x2212 && c != 0x2013 && c != 0xB1 && c != 0x2030
                          : strchr ("+-.,'%()/:*", (int)c) == NULL))
        return FALSE;
    }
  return has_digit;
}

/* A dash or n/a, where a number is not known. */
static gboolean
is_placeholder (const char *text)
{
  static const char *const placeholders[] = {
    "", "-", "–", "—", "…", "?", "n/a", "N/A", "na", ".."
  };

  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    {
      if (g_str_equal (text, placeholders[i]))
        return TRUE;
    }
  return FALSE;
}

/**
 * brv_table_is_numeric:
 * @self: a table
 * @column: from 0
 *
 * Returns: whether the column holds numbers below its heads, and nothing else but placeholders and
 *   references
 */
gboolean
brv_table_is_numeric (const BrvTable *self, guint column)
{
  gboolean any = FALSE;

  g_return_val_if_fail (column < brv_table_get_n_columns (self), FALSE);

  for (guint row = brv_table_get_n_header_rows (self); row < brv_table_get_n_rows (self); row++)
    {
      g_autofree char *plain = brv_text_dup_plain (brv_table_get_cell (self, row, column));

      if (is_number (plain))
        any = TRUE;
      else if (!is_placeholder (plain))
        return FALSE;
    }
  return any;
}

/* Whether the first letter of a cell belongs to a script that runs to the left. */
static gboolean
cell_runs_to_the_left (const BrvTable *self, guint row, guint column, gboolean *has_letter)
{
  static const GUnicodeScript scripts[] = {
    G_UNICODE_SCRIPT_ARABIC, G_UNICODE_SCRIPT_HEBREW, G_UNICODE_SCRIPT_SYRIAC,
    G_UNICODE_SCRIPT_THAANA, G_UNICODE_SCRIPT_NKO,    G_UNICODE_SCRIPT_ADLAM,
  };

  for (const char *at = brv_text_get_utf8 (brv_table_get_cell (self, row, column)); *at != '\0';
       at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isalpha (c))
        continue;
      *has_letter = TRUE;
      for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
        {
          if (g_unichar_get_script (c) == scripts[i])
            return TRUE;
        }
      return FALSE;
    }
  *has_letter = FALSE;
  return FALSE;
}

/**
 * brv_table_is_right_to_left:
 * @self: a table
 *
 * Says in which direction its columns follow each other. The language of the brief does not: an
 * Arabic table in an English brief is read as its readers read.
 *
 * Returns: whether most of the cells with letters in them begin in a script that runs to the left
 */
gboolean
brv_table_is_right_to_left (const BrvTable *self)
{
  gsize n_left = 0;
  gsize n_letters = 0;

  for (guint row = 0; row < brv_table_get_n_rows (self); row++)
    {
      for (guint column = 0; column < brv_table_get_n_columns (self); column++)
        {
          gboolean has_letter;

          n_left += cell_runs_to_the_left (self, row, column, &has_letter);
          n_letters += has_letter;
        }
    }
  return 2 * n_left > n_letters;
}

/**
 * brv_table_has_letters:
 * @self: a table
 *
 * Returns: whether any cell has letters, or all are of numbers and signs, which run in no direction
 */
gboolean
brv_table_has_letters (const BrvTable *self)
{
  for (guint row = 0; row < brv_table_get_n_rows (self); row++)
    {
      for (guint column = 0; column < brv_table_get_n_columns (self); column++)
        {
          gboolean has_letter;

          (void)cell_runs_to_the_left (self, row, column, &has_letter);
          if (has_letter)
            return TRUE;
        }
    }
  return FALSE;
}
