/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Source: ISO/IEC 29500-1:2016, §17 (WordprocessingML), in the transitional and strict namespaces. */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "import/brv-docx-tag.h"

typedef struct
{
  const char *name;
  BrvDocxTag tag;
} TagName;

/* Sorted by name, for bsearch(). */
static const TagName tag_table[] = {
  { "Fallback", BRV_DOCX_SKIPPED }, /* says once more what stands in its Choice */
  { "altChunk", BRV_DOCX_SKIPPED },
  { "blip", BRV_DOCX_BLIP },
  { "br", BRV_DOCX_BR },
  { "cr", BRV_DOCX_CR },
  { "del", BRV_DOCX_SKIPPED },
  { "delText", BRV_DOCX_SKIPPED },
  { "docPr", BRV_DOCX_DOC_PR },
  { "endnote", BRV_DOCX_ENDNOTE },
  { "endnoteReference", BRV_DOCX_ENDNOTE_REFERENCE },
  { "fldChar", BRV_DOCX_FIELD },
  { "footnote", BRV_DOCX_FOOTNOTE },
  { "footnoteReference", BRV_DOCX_FOOTNOTE_REFERENCE },
  { "gridAfter", BRV_DOCX_GRID_AFTER },
  { "gridBefore", BRV_DOCX_GRID_BEFORE },
  { "gridSpan", BRV_DOCX_GRID_SPAN },
  { "imagedata", BRV_DOCX_IMAGE_DATA },
  { "instrText", BRV_DOCX_SKIPPED },
  { "moveFrom", BRV_DOCX_SKIPPED },
  { "noBreakHyphen", BRV_DOCX_HYPHEN },
  { "p", BRV_DOCX_P },
  { "pPr", BRV_DOCX_P_PR },
  { "ptab", BRV_DOCX_TAB },
  { "r", BRV_DOCX_R },
  { "rPr", BRV_DOCX_R_PR },
  { "rt", BRV_DOCX_SKIPPED }, /* how to read the characters below it */
  { "sdt", BRV_DOCX_SDT },
  { "sdtPr", BRV_DOCX_SDT_PR },
  { "sectPr", BRV_DOCX_SKIPPED },
  { "shape", BRV_DOCX_SHAPE },
  { "softHyphen", BRV_DOCX_SOFT_HYPHEN },
  { "sym", BRV_DOCX_SYMBOL },
  { "t", BRV_DOCX_T },
  { "tab", BRV_DOCX_TAB },
  { "tbl", BRV_DOCX_TABLE },
  { "tblGrid", BRV_DOCX_SKIPPED },
  { "tc", BRV_DOCX_TC },
  { "tr", BRV_DOCX_TR },
  { "txbxContent", BRV_DOCX_TEXT_BOX },
};

static int
compare_names (const void *a, const void *b)
{
  return strcmp (((const TagName *)a)->name, ((const TagName *)b)->name);
}

static gboolean
is_word_namespace (const char *address)
{
  return g_str_has_suffix (address, "/wordprocessingml/2006/main") ||
         g_str_has_suffix (address, "/wordprocessingml/main");
}

/**
 * brv_docx_tag_find:
 * @xml: a reader at an element
 *
 * Returns: which element it is
 */
BrvDocxTag
brv_docx_tag_find (const BrvXml *xml)
{
  TagName key = { brv_xml_get_name (xml), BRV_DOCX_OTHER };
  const TagName *found =
    bsearch (&key, tag_table, G_N_ELEMENTS (tag_table), sizeof (TagName), compare_names);
  const char *address = NULL;

  if (found == NULL)
    return BRV_DOCX_OTHER;
  if (found->tag == BRV_DOCX_BLIP || found->tag == BRV_DOCX_DOC_PR ||
      found->tag == BRV_DOCX_IMAGE_DATA || found->tag == BRV_DOCX_SHAPE || *found->name == 'F')
    return found->tag;
  address = brv_xml_get_namespace (xml);
  if (is_word_namespace (address))
    return found->tag;
  /* Formulas are text too. */
  return found->tag == BRV_DOCX_T && strstr (address, "officeDocument") != NULL ? BRV_DOCX_T
                                                                                : BRV_DOCX_OTHER;
}
