/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "export/brv-pdf-outline.h"

/* An entry while the outline is built; the root is the first one, at level 0. */
typedef struct
{
  guint level;
  guint parent; /* index */
  guint first;  /* child, or 0 */
  guint last;
  guint previous; /* sibling, or 0 */
  guint n_below;  /* entries below it, at all levels */
  qpdf_oh object;
} Entry;

static void
link_entry (BrvPdfFile *file, const GArray *entries, guint from, const char *key, guint to)
{
  if (to != 0)
    qpdf_oh_replace_key (file->qpdf, g_array_index (entries, Entry, from).object, key,
                         g_array_index (entries, Entry, to).object);
}

/* Adds an entry behind the others, under the last one that has a lower level. */
static void
append_entry (GArray *entries, Entry entry)
{
  guint index = entries->len;
  Entry *parent;

  entry.parent = index - 1;
  while (g_array_index (entries, Entry, entry.parent).level >= entry.level)
    entry.parent = g_array_index (entries, Entry, entry.parent).parent;
  parent = &g_array_index (entries, Entry, entry.parent);
  entry.previous = parent->last;
  if (parent->first == 0)
    parent->first = index;
  parent->last = index;
  g_array_append_val (entries, entry);
}

static void
link_entries (BrvPdfFile *file, const GArray *entries)
{
  for (guint i = entries->len; i-- > 1;)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      g_array_index (entries, Entry, entry->parent).n_below += 1 + entry->n_below;
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      link_entry (file, entries, i, "/First", entry->first);
      link_entry (file, entries, i, "/Last", entry->last);
      link_entry (file, entries, i, "/Prev", entry->previous);
      if (entry->previous != 0)
        link_entry (file, entries, entry->previous, "/Next", i);
      if (i > 0)
        qpdf_oh_replace_key (file->qpdf, entry->object, "/Parent",
                             g_array_index (entries, Entry, entry->parent).object);
      if (entry->n_below > 0)
        brv_pdf_file_set_integer (file, entry->object, "/Count", entry->n_below);
    }
}

/**
 * brv_pdf_outline_add:
 * @file: the file to finish
 * @draft: what is in it
 *
 * Adds the outline, unfolded, and lets readers show it. Entries of pages that are not in the
 * draft are left out.
 *
 * Source: ISO 32000-1 §12.3.3.
 */
void
brv_pdf_outline_add (BrvPdfFile *file, const BrvPdfDraft *draft)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  Entry entry = { 0 };
  guint n_sources;
  const BrvOutlineEntry *sources = brv_pages_get_outline (draft->pages, &n_sources);

  entry.object = brv_pdf_file_add (file, "<< /Type /Outlines >>");
  g_array_append_val (entries, entry);
  for (guint i = 0; i < n_sources; i++)
    {
      guint page;
      double height;

      if (!brv_pdf_draft_find_page (draft, sources[i].page, &page))
        continue;
      height = brv_frame_get_height (brv_pages_get_frame (draft->pages, sources[i].page));
      entry.level = MAX (sources[i].level, 1);
      entry.object = brv_pdf_file_add (file, "<< >>");
      brv_pdf_file_set_text (file, entry.object, "/Title", sources[i].title);
      qpdf_oh_replace_key (
        file->qpdf, entry.object, "/Dest",
        brv_pdf_file_new_destination (file, page, height - MAX (sources[i].y, 0)));
      append_entry (entries, entry);
    }
  if (entries->len == 1)
    return;
  link_entries (file, entries);
  qpdf_oh_replace_key (file->qpdf, file->catalog, "/Outlines",
                       g_array_index (entries, Entry, 0).object);
  brv_pdf_file_set (file, file->catalog, "/PageMode", "/UseOutlines");
}
