/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A mail: who wrote what about what and when stands in its header. Mails within it are further
 * sources, its attachments are offered as such.
 */

#include "config.h"

#include "base/brv-sha256.h"
#include "import/brv-mail-importer.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-import-error.h"
#include "import/brv-language.h"
#include "import/brv-mail-body.h"
#include "import/brv-mail-parts.h"

#define MEDIA_TYPE "message/rfc822"
/* Mails within mails within mails. */
#define MAX_NESTING 8
#define MAX_AUTHORS 20

/* What replies (first) and mails passed on (rest) put before a subject. */
static const char *const reply_marks[] = { "re",   "aw",   "sv",   "vs",  "odp", "ynt",
                                           "antw", "回复", "答复", "rif", "отв" };
static const char *const forward_marks[] = { "fwd", "fw", "wg",     "tr",   "rv", "enc",
                                             "vb",  "vl", "doorst", "转发", "i",  "пересл" };

/* The text after a mark and its colon, as in "Re[2]: x" or "AW : x"; NULL if there is none. */
static const char *
skip_mark (const char *subject, const char *const *marks, guint n_marks)
{
  for (guint i = 0; i < n_marks; i++)
    {
      gsize n = strlen (marks[i]);
      const char *p = subject + n;

      if (g_ascii_strncasecmp (subject, marks[i], n) != 0)
        continue;
      if (*p == '[' || *p == '(')
        p += strcspn (p, ")]") + 1;
      else
        while (g_ascii_isdigit (*p))
          p++;
      p += strspn (p, " ");
      if (*p == ':' || g_str_has_prefix (p, "：")) /* the colon of Chinese and Japanese */
        {
          p += *p == ':' ? 1 : strlen ("：");
          return p + strspn (p, " ");
        }
    }
  return NULL;
}

/* Where the subject proper begins. */
static const char *
skip_marks (const char *subject, gboolean *is_reply, gboolean *is_forward)
{
  const char *rest = subject;

  *is_reply = *is_forward = FALSE;
  while (rest != NULL && *rest != '\0')
    {
      subject = rest;
      rest = skip_mark (subject, reply_marks, G_N_ELEMENTS (reply_marks));
      if (rest != NULL)
        *is_reply = TRUE;
      else
        {
          rest = skip_mark (subject, forward_marks, G_N_ELEMENTS (forward_marks));
          *is_forward = *is_forward || rest != NULL;
        }
    }
  return subject;
}

/* "Holm, Ada" becomes "Ada Holm"; the address in pointed brackets and quotation marks go. */
static char *
tidy_name (const char *name)
{
  g_autofree char *plain = g_strndup (name, strcspn (name, "<["));
  char *comma = NULL;

  g_strdelimit (plain, "\"\t\r\n", ' ');
  g_strstrip (plain);
  if (*plain == '\'' && g_str_has_suffix (plain, "'") && strlen (plain) > 2)
    {
      plain[strlen (plain) - 1] = ' ';
      *plain = ' ';
      g_strstrip (plain);
    }
  comma = strchr (plain, ',');
  if (comma != NULL && comma != plain && strchr (comma + 1, ',') == NULL)
    {
      *comma = '\0';
      return g_strdup_printf ("%s %s", g_strstrip (comma + 1), g_strchomp (plain));
    }
  return g_steal_pointer (&plain);
}

/* The names of a list of addresses; where one has none, the address itself. */
static GStrv
list_names (InternetAddressList *addresses)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint n = 0;

  for (int i = 0; i < internet_address_list_length (addresses); i++)
    {
      InternetAddress *address = internet_address_list_get_address (addresses, i);
      const char *name = internet_address_get_name (address);
      g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
      g_autofree char *tidy = tidy_name (valid);

      if (*tidy == '\0' && INTERNET_ADDRESS_IS_MAILBOX (address))
        {
          const char *mailbox =
            internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (address));

          g_free (tidy);
          tidy = g_utf8_make_valid (mailbox != NULL ? mailbox : "", -1);
        }
      if (*tidy != '\0' && n++ < MAX_AUTHORS)
        g_strv_builder_add (names, tidy);
    }
  return g_strv_builder_end (names);
}

