/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "export/brv-export.h"

G_BEGIN_DECLS

/*
 * Items of a page, next to each other, that belong to one node: what cairo draws within one tag.
 * An image is always a leaf of its own.
 */
typedef struct
{
  guint node; /* of the structure, or BRV_NODE_ARTIFACT */
  guint page; /* of the draft, from 0 */
  gboolean is_image;
} BrvPdfLeaf;

/*
 * Some pages as cairo writes them, and what it takes to finish them. Cairo's structure tree is
 * flat: its n-th element is the n-th leaf.
 */
typedef struct
{
  const BrvPages *pages; /* borrowed */
  guint first_page;
  guint n_pages;
  GArray *leaves; /* BrvPdfLeaf, in order of drawing */
  GBytes *bytes;
} BrvPdfDraft;

BrvPdfDraft *brv_pdf_draft_new (const BrvPages *pages,
                                guint first_page,
                                guint n_pages,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void brv_pdf_draft_free (BrvPdfDraft *self);

gboolean brv_pdf_draft_find_page (const BrvPdfDraft *self, guint page, guint *draft_page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPdfDraft, brv_pdf_draft_free)

G_END_DECLS
