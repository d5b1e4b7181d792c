/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Source: OpenDocument 1.2, part 1, §4 to §7, §9, §10 (OASIS, 2011). */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "import/brv-odt-tag.h"

typedef struct
{
  const char *name;
  BrvOdtTag tag;
} TagName;

/* Sorted by name, for bsearch(). */
static const TagName tag_table[] = {
  { "alphabetical-index", BRV_ODT_INDEX },
  { "annotation", BRV_ODT_SKIPPED },
  { "binary-data", BRV_ODT_BINARY },
  { "caption", BRV_ODT_TEXT_BOX },
  { "covered-table-cell", BRV_ODT_COVERED_CELL },
  { "custom-shape", BRV_ODT_TEXT_BOX },
  { "desc", BRV_ODT_DESCRIPTION },
  { "ellipse", BRV_ODT_TEXT_BOX },
  { "forms", BRV_ODT_SKIPPED },
  { "frame", BRV_ODT_FRAME },
  { "h", BRV_ODT_HEADING },
  { "hidden-paragraph", BRV_ODT_SKIPPED },
  { "hidden-text", BRV_ODT_SKIPPED },
  { "illustration-index", BRV_ODT_INDEX },
  { "image", BRV_ODT_IMAGE },
  { "line-break", BRV_ODT_LINE_BREAK },
  { "list", BRV_ODT_LIST },
  { "list-header", BRV_ODT_LIST_HEADER },
  { "list-item", BRV_ODT_ITEM },
  { "note", BRV_ODT_NOTE },
  { "note-body", BRV_ODT_NOTE_BODY },
  { "note-citation", BRV_ODT_NOTE_CITATION },
  { "object", BRV_ODT_OBJECT },
  { "object-index", BRV_ODT_INDEX },
  { "p", BRV_ODT_PARAGRAPH },
  { "placeholder", BRV_ODT_SKIPPED },
  { "polygon", BRV_ODT_TEXT_BOX },
  { "rect", BRV_ODT_TEXT_BOX },
  { "ruby-text", BRV_ODT_SKIPPED },
  { "s", BRV_ODT_SPACES },
  { "script", BRV_ODT_SKIPPED },
  { "section", BRV_ODT_SECTION },
  { "sequence-decls", BRV_ODT_SKIPPED },
  { "span", BRV_ODT_SPAN },
  { "tab", BRV_ODT_TAB },
  { "table", BRV_ODT_TABLE },
  { "table-cell", BRV_ODT_CELL },
  { "table-column", BRV_ODT_SKIPPED },
  { "table-index", BRV_ODT_INDEX },
  { "table-of-content", BRV_ODT_INDEX },
  { "table-row", BRV_ODT_ROW },
  { "text-box", BRV_ODT_TEXT_BOX },
  { "title", BRV_ODT_DESCRIPTION },
  { "tracked-changes", BRV_ODT_SKIPPED },
  { "user-field-decls", BRV_ODT_SKIPPED },
  { "user-index", BRV_ODT_INDEX },
  { "variable-decls", BRV_ODT_SKIPPED },
};

static int
compare_names (const void *a, const void *b)
{
  return strcmp (((const TagName *)a)->name, ((const TagName *)b)->name);
}

/**
 * brv_odt_tag_find:
 * @xml: a reader at an element
 *
 * Returns: which element it is
 */
BrvOdtTag
brv_odt_tag_find (const BrvXml *xml)
{
  TagName key = { brv_xml_get_name (xml), BRV_ODT_OTHER };
  const TagName *found =
    bsearch (&key, tag_table, G_N_ELEMENTS (tag_table), sizeof (TagName), compare_names);
  const char *address = NULL;

  if (found == NULL)
    return BRV_ODT_OTHER;
  address = brv_xml_get_namespace (xml);
  /* Names that other vocabularies use too. */
  if ((found->tag == BRV_ODT_DESCRIPTION && strstr (address, "svg") == NULL) ||
      (g_str_equal (found->name, "caption") && strstr (address, "drawing") == NULL) ||
      (g_str_equal (found->name, "table") && strstr (address, ":table:") == NULL) ||
      (g_str_equal (found->name, "image") && strstr (address, "drawing") == NULL) ||
      strstr (address, "chart") != NULL)
    return BRV_ODT_OTHER;
  return found->tag;
}
