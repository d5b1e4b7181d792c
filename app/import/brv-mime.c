/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What mails and web archives share: parsing, reading parts and header fields. GMime's own
 * conversion of letters is used for header fields only; texts go through brv-charset, which does
 * not trust what a part says of itself. Nothing here decrypts or verifies.
 */

#include "config.h"

#include "import/brv-mime.h"

#include <string.h>

#include "import/brv-date.h"
#include "import/brv-encoded-word.h"

/* GMime's warnings are about senders, not about us. */
static GMimeParserOptions *
new_options (void)
{
  const char *charsets[] = { "utf-8", "windows-1252", NULL };
  GMimeParserOptions *options = g_mime_parser_options_new ();

  g_mime_parser_options_set_fallback_charsets (options, charsets);
  return options;
}

/**
 * brv_mime_parse:
 * @bytes: a message, without a line of mailboxes before it
 *
 * Returns: (transfer full) (nullable): the message, which refers to @bytes; %NULL if there is none
 *   in them
 */
GMimeMessage *
brv_mime_parse (GBytes *bytes)
{
  gsize length = 0;
  const char *data = NULL;
  GMimeStream *stream = NULL;
  GMimeParser *parser = NULL;
  GMimeParserOptions *options = NULL;
  GMimeMessage *message = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  g_mime_init ();
  data = g_bytes_get_data (bytes, &length);
  stream = g_mime_stream_mem_new_with_buffer (data, length);
  parser = g_mime_parser_new_with_stream (stream);
  options = new_options ();
  message = g_mime_parser_construct_message (parser, options);
  g_mime_parser_options_free (options);
  g_object_unref (parser);
  g_object_unref (stream);
  return message;
}

static GBytes *
take_stream (GMimeStream *stream)
{
  GByteArray *array = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));
  GBytes *bytes = g_bytes_new (array->data, array->len);

  g_object_unref (stream);
  return bytes;
}

/**
 * brv_mime_read_part:
 * @part: a part that is no multipart
 *
 * Returns: (transfer full): its content, without its transfer encoding
 */
GBytes *
brv_mime_read_part (GMimePart *part)
{
  GMimeDataWrapper *content = NULL;
  GMimeStream *stream = NULL;

  g_return_val_if_fail (GMIME_IS_PART (part), NULL);

  content = g_mime_part_get_content (part);
  if (content == NULL)
    return g_bytes_new_static ("", 0);
  stream = g_mime_stream_mem_new ();
  g_mime_data_wrapper_write_to_stream (content, stream);
  return take_stream (stream);
}

/**
 * brv_mime_write:
 * @object: a message or a part
 *
 * Returns: (transfer full): @object as it travels
 */
GBytes *
brv_mime_write (GMimeObject *object)
{
  GMimeStream *stream = NULL;

  g_return_val_if_fail (GMIME_IS_OBJECT (object), NULL);

  stream = g_mime_stream_mem_new ();
  g_mime_object_write_to_stream (object, NULL, stream);
  return take_stream (stream);
}

/**
 * brv_mime_decode_part:
 * @part: a part that is a text
 * @decoded: (out): the text
 *
 * Returns: whether its encoding was found
 */
gboolean
brv_mime_decode_part (GMimePart *part, BrvDecoded *decoded)
{
  g_autoptr (GBytes) bytes = brv_mime_read_part (part);
  const char *declared = NULL;
  g_autofree char *found = NULL;
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  declared = g_mime_object_get_content_type_parameter (GMIME_OBJECT (part), "charset");
  if (declared == NULL && length > 0)
    declared = found = brv_charset_find_in_html (data, length);
  return brv_charset_decode (length > 0 ? data : (const guint8 *)"", length, declared, decoded,
                             NULL);
}

/**
 * brv_mime_is_type:
 * @object: a part
 * @type: a media type's first half
 * @subtype: its second half; "*" for any
 *
 * Returns: whether the part says that it is one
 */
