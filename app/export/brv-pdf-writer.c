/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include <gio/gio.h>

#include "base/brv-sha256.h"
#include "export/brv-pdf-writer.h"

#include "base/brv-pack.h"

/* So many objects share a stream. */
#define OBJECTS_PER_STREAM 200

/* Higher levels take much longer and save a hundredth. */
#define COMPRESSION_LEVEL 5

/* Coordinates are written to a thousandth of a point. */
#define DECIMALS 1000

/* Where an object is. Source: ISO 32000-1 §7.5.8.3, table 18. */
typedef struct
{
  guint8 type;   /* 1: at an offset of the file; 2: in an object stream; 0: nowhere */
  guint32 where; /* offset, or number of the stream */
  guint16 index; /* in the stream */
} Entry;

/* So many streams may wait to be compressed; then who writes them helps. */
#define MAX_WAITING 64

/* A stream that is compressed while the next ones are written. */
typedef struct
{
  BrvPdfWriter *writer;
  guint number;
  char *entries;
  GBytes *data;   /* until it is compressed */
  GBytes *packed; /* from then on */
  gint is_taken;  /* atomic: somebody compresses it */
} Pending;

struct _BrvPdfWriter
{
  GByteArray *bytes;
  GThreadPool *packer; /* (nullable): until something is to be compressed */
  GPtrArray *pending;  /* Pending, in the order in which they will be written */
  gint n_waiting;      /* atomic: of them, not taken yet */
  GArray *entries;     /* Entry, by number */
  /* The object stream that is open */
  guint stream;
  guint n_objects;
  GString *heads; /* numbers and offsets */
  GString *objects;
};

static void
free_pending (gpointer data)
{
  Pending *pending = data;

  g_clear_pointer (&pending->data, g_bytes_unref);
  g_clear_pointer (&pending->packed, g_bytes_unref);
  g_free (pending->entries);
  g_free (pending);
}

/* Compresses a stream, unless another thread does. */
static void
pack_cb (gpointer data, gpointer user_data)
{
  Pending *pending = data;
  gsize length;
  gconstpointer bytes;

  if (!g_atomic_int_compare_and_exchange (&pending->is_taken, FALSE, TRUE))
    return;
  g_atomic_int_add (&pending->writer->n_waiting, -1);
  bytes = g_bytes_get_data (pending->data, &length);
  pending->packed = brv_pack (bytes, length, COMPRESSION_LEVEL);
  g_clear_pointer (&pending->data, g_bytes_unref);
}

static void
append (BrvPdfWriter *self, const char *text)
{
  g_byte_array_append (self->bytes, (const guint8 *)text, (guint)strlen (text));
}

/**
 * brv_pdf_writer_new:
 *
 * Starts a file.
 *
 * Returns: (transfer full): a writer
 */
BrvPdfWriter *
brv_pdf_writer_new (void)
{
  BrvPdfWriter *self = g_new0 (BrvPdfWriter, 1);
  const Entry none = { 0 };

  self->bytes = g_byte_array_new ();
  self->pending = g_ptr_array_new_with_free_func (free_pending);
  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  self->heads = g_string_new (NULL);
  self->objects = g_string_new (NULL);
  g_array_append_val (self->entries, none);
  append (self, "%PDF-1.7\n%\277\367\242\376\n");
  return self;
}

/**
 * brv_pdf_writer_free:
 * @self: (transfer full): a writer, finished or not
 *
 * Frees it.
 */
void
brv_pdf_writer_free (BrvPdfWriter *self)
{
  g_return_if_fail (self != NULL);

  if (self->packer != NULL)
    g_thread_pool_free (self->packer, TRUE, TRUE);
  g_ptr_array_unref (self->pending);
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_array_unref (self->entries);
  g_string_free (self->heads, TRUE);
  g_string_free (self->objects, TRUE);
  g_free (self);
}

/**
 * brv_pdf_writer_reserve:
 * @self: a writer
 *
 * Returns: the number of an object that will be put later
 */
guint
brv_pdf_writer_reserve (BrvPdfWriter *self)
{
  const Entry none = { 0 };

  g_return_val_if_fail (self != NULL, 0);

  g_array_append_val (self->entries, none);
  return self->entries->len - 1;
}

static void
set_entry (BrvPdfWriter *self, guint number, Entry entry)
{
  g_array_index (self->entries, Entry, number) = entry;
}

/**
 * brv_pdf_writer_put_stream:
 * @self: a writer
 * @number: what brv_pdf_writer_reserve() gave
 * @entries: entries of its dictionary besides the length, or ""
 * @data: (array length=length): its bytes, as the filters of @entries need them
 * @length: how many
 *
 * Writes a stream.
 */
void
brv_pdf_writer_put_stream (
  BrvPdfWriter *self, guint number, const char *entries, const char *data, gsize length)
{
  g_autofree char *head = NULL;

  g_return_if_fail (self != NULL && number > 0 && number < self->entries->len);

  head = g_strdup_printf ("%u 0 obj\n<<%s/Length %" G_GSIZE_FORMAT ">>\nstream\n", number, entries,
                          length);
  set_entry (self, number, (Entry){ 1, self->bytes->len, 0 });
  append (self, head);
  g_byte_array_append (self->bytes, (const guint8 *)data, (guint)length);
  append (self, "\nendstream\nendobj\n");
}

