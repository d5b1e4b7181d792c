/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-break-rules.h"

#include <string.h>

#define EN_DASH  0x2013
#define EM_DASH  0x2014
#define ELLIPSIS 0x2026

/* A day of a month, and each group of a long number but its first. */
#define MOST_DAY_FIGURES   2
#define MOST_GROUP_FIGURES 3

/*
 * Words that stay with the number after them, in whatever language the text is: quotations and the
 * titles of sources bring others than its own. All are case-folded.
 */
static const char *const before_numbers[] = {
  "p.",    "pp.",  "para.", "paras", "paras.", "no.",  "nos",  "nos.", "fig.",  "figs.", "art.",
  "arts.", "vol.", "vols.", "ch.",   "chap.",  "sec.", "app.", "n.",   "note",  "§",     "§§",
  "s.",    "nr.",  "nr",    "bd.",   "abb.",   "tab.", "kap.", "rn.",  "ziff.", "n°",    "nº",
  "n.º",   "pág.", "págs.", "núm.",  "t.",     "str.", "rys.", "obr.", "č.",    "čl.",   "poz.",
  "№",     "с.",   "стр.",  "рис.",  "табл.",  "гл.",  "ст.",  "п.",   "пп.",   "т.",    "ч.",
  "σ.",    "σσ.",  "σελ.",  "κεφ.",  "αρ.",    "άρ.",  "εικ.", "πίν.", "€",     "£",     "$",
  "¥",     "₽",  "₴",     "eur",   "usd",    "gbp",  "chf",
};

/* Words that stay with the number before them, likewise. */
static const char *const after_numbers[] = {
  "%",    "‰",       "°",       "°c",       "°f",  "mm",  "cm",  "m",   "km",   "ha",   "mg",
  "g",    "kg",      "t",       "kt",       "mt",  "ml",  "l",   "hl",  "ms",   "s",    "min",
  "h",    "hz",      "khz",     "mhz",      "ghz", "kw",  "mw",  "gw",  "tw",   "wh",   "kwh",
  "mwh",  "gwh",     "twh",     "kv",       "kb",  "mb",  "gb",  "tb",  "kbit", "mbit", "gbit",
  "ft",   "mi",      "mph",     "kn",       "nm",  "lb",  "oz",  "am",  "pm",   "a.m",  "p.m",
  "bn",   "million", "billion", "trillion", "mio", "mrd", "mln", "mld", "€",    "£",    "$",
  "¥",    "₽",     "₴",       "kč",       "zł",  "eur", "usd", "gbp", "chf",  "мм",   "см",
  "м",    "км",      "га",      "г",        "гг",  "кг",  "т",   "л",   "мин",  "тыс",  "млн",
  "млрд", "трлн",    "руб",     "квт",      "мвт", "гвт", "мб",  "гб",  "χλμ",  "μ",    "τ",
  "εκατ", "δισ",     "χιλ",
};

static const char *const address_starts[] = { "http://", "https://", "www.", "mailto:" };

static gboolean
is_space (gunichar c)
{
  return c == ' ';
}

static gboolean
opens (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_OPEN_PUNCTUATION || type == G_UNICODE_INITIAL_PUNCTUATION || c == '"';
}

/* What stands before a word: a space, a sign that opens or a dash. Which marks open a quotation and
 * which close it differs by language; an apostrophe may join an article to the word. */
static gboolean
parts_words (gunichar c)
{
  return g_unichar_isspace (c) || opens (c) || c == EN_DASH || c == EM_DASH || c == '\'' ||
         c == 0xbf || c == 0xa1 || g_unichar_type (c) == G_UNICODE_FINAL_PUNCTUATION;
}

/* The word that ends before @end, without the signs that open before it. */
static char *
dup_word_before (const BrvShapedText *text, guint end)
{
  guint start = end;

  while (start > 0 && !parts_words (brv_shaped_text_get_char (text, start - 1)))
    start--;
  return g_strndup (text->text + text->offsets[start], text->offsets[end] - text->offsets[start]);
}

