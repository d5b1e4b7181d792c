/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "import/brv-docx-styles.h"
#include "import/brv-xml.h"

/* A style that is based on itself, however far around, must end somewhere. */
#define MAX_CHAIN 32

typedef struct
{
  char *name;
  char *base;
  gint outline;
  gint list;
  gint list_level;
} Style;

struct _BrvDocxStyles
{
  GHashTable *styles; /* id -> Style */
  char *language;     /* (nullable) */
  char *fallback;     /* (nullable): the id of paragraphs that name no style */
};

static void
style_free (gpointer data)
{
  Style *style = data;

  g_free (style->name);
  g_free (style->base);
  g_free (style);
}

static gint
read_number (const BrvXml *xml)
{
  const char *value = brv_xml_get_attribute (xml, "val");

  return value != NULL ? (gint)CLAMP (strtol (value, NULL, 10), 0, G_MAXINT16) : 0;
}

static void
read_style_property (const BrvXml *xml, Style *style)
{
  const char *name = brv_xml_get_name (xml);

  if (g_str_equal (name, "name") && style->name == NULL)
    style->name = g_strdup (brv_xml_get_attribute (xml, "val"));
  else if (g_str_equal (name, "basedOn") && style->base == NULL)
    style->base = g_strdup (brv_xml_get_attribute (xml, "val"));
  else if (g_str_equal (name, "outlineLvl"))
    style->outline = read_number (xml);
  else if (g_str_equal (name, "numId"))
    style->list = read_number (xml);
  else if (g_str_equal (name, "ilvl"))
    style->list_level = read_number (xml);
}

/* Reads to the end of a style. */
static void
read_style (BrvDocxStyles *self, BrvXml *xml)
{
  const char *type = brv_xml_get_attribute (xml, "type");
  const char *is_default = brv_xml_get_attribute (xml, "default");
  g_autofree char *id = g_strdup (brv_xml_get_attribute (xml, "styleId"));
  Style *style = NULL;
  guint depth = 1;

  if (id == NULL || g_strcmp0 (type, "paragraph") != 0)
    {
      brv_xml_skip (xml);
      return;
    }
  if (is_default != NULL && (*is_default == '1' || *is_default == 't' || *is_default == 'o'))
    {
      g_free (self->fallback);
      self->fallback = g_strdup (id);
    }
  style = g_new0 (Style, 1);
  style->outline = style->list = style->list_level = BRV_DOCX_UNSET;
  while (depth > 0)
    {
      BrvXmlEvent event = brv_xml_next (xml);

      if (event == BRV_XML_DONE || event == BRV_XML_ERROR)
        break;
      if (event == BRV_XML_END)
        depth--;
      else if (event == BRV_XML_START)
        {
          depth++;
          read_style_property (xml, style);
        }
    }
  g_hash_table_replace (self->styles, g_steal_pointer (&id), style);
}

/**
 * brv_docx_styles_new:
 * @part: (nullable): the part with the styles; of a damaged one what comes before the damage is
 *   read
 *
 * Returns: (transfer full): the styles
 */
BrvDocxStyles *
brv_docx_styles_new (GBytes *part)
{
  BrvDocxStyles *self = g_new0 (BrvDocxStyles, 1);
  g_autoptr (BrvXml) xml = part != NULL ? brv_xml_new (part) : NULL;

  self->styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, style_free);
  while (xml != NULL)
    {
      BrvXmlEvent event = brv_xml_next (xml);

      if (event == BRV_XML_DONE || event == BRV_XML_ERROR)
        break;
      if (event != BRV_XML_START)
        continue;
      if (g_str_equal (brv_xml_get_name (xml), "style"))
        read_style (self, xml);
      else if (g_str_equal (brv_xml_get_name (xml), "lang") && self->language == NULL)
        self->language = g_strdup (brv_xml_get_attribute (xml, "val"));
    }
  return self;
}

/**
 * brv_docx_styles_free:
 * @self: (transfer full) (nullable): styles
 *
 * Frees @self.
 */
void
brv_docx_styles_free (BrvDocxStyles *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->styles);
  g_free (self->language);
  g_free (self->fallback);
  g_free (self);
}

static const Style *
find_style (const BrvDocxStyles *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->styles, id) : NULL;
}

