/* SPDX-License-Identifier: GPL-3.0-or-later */

/* ZIP files made in memory, for the tests of what is packed in them. */

#pragma once

#include <string.h>

#include <archive.h>
#include <archive_entry.h>
#include <glib.h>

/* A part of a package. The row after the last has no name. */
typedef struct
{
  const char *name;
  const char *text;
  gsize length; /* of text; 0: up to its NUL */
} SamplePart;

/* Packs the parts, in their order. */
static inline GBytes *
sample_package_new (const SamplePart *parts)
{
  struct archive *archive = archive_write_new ();
  gsize capacity = (gsize)16 * 1024;
  gsize used = 0;
  guint8 *buffer = NULL;

  for (const SamplePart *part = parts; part->name != NULL; part++)
    capacity += 1024 + (part->length > 0 ? part->length : strlen (part->text));
  buffer = g_malloc (capacity);
  g_assert_cmpint (archive_write_set_format_zip (archive), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_open_memory (archive, buffer, capacity, &used), ==, ARCHIVE_OK);
  for (const SamplePart *part = parts; part->name != NULL; part++)
    {
      struct archive_entry *entry = archive_entry_new ();
      gsize length = part->length > 0 ? part->length : strlen (part->text);

      /* That name must be readable without unpacking. */
      if (g_str_equal (part->name, "mimetype"))
        archive_write_zip_set_compression_store (archive);
      else
        archive_write_zip_set_compression_deflate (archive);
      archive_entry_set_pathname_utf8 (entry, part->name);
      archive_entry_set_size (entry, (la_int64_t)length);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      g_assert_cmpint (archive_write_header (archive, entry), >=, ARCHIVE_WARN);
      g_assert_cmpint (archive_write_data (archive, part->text, length), ==, (la_ssize_t)length);
      archive_entry_free (entry);
    }
  g_assert_cmpint (archive_write_free (archive), ==, ARCHIVE_OK);
  return g_bytes_new_take (buffer, used);
}
