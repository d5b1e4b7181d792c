/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-record.h"

/* One field's value. */
typedef struct
{
  guint field;
  GStrv values; /* at least one */
  BrvEvidence evidence;
} Entry;

struct _BrvRecord
{
  GArray *entries; /* (element-type Entry), sorted by field */
};

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_strfreev (entry->values);
}

/**
 * brv_record_new:
 *
 * Returns: (transfer full): a record without any value
 */
BrvRecord *
brv_record_new (void)
{
  BrvRecord *self = g_atomic_rc_box_new0 (BrvRecord);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  return self;
}

/**
 * brv_record_ref:
 * @self: a record
 *
 * Returns: (transfer full): @self
 */
BrvRecord *
brv_record_ref (const BrvRecord *self)
{
  return g_atomic_rc_box_acquire ((BrvRecord *)self);
}

static void
brv_record_clear (gpointer data)
{
  BrvRecord *self = data;

  g_array_unref (self->entries);
}

/**
 * brv_record_unref:
 * @self: (transfer full): a record
 */
void
brv_record_unref (BrvRecord *self)
{
  g_atomic_rc_box_release_full (self, brv_record_clear);
}

static const Entry *
find_entry (const BrvRecord *self, guint field)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->field == field)
        return entry;
    }
  return NULL;
}

/**
 * brv_record_get:
 * @self: a record
 * @field: a field
 *
 * Returns: (nullable): the field's value, the first one of a list; %NULL where it is unknown
 */
const char *
brv_record_get (const BrvRecord *self, guint field)
{
  const Entry *entry = find_entry (self, field);

  return entry != NULL ? entry->values[0] : NULL;
}

/**
 * brv_record_get_list:
 * @self: a record
 * @field: a field
 *
 * Returns: (nullable): the field's values, never an empty list; %NULL where they are unknown
 */
const char *const *
brv_record_get_list (const BrvRecord *self, guint field)
{
  const Entry *entry = find_entry (self, field);

  return entry != NULL ? (const char *const *)entry->values : NULL;
}

/**
 * brv_record_dup_joined:
 * @self: a record
 * @field: a field
 * @separator: what to put between the values
 *
 * Returns: (transfer full) (nullable): the field's values as one string; %NULL where they are unknown
 */
char *
brv_record_dup_joined (const BrvRecord *self, guint field, const char *separator)
{
  const Entry *entry = find_entry (self, field);

  return entry != NULL ? g_strjoinv (separator, entry->values) : NULL;
}

/**
 * brv_record_get_evidence:
 * @self: a record
 * @field: a field
 *
 * Returns: how the field's value is known
 */
BrvEvidence
brv_record_get_evidence (const BrvRecord *self, guint field)
{
  const Entry *entry = find_entry (self, field);

  return entry != NULL ? entry->evidence : BRV_EVIDENCE_NONE;
}

/**
 * brv_record_equal:
 * @a: a record
 * @b: another
 *
 * Returns: whether both have the same values on the same evidence
 */
gboolean
brv_record_equal (const BrvRecord *a, const BrvRecord *b)
{
  if (a == b)
    return TRUE;
  if (a->entries->len != b->entries->len)
    return FALSE;
  for (guint i = 0; i < a->entries->len; i++)
    {
      const Entry *left = &g_array_index (a->entries, Entry, i);
      const Entry *right = &g_array_index (b->entries, Entry, i);

      if (left->field != right->field || left->evidence != right->evidence ||
          !g_strv_equal ((const char *const *)left->values, (const char *const *)right->values))
        return FALSE;
    }
  return TRUE;
}

/**
 * brv_record_with:
 * @self: a record
 * @field: a field
 * @value: (nullable): its new value; %NULL or "" for unknown
 * @evidence: how it is known
 *
 * Returns: (transfer full): @self with @value at @field
 */
BrvRecord *
brv_record_with (const BrvRecord *self, guint field, const char *value, BrvEvidence evidence)
{
  const char *values[] = { value, NULL };

  return brv_record_with_list (self, field, values, evidence);
}

/**
 * brv_record_with_list:
 * @self: a record
 * @field: a field
 * @values: (nullable) (array zero-terminated=1): its new values; empty ones are left out
 * @evidence: how they are known
 *
 * Returns: (transfer full): @self with @values at @field
 */
BrvRecord *
brv_record_with_list (const BrvRecord *self,
                      guint field,
                      const char *const *values,
                      BrvEvidence evidence)
{
  BrvRecord *result = brv_record_new ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  Entry added = { field, NULL, evidence };
  guint at = 0;

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      if (*values[i] != '\0')
        g_strv_builder_add (builder, values[i]);
    }
  added.values = g_strv_builder_end (builder);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      Entry copy = { entry->field, NULL, entry->evidence };

      if (entry->field == field)
        continue;
      copy.values = g_strdupv (entry->values);
      g_array_append_val (result->entries, copy);
      if (entry->field < field)
        at = result->entries->len;
    }
  if (added.values[0] != NULL)
    g_array_insert_val (result->entries, at, added);
  else
    g_strfreev (added.values);
  return result;
}
