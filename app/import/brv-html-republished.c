/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Whether a page republishes an article of another site. Its canonical address may lie there, a
 * line may lead to the original, or a credit may name who published it first. What is cited is
 * the originator; the page's own site is then the republisher. A channel on the original's site
 * is the originator itself.
 */

#include "config.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-credit.h"
#include "import/brv-html-class.h"
#include "import/brv-html-republished.h"
#include "import/brv-html-value.h"
#include "import/brv-same-words.h"

#define MAX_LINE_WORDS 40
#define MAX_NAME_WORDS 6

/* What the page says about the original. */
typedef struct
{
  char *address;        /* (nullable) */
  char *name;           /* (nullable): of who published it first */
  char *channel;        /* (nullable): the address of the channel's site */
  BrvEvidence evidence; /* of address */
} Original;

static void
original_clear (Original *self)
{
  g_free (self->address);
  g_free (self->name);
  g_free (self->channel);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Original, original_clear)

/* The page's own address, as far as it is known. */
static const char *
peek_own_address (const BrvHtmlReader *self)
{
  if (self->hints->address != NULL)
    return self->hints->address;
  if (self->saved_from != NULL)
    return self->saved_from;
  if (brv_html_reader_meta (self, "og:url") != NULL)
    return brv_html_reader_meta (self, "og:url");
  return self->canonical;
}

/* Where the leaf, or the text in it, leads; NULL if nowhere or to a place for sharing. */
static char *
dup_link (const BrvHtmlReader *self, const BrvLeaf *leaf)
{
  g_autofree char *printed = NULL;

  for (guint i = leaf->owner; i < brv_html_page_element (self->page, leaf->owner)->end; i++)
    {
      const BrvElement *element = brv_html_page_element (self->page, i);
      const char *address =
        element->tag == BRV_TAG_A ? brv_html_peek_attribute (element->node, "href") : NULL;
      g_autofree char *absolute = NULL;

      if (address == NULL || element->owner != leaf->owner)
        continue;
      absolute = brv_address_resolve (address, NULL);
      if (absolute != NULL && !brv_address_is_sharing (absolute))
        return g_steal_pointer (&absolute);
    }
  printed = brv_address_find (leaf->text, NULL, NULL);
  return printed != NULL && !brv_address_is_sharing (printed) ? g_steal_pointer (&printed) : NULL;
}

/* The address that a label leads to: in its own line, or alone on the next. */
static char *
dup_labelled_link (const BrvHtmlReader *self, guint index)
{
  char *address = dup_link (self, brv_html_page_leaf (self->page, index));

  if (address == NULL && index + 1 < self->page->leaves->len &&
      brv_html_page_leaf (self->page, index + 1)->n_words <= MAX_LINE_WORDS)
    {
      const BrvLeaf *next = brv_html_page_leaf (self->page, index + 1);
      g_autofree char *printed = brv_address_find (next->text, NULL, NULL);

      if (printed != NULL || next->n_link_words == next->n_words)
        address = dup_link (self, next);
    }
  return address;
}

static void
read_line (const BrvHtmlReader *self, guint index, const char *own, Original *original)
{
  BrvLeaf *leaf = brv_html_page_leaf (self->page, index);
  BrvFurniture furniture = BRV_FURNITURE_NONE;
  gboolean credit = FALSE;

  if (leaf->n_words > MAX_LINE_WORDS)
    return;
  /* Lists of references say of books where they were published first. */
  credit = leaf->tag != BRV_TAG_LI && brv_credit_is_credit (leaf->text);
  furniture = brv_html_leaf_judge (leaf);
  if ((!credit && furniture != BRV_FURNITURE_ORIGINAL && furniture != BRV_FURNITURE_CHANNEL) ||
      brv_html_class_is_elsewhere (self->page, leaf->owner))
    return;
  if (credit && original->name == NULL)
    original->name = brv_credit_find_originator (leaf->text);
  if (original->address == NULL && (credit || furniture == BRV_FURNITURE_ORIGINAL))
    {
      g_autofree char *address = dup_labelled_link (self, index);

      if (address != NULL && !brv_address_is_site (address) &&
          (own == NULL || !brv_address_same_site (address, own)))
        {
          original->address = g_steal_pointer (&address);
          original->evidence = BRV_EVIDENCE_VISIBLE_TEXT;
        }
    }
  if (original->channel == NULL && furniture == BRV_FURNITURE_CHANNEL)
    original->channel = dup_labelled_link (self, index);
}

