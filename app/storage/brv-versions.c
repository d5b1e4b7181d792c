/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "storage/brv-versions-private.h"

#include <errno.h>

struct _BrvVersions
{
  GPtrArray *checkpoints; /* (element-type BrvCheckpoint) */
  GHashTable *blobs;      /* (element-type utf8 GBytes): where their parts are */
  BrvId id;               /* of the brief */
  char *path;             /* under which the user knows it */
};

/*
 * brv_versions_new:
 * @checkpoints: (transfer full) (element-type BrvCheckpoint): oldest first; nobody changes it again
 * @blobs: (transfer full) (element-type utf8 GBytes): where their parts are; likewise
 * @id: the id of the brief
 * @path: under which the user knows it
 *
 * Returns: (transfer full): the states
 */
BrvVersions *
brv_versions_new (GPtrArray *checkpoints, GHashTable *blobs, BrvId id, const char *path)
{
  BrvVersions *self = g_atomic_rc_box_new0 (BrvVersions);

  self->checkpoints = checkpoints;
  self->blobs = blobs;
  self->id = id;
  self->path = g_strdup (path);
  return self;
}

/**
 * brv_versions_ref:
 * @self: states
 *
 * Returns: (transfer full): @self
 */
BrvVersions *
brv_versions_ref (const BrvVersions *self)
{
  return g_atomic_rc_box_acquire ((BrvVersions *)self);
}

static void
versions_clear (gpointer data)
{
  BrvVersions *self = data;

  g_ptr_array_unref (self->checkpoints);
  g_hash_table_unref (self->blobs);
  g_free (self->path);
}

/**
 * brv_versions_unref:
 * @self: (transfer full): states
 */
void
brv_versions_unref (BrvVersions *self)
{
  g_atomic_rc_box_release_full (self, versions_clear);
}

/**
 * brv_versions_get_n:
 * @self: states
 *
 * Returns: how many there are
 */
guint
brv_versions_get_n (const BrvVersions *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->checkpoints->len;
}

static const BrvCheckpoint *
get (const BrvVersions *self, guint index)
{
  return g_ptr_array_index (self->checkpoints, index);
}

/**
 * brv_versions_get_name:
 * @self: states
 * @index: of one, from 0 for the oldest
 *
 * Returns: its name; an empty string if nobody asked for it to be kept
 */
const char *
brv_versions_get_name (const BrvVersions *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->checkpoints->len, "");

  return get (self, index)->name;
}

/**
 * brv_versions_get_time_us:
 * @self: states
 * @index: of one, from 0 for the oldest
 *
 * Returns: when it was kept, in microseconds since 1970 in UTC
 */
gint64
brv_versions_get_time_us (const BrvVersions *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->checkpoints->len, 0);

  return get (self, index)->time_us;
}

/**
 * brv_versions_read:
 * @self: states
 * @index: of one, from 0 for the oldest
 *
 * Returns: (transfer full) (nullable): the brief as it was, or %NULL with
 *   BRV_STORAGE_ERROR_DAMAGED; BRV_STORAGE_ERROR_NOT_FOUND if there is no such state
 */
BrvBrief *
brv_versions_read (const BrvVersions *self, guint index, GError **error)
{
  BrvBrief *brief;

  g_return_val_if_fail (self != NULL, NULL);

  if (index >= self->checkpoints->len)
    {
      brv_storage_error_set_reading (error, ENOENT, self->path);
      return NULL;
    }
  brief = brv_checkpoint_read (get (self, index), self->id, self->blobs, NULL);
  if (brief == NULL)
    brv_storage_error_set_damaged (error, self->path);
  return brief;
}