/**
 * brv_pdf_writer_put_compressed:
 * @self: a writer
 * @number: what brv_pdf_writer_reserve() gave
 * @entries: entries of its dictionary besides length and filter, or ""
 * @data: (array length=length): its bytes
 * @length: how many
 *
 * Writes a stream that another thread compresses. Such streams stand behind all others in the file, in
 * the order in which they were put.
 */
void
brv_pdf_writer_put_compressed (
  BrvPdfWriter *self, guint number, const char *entries, const char *data, gsize length)
{
  Pending *pending;

  g_return_if_fail (self != NULL && number > 0 && number < self->entries->len);

  pending = g_new0 (Pending, 1);
  pending->writer = self;
  pending->number = number;
  pending->entries = g_strconcat (entries, "/Filter/FlateDecode", NULL);
  pending->data = g_bytes_new (data, length);
  g_ptr_array_add (self->pending, pending);
  if (g_atomic_int_add (&self->n_waiting, 1) >= MAX_WAITING)
    {
      pack_cb (pending, NULL);
      return;
    }
  if (self->packer == NULL)
    self->packer = g_thread_pool_new (pack_cb, NULL, 1, FALSE, NULL);
  g_thread_pool_push (self->packer, pending, NULL);
}

/* Helps with what is left to be compressed, from the end, and writes it all. */
static void
write_pending (BrvPdfWriter *self)
{
  for (guint i = self->pending->len; i > 0; i--)
    pack_cb (g_ptr_array_index (self->pending, i - 1), NULL);
  if (self->packer != NULL)
    g_thread_pool_free (g_steal_pointer (&self->packer), FALSE, TRUE);
  for (guint i = 0; i < self->pending->len; i++)
    {
      const Pending *pending = g_ptr_array_index (self->pending, i);

      brv_pdf_writer_put_stream (self, pending->number, pending->entries,
                                 g_bytes_get_data (pending->packed, NULL),
                                 g_bytes_get_size (pending->packed));
    }
  g_ptr_array_set_size (self->pending, 0);
}

static void
close_object_stream (BrvPdfWriter *self)
{
  g_autofree char *entries = NULL;

  if (self->n_objects == 0)
    return;
  entries =
    g_strdup_printf ("/Type/ObjStm/N %u/First %" G_GSIZE_FORMAT, self->n_objects, self->heads->len);
  g_string_append_len (self->heads, self->objects->str, (gssize)self->objects->len);
  brv_pdf_writer_put_compressed (self, self->stream, entries, self->heads->str, self->heads->len);
  g_string_truncate (self->heads, 0);
  g_string_truncate (self->objects, 0);
  self->n_objects = 0;
}

/**
 * brv_pdf_writer_put:
 * @self: a writer
 * @number: what brv_pdf_writer_reserve() gave
 * @object: how the object is written; no stream
 *
 * Writes an object.
 *
 * Source: ISO 32000-1 §7.5.7 (object streams).
 */
void
brv_pdf_writer_put (BrvPdfWriter *self, guint number, const GString *object)
{
  g_return_if_fail (self != NULL && number > 0 && number < self->entries->len);

  if (self->n_objects == 0)
    self->stream = brv_pdf_writer_reserve (self);
  set_entry (self, number, (Entry){ 2, self->stream, (guint16)self->n_objects });
  brv_pdf_append_integer (self->heads, number);
  g_string_append_c (self->heads, ' ');
  brv_pdf_append_integer (self->heads, (gint64)self->objects->len);
  g_string_append_c (self->heads, ' ');
  g_string_append_len (self->objects, object->str, (gssize)object->len);
  g_string_append_c (self->objects, '\n');
  if (++self->n_objects == OBJECTS_PER_STREAM)
    close_object_stream (self);
}

/**
 * brv_pdf_writer_add:
 * @self: a writer
 * @object: how the object is written; no stream
 *
 * Writes an object.
 *
 * Returns: its number
 */
guint
brv_pdf_writer_add (BrvPdfWriter *self, const GString *object)
{
  guint number = brv_pdf_writer_reserve (self);

  brv_pdf_writer_put (self, number, object);
  return number;
}

static void
append_entry (GByteArray *table, const Entry *entry)
{
  const guint8 fields[7] = { entry->type,
                             (guint8)(entry->where >> 24),
                             (guint8)(entry->where >> 16),
                             (guint8)(entry->where >> 8),
                             (guint8)entry->where,
                             (guint8)(entry->index >> 8),
                             (guint8)entry->index };

  g_byte_array_append (table, fields, sizeof fields);
}

/* The file's name for itself depends on nothing but what is in it. */
static char *
make_id (const GByteArray *bytes)
{
  g_autofree char *digest = brv_sha256_of_data (bytes->data, bytes->len);

  return g_strndup (digest, 32);
}