/* One mail being read. */
typedef struct
{
  GMimeMessage *message;
  BrvSourceBuilder *builder;
  GStrv senders;
  char *list;  /* (nullable): the name of the list that brought it */
  char *title; /* (nullable): as the source's */
  char *date;  /* (nullable): the day, in ISO 8601 */
} Mail;

static void
mail_clear (Mail *self)
{
  g_clear_pointer (&self->senders, g_strfreev);
  g_free (self->list);
  g_free (self->title);
  g_free (self->date);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mail, mail_clear)

static void
set_missing (const Mail *self, BrvSourceField field, const char *value, BrvEvidence evidence)
{
  if (value != NULL && brv_source_builder_get (self->builder, field) == NULL)
    brv_source_builder_set (self->builder, field, value, evidence);
}

/* The phrase of a List-Id field: RFC 2919, §3. */
static char *
dup_list_name (GMimeObject *object)
{
  g_autofree char *id = brv_mime_dup_header (object, "List-Id");
  g_autofree char *name = id != NULL ? tidy_name (id) : NULL;

  return name != NULL && *name != '\0' ? g_steal_pointer (&name) : NULL;
}

/* A list that nobody but its owner writes to says so, or offers no address to post to: RFC 2369,
 * §3.4. */
static gboolean
is_newsletter (GMimeObject *object)
{
  g_autofree char *post = brv_mime_dup_header (object, "List-Post");
  g_autofree char *unsubscribe = brv_mime_dup_header (object, "List-Unsubscribe");

  return unsubscribe != NULL && (post == NULL || g_ascii_strcasecmp (post, "NO") == 0);
}

/* Where an archive on the web has the mail: RFC 5064. */
static char *
dup_archived_at (GMimeObject *object)
{
  g_autofree char *value = brv_mime_dup_header (object, "Archived-At");
  g_autofree char *address = NULL;

  if (value == NULL)
    return NULL;
  g_strdelimit (value, "<>", ' ');
  address = brv_address_resolve (g_strstrip (value), NULL);
  return address != NULL ? brv_address_strip_tracking (address) : NULL;
}

static void
set_senders (const Mail *self, gboolean newsletter)
{
  g_autofree char *organisation =
    brv_mime_dup_header (GMIME_OBJECT (self->message), "Organization");

  if (organisation == NULL)
    organisation = brv_mime_dup_header (GMIME_OBJECT (self->message), "Organisation");
  if (newsletter)
    set_missing (self, BRV_SOURCE_FIELD_PUBLISHER,
                 organisation != NULL ? organisation : self->senders[0], BRV_EVIDENCE_META);
  else if (brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_AUTHORS) == NULL)
    brv_source_builder_set_list (self->builder, BRV_SOURCE_FIELD_AUTHORS,
                                 (const char *const *)self->senders, BRV_EVIDENCE_META);
  set_missing (self, BRV_SOURCE_FIELD_PUBLISHER, organisation, BRV_EVIDENCE_META);
  set_missing (self, BRV_SOURCE_FIELD_PUBLISHER, self->list, BRV_EVIDENCE_META);
}

/* Of a mail that only passes another on, the other is what can be quoted. */
static void
set_forwarded (const Mail *self, const BrvForwarded *forwarded)
{
  g_autofree char *name = tidy_name (forwarded->from);
  g_autofree char *day = forwarded->date != NULL ? brv_mime_dup_day (forwarded->date) : NULL;
  const char *names[] = { *name != '\0' ? name : forwarded->from, NULL };

  brv_source_builder_set_list (self->builder, BRV_SOURCE_FIELD_AUTHORS, names,
                               BRV_EVIDENCE_VISIBLE_TEXT);
  set_missing (self, BRV_SOURCE_FIELD_DATE, day, BRV_EVIDENCE_VISIBLE_TEXT);
  set_missing (self, BRV_SOURCE_FIELD_REPUBLISHER, self->senders[0], BRV_EVIDENCE_META);
}

static void
set_language (const Mail *self, GMimeObject *object)
{
  g_autofree char *value = brv_mime_dup_header (object, "Content-Language");
  g_autofree char *tag = value != NULL ? brv_language_tidy (value) : NULL;

  set_missing (self, BRV_SOURCE_FIELD_LANGUAGE, tag, BRV_EVIDENCE_META);
}

