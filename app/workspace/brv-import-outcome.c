/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "workspace/brv-import-outcome.h"

/**
 * brv_import_outcome_clear:
 * @self: an outcome
 *
 * Frees what @self holds.
 */
void
brv_import_outcome_clear (BrvImportOutcome *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->name, g_free);
  g_clear_error (&self->error);
}
