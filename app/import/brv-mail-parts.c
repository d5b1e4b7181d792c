/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "import/brv-mail-parts.h"

#include <string.h>

typedef struct
{
  BrvMailParts *parts;
  guint n_parts; /* looked at so far */
} Walk;

static void walk (Walk *self, GMimeObject *object, guint depth);

/**
 * brv_mail_parts_clear:
 * @self: what brv_mail_parts_find() filled
 *
 * Frees what @self holds.
 */
void
brv_mail_parts_clear (BrvMailParts *self)
{
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->images, g_ptr_array_unref);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  self->plain = NULL;
}

static gboolean
is_attached (GMimeObject *object)
{
  const char *disposition = g_mime_object_get_disposition (object);

  return disposition != NULL && g_ascii_strcasecmp (disposition, "attachment") == 0;
}

static gboolean
is_readable_text (GMimeObject *object)
{
  return GMIME_IS_PART (object) && !is_attached (object) &&
         (brv_mime_is_type (object, "text", "plain") || brv_mime_is_type (object, "text", "html"));
}

/* The first part below object that can be read, if any. */
static GMimeObject *
find_text (GMimeObject *object, guint depth)
{
  GMimeMultipart *multipart = NULL;

  if (is_readable_text (object))
    return object;
  if (!GMIME_IS_MULTIPART (object) || depth >= BRV_MIME_MAX_DEPTH)
    return NULL;
  multipart = GMIME_MULTIPART (object);
  for (int i = 0; i < MIN (g_mime_multipart_get_count (multipart), BRV_MIME_MAX_PARTS); i++)
    {
      GMimeObject *found = find_text (g_mime_multipart_get_part (multipart, i), depth + 1);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Whether a text has letters; programs send empty alternatives. */
static gboolean
has_letters (GMimeObject *object)
{
  g_auto (BrvDecoded) decoded = { 0 };

  if (!brv_mime_decode_part (GMIME_PART (object), &decoded))
    return FALSE;
  for (const char *p = decoded.text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* The last alternative that can be read is the one nearest to what its sender saw: RFC 2046,
 * §5.1.4. */
static void
walk_alternative (Walk *self, GMimeMultipart *multipart, guint depth)
{
  GMimeObject *best = NULL;
  GMimeObject *plain = NULL;

  for (int i = 0; i < MIN (g_mime_multipart_get_count (multipart), BRV_MIME_MAX_PARTS); i++)
    {
      GMimeObject *child = g_mime_multipart_get_part (multipart, i);
      GMimeObject *text = find_text (child, depth + 1);

      if (text == NULL || !has_letters (text))
        continue;
      if (brv_mime_is_type (text, "text", "plain"))
        plain = text;
      if (best == NULL || brv_mime_is_type (text, "text", "html"))
        best = child;
    }
  if (best == NULL)
    return;
  if (self->parts->texts->len == 0 && plain != NULL)
    self->parts->plain = GMIME_PART (plain);
  walk (self, best, depth + 1);
}

static void
walk_related (Walk *self, GMimeMultipart *multipart, guint depth)
{
  const char *start = g_mime_object_get_content_type_parameter (GMIME_OBJECT (multipart), "start");
  GMimeObject *root = NULL;
  int n = MIN (g_mime_multipart_get_count (multipart), BRV_MIME_MAX_PARTS);

  if (start != NULL)
    {
      g_autofree char *id = g_mime_utils_decode_message_id (start);

      root = id != NULL ? g_mime_multipart_get_subpart_from_content_id (multipart, id) : NULL;
    }
  if (root == NULL && n > 0)
    root = g_mime_multipart_get_part (multipart, 0);
  if (root != NULL)
    walk (self, root, depth + 1);
  for (int i = 0; i < n; i++)
    if (g_mime_multipart_get_part (multipart, i) != root)
      walk (self, g_mime_multipart_get_part (multipart, i), depth + 1);
}

static gboolean
is_signature (GMimeObject *object)
{
  return brv_mime_is_type (object, "application", "pgp-signature") ||
         brv_mime_is_type (object, "application", "pkcs7-signature") ||
         brv_mime_is_type (object, "application", "x-pkcs7-signature");
}

static gboolean
is_encrypted (GMimeObject *object)
{
  return brv_mime_is_type (object, "multipart", "encrypted") ||
         brv_mime_is_type (object, "application", "pkcs7-mime") ||
         brv_mime_is_type (object, "application", "x-pkcs7-mime");
}

static void
walk_leaf (Walk *self, GMimeObject *object)
{
  const char *id = g_mime_object_get_content_id (object);

  if (is_signature (object))
    return;
  if (is_readable_text (object) &&
      (g_mime_part_get_filename (GMIME_PART (object)) == NULL || self->parts->texts->len == 0))
    g_ptr_array_add (self->parts->texts, object);
  else if (brv_mime_is_type (object, "image", "*") && !is_attached (object) &&
           (id != NULL || g_mime_object_get_disposition (object) != NULL))
    g_ptr_array_add (self->parts->images, object);
  else
    g_ptr_array_add (self->parts->attachments, object);
}

static void
walk (Walk *self, GMimeObject *object, guint depth)
{
  if (depth > BRV_MIME_MAX_DEPTH || self->n_parts++ > BRV_MIME_MAX_PARTS)
    return;
  if (is_encrypted (object))
    self->parts->encrypted = TRUE;
  else if (GMIME_IS_MESSAGE_PART (object))
    {
      GMimeMessage *message = g_mime_message_part_get_message (GMIME_MESSAGE_PART (object));

      if (message != NULL)
        g_ptr_array_add (self->parts->messages, message);
    }
  else if (brv_mime_is_type (object, "multipart", "alternative") && GMIME_IS_MULTIPART (object))
    walk_alternative (self, GMIME_MULTIPART (object), depth);
  else if (brv_mime_is_type (object, "multipart", "related") && GMIME_IS_MULTIPART (object))
    walk_related (self, GMIME_MULTIPART (object), depth);
  else if (GMIME_IS_MULTIPART (object))
    {
      GMimeMultipart *multipart = GMIME_MULTIPART (object);

      for (int i = 0; i < MIN (g_mime_multipart_get_count (multipart), BRV_MIME_MAX_PARTS); i++)
        walk (self, g_mime_multipart_get_part (multipart, i), depth + 1);
    }
  else if (GMIME_IS_PART (object))
    walk_leaf (self, object);
}

/**
 * brv_mail_parts_find:
 * @message: a mail
 * @parts: (out): its parts
 *
 * Sorts the parts of a mail. Of alternatives one is taken; signatures are passed over.
 */
void
brv_mail_parts_find (GMimeMessage *message, BrvMailParts *parts)
{
  Walk self = { .parts = parts };
  GMimeObject *root = NULL;

  g_return_if_fail (GMIME_IS_MESSAGE (message));
  g_return_if_fail (parts != NULL);

  *parts = (BrvMailParts){ 0 };
  parts->texts = g_ptr_array_new ();
  parts->images = g_ptr_array_new ();
  parts->messages = g_ptr_array_new ();
  parts->attachments = g_ptr_array_new ();
  root = g_mime_message_get_mime_part (message);
  if (root != NULL)
    walk (&self, root, 0);
}

static gboolean
is_called (GMimeObject *image, const char *address)
{
  const char *id = g_mime_object_get_content_id (image);
  g_autofree char *location = NULL;

  if (g_ascii_strncasecmp (address, "cid:", 4) == 0)
    {
      g_autofree char *plain = g_uri_unescape_string (address + 4, NULL);

      return id != NULL && plain != NULL && g_str_equal (id, plain);
    }
  location = brv_mime_dup_location (image);
  return location != NULL && g_str_equal (location, address);
}

/**
 * brv_mail_parts_find_image:
 * @address: what the text calls a picture: a cid: address or the location of a part
 * @media_type: (out) (transfer full): what the part says it is
 * @parts: (type BrvMailParts): the parts of a mail
 *
 * Returns: (transfer full) (nullable): the picture's bytes; %NULL if it did not come along
 */
GBytes *
brv_mail_parts_find_image (const char *address, char **media_type, gpointer parts)
{
  const BrvMailParts *self = parts;

  for (guint i = 0; i < self->images->len; i++)
    {
      GMimeObject *image = g_ptr_array_index (self->images, i);

      if (is_called (image, address))
        {
          *media_type = brv_mime_dup_type (image);
          return brv_mime_read_part (GMIME_PART (image));
        }
    }
  return NULL;
}
