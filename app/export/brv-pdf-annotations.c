/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "export/brv-pdf-annotations.h"

/* What stands in an address for itself. Source: RFC 3986 §2.2, and the sign of its escapes. */
#define KEPT_IN_ADDRESS ":/?#[]@!$&'()*+,;=%"

static void
append_address (GString *object, const char *address)
{
  g_autofree char *escaped = g_uri_escape_string (address, KEPT_IN_ADDRESS, FALSE);

  g_string_append (object, "/A<</Type/Action/S/URI/URI");
  brv_pdf_append_string (object, escaped, strlen (escaped));
  g_string_append (object, ">>");
}

/* Leads to a node, if its page is in the draft. */
static gboolean
append_target (const BrvPdfDraft *draft, GString *object, guint target)
{
  guint n_nodes;
  const BrvNode *nodes = brv_pages_get_nodes (draft->pages, &n_nodes);
  guint page;

  if (target >= n_nodes || !brv_pdf_draft_find_page (draft, nodes[target].page, &page))
    return FALSE;
  brv_pdf_draft_append_destination (draft, object, page, nodes[target].y);
  return TRUE;
}

static void
append_numbers (GString *object, const double *numbers, guint n_numbers)
{
  for (guint i = 0; i < n_numbers; i++)
    {
      g_string_append_c (object, ' ');
      brv_pdf_append_real (object, numbers[i]);
    }
}

/* Appends what the links from @first on cover that have its node. */
static void
append_rects (GString *object, const BrvFrame *frame, guint first)
{
  double height = brv_frame_get_height (frame);
  double rect[4] = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  guint n_links;
  const BrvLink *links = brv_frame_get_links (frame, &n_links);

  g_string_append (object, "/QuadPoints[");
  for (guint i = first; i < n_links; i++)
    {
      const BrvRect *part = &links[i].rect;
      /* Readers expect the order of Acrobat: upper left, upper right, lower left, lower right. */
      const double corners[8] = { part->x,
                                  height - part->y,
                                  part->x + part->width,
                                  height - part->y,
                                  part->x,
                                  height - part->y - part->height,
                                  part->x + part->width,
                                  height - part->y - part->height };

      if (links[i].node != links[first].node)
        continue;
      append_numbers (object, corners, G_N_ELEMENTS (corners));
      rect[0] = MIN (rect[0], corners[0]);
      rect[1] = MIN (rect[1], corners[5]);
      rect[2] = MAX (rect[2], corners[2]);
      rect[3] = MAX (rect[3], corners[1]);
    }
  g_string_append (object, "]/Rect[");
  append_numbers (object, rect, G_N_ELEMENTS (rect));
  g_string_append_c (object, ']');
}

/* Adds the annotation of a link and of all later ones of the same node. */
static void
add_link (const BrvPdfDraft *draft, guint page, guint first, GArray *annotations)
{
  const BrvFrame *frame = brv_pages_get_frame (draft->pages, draft->first_page + page);
  guint n_links;
  const BrvLink *link = &brv_frame_get_links (frame, &n_links)[first];
  g_autoptr (GString) object =
    g_string_new ("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Contents");
  BrvPdfAnnotation annotation = { link->node, page, 0 };

  brv_pdf_append_text (object, link->label);
  if (link->kind == BRV_LINK_ADDRESS)
    append_address (object, link->address);
  else if (!append_target (draft, object, link->target))
    return;
  append_rects (object, frame, first);
  brv_pdf_draft_append_reference (object, "/P", draft->page_objects[page]);
  g_string_append_printf (object, "/StructParent %u>>", draft->n_pages + annotations->len);
  annotation.number = brv_pdf_writer_add (draft->writer, object);
  g_array_append_val (annotations, annotation);
}

static gboolean
is_first_of_node (const BrvLink *links, guint index)
{
  for (guint i = 0; i < index; i++)
    {
      if (links[i].node == links[index].node)
        return FALSE;
    }
  return TRUE;
}

/**
 * brv_pdf_annotations_add:
 * @draft: the file
 *
 * Adds the links as annotations, in reading order. A link to a page that is not in the draft is
 * left out.
 *
 * Source: ISO 32000-1 §12.5.6.5 (link annotations), §12.6.4.7 (URI actions); ISO 19005-2 §6.3
 * (flags); ISO 14289-1 §7.18 (contents).
 *
 * Returns: (transfer full) (element-type BrvPdfAnnotation): the annotations, page after page; the
 *   n-th has n plus the number of pages as its key in the parent tree
 */
GArray *
brv_pdf_annotations_add (const BrvPdfDraft *draft)
{
  GArray *annotations = g_array_new (FALSE, FALSE, sizeof (BrvPdfAnnotation));

  for (guint page = 0; page < draft->n_pages; page++)
    {
      guint n_links;
      const BrvLink *links = brv_frame_get_links (
        brv_pages_get_frame (draft->pages, draft->first_page + page), &n_links);

      for (guint i = 0; i < n_links; i++)
        {
          if (is_first_of_node (links, i))
            add_link (draft, page, i, annotations);
        }
    }
  return annotations;
}