static gboolean
is_of_unit (const BrvShapedText *text, guint at)
{
  gunichar c = brv_shaped_text_get_char (text, at);

  if (c == '.')
    return at + 1 < text->n_chars && g_unichar_isalpha (brv_shaped_text_get_char (text, at + 1));
  return g_unichar_isalpha (c) || c == '%' || c == 0x2030 || c == 0xb0 ||
         g_unichar_type (c) == G_UNICODE_CURRENCY_SYMBOL;
}

static char *
dup_word_at (const BrvShapedText *text, guint start)
{
  guint end = start;

  while (end < text->n_chars && is_of_unit (text, end))
    end++;
  return g_strndup (text->text + text->offsets[start], text->offsets[end] - text->offsets[start]);
}

static gboolean
is_listed (const char *word, const char *const *list, guint n_words)
{
  g_autofree char *folded = g_utf8_casefold (word, -1);

  for (guint i = 0; i < n_words; i++)
    {
      if (g_str_equal (folded, list[i]))
        return TRUE;
    }
  return FALSE;
}

/* The J. of J. Smith. */
static gboolean
is_initial (const char *word)
{
  gunichar c = g_utf8_get_char (word);

  return g_unichar_isupper (c) && g_str_equal (g_utf8_next_char (word), ".");
}

/* A number of so few figures. */
static gboolean
is_short_number (const BrvShapedText *text, guint end, gsize most)
{
  g_autofree char *word = dup_word_before (text, end);

  return strlen (word) <= most && strspn (word, "0123456789") == strlen (word);
}

/* Three figures and no more, as the 000 of 5 000. */
static gboolean
is_group (const BrvShapedText *text, guint at)
{
  guint n = 0;

  while (at + n < text->n_chars && g_unichar_isdigit (brv_shaped_text_get_char (text, at + n)))
    n++;
  return n == MOST_GROUP_FIGURES;
}

/* Between a number and what follows it. */
static gboolean
forbid_after_number (const BrvShapedText *text, guint at)
{
  gunichar after = brv_shaped_text_get_char (text, at);
  g_autofree char *word = NULL;

  if (g_unichar_isdigit (after))
    return is_group (text, at) && is_short_number (text, at - 1, MOST_GROUP_FIGURES);
  word = dup_word_at (text, at);
  return is_listed (word, after_numbers, G_N_ELEMENTS (after_numbers)) ||
         (g_unichar_isupper (after) && is_short_number (text, at - 1, MOST_DAY_FIGURES));
}

/* A word of one letter, which ends before the space at @end. */
static gboolean
is_one_letter (const BrvShapedText *text, guint end)
{
  return g_unichar_isalpha (brv_shaped_text_get_char (text, end - 1)) &&
         (end == 1 || brv_shaped_text_get_char (text, end - 2) == 0xa0 ||
          is_space (brv_shaped_text_get_char (text, end - 2)) ||
          opens (brv_shaped_text_get_char (text, end - 2)));
}

/* Whether nothing but a space is beside a character, or the end of the text. */
static gboolean
is_space_at (const BrvShapedText *text, guint at)
{
  return at >= text->n_chars || is_space (brv_shaped_text_get_char (text, at));
}

/* French signs with plain spaces typed at their inner side. Where a guillemet has none, it is the
 * other way round, as in German: a space there is one between words. */
static gboolean
is_spaced_sign (const BrvShapedText *text, guint at)
{
  gunichar before = brv_shaped_text_get_char (text, at - 2);
  gunichar after = brv_shaped_text_get_char (text, at);

  if (before == 0xab &&
      (at == 2 || is_space_at (text, at - 3) || opens (brv_shaped_text_get_char (text, at - 3))))
    return TRUE;
  if (after == 0xbb)
    return at + 1 >= text->n_chars || !g_unichar_isalnum (brv_shaped_text_get_char (text, at + 1));
  return strchr ("?!:;", after < 0x80 ? (int)after : 'x') != NULL && is_space_at (text, at + 1);
}

/**
 * brv_break_rules_forbid:
 * @text: a shaped text
 * @at: a character before which Unicode allows a break
 *
 * Says where no line ends: before a dash or an ellipsis, with a space before it or without; between
 * "p." or "para." and its number, a number and its unit, the groups of a number, a day and its month,
 * an initial and the name; between words and the French signs with a space; in some languages, after
 * a word of one letter.
 *
 * Returns: whether there must be no break
 */
