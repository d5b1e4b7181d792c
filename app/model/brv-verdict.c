/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-verdict.h"

struct _BrvVerdict
{
  BrvVerdictKind kind;
  BrvId source_id;
  BrvRange found;
  char *expected;   /* (nullable) */
  char *found_text; /* (nullable) */
};

struct _BrvVerdicts
{
  GHashTable *table; /* (element-type BrvId BrvVerdict) */
  guint counts[BRV_N_VERDICTS];
};

static const char *const verdict_names[BRV_N_VERDICTS] = {
  [BRV_VERDICT_EXACT] = "exact",
  [BRV_VERDICT_NORMALISED] = "normalised",
  [BRV_VERDICT_ALTERED] = "altered",
  [BRV_VERDICT_MISQUOTED] = "misquoted",
  [BRV_VERDICT_MISSING] = "missing",
  [BRV_VERDICT_WRONG_SOURCE] = "wrong-source",
  [BRV_VERDICT_SOURCE_CHANGED] = "source-changed",
};

/**
 * brv_verdict_new:
 * @kind: what was found
 * @source_id: where; none for missing
 * @found: the place, in bytes of the source's text
 * @expected: (nullable): what the source says there
 * @found_text: (nullable): what the quote says instead
 *
 * Returns: (transfer full): the verdict
 */
BrvVerdict *
brv_verdict_new (BrvVerdictKind kind,
                 BrvId source_id,
                 BrvRange found,
                 const char *expected,
                 const char *found_text)
{
  BrvVerdict *self = g_atomic_rc_box_new0 (BrvVerdict);

  self->kind = kind;
  self->source_id = source_id;
  self->found = found;
  self->expected = g_strdup (expected);
  self->found_text = g_strdup (found_text);
  return self;
}

/**
 * brv_verdict_ref:
 * @self: a verdict
 *
 * Returns: (transfer full): @self
 */
BrvVerdict *
brv_verdict_ref (const BrvVerdict *self)
{
  return g_atomic_rc_box_acquire ((BrvVerdict *)self);
}

static void
brv_verdict_clear (gpointer data)
{
  BrvVerdict *self = data;

  g_free (self->expected);
  g_free (self->found_text);
}

/**
 * brv_verdict_unref:
 * @self: (transfer full): a verdict
 */
void
brv_verdict_unref (BrvVerdict *self)
{
  g_atomic_rc_box_release_full (self, brv_verdict_clear);
}

/**
 * brv_verdict_get_kind:
 * @self: a verdict
 *
 * Returns: what was found
 */
BrvVerdictKind
brv_verdict_get_kind (const BrvVerdict *self)
{
  return self->kind;
}

/**
 * brv_verdict_get_source_id:
 * @self: a verdict
 *
 * Returns: the source in which the place was found, or none
 */
BrvId
brv_verdict_get_source_id (const BrvVerdict *self)
{
  return self->source_id;
}

/**
 * brv_verdict_get_found:
 * @self: a verdict
 *
 * Returns: the place found, in bytes of the source's text
 */
BrvRange
brv_verdict_get_found (const BrvVerdict *self)
{
  return self->found;
}

/**
 * brv_verdict_get_expected:
 * @self: a verdict
 *
 * Returns: (nullable): what the source says at the place, where the words differ
 */
const char *
brv_verdict_get_expected (const BrvVerdict *self)
{
  return self->expected;
}

/**
 * brv_verdict_get_found_text:
 * @self: a verdict
 *
 * Returns: (nullable): what the quote says, where the words differ
 */
const char *
brv_verdict_get_found_text (const BrvVerdict *self)
{
  return self->found_text;
}

/**
 * brv_verdict_kind_get_name:
 * @kind: a kind of verdict
 *
 * Returns: its name on the command line
 */
const char *
brv_verdict_kind_get_name (BrvVerdictKind kind)
{
  g_return_val_if_fail (kind < BRV_N_VERDICTS, NULL);

  return verdict_names[kind];
}