/* What the names of a style and of those it is based on say. What only one place of a document
 * can be is not inherited: a style for the title page is often based on that of the title. */
static gboolean
judge_names (const BrvDocxStyles *self, const char *id, BrvStyleMeaning *meaning)
{
  const Style *style = find_style (self, id);

  /* A document that lacks its styles still names them by ids, in the language of the program. */
  if (style == NULL)
    return id != NULL && brv_style_name_judge (id, meaning);
  for (guint i = 0; style != NULL && i < MAX_CHAIN; i++)
    {
      if (style->name != NULL && brv_style_name_judge (style->name, meaning) &&
          (i == 0 || (meaning->role != BRV_ROLE_TITLE && meaning->role != BRV_ROLE_STANDFIRST &&
                      meaning->role != BRV_ROLE_BYLINE && meaning->role != BRV_ROLE_PARAGRAPH)))
        return TRUE;
      style = find_style (self, style->base);
    }
  *meaning = (BrvStyleMeaning){ BRV_ROLE_PARAGRAPH, 0 };
  return FALSE;
}

/* Takes from the style, and those it is based on, what the paragraph does not say itself. */
static BrvDocxParagraph
inherit (const BrvDocxStyles *self, const BrvDocxParagraph *paragraph)
{
  BrvDocxParagraph full = *paragraph;
  const Style *style = find_style (self, full.style);

  for (guint i = 0; style != NULL && i < MAX_CHAIN; i++)
    {
      if (full.outline == BRV_DOCX_UNSET)
        full.outline = style->outline;
      if (full.list == BRV_DOCX_UNSET)
        full.list = style->list;
      if (full.list_level == BRV_DOCX_UNSET)
        full.list_level = style->list_level;
      style = find_style (self, style->base);
    }
  return full;
}

/**
 * brv_docx_styles_judge:
 * @self: styles
 * @paragraph: what a paragraph says itself
 * @meaning: (out): what it is
 *
 * Finds a paragraph's role by its own outline level or list, by those of its style, and by the
 * names of its style and of those that it is based on.
 *
 * Returns: whether anything says it; if not, it is a paragraph by default
 */
gboolean
brv_docx_styles_judge (const BrvDocxStyles *self,
                       const BrvDocxParagraph *paragraph,
                       BrvStyleMeaning *meaning)
{
  BrvDocxParagraph full = *paragraph;
  gboolean named = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (meaning != NULL, FALSE);

  if (full.style == NULL)
    full.style = self->fallback;
  named = judge_names (self, full.style, meaning);
  full = inherit (self, &full);
  if (named && meaning->role != BRV_ROLE_HEADING && meaning->role != BRV_ROLE_LIST_ITEM &&
      meaning->role != BRV_ROLE_PARAGRAPH)
    return TRUE;
  if (full.outline >= 0 && full.outline < BRV_DOCX_NO_OUTLINE)
    {
      *meaning = (BrvStyleMeaning){ BRV_ROLE_HEADING, (guint)full.outline + 1 };
      return TRUE;
    }
  if (named && meaning->role == BRV_ROLE_HEADING)
    {
      if (full.outline != BRV_DOCX_NO_OUTLINE)
        return TRUE;
      *meaning = (BrvStyleMeaning){ BRV_ROLE_PARAGRAPH, 0 };
      named = FALSE;
    }
  if (full.list > 0)
    {
      guint level = (guint)MAX (full.list_level, 0) + 1;

      /* The second and third of Word's own list styles are lists of one level, set further in. */
      if (named && meaning->role == BRV_ROLE_LIST_ITEM)
        level = MAX (level, meaning->level);
      *meaning = (BrvStyleMeaning){ BRV_ROLE_LIST_ITEM, level };
      return TRUE;
    }
  if (full.list == 0 && named && meaning->role == BRV_ROLE_LIST_ITEM)
    {
      *meaning = (BrvStyleMeaning){ BRV_ROLE_PARAGRAPH, 0 };
      return FALSE;
    }
  return named && meaning->role != BRV_ROLE_PARAGRAPH;
}

/**
 * brv_docx_styles_get_language:
 * @self: styles
 *
 * Returns: (nullable): the language of text that names none
 */
const char *
brv_docx_styles_get_language (const BrvDocxStyles *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->language;
}