gboolean
brv_break_rules_forbid (const BrvShapedText *text, guint at)
{
  gunichar before;
  gunichar after;
  g_autofree char *word = NULL;

  if (at < 2 || at >= text->n_chars)
    return FALSE;
  after = brv_shaped_text_get_char (text, at);
  if (after == EN_DASH || after == EM_DASH || after == ELLIPSIS)
    return TRUE;
  if (!is_space (brv_shaped_text_get_char (text, at - 1)))
    return FALSE;
  if (text->binds_letters && is_one_letter (text, at - 1))
    return TRUE;
  if (is_spaced_sign (text, at))
    return TRUE;
  before = brv_shaped_text_get_char (text, at - 2);
  if (g_unichar_isdigit (before))
    return forbid_after_number (text, at);
  if (g_unichar_isdigit (after))
    {
      word = dup_word_before (text, at - 1);
      return is_listed (word, before_numbers, G_N_ELEMENTS (before_numbers));
    }
  if (before == '.' && g_unichar_isupper (after))
    {
      word = dup_word_before (text, at - 1);
      return is_initial (word);
    }
  return FALSE;
}

static gboolean
ends_address (const BrvShapedText *text, guint at)
{
  return text->attributes[at].is_white ||
         strchr (">)]\"", (int)text->text[text->offsets[at]]) != NULL;
}

/* A name of a host and a slash: "example.org/path". */
static gboolean
begins_with_host (const char *word)
{
  const char *at = word;
  const char *dot = NULL;

  for (; g_ascii_isalnum (*at) || *at == '.' || *at == '-'; at++)
    {
      if (*at == '.' && dot == NULL)
        dot = at;
    }
  return *at == '/' && dot != NULL && dot > word && g_ascii_isalpha (dot[1]);
}

/**
 * brv_break_rules_find_address_end:
 * @text: a shaped text
 * @start: a character
 *
 * Finds out whether an address begins at a character.
 *
 * Returns: the character after the address, or @start if there is none
 */
guint
brv_break_rules_find_address_end (const BrvShapedText *text, guint start)
{
  const char *word = text->text + text->offsets[start];
  gboolean is_address = FALSE;
  guint end = start;

  /* Asked for every letter, so most are let go by their first byte. */
  for (guint i = 0; i < G_N_ELEMENTS (address_starts); i++)
    is_address = is_address || (word[0] == address_starts[i][0] &&
                                strncmp (word, address_starts[i], strlen (address_starts[i])) == 0);
  if (!is_address && (start == 0 || ends_address (text, start - 1)))
    is_address = begins_with_host (word);
  while (is_address && end < text->n_chars && !ends_address (text, end))
    end++;
  return end;
}

/* After "//": a line that ends so shows nothing of the address. */
static gboolean
ends_scheme (const BrvShapedText *text, guint at)
{
  return at > 1 && text->text[text->offsets[at - 1]] == '/' &&
         text->text[text->offsets[at - 2]] == '/';
}

/**
 * brv_break_rules_divide_address:
 * @text: a shaped text
 * @at: a character inside an address
 *
 * Says whether an address may be divided before a character: best after a slash or another mark
 * that parts it, but not between two of them; less well before a hyphen and its like, so that none
 * of these looks like the line's own; worst after "https://".
 *
 * Source: The Chicago Manual of Style, 17th edition, 14.18, for what may stand at a line's end.
 *
 * Returns: whether it may, and how well it looks
 */
BrvAddressBreak
brv_break_rules_divide_address (const BrvShapedText *text, guint at)
{
  char before = text->text[text->offsets[at - 1]];
  char after = text->text[text->offsets[at]];

  if (strchr ("/:=&", before) != NULL)
    {
      if (strchr ("/:=&", after) != NULL)
        return BRV_ADDRESS_BREAK_NONE;
      return ends_scheme (text, at) ? BRV_ADDRESS_BREAK_SCHEME : BRV_ADDRESS_BREAK_GOOD;
    }
  if (strchr ("?-_%#~", after) != NULL && g_ascii_isalnum (before))
    return BRV_ADDRESS_BREAK_POOR;
  return BRV_ADDRESS_BREAK_NONE;
}
