/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-import-error.h"
#include "import/brv-import-sink.h"

/* One source as it is being made. */
typedef struct
{
  BrvSourceBuilder *builder;
  GBytes *original; /* (nullable): NULL stands for the whole file */
} Part;

struct _BrvImportSink
{
  GArray *parts;       /* (element-type Part) */
  GArray *attachments; /* (element-type BrvImportAttachment) */
  gboolean is_cut;     /* there was more than it takes */
};

static void
clear_part (gpointer data)
{
  Part *part = data;

  brv_source_builder_free (part->builder);
  g_clear_pointer (&part->original, g_bytes_unref);
}

static void
clear_attachment (gpointer data)
{
  BrvImportAttachment *attachment = data;

  g_free (attachment->name);
  g_free (attachment->media_type);
  g_bytes_unref (attachment->bytes);
}

/**
 * brv_import_sink_new:
 *
 * Returns: (transfer full): a sink without sources
 */
BrvImportSink *
brv_import_sink_new (void)
{
  BrvImportSink *self = g_new0 (BrvImportSink, 1);

  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (self->parts, clear_part);
  self->attachments = g_array_new (FALSE, FALSE, sizeof (BrvImportAttachment));
  g_array_set_clear_func (self->attachments, clear_attachment);
  return self;
}

/**
 * brv_import_sink_free:
 * @self: (transfer full) (nullable): a sink
 *
 * Frees @self.
 */
void
brv_import_sink_free (BrvImportSink *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->parts);
  g_array_unref (self->attachments);
  g_free (self);
}

/**
 * brv_import_sink_begin_source:
 * @self: a sink
 * @format: the media type of what the source is made from
 * @original: (nullable): the bytes of this source alone where the file holds several, best as a
 *   slice of the file's (g_bytes_new_from_bytes()); %NULL for the whole file. By their hash a
 *   source is known again, so no two sources of a file may share them.
 *
 * Begins the next source. A source that has no text when the importer is done is left out, unless
 * brv_source_builder_allow_empty() was called.
 *
 * Returns: (transfer none): its builder, owned by the sink; complete when the next source begins
 *   or the importer returns. %NULL if the sink holds %BRV_IMPORT_MAX_SOURCES already.
 */
BrvSourceBuilder *
brv_import_sink_begin_source (BrvImportSink *self, const char *format, GBytes *original)
{
  Part part = { 0 };

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (format != NULL, NULL);

  if (self->parts->len >= BRV_IMPORT_MAX_SOURCES)
    {
      self->is_cut = TRUE;
      return NULL;
    }
  part.builder = brv_source_builder_new (format);
  part.original = original != NULL ? g_bytes_ref (original) : NULL;
  g_array_append_val (self->parts, part);
  return part.builder;
}

/* A name that can be shown and used as a file's: its last component, without control characters,
 * and never one that means a folder. */
static char *
tidy_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  const char *last = valid;
  GString *tidy = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p++)
    if (*p == '/' || *p == '\\')
      last = p + 1;
  for (const char *p = last; *p != '\0' && tidy->len < 200; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iscntrl (c) && g_unichar_type (c) != G_UNICODE_FORMAT)
        g_string_append_unichar (tidy, c);
    }
  g_strstrip (tidy->str);
  tidy->len = strlen (tidy->str);
  if (tidy->len == 0 || g_str_equal (tidy->str, ".") || g_str_equal (tidy->str, ".."))
    g_string_assign (tidy, "attachment");
  return g_string_free (tidy, FALSE);
}

/**
 * brv_import_sink_add_attachment:
 * @self: a sink
 * @name: (nullable): what the file calls the attachment; a path is cut to its last component
 * @media_type: (nullable): what the file says that it is
 * @bytes: its bytes, decoded
 *
 * Adds an attachment, up to %BRV_IMPORT_MAX_ATTACHMENTS.
 */
void
brv_import_sink_add_attachment (BrvImportSink *self,
                                const char *name,
                                const char *media_type,
                                GBytes *bytes)
{
  BrvImportAttachment attachment = { 0 };

  g_return_if_fail (self != NULL);
  g_return_if_fail (bytes != NULL);

  if (self->attachments->len >= BRV_IMPORT_MAX_ATTACHMENTS)
    {
      self->is_cut = TRUE;
      return;
    }
  attachment.name = tidy_name (name != NULL ? name : "");
  attachment.media_type =
    g_utf8_make_valid (media_type != NULL ? media_type : "application/octet-stream", -1);
  attachment.bytes = g_bytes_ref (bytes);
  g_array_append_val (self->attachments, attachment);
}

/**
 * brv_import_sink_get_n_sources:
 * @self: a sink
 *
 * Returns: how many sources were begun
 */
guint
brv_import_sink_get_n_sources (const BrvImportSink *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->parts->len;
}

/**
 * brv_import_sink_finish:
 * @self: a sink that an importer has filled
 * @whole: the bytes of the file, for the sources without bytes of their own
 * @origin: (nullable): where the file came from
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what was imported, or %NULL with
 *   %BRV_IMPORT_ERROR_NO_TEXT if no source has a text, or %BRV_IMPORT_ERROR_TOO_LARGE if the first
 *   has more than is taken from a file; later ones are left out then
 */
BrvImportResult *
brv_import_sink_finish (BrvImportSink *self, GBytes *whole, const char *origin, GError **error)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_source_unref);
  guint n_blocks = 0;
  gsize n_bytes = 0;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (whole != NULL, NULL);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);
      BrvSource *source = NULL;

      n_blocks += brv_source_builder_get_n_blocks (part->builder);
      n_bytes += strlen (brv_source_builder_get_text (part->builder));
      if (brv_source_builder_is_full (part->builder) || n_blocks > BRV_SOURCE_BUILDER_MAX_BLOCKS ||
          n_bytes > BRV_IMPORT_MAX_TEXT_BYTES)
        {
          self->is_cut = TRUE;
          break;
        }
      source = brv_source_builder_build (
        part->builder, part->original != NULL ? part->original : whole, origin, NULL);
      if (source != NULL)
        g_ptr_array_add (sources, source);
    }
  if (sources->len == 0 && self->is_cut)
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_TOO_LARGE, "letters");
      return NULL;
    }
  if (sources->len == 0)
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_NO_TEXT, "no text");
      return NULL;
    }
  return brv_import_result_new ((BrvSource *const *)sources->pdata, sources->len,
                                (const BrvImportAttachment *)(gconstpointer)self->attachments->data,
                                self->attachments->len, self->is_cut);
}
