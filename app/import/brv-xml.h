/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Reads an XML part element by element, so that a document need not stand in memory as a tree.
 * Nothing is fetched, no DTD is loaded, and an entity that the part defines is an error: a word
 * may not go missing. libxml2's limits of depth (256) and of one text's size (10 MB) hold.
 */
typedef struct _BrvXml BrvXml;

typedef enum
{
  BRV_XML_START, /* of an element; an empty one has a BRV_XML_END too */
  BRV_XML_END,
  BRV_XML_TEXT,
  BRV_XML_DONE,  /* the whole part was read */
  BRV_XML_ERROR, /* it is damaged */
} BrvXmlEvent;

BrvXml *brv_xml_new (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
void brv_xml_free (BrvXml *self);

BrvXmlEvent brv_xml_next (BrvXml *self);
gboolean brv_xml_skip (BrvXml *self);
char *brv_xml_dup_text (BrvXml *self);
void brv_xml_keep_first (char **place, char *value);

const char *brv_xml_get_name (const BrvXml *self);
const char *brv_xml_get_namespace (const BrvXml *self);
const char *brv_xml_get_attribute (const BrvXml *self, const char *name);
const char *brv_xml_get_text (const BrvXml *self);

gboolean brv_xml_fail_damaged (GError **error, const char *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvXml, brv_xml_free)

G_END_DECLS