/* The mail's own title and, for the body, that of what it carries. */
static char *
read_subject (Mail *self, gboolean *is_forward)
{
  g_autofree char *subject = brv_mime_dup_header (GMIME_OBJECT (self->message), "Subject");
  gboolean is_reply = FALSE;
  const char *proper = NULL;

  *is_forward = FALSE;
  if (subject == NULL)
    return NULL;
  proper = skip_marks (subject, &is_reply, is_forward);
  if (*proper == '\0')
    return NULL;
  self->title = g_strconcat (is_reply ? "Re: " : "", proper, NULL);
  return g_strdup (proper);
}

static void
write_mail (Mail *self, const BrvMailParts *parts)
{
  GMimeObject *object = GMIME_OBJECT (self->message);
  InternetAddressList *senders = brv_mime_list_senders (self->message);
  gboolean is_forward = FALSE;
  g_autofree char *proper = read_subject (self, &is_forward);
  g_autofree char *address = dup_archived_at (object);
  g_autofree char *date = brv_mime_dup_header (object, "Date");
  BrvMailBody body = { .subject = proper,
                       .title = self->title,
                       .address = address,
                       .newsletter = is_newsletter (object) };

  self->date = brv_mime_dup_day (date);
  self->senders = list_names (senders);
  g_object_unref (senders);
  self->list = dup_list_name (object);
  brv_mail_body_write (&body, parts, self->builder);

  if (body.forwarded.from != NULL && is_forward)
    set_forwarded (self, &body.forwarded);
  if (!body.is_article)
    brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_TITLE, self->title, BRV_EVIDENCE_META);
  set_missing (self, BRV_SOURCE_FIELD_DATE, self->date, BRV_EVIDENCE_META);
  if (self->senders[0] != NULL)
    set_senders (self, body.newsletter);
  set_missing (self, BRV_SOURCE_FIELD_URL, address, BRV_EVIDENCE_META);
  set_language (self, object);
  if (parts->texts->len > 0)
    set_language (self, g_ptr_array_index (parts->texts, 0));
  brv_forwarded_clear (&body.forwarded);
}

static char *
dup_attachment_name (GMimePart *part)
{
  const char *name = g_mime_part_get_filename (part);

  if (name == NULL)
    name = g_mime_part_get_content_description (part);
  return name != NULL ? g_utf8_make_valid (name, -1) : NULL;
}

static void
offer_attachments (const BrvMailParts *parts, BrvImportSink *sink)
{
  for (guint i = 0; i < parts->attachments->len; i++)
    {
      GMimePart *part = g_ptr_array_index (parts->attachments, i);
      g_autofree char *name = dup_attachment_name (part);
      g_autofree char *type = brv_mime_dup_type (GMIME_OBJECT (part));
      g_autoptr (GBytes) bytes = brv_mime_read_part (part);

      if (g_bytes_get_size (bytes) > 0)
        brv_import_sink_add_attachment (sink, name, type, bytes);
    }
}

/* original: the mail's own bytes where it is not the whole file. */
static gboolean
read_message (
  GMimeMessage *message, GBytes *original, BrvImportSink *sink, guint nesting, GError **error)
{
  g_auto (BrvMailParts) parts = { 0 };
  g_auto (Mail) mail = { .message = message };

  mail.builder = brv_import_sink_begin_source (sink, MEDIA_TYPE, original);
  if (mail.builder == NULL)
    return TRUE;
  brv_mail_parts_find (message, &parts);
  if (parts.encrypted && parts.texts->len == 0)
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_PASSWORD, "encrypted");
      return FALSE;
    }
  write_mail (&mail, &parts);
  offer_attachments (&parts, sink);
  for (guint i = 0; i < parts.messages->len && nesting < MAX_NESTING; i++)
    {
      GMimeMessage *inner = g_ptr_array_index (parts.messages, i);
      g_autoptr (GBytes) bytes = brv_mime_write (GMIME_OBJECT (inner));

      /* One that cannot be read takes nothing from the mail that holds it. */
      read_message (inner, bytes, sink, nesting + 1, NULL);
    }
  return TRUE;
}

/**
 * brv_mail_importer_run:
 * @bytes: a mail
 * @hints: what its giver says about it
 * @sink: what is filled
 * @error: return location for an error
 *
 * Makes a source of a mail and of each mail within it, and offers its attachments.
 *
 * Source: RFC 5322, RFC 2045 to 2049.
 *
 * Returns: %FALSE with %BRV_IMPORT_ERROR_DAMAGED if there is no mail in @bytes, or
 *   %BRV_IMPORT_ERROR_PASSWORD if it is encrypted
 */
