/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "export/brv-pdf-annotations.h"

/* What stands in an address for itself. Source: RFC 3986 §2.2, and the sign of its escapes. */
#define KEPT_IN_ADDRESS ":/?#[]@!$&'()*+,;=%"

typedef struct
{
  BrvPdfFile *file;
  const BrvPdfDraft *draft;
  GArray *annotations; /* BrvPdfAnnotation */
} Adder;

static void
set_address (Adder *self, qpdf_oh annotation, const char *address)
{
  g_autofree char *escaped = g_uri_escape_string (address, KEPT_IN_ADDRESS, FALSE);
  qpdf_data qpdf = self->file->qpdf;
  qpdf_oh action = qpdf_oh_parse (qpdf, "<< /Type /Action /S /URI >>");

  qpdf_oh_replace_key (qpdf, action, "/URI", qpdf_oh_new_string (qpdf, escaped));
  qpdf_oh_replace_key (qpdf, annotation, "/A", action);
}

/* Leads to a node, if its page is in the draft. */
static gboolean
set_target (Adder *self, qpdf_oh annotation, guint target)
{
  guint n_nodes;
  const BrvNode *nodes = brv_pages_get_nodes (self->draft->pages, &n_nodes);
  guint page;
  double height;

  if (target >= n_nodes || !brv_pdf_draft_find_page (self->draft, nodes[target].page, &page))
    return FALSE;
  height = brv_frame_get_height (brv_pages_get_frame (self->draft->pages, nodes[target].page));
  qpdf_oh_replace_key (
    self->file->qpdf, annotation, "/Dest",
    brv_pdf_file_new_destination (self->file, page, height - MAX (nodes[target].y, 0)));
  return TRUE;
}

/* Sets what the links from @first on cover that have its node. */
static void
set_rects (Adder *self, qpdf_oh annotation, const BrvFrame *frame, guint first)
{
  qpdf_data qpdf = self->file->qpdf;
  qpdf_oh quads = qpdf_oh_new_array (qpdf);
  qpdf_oh rect = qpdf_oh_new_array (qpdf);
  double height = brv_frame_get_height (frame);
  double left = G_MAXDOUBLE;
  double right = -G_MAXDOUBLE;
  double bottom = G_MAXDOUBLE;
  double top = -G_MAXDOUBLE;
  guint n_links;
  const BrvLink *links = brv_frame_get_links (frame, &n_links);

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
      for (guint j = 0; j < G_N_ELEMENTS (corners); j++)
        brv_pdf_file_append_real (self->file, quads, corners[j]);
      left = MIN (left, corners[0]);
      right = MAX (right, corners[2]);
      top = MAX (top, corners[1]);
      bottom = MIN (bottom, corners[5]);
    }
  brv_pdf_file_append_real (self->file, rect, left);
  brv_pdf_file_append_real (self->file, rect, bottom);
  brv_pdf_file_append_real (self->file, rect, right);
  brv_pdf_file_append_real (self->file, rect, top);
  qpdf_oh_replace_key (qpdf, annotation, "/Rect", rect);
  qpdf_oh_replace_key (qpdf, annotation, "/QuadPoints", quads);
}

/* Adds the annotation of a link and of all later ones of the same node. */
static void
add_link (Adder *self, guint page, const BrvFrame *frame, guint first, qpdf_oh list)
{
  qpdf_data qpdf = self->file->qpdf;
  guint n_links;
  const BrvLink *link = &brv_frame_get_links (frame, &n_links)[first];
  qpdf_oh object =
    brv_pdf_file_add (self->file, "<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] >>");
  const BrvPdfAnnotation annotation = { link->node, page, object };

  if (link->kind == BRV_LINK_ADDRESS)
    set_address (self, object, link->address);
  else if (!set_target (self, object, link->target))
    return;
  set_rects (self, object, frame, first);
  brv_pdf_file_set_text (self->file, object, "/Contents", link->label);
  qpdf_oh_replace_key (qpdf, object, "/P", self->file->pages[page]);
  brv_pdf_file_set_integer (self->file, object, "/StructParent",
                            self->file->n_pages + self->annotations->len);
  qpdf_oh_append_item (qpdf, list, object);
  g_array_append_val (self->annotations, annotation);
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
 * @file: the file to finish
 * @draft: what is in it
 *
 * Adds the links as annotations, in reading order. A link to a page that is not in the draft is
 * left out.
 *
 * Source: ISO 32000-1 §12.5.6.5 (link annotations), §12.6.4.7 (URI actions); ISO 19005-2 §6.3
 * (flags); ISO 14289-1 §7.18 (contents).
 *
 * Returns: (transfer full) (element-type BrvPdfAnnotation): the annotations; the n-th has n plus
 *   the number of pages as its key in the parent tree
 */
GArray *
brv_pdf_annotations_add (BrvPdfFile *file, const BrvPdfDraft *draft)
{
  Adder adder = { file, draft, g_array_new (FALSE, FALSE, sizeof (BrvPdfAnnotation)) };

  for (guint page = 0; page < draft->n_pages; page++)
    {
      const BrvFrame *frame = brv_pages_get_frame (draft->pages, draft->first_page + page);
      qpdf_oh list = qpdf_oh_new_array (file->qpdf);
      guint n_links;
      const BrvLink *links = brv_frame_get_links (frame, &n_links);

      for (guint i = 0; i < n_links; i++)
        {
          if (is_first_of_node (links, i))
            add_link (&adder, page, frame, i, list);
        }
      if (qpdf_oh_get_array_n_items (file->qpdf, list) > 0)
        qpdf_oh_replace_key (file->qpdf, file->pages[page], "/Annots", list);
    }
  return adder.annotations;
}
