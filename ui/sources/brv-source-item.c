/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-source-item.h"

#include "ui/sources/brv-source-labels.h"

struct _BrvSourceItem
{
  GObject parent_instance;

  /* Owned */
  BrvSource *source;
  char *title;
  char *byline;
  char *republication; /* (nullable): of whom, or by whom */
  char *folded;        /* (nullable): a GRefString, what searches look into */

  guint n_quotes;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_BYLINE,
  PROP_REPUBLICATION,
  PROP_N_QUOTES,
  N_PROPS,
};

G_DEFINE_FINAL_TYPE (BrvSourceItem, brv_source_item, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
brv_source_item_finalize (GObject *object)
{
  BrvSourceItem *self = BRV_SOURCE_ITEM (object);

  g_clear_pointer (&self->source, brv_source_unref);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->byline, g_free);
  g_clear_pointer (&self->republication, g_free);
  g_clear_pointer (&self->folded, g_ref_string_release);
  G_OBJECT_CLASS (brv_source_item_parent_class)->finalize (object);
}

static void
brv_source_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BrvSourceItem *self = BRV_SOURCE_ITEM (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_BYLINE:
      g_value_set_string (value, self->byline);
      break;
    case PROP_REPUBLICATION:
      g_value_set_string (value, self->republication);
      break;
    case PROP_N_QUOTES:
      g_value_set_uint (value, self->n_quotes);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
brv_source_item_class_init (BrvSourceItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = brv_source_item_finalize;
  object_class->get_property = brv_source_item_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  /* Publisher and date, as the second line of the row shows them. */
  properties[PROP_BYLINE] = g_param_spec_string ("byline", NULL, NULL, NULL, flags);
  /* "Republication of …", where another source has the same text, or who republished it. */
  properties[PROP_REPUBLICATION] = g_param_spec_string ("republication", NULL, NULL, NULL, flags);
  /* How many quotes of the brief are from this source. */
  properties[PROP_N_QUOTES] = g_param_spec_uint ("n-quotes", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
brv_source_item_init (BrvSourceItem *self)
{
}

/**
 * brv_source_item_new:
 * @source: the source of the row
 * @n_quotes: how many quotes of the brief are from it
 *
 * Returns: (transfer full): the row
 */
BrvSourceItem *
brv_source_item_new (const BrvSource *source, guint n_quotes)
{
  BrvSourceItem *self;

  g_return_val_if_fail (source != NULL, NULL);

  self = g_object_new (BRV_TYPE_SOURCE_ITEM, NULL);
  self->source = brv_source_ref (source);
  self->title = brv_source_labels_dup_title (source);
  self->byline = brv_source_labels_dup_byline (source);
  self->republication = brv_source_labels_dup_republication (source, NULL);
  self->n_quotes = n_quotes;
  return self;
}

/**
 * brv_source_item_get_source:
 * @self: a row
 *
 * Returns: (transfer none): the source as the brief has it now
 */
const BrvSource *
brv_source_item_get_source (BrvSourceItem *self)
{
  g_return_val_if_fail (BRV_IS_SOURCE_ITEM (self), NULL);
  return self->source;
}

/**
 * brv_source_item_get_id:
 * @self: a row
 *
 * Returns: the id of its source
 */
BrvId
brv_source_item_get_id (BrvSourceItem *self)
{
  g_return_val_if_fail (BRV_IS_SOURCE_ITEM (self), BRV_ID_NONE);
  return brv_source_get_id (self->source);
}

/**
 * brv_source_item_get_title:
 * @self: a row
 *
 * Returns: (transfer none): its first line
 */
const char *
brv_source_item_get_title (BrvSourceItem *self)
{
  g_return_val_if_fail (BRV_IS_SOURCE_ITEM (self), NULL);
  return self->title;
}

/**
 * brv_source_item_get_byline:
 * @self: a row
 *
 * Returns: (transfer none): its second line
 */
const char *
brv_source_item_get_byline (BrvSourceItem *self)
{
  g_return_val_if_fail (BRV_IS_SOURCE_ITEM (self), NULL);
  return self->byline;
}

/**
 * brv_source_item_get_republication:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): that its source is a republication, and of what
 */
const char *
brv_source_item_get_republication (BrvSourceItem *self)
{
  g_return_val_if_fail (BRV_IS_SOURCE_ITEM (self), NULL);
  return self->republication;
}

/**
 * brv_source_item_set_original:
 * @self: a row
 * @original: (nullable): the source that has the same text and was there first
 */
void
brv_source_item_set_original (BrvSourceItem *self, const BrvSource *original)
{
  g_autofree char *text = NULL;

  g_return_if_fail (BRV_IS_SOURCE_ITEM (self));

  text = brv_source_labels_dup_republication (self->source, original);
  if (g_strcmp0 (text, self->republication) == 0)
    return;
  g_free (self->republication);
  self->republication = g_steal_pointer (&text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REPUBLICATION]);
}

/**
 * brv_source_item_get_n_quotes:
 * @self: a row
 *
 * Returns: how many quotes of the brief are from its source
 */
guint
brv_source_item_get_n_quotes (BrvSourceItem *self)
{
  g_return_val_if_fail (BRV_IS_SOURCE_ITEM (self), 0);
  return self->n_quotes;
}

/**
 * brv_source_item_get_folded:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what searches look into, a GRefString, or NULL where no
 *   search has made it yet
 */
const char *
brv_source_item_get_folded (BrvSourceItem *self)
{
  g_return_val_if_fail (BRV_IS_SOURCE_ITEM (self), NULL);
  return self->folded;
}

/**
 * brv_source_item_set_folded:
 * @self: a row
 * @source: the state of the source that @folded was made of
 * @folded: a GRefString, which is referenced
 *
 * Keeps what a search has folded for the next one, unless the source has changed since.
 */
void
brv_source_item_set_folded (BrvSourceItem *self, const BrvSource *source, char *folded)
{
  g_return_if_fail (BRV_IS_SOURCE_ITEM (self));
  g_return_if_fail (folded != NULL);

  if (source != self->source || self->folded != NULL)
    return;
  self->folded = g_ref_string_acquire (folded);
}

/**
 * brv_source_item_set_source:
 * @self: a row
 * @source: a newer state of the same source
 */
void
brv_source_item_set_source (BrvSourceItem *self, const BrvSource *source)
{
  g_return_if_fail (BRV_IS_SOURCE_ITEM (self));
  g_return_if_fail (source != NULL);

  if (source == self->source)
    return;
  brv_source_ref (source);
  brv_source_unref (self->source);
  self->source = (BrvSource *)source;
  g_free (self->title);
  self->title = brv_source_labels_dup_title (source);
  g_free (self->byline);
  self->byline = brv_source_labels_dup_byline (source);
  g_clear_pointer (&self->folded, g_ref_string_release);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BYLINE]);
}

/**
 * brv_source_item_add_quotes:
 * @self: a row
 * @n_added: how many quotes came, or went where it is negative
 */
void
brv_source_item_add_quotes (BrvSourceItem *self, gint n_added)
{
  g_return_if_fail (BRV_IS_SOURCE_ITEM (self));
  g_return_if_fail (n_added >= 0 || (guint)-n_added <= self->n_quotes);

  if (n_added == 0)
    return;
  self->n_quotes = (guint)((gint)self->n_quotes + n_added);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_QUOTES]);
}
