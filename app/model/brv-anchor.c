/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-anchor.h"

struct _BrvAnchor
{
  BrvId source_id;
  char *text_sha256;
  BrvRange range;
  char *prefix;
  char *suffix;
  char *page_label; /* (nullable) */
};

/**
 * brv_anchor_new:
 * @source_id: the source; none for a quote that has no place
 * @text_sha256: (nullable): the hash of the source's text at capture, as 64 hexadecimal digits
 * @range: bytes of that text
 * @prefix: (nullable): the letters just before the passage
 * @suffix: (nullable): the letters just after it
 * @page_label: (nullable): the printed page label
 *
 * Returns: (transfer full): the anchor
 */
BrvAnchor *
brv_anchor_new (BrvId source_id,
                const char *text_sha256,
                BrvRange range,
                const char *prefix,
                const char *suffix,
                const char *page_label)
{
  BrvAnchor *self = g_atomic_rc_box_new0 (BrvAnchor);

  self->source_id = source_id;
  self->text_sha256 = g_strdup (text_sha256 != NULL ? text_sha256 : "");
  self->range = range;
  self->prefix = g_strdup (prefix != NULL ? prefix : "");
  self->suffix = g_strdup (suffix != NULL ? suffix : "");
  self->page_label = g_strdup (page_label);
  return self;
}

/**
 * brv_anchor_ref:
 * @self: an anchor
 *
 * Returns: (transfer full): @self
 */
BrvAnchor *
brv_anchor_ref (const BrvAnchor *self)
{
  return g_atomic_rc_box_acquire ((BrvAnchor *)self);
}

static void
brv_anchor_clear (gpointer data)
{
  BrvAnchor *self = data;

  g_free (self->text_sha256);
  g_free (self->prefix);
  g_free (self->suffix);
  g_free (self->page_label);
}

/**
 * brv_anchor_unref:
 * @self: (transfer full): an anchor
 */
void
brv_anchor_unref (BrvAnchor *self)
{
  g_atomic_rc_box_release_full (self, brv_anchor_clear);
}

/**
 * brv_anchor_get_source_id:
 * @self: an anchor
 *
 * Returns: the source's id; none for a quote that has no place
 */
BrvId
brv_anchor_get_source_id (const BrvAnchor *self)
{
  return self->source_id;
}

/**
 * brv_anchor_get_text_sha256:
 * @self: an anchor
 *
 * Returns: the hash of the source's text at capture, or ""
 */
const char *
brv_anchor_get_text_sha256 (const BrvAnchor *self)
{
  return self->text_sha256;
}

/**
 * brv_anchor_get_range:
 * @self: an anchor
 *
 * Returns: the passage, in bytes of the source's text
 */
BrvRange
brv_anchor_get_range (const BrvAnchor *self)
{
  return self->range;
}

/**
 * brv_anchor_get_prefix:
 * @self: an anchor
 *
 * Returns: the letters just before the passage, or ""
 */
const char *
brv_anchor_get_prefix (const BrvAnchor *self)
{
  return self->prefix;
}

/**
 * brv_anchor_get_suffix:
 * @self: an anchor
 *
 * Returns: the letters just after the passage, or ""
 */
const char *
brv_anchor_get_suffix (const BrvAnchor *self)
{
  return self->suffix;
}

/**
 * brv_anchor_get_page_label:
 * @self: an anchor
 *
 * Returns: (nullable): the printed page label
 */
const char *
brv_anchor_get_page_label (const BrvAnchor *self)
{
  return self->page_label;
}

/**
 * brv_anchor_equal:
 * @a: an anchor
 * @b: another
 *
 * Returns: whether both say the same
 */
gboolean
brv_anchor_equal (const BrvAnchor *a, const BrvAnchor *b)
{
  return a == b || (brv_id_equal (a->source_id, b->source_id) && a->range.start == b->range.start &&
                    a->range.end == b->range.end && g_str_equal (a->text_sha256, b->text_sha256) &&
                    g_str_equal (a->prefix, b->prefix) && g_str_equal (a->suffix, b->suffix) &&
                    g_strcmp0 (a->page_label, b->page_label) == 0);
}
