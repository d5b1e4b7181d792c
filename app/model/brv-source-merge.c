/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-source-merge.h"

#include <string.h>

/* The fields by which two sources are known to be one. */
static const BrvSourceField address_fields[] = { BRV_SOURCE_FIELD_URL, BRV_SOURCE_FIELD_RAW_URL };

/**
 * brv_source_awaits_text:
 * @self: a source
 *
 * Returns: whether it comes from a list of references and has no text but its title and abstract
 */
gboolean
brv_source_awaits_text (const BrvSource *self)
{
  static const char *const formats[] = { "application/x-research-info-systems",
                                         "application/x-bibtex",
                                         "application/vnd.citationstyles.csl+json", NULL };

  g_return_val_if_fail (self != NULL, FALSE);

  return g_strv_contains (formats, brv_source_get_format (self));
}

/* What addresses of one page have in common: host and path, without what says how to come there. */
typedef struct
{
  const char *host;
  gsize host_length;
  const char *path; /* with the query */
  gsize path_length;
  gboolean is_identifier;
} AddressKey;

/* FALSE for what is no address, and for that of a whole site. */
static gboolean
read_address (const char *address, AddressKey *key)
{
  static const char *const dropped[] = { "www.", "dx." };
  const char *start = address != NULL ? strstr (address, "://") : NULL;
  gsize length;

  if (start == NULL)
    return FALSE;
  start += strlen ("://");
  for (guint i = 0; i < G_N_ELEMENTS (dropped); i++)
    if (g_ascii_strncasecmp (start, dropped[i], strlen (dropped[i])) == 0)
      start += strlen (dropped[i]);
  length = strcspn (start, "#");
  while (length > 0 && start[length - 1] == '/')
    length--;
  key->host = start;
  key->host_length = MIN (strcspn (start, "/?#"), length);
  key->path = start + key->host_length;
  key->path_length = length - key->host_length;
  key->is_identifier = g_ascii_strncasecmp (start, "doi.org/", strlen ("doi.org/")) == 0;
  return key->path_length > 0;
}

static gboolean
is_same_address (const char *a, const char *b)
{
  AddressKey left = { 0 };
  AddressKey right = { 0 };

  if (!read_address (a, &left) || !read_address (b, &right) ||
      left.host_length != right.host_length || left.path_length != right.path_length ||
      g_ascii_strncasecmp (left.host, right.host, left.host_length) != 0)
    return FALSE;
  /* An identifier means the same in capitals and in small letters: DOI Handbook, §2.4. */
  if (left.is_identifier)
    return g_ascii_strncasecmp (left.path, right.path, left.path_length) == 0;
  return memcmp (left.path, right.path, left.path_length) == 0;
}

/**
 * brv_source_same_address:
 * @a: a source
 * @b: another
 *
 * Returns: whether an address of @a, or its DOI, is one of @b
 */
gboolean
brv_source_same_address (const BrvSource *a, const BrvSource *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (address_fields); i++)
    for (guint k = 0; k < G_N_ELEMENTS (address_fields); k++)
      if (is_same_address (brv_source_get (a, address_fields[i]),
                           brv_source_get (b, address_fields[k])))
        return TRUE;
  return FALSE;
}

/* Sets what base does not say from what other says. */
static BrvRecord *
fill_record (const BrvRecord *base, const BrvRecord *other)
{
  BrvRecord *record = brv_record_ref (base);

  for (guint field = 0; field < BRV_N_SOURCE_FIELDS; field++)
    {
      BrvEvidence evidence = brv_record_get_evidence (other, field);
      BrvRecord *next = NULL;

      if (field == BRV_SOURCE_FIELD_INCOMPLETE || brv_record_get (other, field) == NULL ||
          brv_record_get (record, field) != NULL)
        continue;
      next = brv_source_field_is_list ((BrvSourceField)field)
               ? brv_record_with_list (record, field, brv_record_get_list (other, field), evidence)
               : brv_record_with (record, field, brv_record_get (other, field), evidence);
      brv_record_unref (record);
      record = next;
    }
  return record;
}

/* Which text is incomplete is a matter of the text. */
static BrvRecord *
take_completeness (const BrvRecord *record, const BrvRecord *text)
{
  return brv_record_with (record, BRV_SOURCE_FIELD_INCOMPLETE,
                          brv_record_get (text, BRV_SOURCE_FIELD_INCOMPLETE),
                          brv_record_get_evidence (text, BRV_SOURCE_FIELD_INCOMPLETE));
}

/* The address at which the text was found stays known beside that of the reference. */
static BrvRecord *
keep_found_address (const BrvRecord *record, const BrvRecord *text)
{
  const char *found = brv_record_get (text, BRV_SOURCE_FIELD_URL);

  if (found == NULL || brv_record_get (record, BRV_SOURCE_FIELD_RAW_URL) != NULL ||
      g_strcmp0 (found, brv_record_get (record, BRV_SOURCE_FIELD_URL)) == 0)
    return brv_record_ref (record);
  return brv_record_with (record, BRV_SOURCE_FIELD_RAW_URL, found,
                          brv_record_get_evidence (text, BRV_SOURCE_FIELD_URL));
}

/**
 * brv_source_attach:
 * @self: a source, as a rule a reference
 * @text: the text that it is about, imported
 *
 * Returns: (transfer full): a source with the id of @self and the text, pictures and original bytes
 *   of @text; where both say something about it, @self is right
 */
BrvSource *
brv_source_attach (const BrvSource *self, const BrvSource *text)
{
  BrvSourceParts parts = { 0 };
  g_autoptr (BrvRecord) filled = NULL;
  g_autoptr (BrvRecord) located = NULL;
  g_autoptr (BrvRecord) record = NULL;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  filled = fill_record (brv_source_get_record (self), brv_source_get_record (text));
  located = keep_found_address (filled, brv_source_get_record (text));
  record = take_completeness (located, brv_source_get_record (text));
  parts.id = brv_source_get_id (self);
  parts.original = brv_source_get_original (text);
  parts.format = brv_source_get_format (text);
  parts.origin = brv_source_get_origin (text);
  parts.captured_us = brv_source_get_captured_us (text);
  parts.record = record;
  parts.text = brv_source_get_text (text);
  parts.blocks = brv_source_get_blocks (text, &parts.n_blocks);
  parts.images = brv_source_get_images (text, &parts.n_images);
  return brv_source_new (&parts);
}

/**
 * brv_source_fill:
 * @self: a source
 * @reference: what a list of references says about it
 *
 * Returns: (transfer full): @self with what @reference knows and it did not
 */
BrvSource *
brv_source_fill (const BrvSource *self, const BrvSource *reference)
{
  g_autoptr (BrvRecord) record = NULL;

  g_return_val_if_fail (self != NULL && reference != NULL, NULL);

  record = fill_record (brv_source_get_record (self), brv_source_get_record (reference));
  return brv_source_with_record (self, record);
}