static void
read_original (const BrvHtmlReader *self, const char *own, Original *original)
{
  if (self->canonical != NULL && own != NULL)
    {
      g_autofree char *canonical = brv_address_resolve (self->canonical, own);

      if (canonical != NULL && !brv_address_is_site (canonical) &&
          !brv_address_same_site (canonical, own))
        {
          original->address = g_steal_pointer (&canonical);
          original->evidence = BRV_EVIDENCE_META;
        }
    }
  for (guint i = 0; i < self->page->leaves->len; i++)
    read_line (self, i, own, original);
}

static void
set_original_address (BrvHtmlReader *self, const Original *original)
{
  g_autofree char *clean = brv_address_strip_tracking (original->address);

  brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_URL, clean, original->evidence);
  brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_RAW_URL, original->address,
                          original->evidence);
}

static char *
dup_site_address (const char *address)
{
  const char *host = strstr (address, "://");

  return host != NULL ? g_strndup (address, (gsize)(host + 3 - address) + strcspn (host + 3, "/?#"))
                      : NULL;
}

/* A line that is no more than a name which the original's host bears out. */
static const char *
find_name (const BrvHtmlReader *self, const char *address)
{
  for (guint i = 0; i < self->page->leaves->len; i++)
    {
      const BrvLeaf *leaf = brv_html_page_leaf (self->page, i);

      if (leaf->n_words > 0 && leaf->n_words <= MAX_NAME_WORDS &&
          strchr (leaf->text, '.') == NULL && strchr (leaf->text, '/') == NULL &&
          brv_address_is_named (address, leaf->text))
        return leaf->text;
    }
  return NULL;
}

/* The page's own site becomes the republisher, and who published first the publisher. */
static void
set_publishers (BrvHtmlReader *self, const Original *original, const char *own)
{
  g_autofree char *site =
    g_strdup (brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_PUBLISHER));
  g_autofree char *own_host = own != NULL ? brv_address_dup_host (own) : NULL;
  g_autofree char *host =
    original->address != NULL ? brv_address_dup_host (original->address) : NULL;
  g_autofree char *own_site = own != NULL ? dup_site_address (own) : NULL;
  const char *name = original->name == NULL && original->address != NULL
                       ? find_name (self, original->address)
                       : original->name;

  /* A page that names its own site as the first to publish republishes nothing. */
  if (original->address == NULL && (site == NULL || brv_same_words (site, original->name) ||
                                    brv_address_is_named (own, original->name)))
    return;
  if (site != NULL && !brv_same_words (site, original->name))
    brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_REPUBLISHER, site, BRV_EVIDENCE_META);
  else
    brv_html_reader_set (self, BRV_SOURCE_FIELD_REPUBLISHER, own_host, BRV_EVIDENCE_ADDRESS);
  if (name != NULL)
    brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_PUBLISHER, name,
                            BRV_EVIDENCE_VISIBLE_TEXT);
  else
    brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_PUBLISHER, host, BRV_EVIDENCE_ADDRESS);
  brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_CHANNEL_URL,
                          original->channel != NULL ? original->channel : own_site,
                          original->channel != NULL ? BRV_EVIDENCE_VISIBLE_TEXT
                                                    : BRV_EVIDENCE_ADDRESS);
}

/**
 * brv_html_republished_read:
 * @self: what was found in a page, its own site and address set
 *
 * Names originator and republisher where the page is a republication.
 */
void
brv_html_republished_read (BrvHtmlReader *self)
{
  const char *given = peek_own_address (self);
  g_autofree char *own = given != NULL ? brv_address_resolve (given, NULL) : NULL;
  g_auto (Original) original = { 0 };

  read_original (self, own, &original);
  if (original.address == NULL && original.name == NULL)
    return;
  set_publishers (self, &original, own);
  if (original.address != NULL)
    set_original_address (self, &original);
}