/**
 * brv_verdict_kind_is_fault:
 * @kind: a kind of verdict
 *
 * Returns: whether a brief with it is not fit to circulate
 */
gboolean
brv_verdict_kind_is_fault (BrvVerdictKind kind)
{
  return kind == BRV_VERDICT_MISQUOTED || kind == BRV_VERDICT_MISSING ||
         kind == BRV_VERDICT_WRONG_SOURCE;
}

/**
 * brv_verdicts_new:
 *
 * Returns: (transfer full): no verdicts at all
 */
BrvVerdicts *
brv_verdicts_new (void)
{
  g_autoptr (GHashTable) empty = g_hash_table_new (brv_id_hash, brv_id_equal_pointers);

  return brv_verdicts_new_from_table (empty);
}

/**
 * brv_verdicts_new_from_table:
 * @verdicts: (element-type BrvId BrvVerdict): verdicts by the id of their block
 *
 * Returns: (transfer full): a copy of @verdicts that never changes
 */
BrvVerdicts *
brv_verdicts_new_from_table (GHashTable *verdicts)
{
  BrvVerdicts *self = g_atomic_rc_box_new0 (BrvVerdicts);
  GHashTableIter iter;
  gpointer key, value;

  self->table = g_hash_table_new_full (brv_id_hash, brv_id_equal_pointers, g_free,
                                       (GDestroyNotify)brv_verdict_unref);
  g_hash_table_iter_init (&iter, verdicts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_hash_table_insert (self->table, g_memdup2 (key, sizeof (BrvId)), brv_verdict_ref (value));
      self->counts[brv_verdict_get_kind (value)]++;
    }
  return self;
}

/**
 * brv_verdicts_ref:
 * @self: verdicts
 *
 * Returns: (transfer full): @self
 */
BrvVerdicts *
brv_verdicts_ref (const BrvVerdicts *self)
{
  return g_atomic_rc_box_acquire ((BrvVerdicts *)self);
}

static void
brv_verdicts_clear (gpointer data)
{
  BrvVerdicts *self = data;

  g_clear_pointer (&self->table, g_hash_table_unref);
}

/**
 * brv_verdicts_unref:
 * @self: (transfer full): verdicts
 */
void
brv_verdicts_unref (BrvVerdicts *self)
{
  g_atomic_rc_box_release_full (self, brv_verdicts_clear);
}

/**
 * brv_verdicts_lookup:
 * @self: verdicts
 * @block_id: a block's id
 *
 * Returns: (nullable): the verdict on the quote in that block
 */
const BrvVerdict *
brv_verdicts_lookup (const BrvVerdicts *self, BrvId block_id)
{
  return g_hash_table_lookup (self->table, &block_id);
}

/**
 * brv_verdicts_count:
 * @self: verdicts
 * @kind: a kind
 *
 * Returns: how many are of that kind
 */
guint
brv_verdicts_count (const BrvVerdicts *self, BrvVerdictKind kind)
{
  g_return_val_if_fail (kind < BRV_N_VERDICTS, 0);

  return self->counts[kind];
}

/**
 * brv_verdicts_get_n_faults:
 * @self: verdicts
 *
 * Returns: how many say that the brief is not fit to circulate
 */
guint
brv_verdicts_get_n_faults (const BrvVerdicts *self)
{
  guint n = 0;

  for (guint i = 0; i < BRV_N_VERDICTS; i++)
    n += brv_verdict_kind_is_fault ((BrvVerdictKind)i) ? self->counts[i] : 0;
  return n;
}

/**
 * brv_verdicts_get_n_quotes:
 * @self: verdicts
 *
 * Returns: how many quotes were judged
 */
guint
brv_verdicts_get_n_quotes (const BrvVerdicts *self)
{
  return g_hash_table_size (self->table);
}
