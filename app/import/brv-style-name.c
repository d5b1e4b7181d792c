/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "import/brv-style-name.h"

#define MAX_LEVEL 9

typedef struct
{
  const char *name; /* letters alone, case-folded */
  BrvRole role;
} Meaning;

/*
 * Names of styles that carry a number, without it: Word's and LibreOffice's own in the languages
 * of their windows. Files of Word name them in English, except RTF and what other programs write.
 */
static const Meaning numbered[] = {
  { "heading", BRV_ROLE_HEADING },
  { "überschrift", BRV_ROLE_HEADING },
  { "titre", BRV_ROLE_HEADING },
  { "título", BRV_ROLE_HEADING },
  { "encabezado", BRV_ROLE_HEADING },
  { "titolo", BRV_ROLE_HEADING },
  { "intestazione", BRV_ROLE_HEADING },
  { "kop", BRV_ROLE_HEADING },
  { "rubrik", BRV_ROLE_HEADING },
  { "overskrift", BRV_ROLE_HEADING },
  { "otsikko", BRV_ROLE_HEADING },
  { "nagłówek", BRV_ROLE_HEADING },
  { "nadpis", BRV_ROLE_HEADING },
  { "címsor", BRV_ROLE_HEADING },
  { "titlu", BRV_ROLE_HEADING },
  { "başlık", BRV_ROLE_HEADING },
  { "επικεφαλίδα", BRV_ROLE_HEADING },
  { "заголовок", BRV_ROLE_HEADING },
  { "заглавие", BRV_ROLE_HEADING },
  { "naslov", BRV_ROLE_HEADING },
  { "見出し", BRV_ROLE_HEADING },
  { "标题", BRV_ROLE_HEADING },
  { "標題", BRV_ROLE_HEADING },
  { "제목", BRV_ROLE_HEADING },
  { "toc", BRV_ROLE_FURNITURE },
  { "contents", BRV_ROLE_FURNITURE },
  { "index", BRV_ROLE_FURNITURE },
  { "verzeichnis", BRV_ROLE_FURNITURE },
  { "inhaltsverzeichnis", BRV_ROLE_FURNITURE },
  { "tm", BRV_ROLE_FURNITURE },
  { "tdc", BRV_ROLE_FURNITURE },
  { "listbullet", BRV_ROLE_LIST_ITEM },
  { "listnumber", BRV_ROLE_LIST_ITEM },
  { "list", BRV_ROLE_LIST_ITEM },
  { "numbering", BRV_ROLE_LIST_ITEM },
  { "aufzählung", BRV_ROLE_LIST_ITEM },
  { "aufzählungszeichen", BRV_ROLE_LIST_ITEM },
  { "listennummer", BRV_ROLE_LIST_ITEM },
};

