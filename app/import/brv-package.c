/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "import/brv-import-error.h"
#include "import/brv-package.h"

#define CHUNK_BYTES ((gsize)64 * 1024)

struct _BrvPackage
{
  GHashTable *parts; /* name in lower case -> GBytes */
  gboolean encrypted;
};

/* One pass over an archive. */
typedef struct
{
  struct archive *archive;
  BrvPackage *package;
  BrvPackageFilter wanted; /* (nullable) */
  const BrvPackageLimits *limits;
  gsize packed_bytes;
  gsize unpacked_bytes;
  guint n_parts;
} Unpacking;

/* Drops empty steps and "."; a ".." takes the step before it. NULL if that leads outside. */
static char *
tidy_name (const char *name)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();
  g_autofree char *slashed = g_strdup (name);
  g_auto (GStrv) parts = NULL;

  g_strdelimit (slashed, "\\", '/');
  parts = g_strsplit (slashed, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0' || g_str_equal (parts[i], "."))
        continue;
      if (!g_str_equal (parts[i], ".."))
        g_ptr_array_add (steps, parts[i]);
      else if (steps->len > 0)
        g_ptr_array_remove_index (steps, steps->len - 1);
      else
        return NULL;
    }
  if (steps->len == 0)
    return NULL;
  g_ptr_array_add (steps, NULL);
  return g_strjoinv ("/", (GStrv)steps->pdata);
}

/* libarchive does not say what every fault is. */
static const char *
explain (struct archive *archive)
{
  const char *message = archive_error_string (archive);

  return message != NULL ? message : "damaged";
}

static gboolean
fail (GError **error, BrvImportError code, const char *message)
{
  g_set_error_literal (error, BRV_IMPORT_ERROR, (gint)code, message);
  return FALSE;
}

/* Counts what is unpacked, whatever sizes the archive itself claims. */
static gboolean
account (Unpacking *self, gsize bytes, GError **error)
{
  self->unpacked_bytes += bytes;
  if (self->unpacked_bytes > self->limits->max_bytes ||
      (self->unpacked_bytes > self->limits->max_free_bytes &&
       self->unpacked_bytes / self->limits->max_ratio > self->packed_bytes))
    return fail (error, BRV_IMPORT_ERROR_TOO_LARGE, BRV_PACKAGE_TOO_LARGE);
  return TRUE;
}

static gboolean
read_part (Unpacking *self, const char *name, GError **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();

  for (;;)
    {
      guint at = data->len;
      la_ssize_t n = 0;

      g_byte_array_set_size (data, at + (guint)CHUNK_BYTES);
      n = archive_read_data (self->archive, data->data + at, CHUNK_BYTES);
      if (n < 0)
        return fail (error, BRV_IMPORT_ERROR_DAMAGED, explain (self->archive));
      g_byte_array_set_size (data, at + (guint)n);
      if (n == 0)
        break;
      if (!account (self, (gsize)n, error))
        return FALSE;
    }
  g_hash_table_insert (self->package->parts, g_ascii_strdown (name, -1),
                       g_byte_array_free_to_bytes (g_steal_pointer (&data)));
  return TRUE;
}

static gboolean
read_entry (Unpacking *self, struct archive_entry *entry, GError **error)
{
  const char *raw = archive_entry_pathname_utf8 (entry);
  g_autofree char *name = NULL;

  if (raw == NULL)
    raw = archive_entry_pathname (entry);
  if (++self->n_parts > self->limits->max_parts)
    return fail (error, BRV_IMPORT_ERROR_TOO_LARGE, BRV_PACKAGE_TOO_LARGE);
  if (raw == NULL || archive_entry_filetype (entry) != AE_IFREG || !g_utf8_validate (raw, -1, NULL))
    return TRUE;
  name = tidy_name (raw);
  if (name == NULL || (self->wanted != NULL && !self->wanted (name)))
    return TRUE;
  if (archive_entry_is_encrypted (entry))
    {
      self->package->encrypted = TRUE;
      return TRUE;
    }
  return read_part (self, name, error);
}

static gboolean
read_entries (Unpacking *self, GError **error)
{
  struct archive_entry *entry = NULL;

  for (;;)
    {
      int status = archive_read_next_header (self->archive, &entry);

      if (status == ARCHIVE_EOF)
        return TRUE;
      /* A warning is about a name or an attribute that could not be kept; the data can be read. */
      if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
        return fail (error, BRV_IMPORT_ERROR_DAMAGED, explain (self->archive));
      if (!read_entry (self, entry, error))
        return FALSE;
    }
}

