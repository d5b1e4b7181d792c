/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A web archive: a page and what came along with it, as parts of a message. The archive knows the
 * page's address and the moment of saving better than the page itself. Frames are not read.
 */

#include "config.h"

#include "import/brv-mhtml-importer.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-html-importer.h"
#include "import/brv-import-error.h"
#include "import/brv-mime.h"

#define MEDIA_TYPE "multipart/related"

typedef struct
{
  GMimePart *page;     /* (nullable) */
  GHashTable *images;  /* location or cid: address -> GMimePart */
  char *address;       /* (nullable): the page's */
  char *page_location; /* (nullable): of the part that is the page */
  guint n_parts;
} Archive;

static void
archive_clear (Archive *self)
{
  g_clear_pointer (&self->images, g_hash_table_unref);
  g_free (self->address);
  g_free (self->page_location);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Archive, archive_clear)

static gboolean
is_page (GMimeObject *object)
{
  return brv_mime_is_type (object, "text", "html") ||
         brv_mime_is_type (object, "application", "xhtml+xml");
}

static void
note_image (Archive *self, GMimeObject *object)
{
  const char *id = g_mime_object_get_content_id (object);
  char *location = brv_mime_dup_location (object);

  if (id != NULL && g_utf8_validate (id, -1, NULL))
    g_hash_table_insert (self->images, g_strconcat ("cid:", id, NULL), object);
  if (location != NULL)
    g_hash_table_insert (self->images, location, object);
}

/* The first page is the one, unless a later one has the archive's own address. */
static void
note_page (Archive *self, GMimeObject *object)
{
  g_autofree char *location = brv_mime_dup_location (object);

  if (self->page != NULL && (self->address == NULL || g_strcmp0 (location, self->address) != 0 ||
                             g_strcmp0 (self->page_location, self->address) == 0))
    return;
  self->page = GMIME_PART (object);
  g_free (self->page_location);
  self->page_location = g_steal_pointer (&location);
}

static void
walk (Archive *self, GMimeObject *object, guint depth)
{
  if (depth > BRV_MIME_MAX_DEPTH || self->n_parts++ > BRV_MIME_MAX_PARTS)
    return;
  if (GMIME_IS_MULTIPART (object))
    {
      GMimeMultipart *multipart = GMIME_MULTIPART (object);

      for (int i = 0; i < MIN (g_mime_multipart_get_count (multipart), BRV_MIME_MAX_PARTS); i++)
        walk (self, g_mime_multipart_get_part (multipart, i), depth + 1);
    }
  else if (GMIME_IS_PART (object) && is_page (object))
    note_page (self, object);
  else if (GMIME_IS_PART (object) && brv_mime_is_type (object, "image", "*"))
    note_image (self, object);
}

static GBytes *
find_image_cb (const char *address, char **media_type, gpointer data)
{
  const Archive *self = data;
  GMimeObject *image = g_hash_table_lookup (self->images, address);

  if (image == NULL && self->page_location != NULL)
    {
      g_autofree char *absolute = brv_address_resolve (address, self->page_location);

      image = absolute != NULL ? g_hash_table_lookup (self->images, absolute) : NULL;
    }
  if (image == NULL)
    return NULL;
  *media_type = brv_mime_dup_type (image);
  return brv_mime_read_part (GMIME_PART (image));
}

static gboolean
is_web_address (const char *address)
{
  return address != NULL && (g_ascii_strncasecmp (address, "http://", 7) == 0 ||
                             g_ascii_strncasecmp (address, "https://", 8) == 0);
}

static gboolean
write_page (Archive *self, const BrvImportHints *hints, BrvSourceBuilder *builder, GError **error)
{
  g_auto (BrvDecoded) decoded = { 0 };
  BrvImportHints page_hints = { .name = hints->name,
                                .find_image = find_image_cb,
                                .find_image_data = self };

  page_hints.address = is_web_address (self->address)         ? self->address
                       : is_web_address (self->page_location) ? self->page_location
                                                              : hints->address;
  if (!brv_mime_decode_part (self->page, &decoded))
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_ENCODING, "page");
      return FALSE;
    }
  return brv_html_importer_run (decoded.text, decoded.length, &page_hints, builder, error);
}

static gboolean
read_archive (GMimeMessage *message,
              const BrvImportHints *hints,
              BrvSourceBuilder *builder,
              GError **error)
{
  GMimeObject *object = GMIME_OBJECT (message);
  GMimeObject *root = g_mime_message_get_mime_part (message);
  g_autofree char *date = brv_mime_dup_header (object, "Date");
  g_autofree char *title = brv_mime_dup_header (object, "Subject");
  g_auto (Archive) archive = { 0 };

  archive.images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  archive.address = brv_mime_dup_location (object);
  if (root != NULL)
    walk (&archive, root, 0);
  if (archive.page == NULL)
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NO_TEXT, "no page");
      return FALSE;
    }
  if (!write_page (&archive, hints, builder, error))
    return FALSE;
  if (brv_mime_get_moment_us (date) > 0)
    brv_source_builder_set_captured (builder, brv_mime_get_moment_us (date));
  if (brv_source_builder_get (builder, BRV_SOURCE_FIELD_TITLE) == NULL)
    brv_source_builder_set (builder, BRV_SOURCE_FIELD_TITLE, title, BRV_EVIDENCE_META);
  return TRUE;
}

/**
 * brv_mhtml_importer_run:
 * @bytes: a web archive
 * @hints: what its giver says about it
 * @sink: what is filled
 * @error: return location for an error
 *
 * Makes a source of the page of a web archive, with its pictures.
 *
 * Source: RFC 2557; the field Snapshot-Content-Location is that of the browsers built on Blink.
 *
 * Returns: %FALSE with %BRV_IMPORT_ERROR_DAMAGED if it is no message, _NO_TEXT if there is no page
 *   in it, _ENCODING if that cannot be read, or an error of brv_html_importer_run()
 */
gboolean
brv_mhtml_importer_run (GBytes *bytes,
                        const BrvImportHints *hints,
                        BrvImportSink *sink,
                        GError **error)
{
  GMimeMessage *message = brv_mime_parse (bytes);
  gboolean done = FALSE;

  if (message == NULL)
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_DAMAGED, "no header");
      return FALSE;
    }
  done =
    read_archive (message, hints, brv_import_sink_begin_source (sink, MEDIA_TYPE, NULL), error);
  g_object_unref (message);
  return done;
}
