/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-finding.h"

struct _BrvFinding
{
  char *kind;
  BrvSeverity severity;
  BrvId block_id;
  BrvId source_id;
  gboolean is_on_pages;
  guint page; /* counted from 1; 0: none */
  char *message;
  char *expected; /* (nullable) */
  char *found;    /* (nullable) */
};

/**
 * brv_finding_new:
 * @kind: the name of the verdict or check
 * @severity: how bad it is
 * @block_id: the block, or none
 * @source_id: the source it speaks of, or none
 * @message: what it says, in the user's language
 * @expected: (nullable): what should stand there
 * @found: (nullable): what stands there
 *
 * Returns: (transfer full): the finding
 */
BrvFinding *
brv_finding_new (const char *kind,
                 BrvSeverity severity,
                 BrvId block_id,
                 BrvId source_id,
                 const char *message,
                 const char *expected,
                 const char *found)
{
  BrvFinding *self = g_atomic_rc_box_new0 (BrvFinding);

  self->kind = g_strdup (kind);
  self->severity = severity;
  self->block_id = block_id;
  self->source_id = source_id;
  self->message = g_strdup (message);
  self->expected = g_strdup (expected);
  self->found = g_strdup (found);
  return self;
}

/**
 * brv_finding_new_on_page:
 * @kind: the name of the check
 * @severity: how bad it is
 * @block_id: the block or section, or none
 * @source_id: the source whose entry in the source list it is about, or none
 * @page: the page on which that begins, counted from 1; 0 if it is on none, or all
 * @message: what it says, in the user's language
 *
 * Makes a finding that is about the pages, not about what they say.
 *
 * Returns: (transfer full): the finding
 */
BrvFinding *
brv_finding_new_on_page (const char *kind,
                         BrvSeverity severity,
                         BrvId block_id,
                         BrvId source_id,
                         guint page,
                         const char *message)
{
  BrvFinding *self = brv_finding_new (kind, severity, block_id, source_id, message, NULL, NULL);

  self->is_on_pages = TRUE;
  self->page = page;
  return self;
}

/**
 * brv_finding_ref:
 * @self: a finding
 *
 * Returns: (transfer full): @self
 */
BrvFinding *
brv_finding_ref (const BrvFinding *self)
{
  return g_atomic_rc_box_acquire ((BrvFinding *)self);
}

static void
brv_finding_clear (gpointer data)
{
  BrvFinding *self = data;

  g_free (self->kind);
  g_free (self->message);
  g_free (self->expected);
  g_free (self->found);
}

/**
 * brv_finding_unref:
 * @self: (transfer full): a finding
 */
void
brv_finding_unref (BrvFinding *self)
{
  g_atomic_rc_box_release_full (self, brv_finding_clear);
}

/**
 * brv_finding_get_kind:
 * @self: a finding
 *
 * Returns: the name of the verdict or check
 */
const char *
brv_finding_get_kind (const BrvFinding *self)
{
  return self->kind;
}

/**
 * brv_finding_get_severity:
 * @self: a finding
 *
 * Returns: how bad it is
 */
BrvSeverity
brv_finding_get_severity (const BrvFinding *self)
{
  return self->severity;
}

/**
 * brv_finding_get_block_id:
 * @self: a finding
 *
 * Returns: the block, or of a finding on pages perhaps the section, or none
 */
BrvId
brv_finding_get_block_id (const BrvFinding *self)
{
  return self->block_id;
}

/**
 * brv_finding_get_source_id:
 * @self: a finding
 *
 * Returns: the source it speaks of, or none
 */
BrvId
brv_finding_get_source_id (const BrvFinding *self)
{
  return self->source_id;
}

/**
 * brv_finding_is_on_pages:
 * @self: a finding
 *
 * Returns: whether it is about the pages, not about what they say
 */
gboolean
brv_finding_is_on_pages (const BrvFinding *self)
{
  return self->is_on_pages;
}

/**
 * brv_finding_get_page:
 * @self: a finding
 *
 * Returns: the page that it is about, counted from 1; 0: none, or all
 */
guint
brv_finding_get_page (const BrvFinding *self)
{
  return self->page;
}

/**
 * brv_finding_get_message:
 * @self: a finding
 *
 * Returns: what it says, in the user's language
 */
const char *
brv_finding_get_message (const BrvFinding *self)
{
  return self->message;
}

/**
 * brv_finding_get_expected:
 * @self: a finding
 *
 * Returns: (nullable): what should stand there
 */
const char *
brv_finding_get_expected (const BrvFinding *self)
{
  return self->expected;
}

/**
 * brv_finding_get_found:
 * @self: a finding
 *
 * Returns: (nullable): what stands there
 */
const char *
brv_finding_get_found (const BrvFinding *self)
{
  return self->found;
}

/**
 * brv_severity_get_name:
 * @severity: a severity
 *
 * Returns: its name on the command line
 */
const char *
brv_severity_get_name (BrvSeverity severity)
{
  switch (severity)
    {
    case BRV_SEVERITY_INFO:
      return "info";
    case BRV_SEVERITY_WARNING:
      return "warning";
    case BRV_SEVERITY_ERROR:
      return "error";
    default:
      g_return_val_if_reached ("error");
    }
}