gboolean
brv_mime_is_type (GMimeObject *object, const char *type, const char *subtype)
{
  GMimeContentType *content_type = g_mime_object_get_content_type (object);

  return content_type != NULL && g_mime_content_type_is_type (content_type, type, subtype);
}

/**
 * brv_mime_dup_type:
 * @object: a part
 *
 * Returns: (transfer full): its media type in lower case, without parameters
 */
char *
brv_mime_dup_type (GMimeObject *object)
{
  GMimeContentType *content_type = g_mime_object_get_content_type (object);
  g_autofree char *type =
    content_type != NULL ? g_mime_content_type_get_mime_type (content_type) : NULL;

  return type != NULL && g_utf8_validate (type, -1, NULL) ? g_ascii_strdown (type, -1)
                                                          : g_strdup ("application/octet-stream");
}

/**
 * brv_mime_dup_header:
 * @object: a message or a part
 * @name: a header field
 *
 * Returns: (transfer full) (nullable): its text, with encoded words decoded; valid UTF-8
 */
char *
brv_mime_dup_header (GMimeObject *object, const char *name)
{
  GMimeHeader *header =
    g_mime_header_list_get_header (g_mime_object_get_header_list (object), name);
  const char *raw = header != NULL ? g_mime_header_get_raw_value (header) : NULL;
  char *text = raw != NULL ? g_strstrip (brv_encoded_word_decode (raw, FALSE)) : NULL;

  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

/**
 * brv_mime_list_senders:
 * @message: a mail
 *
 * Returns: (transfer full): the addresses of its From field, with their names decoded
 */
InternetAddressList *
brv_mime_list_senders (GMimeMessage *message)
{
  GMimeHeader *header =
    g_mime_header_list_get_header (g_mime_object_get_header_list (GMIME_OBJECT (message)), "From");
  const char *raw = header != NULL ? g_mime_header_get_raw_value (header) : NULL;
  g_autofree char *decoded = raw != NULL ? brv_encoded_word_decode (raw, TRUE) : NULL;
  InternetAddressList *list = decoded != NULL ? internet_address_list_parse (NULL, decoded) : NULL;

  return list != NULL ? list : internet_address_list_new ();
}

/**
 * brv_mime_dup_location:
 * @object: a message or a part
 *
 * Source: RFC 2557, §4.2: a long address is folded, and its folds are no part of it.
 *
 * Returns: (transfer full) (nullable): the address that it says it has
 */
char *
brv_mime_dup_location (GMimeObject *object)
{
  static const char *const names[] = { "Snapshot-Content-Location", "Content-Location" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = brv_mime_dup_header (object, names[i]);
      g_auto (GStrv) pieces = value != NULL ? g_strsplit_set (value, " \t\r\n", -1) : NULL;

      if (pieces != NULL)
        return g_strjoinv ("", pieces);
    }
  return NULL;
}

/**
 * brv_mime_dup_day:
 * @date: (nullable): the value of a Date field
 *
 * Returns: (transfer full) (nullable): the day as it stands there, in ISO 8601
 */
char *
brv_mime_dup_day (const char *date)
{
  char *day = date != NULL ? brv_date_parse (date) : NULL;
  g_autoptr (GDateTime) moment = NULL;

  if (date == NULL || day != NULL)
    return day;
  moment = g_mime_utils_header_decode_date (date);
  return moment != NULL && g_date_time_get_year (moment) > 1970
           ? g_date_time_format (moment, "%Y-%m-%d")
           : NULL;
}

/**
 * brv_mime_get_moment_us:
 * @date: (nullable): the value of a Date field
 *
 * Returns: the moment in microseconds since 1970 in UTC; 0 if there is none in it
 */
gint64
brv_mime_get_moment_us (const char *date)
{
  g_autoptr (GDateTime) moment = date != NULL ? g_mime_utils_header_decode_date (date) : NULL;

  return moment != NULL ? g_date_time_to_unix (moment) * G_USEC_PER_SEC : 0;
}
