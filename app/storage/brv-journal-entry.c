/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "storage/brv-journal-entry.h"

#include "model/brv-codec.h"
#include "storage/brv-blobs.h"

/**
 * brv_journal_entry_new:
 * @step: how it came about
 * @time_us: when, in microseconds since 1970 in UTC
 * @change: a change
 *
 * Returns: (transfer full): the entry
 */
BrvJournalEntry *
brv_journal_entry_new (BrvJournalStep step, gint64 time_us, const BrvChange *change)
{
  BrvJournalEntry *self = g_atomic_rc_box_new0 (BrvJournalEntry);

  self->step = step;
  self->time_us = time_us;
  self->change = brv_change_ref (change);
  return self;
}

/**
 * brv_journal_entry_new_stored:
 * @step: how it came about
 * @time_us: when, in microseconds since 1970 in UTC
 * @body: a change as JSON, which is not looked into yet
 * @blob_names: hashes parted by blanks
 * @stored: (element-type utf8 GBytes): a table that has their bytes and no longer changes
 *
 * Returns: (transfer full): the entry
 */
BrvJournalEntry *
brv_journal_entry_new_stored (
  BrvJournalStep step, gint64 time_us, const char *body, const char *blob_names, GHashTable *stored)
{
  BrvJournalEntry *self = g_atomic_rc_box_new0 (BrvJournalEntry);

  self->step = step;
  self->time_us = time_us;
  self->body = g_strdup (body);
  self->blob_names = g_strdup (blob_names);
  self->stored = g_hash_table_ref (stored);
  return self;
}

/**
 * brv_journal_entry_ref:
 * @self: an entry
 *
 * Returns: (transfer full): @self
 */
BrvJournalEntry *
brv_journal_entry_ref (const BrvJournalEntry *self)
{
  return g_atomic_rc_box_acquire ((BrvJournalEntry *)self);
}

static void
journal_entry_clear (gpointer data)
{
  BrvJournalEntry *self = data;

  g_clear_pointer (&self->change, brv_change_unref);
  g_free (self->body);
  g_free (self->blob_names);
  g_clear_pointer (&self->stored, g_hash_table_unref);
}

/**
 * brv_journal_entry_unref:
 * @self: (transfer full): an entry
 */
void
brv_journal_entry_unref (BrvJournalEntry *self)
{
  g_atomic_rc_box_release_full (self, journal_entry_clear);
}

/**
 * brv_journal_entry_dup_change:
 * @self: an entry
 *
 * Returns: (transfer full) (nullable): its change, or %NULL with BRV_CODEC_ERROR_INVALID if its
 *   text is not one
 */
BrvChange *
brv_journal_entry_dup_change (const BrvJournalEntry *self, GError **error)
{
  g_autoptr (JsonNode) node = NULL;

  if (self->change != NULL)
    return brv_change_ref (self->change);
  node = brv_codec_parse (self->body, -1, error);
  return node != NULL ? brv_codec_read_change (node, brv_blobs_find_cb, self->stored, error) : NULL;
}

/**
 * brv_journal_entry_with_body:
 * @self: an entry
 *
 * Returns: (transfer full): @self, with its change written as JSON
 */
BrvJournalEntry *
brv_journal_entry_with_body (const BrvJournalEntry *self)
{
  BrvJournalEntry *written;
  g_autoptr (GHashTable) blobs = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (self->body != NULL)
    return brv_journal_entry_ref (self);

  written = brv_journal_entry_new (self->step, self->time_us, self->change);
  node = brv_codec_write_change (self->change);
  written->body = brv_codec_to_string (node);
  blobs = brv_blobs_new ();
  brv_blobs_add_change (blobs, self->change);
  written->blob_names = brv_blobs_dup_names (blobs);
  return written;
}

/**
 * brv_journal_entry_add_blobs:
 * @self: an entry
 * @blobs: (element-type utf8 GBytes): a table
 *
 * Adds the bytes that the change refers to.
 *
 * Returns: %FALSE if the file that it came from lacks some
 */
gboolean
brv_journal_entry_add_blobs (const BrvJournalEntry *self, GHashTable *blobs)
{
  if (self->change == NULL)
    return brv_blobs_add_named (blobs, self->blob_names, self->stored);
  brv_blobs_add_change (blobs, self->change);
  return TRUE;
}