/**
 * brv_package_open:
 * @bytes: a ZIP file
 * @wanted: (nullable) (scope call): which parts to unpack; %NULL: all
 * @limits: what it may hold
 * @error: return location for an error
 *
 * Unpacks a ZIP file into memory, by the directory at its end. Parts whose names lead outside of
 * the package, or are no UTF-8, are passed over, and so are encrypted ones, which
 * brv_package_is_encrypted() tells.
 *
 * Returns: (transfer full) (nullable): the package, or %NULL with %BRV_IMPORT_ERROR_DAMAGED, or
 *   with %BRV_IMPORT_ERROR_TOO_LARGE where it passes @limits
 */
BrvPackage *
brv_package_open (GBytes *bytes,
                  BrvPackageFilter wanted,
                  const BrvPackageLimits *limits,
                  GError **error)
{
  g_autoptr (BrvPackage) self = NULL;
  Unpacking unpacking = { .wanted = wanted, .limits = limits };
  gsize length = 0;
  const void *data = NULL;
  gboolean done = FALSE;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (limits != NULL && limits->max_ratio > 0, NULL);

  data = g_bytes_get_data (bytes, &length);
  self = g_new0 (BrvPackage, 1);
  self->parts =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  unpacking.package = self;
  unpacking.packed_bytes = length;
  unpacking.archive = archive_read_new ();
  /* libarchive knows thirty formats; each one more is one more parser of foreign bytes. */
  archive_read_support_format_zip_seekable (unpacking.archive);
  if (archive_read_open_memory (unpacking.archive, data, length) != ARCHIVE_OK)
    fail (error, BRV_IMPORT_ERROR_DAMAGED, explain (unpacking.archive));
  else
    done = read_entries (&unpacking, error);
  archive_read_free (unpacking.archive);
  return done ? g_steal_pointer (&self) : NULL;
}

/**
 * brv_package_free:
 * @self: (transfer full) (nullable): a package
 *
 * Frees @self.
 */
void
brv_package_free (BrvPackage *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->parts);
  g_free (self);
}

/**
 * brv_package_get:
 * @self: a package
 * @name: a part's name, as brv_package_resolve() gives it
 *
 * Returns: (transfer none) (nullable): the part's bytes; %NULL if it has no such part. Case does
 *   not count, as the Open Packaging Conventions have it.
 */
GBytes *
brv_package_get (const BrvPackage *self, const char *name)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  key = g_ascii_strdown (name, -1);
  return g_hash_table_lookup (self->parts, key);
}

/**
 * brv_package_is_encrypted:
 * @self: a package
 *
 * Returns: whether a wanted part could not be unpacked because the ZIP file encrypts it
 */
gboolean
brv_package_is_encrypted (const BrvPackage *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->encrypted;
}

/**
 * brv_package_get_n_parts:
 * @self: a package
 *
 * Returns: how many parts were unpacked
 */
guint
brv_package_get_n_parts (const BrvPackage *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return g_hash_table_size (self->parts);
}

/**
 * brv_package_resolve:
 * @base: the name of the part in which @reference stands; "" for the package's root
 * @reference: a relative reference, percent-encoded, or with a leading slash an absolute one; a
 *   fragment is dropped
 *
 * Returns: (transfer full) (nullable): the name of the part that is meant; %NULL if it leads
 *   outside of the package or has a scheme
 */
char *
brv_package_resolve (const char *base, const char *reference)
{
  g_autofree char *folder = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *bare = NULL;
  const char *name = NULL;
  const char *slash = NULL;

  g_return_val_if_fail (base != NULL, NULL);
  g_return_val_if_fail (reference != NULL, NULL);

  if (strstr (reference, "://") != NULL)
    return NULL;
  bare = g_strndup (reference, strcspn (reference, "#"));
  plain = g_uri_unescape_string (bare, NULL);
  name = plain != NULL && g_utf8_validate (plain, -1, NULL) ? plain : bare;
  slash = strrchr (base, '/');
  folder = slash != NULL ? g_strndup (base, (gsize)(slash - base)) : g_strdup ("");
  joined = *name == '/' ? g_strdup (name) : g_strconcat (folder, "/", name, NULL);
  return tidy_name (joined);
}