/* Names of styles without a number. */
static const Meaning plain[] = {
  { "title", BRV_ROLE_TITLE },
  { "titel", BRV_ROLE_TITLE },
  { "titre", BRV_ROLE_TITLE },
  { "titreprincipal", BRV_ROLE_TITLE },
  { "título", BRV_ROLE_TITLE },
  { "puesto", BRV_ROLE_TITLE },
  { "titolo", BRV_ROLE_TITLE },
  { "titoloprincipale", BRV_ROLE_TITLE },
  { "tittel", BRV_ROLE_TITLE },
  { "tytuł", BRV_ROLE_TITLE },
  { "název", BRV_ROLE_TITLE },
  { "titlu", BRV_ROLE_TITLE },
  { "название", BRV_ROLE_TITLE },
  { "documenttitle", BRV_ROLE_TITLE },
  { "headline", BRV_ROLE_TITLE },
  { "subtitle", BRV_ROLE_STANDFIRST },
  { "untertitel", BRV_ROLE_STANDFIRST },
  { "soustitre", BRV_ROLE_STANDFIRST },
  { "subtítulo", BRV_ROLE_STANDFIRST },
  { "sottotitolo", BRV_ROLE_STANDFIRST },
  { "ondertitel", BRV_ROLE_STANDFIRST },
  { "underrubrik", BRV_ROLE_STANDFIRST },
  { "undertitel", BRV_ROLE_STANDFIRST },
  { "undertittel", BRV_ROLE_STANDFIRST },
  { "alaotsikko", BRV_ROLE_STANDFIRST },
  { "podtytuł", BRV_ROLE_STANDFIRST },
  { "podtitul", BRV_ROLE_STANDFIRST },
  { "alcím", BRV_ROLE_STANDFIRST },
  { "подзаголовок", BRV_ROLE_STANDFIRST },
  { "standfirst", BRV_ROLE_STANDFIRST },
  { "deck", BRV_ROLE_STANDFIRST },
  { "lead", BRV_ROLE_STANDFIRST },
  { "lede", BRV_ROLE_STANDFIRST },
  { "vorspann", BRV_ROLE_STANDFIRST },
  { "chapô", BRV_ROLE_STANDFIRST },
  { "ingress", BRV_ROLE_STANDFIRST },
  { "author", BRV_ROLE_BYLINE },
  { "authors", BRV_ROLE_BYLINE },
  { "byline", BRV_ROLE_BYLINE },
  { "autor", BRV_ROLE_BYLINE },
  { "auteur", BRV_ROLE_BYLINE },
  { "autore", BRV_ROLE_BYLINE },
  { "quote", BRV_ROLE_QUOTE },
  { "quotations", BRV_ROLE_QUOTE },
  { "quotation", BRV_ROLE_QUOTE },
  { "blockquote", BRV_ROLE_QUOTE },
  { "blockquotation", BRV_ROLE_QUOTE },
  { "blocktext", BRV_ROLE_QUOTE },
  { "intensequote", BRV_ROLE_QUOTE },
  { "quoteintense", BRV_ROLE_QUOTE },
  { "zitat", BRV_ROLE_QUOTE },
  { "intensiveszitat", BRV_ROLE_QUOTE },
  { "citation", BRV_ROLE_QUOTE },
  { "citationintense", BRV_ROLE_QUOTE },
  { "cita", BRV_ROLE_QUOTE },
  { "citadestacada", BRV_ROLE_QUOTE },
  { "citação", BRV_ROLE_QUOTE },
  { "citazione", BRV_ROLE_QUOTE },
  { "citaat", BRV_ROLE_QUOTE },
  { "citat", BRV_ROLE_QUOTE },
  { "sitat", BRV_ROLE_QUOTE },
  { "cytat", BRV_ROLE_QUOTE },
  { "цитата", BRV_ROLE_QUOTE },
  { "引用", BRV_ROLE_QUOTE },
  { "引用文", BRV_ROLE_QUOTE },
  { "pullquote", BRV_ROLE_PULL_QUOTE },
  { "caption", BRV_ROLE_CAPTION },
  { "captionedfigure", BRV_ROLE_PARAGRAPH },
  { "imagecaption", BRV_ROLE_CAPTION },
  { "tablecaption", BRV_ROLE_CAPTION },
  { "figurecaption", BRV_ROLE_CAPTION },
  { "beschriftung", BRV_ROLE_CAPTION },
  { "légende", BRV_ROLE_CAPTION },
  { "leyenda", BRV_ROLE_CAPTION },
  { "legenda", BRV_ROLE_CAPTION },
  { "didascalia", BRV_ROLE_CAPTION },
  { "bijschrift", BRV_ROLE_CAPTION },
  { "beskrivning", BRV_ROLE_CAPTION },
  { "billedtekst", BRV_ROLE_CAPTION },
  { "bildetekst", BRV_ROLE_CAPTION },
  { "kuvaotsikko", BRV_ROLE_CAPTION },
  { "titulek", BRV_ROLE_CAPTION },
  { "题注", BRV_ROLE_CAPTION },
  { "図表番号", BRV_ROLE_CAPTION },
  { "htmlpreformatted", BRV_ROLE_PREFORMATTED },
  { "preformattedtext", BRV_ROLE_PREFORMATTED },
  { "preformatted", BRV_ROLE_PREFORMATTED },
  { "sourcecode", BRV_ROLE_PREFORMATTED },
  { "code", BRV_ROLE_PREFORMATTED },
  { "codeblock", BRV_ROLE_PREFORMATTED },
  { "verbatim", BRV_ROLE_PREFORMATTED },
  { "footnotetext", BRV_ROLE_FOOTNOTE },
  { "endnotetext", BRV_ROLE_FOOTNOTE },
  { "tocheading", BRV_ROLE_FURNITURE },
  { "contentsheading", BRV_ROLE_FURNITURE },
  { "inhaltsverzeichnisüberschrift", BRV_ROLE_FURNITURE },
  { "entêtedetabledesmatières", BRV_ROLE_FURNITURE },
  { "tableoffigures", BRV_ROLE_FURNITURE },
};

/* Letters alone in lower case; a number at the end apart. */
static char *
fold_name (const char *name, guint *number)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
  g_autofree char *folded = normal != NULL ? g_utf8_strdown (normal, -1) : g_strdup ("");
  GString *letters = g_string_new (NULL);
  const char *digits = NULL;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c))
        {
          g_string_append_unichar (letters, c);
          digits = NULL;
        }
      else if (g_ascii_isdigit (*p) && digits == NULL)
        digits = p;
    }
  *number = digits != NULL ? (guint)MIN (strtoul (digits, NULL, 10), 99) : 0;
  return g_string_free (letters, FALSE);
}

static gboolean
find (const Meaning *table, guint n, const char *letters, BrvRole *role)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (table[i].name, letters))
      {
        *role = table[i].role;
        return TRUE;
      }
  return FALSE;
}

/**
 * brv_style_name_judge:
 * @name: a paragraph style's name, as a program shows or stores it
 * @meaning: (out): what its paragraphs are
 *
 * Reads the names that word processors give their own styles, in their languages.
 *
 * Returns: whether the name says anything
 */
gboolean
brv_style_name_judge (const char *name, BrvStyleMeaning *meaning)
{
  guint number = 0;
  g_autofree char *letters = NULL;
  BrvRole role = BRV_ROLE_PARAGRAPH;

  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (meaning != NULL, FALSE);

  letters = fold_name (name, &number);
  *meaning = (BrvStyleMeaning){ BRV_ROLE_PARAGRAPH, 0 };
  if (number >= 1 && number <= MAX_LEVEL &&
      find (numbered, G_N_ELEMENTS (numbered), letters, &role))
    {
      *meaning = (BrvStyleMeaning){ role, role == BRV_ROLE_FURNITURE ? 0 : number };
      return TRUE;
    }
  if (number == 0 && (g_str_equal (letters, "listbullet") || g_str_equal (letters, "listnumber")))
    {
      *meaning = (BrvStyleMeaning){ BRV_ROLE_LIST_ITEM, 1 };
      return TRUE;
    }
  if (number == 0 && find (plain, G_N_ELEMENTS (plain), letters, &role))
    {
      *meaning = (BrvStyleMeaning){ role, role == BRV_ROLE_QUOTE ? 1 : 0 };
      return TRUE;
    }
  return FALSE;
}
