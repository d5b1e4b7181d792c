/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <libxml/xmlreader.h>

#include "import/brv-import-error.h"
#include "import/brv-xml.h"

struct _BrvXml
{
  xmlTextReaderPtr reader; /* (nullable) */
  const xmlNode *node;     /* where it stands; the reader's */
  gboolean is_empty;       /* its element's end is not told by the reader */
  gboolean failed;
};

/**
 * brv_xml_new:
 * @bytes: an XML document; must outlive the reader
 *
 * Returns: (transfer full): a reader before its first element
 */
BrvXml *
brv_xml_new (GBytes *bytes)
{
  const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT;
  BrvXml *self = NULL;
  gsize length = 0;
  const char *data = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  self = g_new0 (BrvXml, 1);
  if (length > 0 && length <= G_MAXINT)
    self->reader = xmlReaderForMemory (data, (int)length, NULL, NULL, options);
  self->failed = self->reader == NULL;
  return self;
}

/**
 * brv_xml_free:
 * @self: (transfer full) (nullable): a reader
 *
 * Frees @self.
 */
void
brv_xml_free (BrvXml *self)
{
  if (self == NULL)
    return;
  xmlFreeTextReader (self->reader);
  g_free (self);
}

/**
 * brv_xml_next:
 * @self: a reader
 *
 * Goes to the next start, end or text.
 *
 * Returns: what stands there; once %BRV_XML_ERROR, for ever
 */
BrvXmlEvent
brv_xml_next (BrvXml *self)
{
  g_return_val_if_fail (self != NULL, BRV_XML_ERROR);

  if (self->is_empty)
    {
      self->is_empty = FALSE;
      return BRV_XML_END;
    }
  while (!self->failed)
    {
      int status = xmlTextReaderRead (self->reader);

      if (status == 0)
        return BRV_XML_DONE;
      if (status < 0)
        break;
      self->node = xmlTextReaderCurrentNode (self->reader);
      switch (xmlTextReaderNodeType (self->reader))
        {
        case XML_READER_TYPE_ELEMENT:
          self->is_empty = xmlTextReaderIsEmptyElement (self->reader) != 0;
          return BRV_XML_START;
        case XML_READER_TYPE_END_ELEMENT:
          return BRV_XML_END;
        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_CDATA:
        case XML_READER_TYPE_WHITESPACE:
        case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
          return BRV_XML_TEXT;
        case XML_READER_TYPE_ENTITY_REFERENCE:
          self->failed = TRUE;
          break;
        default:
          break;
        }
    }
  self->failed = TRUE;
  return BRV_XML_ERROR;
}

/**
 * brv_xml_skip:
 * @self: a reader at the start of an element
 *
 * Goes to the end of that element.
 *
 * Returns: whether it is there; %FALSE if the part is damaged before it
 */
gboolean
brv_xml_skip (BrvXml *self)
{
  guint depth = 1;

  g_return_val_if_fail (self != NULL, FALSE);

  while (depth > 0)
    switch (brv_xml_next (self))
      {
      case BRV_XML_START:
        depth++;
        break;
      case BRV_XML_END:
        depth--;
        break;
      case BRV_XML_TEXT:
        break;
      case BRV_XML_DONE:
      case BRV_XML_ERROR:
      default:
        return FALSE;
      }
  return TRUE;
}

/**
 * brv_xml_dup_text:
 * @self: a reader at the start of an element
 *
 * Goes to the end of that element.
 *
 * Returns: (transfer full): all text in it, without white space at its ends
 */
char *
brv_xml_dup_text (BrvXml *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint depth = 1;

  g_return_val_if_fail (self != NULL, NULL);

  while (depth > 0)
    {
      BrvXmlEvent event = brv_xml_next (self);

      if (event == BRV_XML_DONE || event == BRV_XML_ERROR)
        break;
      if (event == BRV_XML_TEXT)
        g_string_append (text, brv_xml_get_text (self));
      else if (event == BRV_XML_START)
        depth++;
      else
        depth--;
    }
  return g_strstrip (g_string_free (g_steal_pointer (&text), FALSE));
}

/**
 * brv_xml_keep_first:
 * @place: (inout): where a text is kept; %NULL at first
 * @value: (transfer full): a text
 *
 * Keeps the first of the texts that are given for one thing, if it is not empty.
 */
void
brv_xml_keep_first (char **place, char *value)
{
  if (*place == NULL && *value != '\0')
    *place = value;
  else
    g_free (value);
}

/**
 * brv_xml_get_name:
 * @self: a reader at an element's start or end
 *
 * Returns: the element's name without its prefix
 */
const char *
brv_xml_get_name (const BrvXml *self)
{
  g_return_val_if_fail (self != NULL && self->node != NULL, "");

  return (const char *)self->node->name;
}

/**
 * brv_xml_get_namespace:
 * @self: a reader at an element's start or end
 *
 * Returns: the address of the element's namespace; "" if it has none
 */
const char *
brv_xml_get_namespace (const BrvXml *self)
{
  g_return_val_if_fail (self != NULL && self->node != NULL, "");

  return self->node->ns != NULL && self->node->ns->href != NULL ? (const char *)self->node->ns->href
                                                                : "";
}

/**
 * brv_xml_get_attribute:
 * @self: a reader at an element's start
 * @name: an attribute's name without its prefix
 *
 * Returns: (nullable): the value of the first attribute of that name; valid until the reader goes
 *   on
 */
const char *
brv_xml_get_attribute (const BrvXml *self, const char *name)
{
  g_return_val_if_fail (self != NULL && self->node != NULL, NULL);

  if (self->node->type != XML_ELEMENT_NODE)
    return NULL;
  for (const xmlAttr *at = self->node->properties; at != NULL; at = at->next)
    if (strcmp ((const char *)at->name, name) == 0)
      return at->children != NULL && at->children->content != NULL
               ? (const char *)at->children->content
               : "";
  return NULL;
}

/**
 * brv_xml_get_text:
 * @self: a reader at a text
 *
 * Returns: it
 */
const char *
brv_xml_get_text (const BrvXml *self)
{
  g_return_val_if_fail (self != NULL && self->node != NULL, "");

  return self->node->content != NULL ? (const char *)self->node->content : "";
}

/**
 * brv_xml_fail_damaged:
 * @error: return location for an error
 * @part: the name of the part that could not be read
 *
 * Sets %BRV_IMPORT_ERROR_DAMAGED.
 *
 * Returns: %FALSE
 */
gboolean
brv_xml_fail_damaged (GError **error, const char *part)
{
  g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_DAMAGED, part);
  return FALSE;
}
