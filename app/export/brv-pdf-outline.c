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
  guint number;   /* of the object */
  GString *object;
} Entry;

static void
link_entry (const GArray *entries, guint from, const char *key, guint to)
{
  if (to != 0)
    brv_pdf_draft_append_reference (g_array_index (entries, Entry, from).object, key,
                                    g_array_index (entries, Entry, to).number);
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
link_entries (const GArray *entries)
{
  for (guint i = entries->len; i-- > 1;)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      g_array_index (entries, Entry, entry->parent).n_below += 1 + entry->n_below;
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      link_entry (entries, i, "/First", entry->first);
      link_entry (entries, i, "/Last", entry->last);
      link_entry (entries, i, "/Prev", entry->previous);
      if (entry->previous != 0)
        link_entry (entries, entry->previous, "/Next", i);
      if (i > 0)
        brv_pdf_draft_append_reference (entry->object, "/Parent",
                                        g_array_index (entries, Entry, entry->parent).number);
      if (entry->n_below > 0)
        g_string_append_printf (entry->object, "/Count %u", entry->n_below);
    }
}

static void
write_entries (const BrvPdfDraft *draft, const GArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      g_string_append (entry->object, ">>");
      brv_pdf_writer_put (draft->writer, entry->number, entry->object);
    }
}

static void
clear_entry (gpointer data)
{
  g_string_free (((Entry *)data)->object, TRUE);
}

/**
 * brv_pdf_outline_add:
 * @draft: the file
 *
 * Adds the outline, unfolded, and lets readers show it. Entries of pages that are not in the
 * draft are left out.
 *
 * Source: ISO 32000-1 §12.3.3.
 */
void
brv_pdf_outline_add (const BrvPdfDraft *draft)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  Entry entry = { .number = brv_pdf_writer_reserve (draft->writer) };
  guint n_sources;
  const BrvOutlineEntry *sources = brv_pages_get_outline (draft->pages, &n_sources);

  g_array_set_clear_func (entries, clear_entry);
  entry.object = g_string_new ("<</Type/Outlines");
  g_array_append_val (entries, entry);
  for (guint i = 0; i < n_sources; i++)
    {
      guint page;

      if (!brv_pdf_draft_find_page (draft, sources[i].page, &page))
        continue;
      entry.level = MAX (sources[i].level, 1);
      entry.number = brv_pdf_writer_reserve (draft->writer);
      entry.object = g_string_new ("<</Title");
      brv_pdf_append_text (entry.object, sources[i].title);
      brv_pdf_draft_append_destination (draft, entry.object, page, sources[i].y);
      append_entry (entries, entry);
    }
  link_entries (entries);
  write_entries (draft, entries);
  if (entries->len == 1)
    return;
  brv_pdf_draft_append_reference (draft->catalog, "/Outlines",
                                  g_array_index (entries, Entry, 0).number);
  g_string_append (draft->catalog, "/PageMode/UseOutlines");
}
