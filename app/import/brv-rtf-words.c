/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Source: Rich Text Format Specification 1.9.1 (Microsoft, 2008). */

#include "config.h"

#include "import/brv-rtf-words.h"

/**
 * brv_rtf_word_is_skipped:
 * @word: a control word
 *
 * Returns: whether the text of its group is not the document's: headers, comments, instructions
 */
gboolean
brv_rtf_word_is_skipped (const char *word)
{
  static const char *const words[] = {
    "colortbl",     "header",    "headerl",      "headerr",    "headerf",  "footer",
    "footerl",      "footerr",   "footerf",      "ftnsep",     "ftnsepc",  "ftncn",
    "aftnsep",      "aftnsepc",  "aftncn",       "nonshppict", "shprslt",  "sp",
    "listtable",    "fldinst",   "nonesttables", "annotation", "xe",       "tc",
    "rxe",          "private1",  "objdata",      "comment",    "keywords", "subject",
    "operator",     "doccomm",   "hlinkbase",    "company",    "manager",  "category",
    "nextfile",     "template",  "bkmkstart",    "bkmkend",    "printim",  "buptim",
    "levelnumbers", "leveltext", "listname",     "filetbl",    "revtbl",   "listoverridetable",
    NULL,
  };

  return g_strv_contains (words, word);
}

/**
 * brv_rtf_word_is_property:
 * @word: a control word
 *
 * Returns: whether its group is a property of the document that is read, though what is around it
 *   is skipped
 */
gboolean
brv_rtf_word_is_property (const char *word)
{
  static const char *const words[] = { "title", "author", "creatim", "revtim", NULL };

  return g_strv_contains (words, word);
}

/**
 * brv_rtf_word_is_list_number:
 * @word: a control word
 *
 * Returns: whether its group is the number or the bullet before an item of a list
 */
gboolean
brv_rtf_word_is_list_number (const char *word)
{
  static const char *const words[] = { "listtext", "pntext", "pn", NULL };

  return g_strv_contains (words, word);
}

/**
 * brv_rtf_word_find_place:
 * @word: a control word
 * @place: (out): what the text of its group is
 *
 * Returns: whether it says so
 */
gboolean
brv_rtf_word_find_place (const char *word, BrvRtfPlace *place)
{
  static const struct
  {
    const char *word;
    BrvRtfPlace place;
  } places[] = {
    { "fonttbl", BRV_RTF_PLACE_FONTS },   { "stylesheet", BRV_RTF_PLACE_STYLES },
    { "title", BRV_RTF_PLACE_TITLE },     { "author", BRV_RTF_PLACE_AUTHOR },
    { "creatim", BRV_RTF_PLACE_CREATED }, { "revtim", BRV_RTF_PLACE_MODIFIED },
    { "shpinst", BRV_RTF_PLACE_TEXT },    { "shppict", BRV_RTF_PLACE_TEXT },
    { "info", BRV_RTF_PLACE_SKIPPED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (word, places[i].word))
      {
        *place = places[i].place;
        return TRUE;
      }
  return FALSE;
}

/**
 * brv_rtf_word_find_text:
 * @word: a control word
 *
 * Returns: (nullable): the character that it stands for, "" for none; %NULL for another word
 */
const char *
brv_rtf_word_find_text (const char *word)
{
  static const struct
  {
    const char *word;
    const char *text;
  } characters[] = {
    { "tab", "\t" },           { "line", "\n" },          { "emdash", "\u2014" },
    { "endash", "\u2013" },    { "lquote", "\u2018" },    { "rquote", "\u2019" },
    { "ldblquote", "\u201C" }, { "rdblquote", "\u201D" }, { "bullet", "\u2022" },
    { "emspace", "\u2003" },   { "enspace", "\u2002" },   { "qmspace", "\u2005" },
    { "zwj", "\u200D" },       { "zwnj", "\u200C" },      { "ltrmark", "\u200E" },
    { "rtlmark", "\u200F" },   { "page", " " },           { "column", " " },
    { "softline", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (characters); i++)
    if (g_str_equal (word, characters[i].word))
      return characters[i].text;
  return NULL;
}
