/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-import-result.h"

struct _BrvImportResult
{
  GPtrArray *sources;  /* (element-type BrvSource) */
  GArray *attachments; /* (element-type BrvImportAttachment) */
  gboolean is_cut;
};

static void
clear_attachment (gpointer data)
{
  BrvImportAttachment *attachment = data;

  g_free (attachment->name);
  g_free (attachment->media_type);
  g_bytes_unref (attachment->bytes);
}

/**
 * brv_import_result_new:
 * @sources: (array length=n_sources): the sources, in the order of the file
 * @n_sources: how many, at least 1
 * @attachments: (array length=n_attachments) (nullable): the attachments; copied
 * @n_attachments: how many
 * @is_cut: whether the file holds more of either than are taken
 *
 * Returns: (transfer full): what an import gave
 */
BrvImportResult *
brv_import_result_new (BrvSource *const *sources,
                       guint n_sources,
                       const BrvImportAttachment *attachments,
                       guint n_attachments,
                       gboolean is_cut)
{
  BrvImportResult *self = NULL;

  g_return_val_if_fail (n_sources > 0, NULL);

  self = g_atomic_rc_box_new0 (BrvImportResult);
  self->is_cut = is_cut;
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_source_unref);
  self->attachments = g_array_new (FALSE, FALSE, sizeof (BrvImportAttachment));
  g_array_set_clear_func (self->attachments, clear_attachment);
  for (guint i = 0; i < n_sources; i++)
    g_ptr_array_add (self->sources, brv_source_ref (sources[i]));
  for (guint i = 0; i < n_attachments; i++)
    {
      const BrvImportAttachment copy = { g_strdup (attachments[i].name),
                                         g_strdup (attachments[i].media_type),
                                         g_bytes_ref (attachments[i].bytes) };

      g_array_append_val (self->attachments, copy);
    }
  return self;
}

/**
 * brv_import_result_ref:
 * @self: a result
 *
 * Returns: (transfer full): @self
 */
BrvImportResult *
brv_import_result_ref (const BrvImportResult *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire ((BrvImportResult *)self);
}

static void
clear (gpointer data)
{
  BrvImportResult *self = data;

  g_ptr_array_unref (self->sources);
  g_array_unref (self->attachments);
}

/**
 * brv_import_result_unref:
 * @self: (transfer full): a result
 *
 * Gives back a reference.
 */
void
brv_import_result_unref (BrvImportResult *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}

/**
 * brv_import_result_get_n_sources:
 * @self: a result
 *
 * Returns: how many sources the file held, at least 1
 */
guint
brv_import_result_get_n_sources (const BrvImportResult *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->sources->len;
}

/**
 * brv_import_result_get_source:
 * @self: a result
 * @index: which
 *
 * Returns: (transfer none): a source of the file
 */
BrvSource *
brv_import_result_get_source (const BrvImportResult *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->sources->len, NULL);

  return g_ptr_array_index (self->sources, index);
}

/**
 * brv_import_result_get_n_attachments:
 * @self: a result
 *
 * Returns: how many attachments the file held
 */
guint
brv_import_result_get_n_attachments (const BrvImportResult *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->attachments->len;
}

/**
 * brv_import_result_get_attachment:
 * @self: a result
 * @index: which
 *
 * Returns: (transfer none): an attachment of the file
 */
const BrvImportAttachment *
brv_import_result_get_attachment (const BrvImportResult *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->attachments->len, NULL);

  return &g_array_index (self->attachments, BrvImportAttachment, index);
}

/**
 * brv_import_result_is_cut:
 * @self: a result
 *
 * Returns: whether the file holds more than is taken from one, so that the last sources or
 *   attachments are not here
 */
gboolean
brv_import_result_is_cut (const BrvImportResult *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_cut;
}