gboolean
brv_mail_importer_run (GBytes *bytes,
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
  done = read_message (message, NULL, sink, 0, error);
  g_object_unref (message);
  return done;
}

/* The start of the next mail from p: a line "From " after an empty one or at the file's start,
 * with a header field below it. */
static const char *
find_separator (const char *data, const char *p, const char *end)
{
  while (p < end)
    {
      const char *line_end = memchr (p, '\n', (gsize)(end - p));
      gboolean after_blank =
        p == data || (p - data >= 2 && p[-1] == '\n' && (p[-2] == '\n' || p[-2] == '\r'));

      if (after_blank && end - p > 5 && memcmp (p, "From ", 5) == 0 && line_end != NULL)
        {
          const char *field = line_end + 1;

          while (field < end && (g_ascii_isalnum (*field) || *field == '-' || *field == '>'))
            field++;
          if (field < end && *field == ':' && field > line_end + 1)
            return p;
        }
      if (line_end == NULL)
        break;
      p = line_end + 1;
    }
  return end;
}

/* Whether a line was quoted because it began with "From ". */
static gboolean
is_quoted_from (const char *p, const char *end)
{
  if (p >= end || *p != '>')
    return FALSE;
  while (p < end && *p == '>')
    p++;
  return end - p >= 5 && memcmp (p, "From ", 5) == 0;
}

/* The mail as it was before it came into the mailbox. */
static GBytes *
extract_mail (GBytes *mailbox, gsize start, gsize end)
{
  const char *data = g_bytes_get_data (mailbox, NULL);
  g_autoptr (GByteArray) plain = NULL;
  gsize copied = start;

  /* The empty line that parts it from the next is the mailbox's. */
  if (end - start >= 2 && data[end - 1] == '\n')
    {
      if (data[end - 2] == '\n')
        end -= 1;
      else if (end - start >= 4 && memcmp (data + end - 4, "\r\n\r\n", 4) == 0)
        end -= 2;
    }
  for (gsize at = start; at < end;)
    {
      const char *line_end = memchr (data + at, '\n', end - at);

      if (is_quoted_from (data + at, data + end))
        {
          if (plain == NULL)
            plain = g_byte_array_new ();
          g_byte_array_append (plain, (const guint8 *)data + copied, (guint)(at - copied));
          copied = at + 1;
        }
      at = line_end != NULL ? (gsize)(line_end - data) + 1 : end;
    }
  if (plain == NULL)
    return g_bytes_new_from_bytes (mailbox, start, end - start);
  g_byte_array_append (plain, (const guint8 *)data + copied, (guint)(end - copied));
  return g_byte_array_free_to_bytes (g_steal_pointer (&plain));
}

/**
 * brv_mbox_importer_run:
 * @bytes: a file of mails
 * @hints: what its giver says about it
 * @sink: what is filled
 * @error: return location for an error
 *
 * Makes a source of each mail of a mailbox; a mail that cannot be read is left out.
 *
 * Source: RFC 4155; the quoting of "From " is that of mboxrd.
 *
 * Returns: %FALSE with %BRV_IMPORT_ERROR_DAMAGED if there is no mail in @bytes
 */
gboolean
brv_mbox_importer_run (GBytes *bytes,
                       const BrvImportHints *hints,
                       BrvImportSink *sink,
                       GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  const char *end = data + length;
  const char *at = find_separator (data, data, end);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  while (at < end)
    {
      const char *start = (const char *)memchr (at, '\n', (gsize)(end - at)) + 1;
      const char *next = find_separator (data, start, end);
      g_autoptr (GBytes) original =
        extract_mail (bytes, (gsize)(start - data), (gsize)(next - data));
      GMimeMessage *message = NULL;

      if (g_hash_table_add (seen, brv_sha256_of_bytes (original)))
        message = brv_mime_parse (original);
      if (message != NULL)
        read_message (message, original, sink, 0, NULL);
      g_clear_object (&message);
      at = next;
    }
  if (brv_import_sink_get_n_sources (sink) == 0)
    {
      g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_DAMAGED, "no mail");
      return FALSE;
    }
  return TRUE;
}
