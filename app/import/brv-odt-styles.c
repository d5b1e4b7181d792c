/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-odt-styles.h"

/* A style that is based on itself, however far around, must end somewhere. */
#define MAX_CHAIN 32

typedef enum
{
  UNSET,
  OFF,
  ON,
} Switch;

typedef struct
{
  char *name; /* as the user sees it */
  char *base;
  gboolean automatic; /* made by the program for a paragraph's own formatting */
  Switch bold;
  Switch hidden;
  char *language;
} Style;

struct _BrvOdtStyles
{
  GHashTable *paragraphs; /* name -> Style */
  GHashTable *texts;      /* name -> Style */
  char *language;         /* (nullable): of text whose styles name none */
};

static void
style_free (gpointer data)
{
  Style *style = data;

  g_free (style->name);
  g_free (style->base);
  g_free (style->language);
  g_free (style);
}

/**
 * brv_odt_styles_new:
 *
 * Returns: (transfer full): no styles yet
 */
BrvOdtStyles *
brv_odt_styles_new (void)
{
  BrvOdtStyles *self = g_new0 (BrvOdtStyles, 1);

  self->paragraphs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, style_free);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, style_free);
  return self;
}

/**
 * brv_odt_styles_free:
 * @self: (transfer full) (nullable): styles
 *
 * Frees @self.
 */
void
brv_odt_styles_free (BrvOdtStyles *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->paragraphs);
  g_hash_table_unref (self->texts);
  g_free (self->language);
  g_free (self);
}

/* Style names hold letters, digits and few signs; others stand as _HEX_, a space as _20_. */
static char *
decode_name (const char *name)
{
  GString *out = g_string_new (NULL);

  while (*name != '\0')
    {
      const char *p = name + 1;
      gunichar c = 0;

      while (*name == '_' && p - name <= 6 && g_ascii_isxdigit (*p))
        c = c * 16 + (gunichar)g_ascii_xdigit_value (*p++);
      if (*name == '_' && p > name + 1 && *p == '_' && c > 0 && g_unichar_validate (c))
        {
          g_string_append_unichar (out, c);
          name = p + 1;
        }
      else
        g_string_append_c (out, *name++);
    }
  return g_string_free (out, FALSE);
}

static char *
join_language (const BrvXml *xml)
{
  const char *language = brv_xml_get_attribute (xml, "language");
  g_autofree char *joined = NULL;
  const char *country = NULL;

  if (language == NULL || *language == '\0' || g_str_equal (language, "zxx") ||
      g_str_equal (language, "none"))
    return NULL;
  joined = g_strdup (language);
  country = brv_xml_get_attribute (xml, "country");
  return country != NULL && *country != '\0' && !g_str_equal (country, "none")
           ? g_strconcat (joined, "-", country, NULL)
           : g_steal_pointer (&joined);
}

static void
read_letters (const BrvXml *xml, Style *style)
{
  const char *weight = brv_xml_get_attribute (xml, "font-weight");
  const char *display = brv_xml_get_attribute (xml, "display");

  if (weight != NULL)
    style->bold =
      g_str_equal (weight, "bold") || g_ascii_strtoull (weight, NULL, 10) >= 600 ? ON : OFF;
  if (display != NULL)
    style->hidden = g_str_equal (display, "none") ? ON : OFF;
  g_free (style->language);
  style->language = join_language (xml);
}

/* Reads to the end of a style; style may be NULL, to only skip it. */
static void
read_style (BrvXml *xml, Style *style)
{
  guint depth = 1;

  while (depth > 0)
    {
      BrvXmlEvent event = brv_xml_next (xml);

      if (event == BRV_XML_DONE || event == BRV_XML_ERROR)
        return;
      if (event == BRV_XML_END)
        depth--;
      else if (event == BRV_XML_START)
        {
          if (depth++ == 1 && g_str_equal (brv_xml_get_name (xml), "text-properties"))
            read_letters (xml, style);
        }
    }
}

static void
read_named_style (BrvOdtStyles *self, BrvXml *xml, gboolean automatic)
{
  const char *family = brv_xml_get_attribute (xml, "family");
  g_autofree char *key = g_strdup (brv_xml_get_attribute (xml, "name"));
  const char *shown = brv_xml_get_attribute (xml, "display-name");
  GHashTable *table = g_strcmp0 (family, "paragraph") == 0 ? self->paragraphs
                      : g_strcmp0 (family, "text") == 0    ? self->texts
                                                           : NULL;
  Style *style = NULL;

  if (table == NULL || key == NULL)
    {
      brv_xml_skip (xml);
      return;
    }
  style = g_new0 (Style, 1);
  style->automatic = automatic;
  style->name = shown != NULL ? g_strdup (shown) : decode_name (key);
  style->base = g_strdup (brv_xml_get_attribute (xml, "parent-style-name"));
  read_style (xml, style);
  g_hash_table_replace (table, g_steal_pointer (&key), style);
}