/**
 * brv_pdf_writer_finish:
 * @self: a writer; afterwards it can only be freed
 * @catalog: the number of the catalog
 * @info: the number of the information dictionary
 *
 * Ends the file.
 *
 * Source: ISO 32000-1 §7.5.8 (cross-reference streams), §14.4 (file identifiers).
 *
 * Returns: (transfer full): its bytes
 */
GBytes *
brv_pdf_writer_finish (BrvPdfWriter *self, guint catalog, guint info)
{
  g_autoptr (GByteArray) table = g_byte_array_new ();
  g_autofree char *id = NULL;
  g_autofree char *entries = NULL;
  g_autofree char *end = NULL;
  guint number;
  guint offset;

  g_return_val_if_fail (self != NULL && self->bytes != NULL, NULL);

  close_object_stream (self);
  write_pending (self);
  number = brv_pdf_writer_reserve (self);
  offset = self->bytes->len;
  set_entry (self, number, (Entry){ 1, offset, 0 });
  for (guint i = 0; i < self->entries->len; i++)
    append_entry (table, &g_array_index (self->entries, Entry, i));
  id = make_id (self->bytes);
  entries = g_strdup_printf ("/Type/XRef/W[1 4 2]/Size %u/Root %u 0 R/Info %u 0 R/ID[<%s><%s>]",
                             self->entries->len, catalog, info, id, id);
  brv_pdf_writer_put_compressed (self, number, entries, (const char *)table->data, table->len);
  write_pending (self);
  end = g_strdup_printf ("startxref\n%u\n%%%%EOF\n", offset);
  append (self, end);
  return g_byte_array_free_to_bytes (g_steal_pointer (&self->bytes));
}

/**
 * brv_pdf_append_integer:
 * @string: receives it
 * @value: a number
 *
 * Writes a number.
 */
void
brv_pdf_append_integer (GString *string, gint64 value)
{
  char digits[24];
  char *at = digits + sizeof digits;
  guint64 rest = value < 0 ? (guint64)-value : (guint64)value;

  do
    *--at = (char)('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (value < 0)
    *--at = '-';
  g_string_append_len (string, at, digits + sizeof digits - at);
}

/**
 * brv_pdf_append_real:
 * @string: receives it
 * @value: a number, which is rounded to thousandths
 *
 * Writes a number as short as it can be.
 */
void
brv_pdf_append_real (GString *string, double value)
{
  gint64 rounded = (gint64)llrint (value * DECIMALS);
  guint64 size = rounded < 0 ? (guint64)-rounded : (guint64)rounded;
  guint fraction = (guint)(size % DECIMALS);
  char digits[] = { '.', (char)('0' + fraction / 100), (char)('0' + fraction / 10 % 10),
                    (char)('0' + fraction % 10) };
  gssize n = fraction == 0 ? 0 : fraction % 100 == 0 ? 2 : fraction % 10 == 0 ? 3 : 4;

  if (rounded < 0)
    g_string_append_c (string, '-');
  brv_pdf_append_integer (string, (gint64)(size / DECIMALS));
  g_string_append_len (string, digits, n);
}

/**
 * brv_pdf_append_string:
 * @string: receives it
 * @bytes: (array length=length): what is in it
 * @length: how many bytes
 *
 * Writes a string.
 *
 * Source: ISO 32000-1 §7.3.4.2.
 */
void
brv_pdf_append_string (GString *string, const char *bytes, gsize length)
{
  g_string_append_c (string, '(');
  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] == '\r' || bytes[i] == '\n')
        {
          g_string_append (string, bytes[i] == '\r' ? "\\r" : "\\n");
          continue;
        }
      if (strchr ("()\\", bytes[i]) != NULL && bytes[i] != '\0')
        g_string_append_c (string, '\\');
      g_string_append_c (string, bytes[i]);
    }
  g_string_append_c (string, ')');
}

/**
 * brv_pdf_append_utf16:
 * @string: receives them
 * @text: UTF-8
 * @length: its bytes
 *
 * Writes the hexadecimal digits of a text in UTF-16, without a byte order mark.
 */
void
brv_pdf_append_utf16 (GString *string, const char *text, gsize length)
{
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c >= 0x10000)
        g_string_append_printf (string, "%04x%04x", 0xd800 + ((c - 0x10000) >> 10),
                                0xdc00 + ((c - 0x10000) & 0x3ff));
      else
        g_string_append_printf (string, "%04x", c);
    }
}

/**
 * brv_pdf_append_text:
 * @string: receives it
 * @text: a text for people
 *
 * Writes a text string.
 *
 * Source: ISO 32000-1 §7.9.2.2.
 */
void
brv_pdf_append_text (GString *string, const char *text)
{
  if (g_str_is_ascii (text))
    {
      brv_pdf_append_string (string, text, strlen (text));
      return;
    }
  g_string_append (string, "<feff");
  brv_pdf_append_utf16 (string, text, strlen (text));
  g_string_append_c (string, '>');
}