static void
read_default_style (BrvOdtStyles *self, BrvXml *xml)
{
  const char *family = brv_xml_get_attribute (xml, "family");
  gboolean is_paragraph = g_strcmp0 (family, "paragraph") == 0;
  Style style = { 0 };

  read_style (xml, &style);
  if (is_paragraph && style.language != NULL)
    {
      g_free (self->language);
      self->language = g_steal_pointer (&style.language);
    }
  g_free (style.language);
}

/**
 * brv_odt_styles_read:
 * @self: styles
 * @xml: a reader at the start of a group of styles
 * @automatic: whether they are automatic ones
 *
 * Adds the group's styles; the reader goes to its end.
 */
void
brv_odt_styles_read (BrvOdtStyles *self, BrvXml *xml, gboolean automatic)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (xml != NULL);

  for (;;)
    {
      BrvXmlEvent event = brv_xml_next (xml);

      if (event == BRV_XML_DONE || event == BRV_XML_ERROR || event == BRV_XML_END)
        return;
      if (event != BRV_XML_START)
        continue;
      if (g_str_equal (brv_xml_get_name (xml), "style"))
        read_named_style (self, xml, automatic);
      else if (g_str_equal (brv_xml_get_name (xml), "default-style"))
        read_default_style (self, xml);
      else
        brv_xml_skip (xml);
    }
}

static const Style *
find_style (const BrvOdtStyles *self, gboolean is_paragraph, const char *name)
{
  return name != NULL ? g_hash_table_lookup (is_paragraph ? self->paragraphs : self->texts, name)
                      : NULL;
}

/**
 * brv_odt_styles_judge:
 * @self: styles
 * @name: (nullable): a paragraph's style
 * @meaning: (out): what the paragraph is
 *
 * Finds a paragraph's role by the names of its style and of those that it is based on.
 *
 * Returns: whether they say it; if not, it is a paragraph by default
 */
gboolean
brv_odt_styles_judge (const BrvOdtStyles *self, const char *name, BrvStyleMeaning *meaning)
{
  const Style *style = NULL;
  gboolean own = TRUE;
  g_autofree char *decoded = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (meaning != NULL, FALSE);

  style = find_style (self, TRUE, name);
  if (style == NULL && name != NULL)
    {
      decoded = decode_name (name);
      return brv_style_name_judge (decoded, meaning) && meaning->role != BRV_ROLE_LIST_ITEM;
    }
  for (guint i = 0; style != NULL && i < MAX_CHAIN; i++)
    {
      /* What only one place of a document can be is not inherited, and that a paragraph is in a
       * list, its place tells. */
      if (!style->automatic)
        {
          if (brv_style_name_judge (style->name, meaning) && meaning->role != BRV_ROLE_LIST_ITEM &&
              meaning->role != BRV_ROLE_PARAGRAPH &&
              (own || (meaning->role != BRV_ROLE_TITLE && meaning->role != BRV_ROLE_STANDFIRST &&
                       meaning->role != BRV_ROLE_BYLINE)))
            return TRUE;
          own = FALSE;
        }
      style = find_style (self, TRUE, style->base);
    }
  *meaning = (BrvStyleMeaning){ BRV_ROLE_PARAGRAPH, 0 };
  return FALSE;
}

/**
 * brv_odt_styles_get_letters:
 * @self: styles
 * @name: (nullable): a style
 * @is_paragraph: whether it is one of paragraphs or of pieces of text
 * @letters: (inout): what is said around it; what the style says takes its place
 *
 * Finds how a style shows letters.
 */
void
brv_odt_styles_get_letters (const BrvOdtStyles *self,
                            const char *name,
                            gboolean is_paragraph,
                            BrvOdtLetters *letters)
{
  const Style *style = NULL;
  Switch bold = UNSET;
  Switch hidden = UNSET;
  const char *language = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (letters != NULL);

  style = find_style (self, is_paragraph, name);
  for (guint i = 0; style != NULL && i < MAX_CHAIN; i++)
    {
      bold = bold != UNSET ? bold : style->bold;
      hidden = hidden != UNSET ? hidden : style->hidden;
      language = language != NULL ? language : style->language;
      style = find_style (self, is_paragraph, style->base);
    }
  letters->bold = bold != UNSET ? bold == ON : letters->bold;
  letters->hidden = hidden != UNSET ? hidden == ON : letters->hidden;
  letters->language = language != NULL ? language : letters->language;
}

/**
 * brv_odt_styles_get_language:
 * @self: styles
 *
 * Returns: (nullable): the language of text whose styles name none
 */
const char *
brv_odt_styles_get_language (const BrvOdtStyles *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->language;
}
